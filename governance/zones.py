"""Local times and the zones they are said in, from the ``tzdata`` package alone.

The host's own copy of the time-zone data may be years old (Morocco left UTC+1 for good on 2026-09-20); a deadline
is therefore resolved once, from known data, and kept as the UTC instant with the text that voters were shown.
"""

import importlib.metadata
import zoneinfo
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from governance.refusal import Refusal

zoneinfo.reset_tzpath(to=[])


def tzdata_version() -> str:
    """The version of the time-zone data in use, such as ``2026.3``."""
    return importlib.metadata.version("tzdata")


def read_zone(name: str) -> ZoneInfo:
    """The zone of this IANA name; an unknown one is refused (``zone-unknown``), never replaced."""
    try:
        return ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refusal("zone-unknown", zone=name) from error


def resolve_local(local: datetime, zone: str, *, fold: int | None = None) -> datetime:
    """The UTC instant of a naive local time in ``zone``.

    A time that the clocks skip is refused (``time-nonexistent``, with the times before and after the gap); one
    that they show twice is refused (``time-ambiguous``, with both instants) unless ``fold`` says which is meant.
    """
    place = read_zone(zone)
    candidates = [local.replace(tzinfo=place, fold=each).astimezone(UTC) for each in (0, 1)]
    if all(_shown(instant, place) != local for instant in candidates):
        before, after = sorted(_shown(instant, place) for instant in candidates)
        raise Refusal("time-nonexistent", before=before.isoformat(), after=after.isoformat(), zone=zone)
    if candidates[0] == candidates[1]:
        return candidates[0]
    if fold is None:
        raise Refusal("time-ambiguous", first=candidates[0], second=candidates[1], zone=zone)
    return candidates[fold]


def noon_of(day: str, zone: str) -> datetime:
    """Noon of a day written 2026-12-16, in ``zone``; what is no day is refused (``date-malformed``)."""
    try:
        return resolve_local(datetime.combine(date.fromisoformat(day.strip()), time(12)), zone, fold=0)
    except (ValueError, OverflowError):
        raise Refusal("date-malformed") from None


def _shown(instant: datetime, place: ZoneInfo) -> datetime:
    return instant.astimezone(place).replace(tzinfo=None, fold=0)
