"""Days as forms send them: the first of a period, and its last."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from governance.refusal import Refusal
from governance.zones import resolve_local


def read_first(form: Mapping[str, str], name: str, *, zone: str, now: datetime) -> datetime | None:
    """The instant at which the day of a field begins in ``zone``: ``now`` for today, None where it is empty.
    Refused: ``date-malformed``."""
    day = _day(form, name)
    if day is None:
        return None
    begins = _begins(day, zone)
    return now if begins <= now < _begins(day + timedelta(days=1), zone) else begins


def read_last(form: Mapping[str, str], name: str, *, zone: str) -> datetime | None:
    """The instant at which the day of a field is over, None where it is empty. Refused: ``date-malformed``."""
    day = _day(form, name)
    return None if day is None else _begins(day + timedelta(days=1), zone)


def _day(form: Mapping[str, str], name: str) -> date | None:
    text = form.get(name, "").strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Refusal("date-malformed") from None
    if not date(1900, 1, 1) <= day <= date(2999, 12, 30):
        raise Refusal("date-malformed")
    return day


def _begins(day: date, zone: str) -> datetime:
    """Midnight; where the clocks skip it, the first hour that they show."""
    local = datetime.combine(day, time())
    try:
        return resolve_local(local, zone, fold=0)
    except Refusal:
        return resolve_local(local + timedelta(hours=1), zone, fold=0)
