"""The shapes a fact of an entry may have: small checks that say where a value departs and how.

A shape is called with a value and the place it stands at, and yields every ``(place, what is wrong)``.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from governance.refusal import Refusal
from governance.register import canonical

Place = tuple[str, ...]
Shape = Callable[[Any, Place], Iterator[tuple[Place, str]]]

LONGEST_TEXT = 4000


def matching(pattern: str, meaning: str) -> Shape:
    """Return the shape of a string that matches ``pattern`` whole (ASCII classes)."""
    form = re.compile(pattern, re.ASCII)

    def check(value: Any, at: Place) -> Iterator[tuple[Place, str]]:
        if not isinstance(value, str) or not form.fullmatch(value):
            yield at, f"not {meaning}"

    return check


ID = matching(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}", "an id")
NAME = matching(r"\S{1,200}", "a name without spaces")
WORD = matching(r"[a-z][a-z0-9_-]{0,39}", "a word of the house")
TEXT = matching(rf"[^\x00-\x08\x0b-\x1f\x7f]{{1,{LONGEST_TEXT}}}", "a text")
NUMBER = matching(r"\d{1,30}(/[1-9]\d{0,29}|\.\d{1,30})?", "an exact number written as text")
DIGEST = matching(r"[0-9a-f]{64}", "a SHA-256 digest in hexadecimal")
SALT = matching(r"[0-9a-f]{64}", "32 bytes in hexadecimal")
MARK_SALT = matching(r"([0-9a-f]{2}){16,64}", "16 bytes or more in hexadecimal")
SIGNATURE = matching(r"[0-9a-f]{128}", "an Ed25519 signature in hexadecimal")


def INSTANT(value: Any, at: Place) -> Iterator[tuple[Place, str]]:
    """Yield what keeps ``value`` from being an instant in the register's one form."""
    try:
        canonical.read_instant(value if isinstance(value, str) else "")
    except Refusal:
        yield at, "not an instant"


def COUNT(value: Any, at: Place) -> Iterator[tuple[Place, str]]:
    """Yield what keeps ``value`` from being a whole number from 0."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        yield at, "not a whole number from 0"


INDEX = COUNT


def BOOLEAN(value: Any, at: Place) -> Iterator[tuple[Place, str]]:
    """Yield what keeps ``value`` from being true or false."""
    if not isinstance(value, bool):
        yield at, "neither true nor false"


def DATA(value: Any, at: Place) -> Iterator[tuple[Place, str]]:
    """Yield what keeps ``value`` from being an object; what it holds is judged by whoever reads it."""
    if not isinstance(value, dict):
        yield at, "not an object"


def one_of(*words: str) -> Shape:
    """Return the shape of a closed list of words."""

    def check(value: Any, at: Place) -> Iterator[tuple[Place, str]]:
        if not isinstance(value, str) or value not in words:
            yield at, f"not one of {', '.join(words)}"

    return check


def list_of(shape: Shape) -> Shape:
    """Return the shape of a list whose parts all have ``shape``."""

    def check(value: Any, at: Place) -> Iterator[tuple[Place, str]]:
        if not isinstance(value, list):
            yield at, "not a list"
            return
        for place, part in enumerate(value):
            yield from shape(part, (*at, str(place)))

    return check


def map_of(key: Shape, shape: Shape) -> Shape:
    """Return the shape of an object with free keys of one shape and values of another."""

    def check(value: Any, at: Place) -> Iterator[tuple[Place, str]]:
        if not isinstance(value, dict):
            yield at, "not an object"
            return
        for name, part in value.items():
            yield from key(name, (*at, str(name)))
            yield from shape(part, (*at, str(name)))

    return check


def object_of(facts: Mapping[str, Shape]) -> Shape:
    """Return the shape of an object with these facts and no other; a name ending in ``?`` may be absent."""
    shapes = {name.removesuffix("?"): shape for name, shape in facts.items()}
    required = {name for name in facts if not name.endswith("?")}

    def check(value: Any, at: Place) -> Iterator[tuple[Place, str]]:
        if not isinstance(value, dict):
            yield at, "not an object"
            return
        for name in sorted(required - value.keys()):
            yield (*at, name), "missing"
        for name, part in value.items():
            if name not in shapes:
                yield (*at, name), "unknown"
            else:
                yield from shapes[name](part, (*at, name))

    return check
