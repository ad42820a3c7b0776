"""Lengths of time as a secretary writes them: ``10`` (days) or ``36 h``; as motions keep them: ``P10D``."""

import re
from dataclasses import dataclass
from datetime import timedelta

from governance.rules.durations import read_duration, write_duration

_WRITTEN = re.compile(r"(?P<figure>[0-9]{1,4})\s*(?P<unit>h)?", re.IGNORECASE)
_SEPARATORS = re.compile(r"[,;،؛]")


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time, and how a motion keeps it (ISO 8601)."""

    length: timedelta

    @property
    def written(self) -> str:
        """The ISO 8601 form."""
        return write_duration(self.length)


def read_period(text: str) -> Period | None:
    """``"10"``, ``"36 h"`` or ``"P10D"``; None for anything else."""
    plain = text.strip()
    found = _WRITTEN.fullmatch(plain)
    if found is None:
        length = read_duration(plain)
        return None if length is None else Period(length)
    figure = int(found["figure"])
    return Period(timedelta(hours=figure) if found["unit"] else timedelta(days=figure))


def read_periods(text: str) -> tuple[Period, ...] | None:
    """Several, between commas, the longest first; None where one of them is none. Nothing at all is an empty list."""
    parts = [read_period(part) for part in _SEPARATORS.split(text) if part.strip()]
    periods = [each for each in parts if each is not None]
    if len(periods) != len(parts):
        return None
    return tuple(sorted(set(periods), key=lambda each: -each.length))


def say_period(written: str) -> str:
    """The ISO 8601 form as the form shows it: days where they are whole, else hours, else as it is kept."""
    length = read_duration(written)
    if length is None:
        return written
    if length % timedelta(days=1) == timedelta():
        return str(length.days)
    if length % timedelta(hours=1) == timedelta():
        return f"{length // timedelta(hours=1)} h"
    return written
