"""Readers of single values: each takes what a TOML file or JSON holds and gives the exact, checked value or refuses."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from typing import Any

from governance.rules.durations import read_duration
from governance.rules.numbers import read_number
from governance.rules.place import Place
from governance.rules.rule import Keep

Reader = Callable[[Any, Place], Any]

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)
_KEEP = re.compile(r"(?P<order>top|fewest-against):(?P<number>[1-9][0-9]{0,3})", re.ASCII)
_MOST_ROUNDS = 9
_LONGEST_TEXT = 4000


def read_text(value: Any, place: Place) -> str:
    """Any non-empty text without control characters."""
    if isinstance(value, str) and value.strip() and len(value) <= _LONGEST_TEXT and not _has_control(value):
        return value
    raise place.expected('"text"', value)


def _has_control(text: str) -> bool:
    return any((ord(mark) < 32 and mark not in "\n\t") or 0xD800 <= ord(mark) <= 0xDFFF for mark in text)


def read_name(value: Any, place: Place) -> str:
    """An id: ASCII letters and digits, ``.``, ``-`` and ``_``, at most 64 characters."""
    if isinstance(value, str) and _NAME.fullmatch(value):
        return value
    raise place.expected('"name-of-letters-and-digits"', value)


def read_words(value: Any, place: Place) -> dict[str, str]:
    """A text per language: ``{"fr": ..., "ar": ..., "en": ...}``."""
    table = read_mapping(value, place)
    for language in table:
        if not _LANGUAGE.fullmatch(language):
            raise place.unknown(language, ("fr", "ar", "en"))
    return {language: read_text(text, place.at(language)) for language, text in table.items()}


def read_mapping(value: Any, place: Place) -> dict[str, Any]:
    """A table with string keys."""
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return dict(value)
    raise place.expected("a table", value)


def read_list(value: Any, place: Place) -> list[Any]:
    """A list."""
    if isinstance(value, list | tuple):
        return list(value)
    raise place.expected("a list", value)


def read_switch(value: Any, place: Place) -> bool:
    """``true`` or ``false``."""
    if isinstance(value, bool):
        return value
    raise place.expected("true or false", value)


def read_rounds(value: Any, place: Place) -> int:
    """A whole number of rounds, 1 to 9."""
    return _read_integer(value, place, most=_MOST_ROUNDS)


def read_seats(value: Any, place: Place) -> int:
    """A whole number of seats, 1 to 9999."""
    return _read_integer(value, place, most=9999)


def _read_integer(value: Any, place: Place, *, most: int) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most:
        return value
    raise place.expected(f"a whole number from 1 to {most}", value)


def read_amount(value: Any, place: Place) -> str:
    """A number written as a string (``"9"``, ``"2/3"``, ``"66.07"``) or a parameter (``"@min_quorum"``), unresolved."""
    if isinstance(value, str) and value.startswith("@"):
        read_name(value[1:], place)
        return value
    return read_written_number(value, place)


def read_written_number(value: Any, place: Place) -> str:
    """A number written as a string, never bare: a bare 0.1 is a float, which no machine holds exactly."""
    if isinstance(value, str) and read_number(value) is not None:
        return value
    raise place.refuse("rule-number-malformed", value=shown_number(value), expected='"9", "2/3" or "66.07"')


def shown_number(value: object) -> str:
    """How a refusal shows a bad number: floats and bare integers by their literal."""
    return str(value)[:60]


def read_period(value: Any, place: Place) -> timedelta:
    """A duration of ISO 8601, as ``"P10D"`` or ``"PT72H"``."""
    duration = read_duration(value)
    if duration is None:
        raise place.expected('a duration as "P10D" or "PT72H"', value)
    return duration


def read_periods(value: Any, place: Place) -> tuple[timedelta, ...]:
    """A list of durations."""
    return tuple(read_period(entry, place.at(n)) for n, entry in enumerate(read_list(value, place)))


def read_keep(value: Any, place: Place) -> Keep:
    """``"top:2"`` or ``"fewest-against:2"``."""
    found = _KEEP.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise place.expected('"top:2" or "fewest-against:2"', value)
    return Keep(order=found["order"], number=int(found["number"]))


def read_numbers(value: Any, place: Place) -> dict[str, str]:
    """A table of names and numbers written as strings: parameters."""
    table = read_mapping(value, place)
    return {read_name(name, place): read_written_number(text, place.at(name)) for name, text in table.items()}


def read_texts(value: Any, place: Place) -> tuple[str, ...]:
    """A non-empty list of different texts."""
    return _read_entries(value, place, read_text)


def one_of(*allowed: str) -> Reader:
    """A reader of one word out of those allowed."""

    def read(value: Any, place: Place) -> str:
        if isinstance(value, str) and value in allowed:
            return value
        raise place.unknown(value, allowed)

    return read


def some_of(allowed: Collection[str]) -> Reader:
    """A reader of a non-empty list of different words out of those allowed."""
    read_one = one_of(*allowed)

    def read(value: Any, place: Place) -> tuple[str, ...]:
        return _read_entries(value, place, read_one)

    return read


def _read_entries(value: Any, place: Place, read_one: Reader) -> tuple[str, ...]:
    entries = tuple(read_one(entry, place.at(n)) for n, entry in enumerate(read_list(value, place)))
    if not entries or len(set(entries)) < len(entries):
        raise place.expected("a list of different values, at least one", value)
    return entries
