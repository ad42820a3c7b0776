"""Durations as ISO 8601 writes them: weeks, days, hours, minutes, seconds; no months or years, whose length varies."""

import re
from datetime import timedelta

_WRITTEN = re.compile(
    r"P(?:(?P<weeks>[0-9]{1,4})W"
    r"|(?:(?P<days>[0-9]{1,5})D)?"
    r"(?:T(?=[0-9])(?:(?P<hours>[0-9]{1,6})H)?(?:(?P<minutes>[0-9]{1,8})M)?(?:(?P<seconds>[0-9]{1,9})S)?)?)",
    re.ASCII,
)


def read_duration(text: object) -> timedelta | None:
    """``"P10D"``, ``"PT72H"``, ``"P1DT12H"``, ``"P2W"`` as a timedelta; None for anything else (ISO 8601 §5.5.2.2)."""
    found = _WRITTEN.fullmatch(text) if isinstance(text, str) else None
    parts = {unit: int(figure) for unit, figure in found.groupdict().items() if figure} if found else {}
    return timedelta(**parts) if parts else None


def write_duration(duration: timedelta) -> str:
    """The one form used in stored rules: days, then hours, minutes and seconds (``PT72H`` is written ``P3D``)."""
    minutes, seconds = divmod(duration.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days = f"{duration.days}D" if duration.days else ""
    clock = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if n)
    if not days and not clock:
        return "PT0S"
    return f"P{days}T{clock}" if clock else f"P{days}"
