"""Exact numbers: read from strings, compared by cross-multiplication, written back as strings; no float anywhere."""

import operator
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from math import isqrt

Number = int | Fraction

_WRITTEN = re.compile(r"(?P<whole>[0-9]{1,40})(?:\.[0-9]{1,40}|/0*[1-9][0-9]{0,39})?", re.ASCII)

OPERATORS: Mapping[str, Callable[[Number, Number], bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "==": operator.eq,
}


def read_number(text: object) -> Fraction | None:
    """The non-negative number a string writes as ``"9"``, ``"2/3"`` or ``"66.07"``; None for anything else."""
    if not isinstance(text, str) or not _WRITTEN.fullmatch(text):
        return None
    return Fraction(text)


def simplest(value: Number) -> Number:
    """The same number, as an int where it is whole: ints are faster and read better."""
    if isinstance(value, Fraction) and value.denominator == 1:
        return value.numerator
    return value


def write_number(value: Number) -> str:
    """``"9"`` or ``"26/3"``: what ``read_number`` reads back, but for a leading minus sign in a margin."""
    return str(simplest(value))


def is_whole(value: Number) -> bool:
    """Whether the number has no fractional part."""
    return isinstance(value, int) or value.denominator == 1


def root(value: Fraction) -> Fraction | None:
    """The exact square root of a non-negative fraction, or None where it is irrational."""
    top, bottom = isqrt(value.numerator), isqrt(value.denominator)
    if top * top == value.numerator and bottom * bottom == value.denominator:
        return Fraction(top, bottom)
    return None


def nearest_whole(op: str, satisfies: Callable[[int], bool], floor: int) -> int | None:
    """The whole number nearest to a bound that satisfies it: the least for >= and >, the greatest for <= and <.

    ``floor`` is the bound rounded down. None where no whole number does (== a fraction, < 0).
    """
    order = (floor, floor + 1) if op in (">=", ">", "==") else (floor, floor - 1)
    return next((whole for whole in order if whole >= 0 and satisfies(whole)), None)
