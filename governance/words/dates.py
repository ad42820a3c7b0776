"""Dates, hours and durations as each language writes them, from instants in UTC.

Zones are those of ``governance.zones``, read from known data; an unknown one is refused there.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache

from babel import Locale
from babel.dates import format_date, format_time, get_timezone_location
from babel.lists import format_list

from governance.words.languages import LOCALES
from governance.words.speak import gettext as _
from governance.words.speak import language, ngettext
from governance.zones import read_zone

_MINUTE = timedelta(minutes=1)

# CLDR patterns; the day of the week tells a reader more than a comma would.
_DAY_IN_FULL = "EEEE d MMMM y"
_DAY_IN_BRIEF = "d MMM y"


def say_instant(instant: datetime, zone: str) -> str:
    """An aware instant as a reader in ``zone`` (an IANA name) reads a clock, with the zone and its offset.

    In French: ``vendredi 4 décembre 2026 à 18:00 (heure de Casablanca, UTC+0)``.
    """
    local = instant.astimezone(read_zone(zone))
    return _("%(date)s at %(time)s (%(city)s time, %(offset)s)") % {
        "date": say_date(local),
        "time": say_time(local),
        "city": get_timezone_location(local.tzinfo, locale=_locale(), return_city=True),
        "offset": _say_offset(local),
    }


def say_instant_briefly(instant: datetime, zone: str) -> str:
    """An aware instant without its zone, for tables whose heading names the zone: ``4 déc. 2026, 18:00``."""
    local = instant.astimezone(read_zone(zone))
    return _("%(date)s, %(time)s") % {
        "date": _first_of_month(format_date(local, _DAY_IN_BRIEF, locale=_locale())),
        "time": say_time(local),
    }


def say_date(day: date, zone: str | None = None) -> str:
    """A day in full, ``vendredi 4 décembre 2026``; of an aware instant, the day it is in ``zone``."""
    local = day.astimezone(read_zone(zone)) if isinstance(day, datetime) and zone else day
    return _first_of_month(format_date(local, _DAY_IN_FULL, locale=_locale()))


def say_time(local: datetime) -> str:
    """Hours and minutes of a local time on the 24-hour clock; seconds only where they are not zero."""
    return format_time(local.replace(tzinfo=None), "HH:mm:ss" if local.second else "HH:mm", locale=_locale())


def say_duration(duration: timedelta) -> str:
    """A length of time in its two largest units: ``3 jours et 4 heures``; the rest is dropped."""
    left = max(duration, timedelta())
    days, hours, minutes, seconds = (
        left.days,
        left.seconds // 3600,
        left.seconds // 60 % 60,
        left.seconds % 60,
    )
    parts = [
        days and ngettext("%(num)s day", "%(num)s days", days) % {"num": days},
        hours and ngettext("%(num)s hour", "%(num)s hours", hours) % {"num": hours},
        minutes and ngettext("%(num)s minute", "%(num)s minutes", minutes) % {"num": minutes},
        seconds and ngettext("%(num)s second", "%(num)s seconds", seconds) % {"num": seconds},
    ]
    said = [part for part in parts if part] or [ngettext("%(num)s second", "%(num)s seconds", 0) % {"num": 0}]
    return format_list(said[:2], locale=_locale())


def say_time_left(until: datetime, now: datetime) -> str:
    """How long is left from ``now`` until an instant, as a sentence; both aware."""
    left = until.astimezone(UTC) - now.astimezone(UTC)
    if left <= timedelta():
        return _("The time is over.")
    if left < _MINUTE:
        return _("Less than a minute left.")
    return _("Time left: %(duration)s.") % {"duration": say_duration(left)}


def _locale() -> Locale:
    return _locale_of(language())


@cache
def _locale_of(spoken: str) -> Locale:
    return Locale.parse(LOCALES[spoken])


def _first_of_month(text: str) -> str:
    """French alone counts the first day of a month by its rank: ``1er décembre``."""
    if language() != "fr":
        return text
    return " ".join("1er" if word == "1" else word for word in text.split(" "))


def _say_offset(local: datetime) -> str:
    """The offset from UTC in hours, and minutes where there are any: ``UTC+0``, ``UTC+5:30``."""
    offset = local.utcoffset() or timedelta()
    sign = "-" if offset < timedelta() else "+"
    hours, rest = divmod(abs(offset), timedelta(hours=1))
    minutes = rest // _MINUTE
    return f"UTC{sign}{hours}" + (f":{minutes:02d}" if minutes else "")
