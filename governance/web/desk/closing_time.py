"""The end of a ballot as it is typed: a day, an hour and a zone become one instant, or the reason why not."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from governance.refusal import Refusal
from governance.zones import read_zone, resolve_local

EVENING = time(18, 0)


def read_closing(fields: Mapping[str, str], *, zone: str) -> datetime:
    """The instant that ``date``, ``time``, ``zone`` (default: ``zone``) and, where the clocks show an hour twice,
    ``fold`` name.

    Refused: ``date-malformed``, ``time-malformed``, ``zone-unknown``, ``time-nonexistent`` (with the hours before and
    after the gap), ``time-ambiguous`` (with both instants).
    """
    place = fields.get("zone", "").strip() or zone
    read_zone(place)
    local = datetime.combine(_read_date(fields.get("date", "")), _read_time(fields.get("time", "")))
    chosen = fields.get("fold", "")
    fold = int(chosen) if chosen in ("0", "1") else None
    try:
        return resolve_local(local, place, fold=fold)
    except OverflowError:
        raise Refusal("date-malformed") from None
    except Refusal as refusal:
        if refusal.code != "time-nonexistent":
            raise
        hours = {name: str(refusal.facts[name])[11:16] for name in ("before", "after")}
        raise Refusal("time-nonexistent", zone=place, **hours) from refusal


def field_of(refusal: Refusal) -> str:
    """The field beside which a refusal about the end of a ballot is shown."""
    if refusal.code in ("date-malformed", "zone-unknown"):
        return {"date-malformed": "date", "zone-unknown": "zone"}[refusal.code]
    if refusal.code in ("time-malformed", "time-nonexistent", "time-ambiguous"):
        return "time"
    return "date"


def suggest_closing(opens_at: datetime, open_for: timedelta, zone: str) -> dict[str, str]:
    """The fields of an end at six in the evening, so long after ``opens_at`` or up to a day later."""
    place = ZoneInfo(zone)
    earliest = (opens_at + open_for).astimezone(place)
    evening = datetime.combine(earliest.date(), EVENING)
    if evening < earliest.replace(tzinfo=None):
        evening += timedelta(days=1)
    return fields_of(evening, zone)


def closing_fields(closes_at: datetime, zone: str) -> dict[str, str]:
    """The fields of an end that is known."""
    return fields_of(closes_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None), zone)


def fields_of(local: datetime, zone: str) -> dict[str, str]:
    """A local time as the fields of the form."""
    return {"date": local.date().isoformat(), "time": local.strftime("%H:%M"), "zone": zone}


def _read_date(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refusal("date-malformed") from None


def _read_time(text: str) -> time:
    try:
        found = time.fromisoformat(text.strip())
    except ValueError:
        raise Refusal("time-malformed") from None
    if found.tzinfo is not None:
        raise Refusal("time-malformed")
    return found
