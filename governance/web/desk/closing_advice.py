"""What speaks against the end of a ballot without forbidding it: an hour or a day when nobody is at work."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import holidays

from governance.acts.missing import Missing
from governance.words.speak import language

MORNING, EVENING = 8, 20
"""Before eight and from eight in the evening on counts as night."""

NAMES = {"fr": "fr", "ar": "ar", "en": "en_US"}
"""How the calendars of public holidays name our languages."""


def closing_advice(now: datetime, closes_at: datetime, *, zone: str, country: str) -> list[Missing]:
    """Advice on an end at night, on a weekend or public holiday of ``country`` (ISO 3166-1), or after a change of the
    clocks of ``zone``; none of it blocks. A country whose calendar is not known has no holidays."""
    local = closes_at.astimezone(ZoneInfo(zone))
    found: list[Missing] = []
    if not MORNING <= local.hour < EVENING:
        found.append(Missing("close-at-night", {"hour": f"{local:%H:%M}"}, blocks=False))
    calendar = _calendar(country, local.year)
    if calendar is not None and local.date() in calendar:
        found.append(Missing("close-on-holiday", {"holiday": calendar[local.date()]}, blocks=False))
    elif calendar is not None and local.weekday() in calendar.weekend:
        found.append(Missing("close-on-weekend", blocks=False))
    shift = (local.utcoffset() or timedelta()) - (now.astimezone(ZoneInfo(zone)).utcoffset() or timedelta())
    if shift:
        found.append(Missing("clocks-change", blocks=False))
    return found


def _calendar(country: str, year: int) -> Any:
    """The public holidays of a year by day, named in the language being spoken where the calendar has it."""
    try:
        plain = holidays.country_holidays(country, years=year)
    except NotImplementedError:
        return None
    wanted = NAMES[language()]
    if wanted not in plain.supported_languages:
        return plain
    return holidays.country_holidays(country, years=year, language=wanted)
