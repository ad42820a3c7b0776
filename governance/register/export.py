"""The public export of the register, version 1: JSON Lines that anybody can keep, mirror and verify.

Lines, in any order but for the entries, which stand in the order of their index:

- ``{"export": 1}``: the version; optional, first. - ``{"entry": {...}, "index": 7, "leaf": "<hex>"}``: one
entry; its canonical JSON hashes to the leaf. - ``{"note": "...", "size": 8}``: one signed head, a C2SP
checkpoint. - ``{"reason_of": 7, "salt": "<hex>", "text": "..."}``: the text of a reason that entry 7 holds as
a digest; an erased reason has no line.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from governance.refusal import Refusal
from governance.register import canonical
from governance.register.shapes import COUNT, DATA, DIGEST, SALT, Shape, object_of
from governance.register.tree import leaf_hash

VERSION = 1


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry, the place and the leaf it is said to have."""

    index: int
    leaf: str
    entry: dict[str, Any]


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A signed head and the size it is said to have."""

    size: int
    note: str


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """The text of a reason, with the salt of its digest in the entry ``reason_of``."""

    reason_of: int
    salt: str
    text: str


Line = EntryLine | HeadLine | ReasonLine


def _text(value: Any, at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if not isinstance(value, str):
        yield at, "not a text"


_LINES: Mapping[frozenset[str], tuple[Any, Shape]] = {
    frozenset(facts): (line, object_of(facts))
    for line, facts in (
        (EntryLine, {"entry": DATA, "index": COUNT, "leaf": DIGEST}),
        (HeadLine, {"note": _text, "size": COUNT}),
        (ReasonLine, {"reason_of": COUNT, "salt": SALT, "text": _text}),
    )
}


def version_line() -> str:
    """Return the first line of an export."""
    return _line({"export": VERSION})


def entry_line(index: int, body: bytes) -> str:
    """Return the line of the entry whose canonical bytes are ``body``."""
    return f'{{"entry":{body.decode()},"index":{index},"leaf":"{leaf_hash(body).hex()}"}}\n'


def head_line(size: int, note: str) -> str:
    """Return the line of a signed head."""
    return _line({"size": size, "note": note})


def reason_line(reason_of: int, *, salt: str, text: str) -> str:
    """Return the line that tells the text of a reason; ``salt`` in hexadecimal."""
    return _line({"reason_of": reason_of, "salt": salt, "text": text})


def read_export(lines: Iterable[str | bytes]) -> Iterator[Line]:
    """Read an export line by line; ``Refusal("export-unreadable")`` names the first line that is none."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield from _read_line(number, line)


def _read_line(number: int, line: str | bytes) -> Iterator[Line]:
    try:
        value = canonical.decode(line)
    except Refusal as refusal:
        raise Refusal("export-unreadable", line=number, wrong=refusal.facts["found"]) from refusal
    if isinstance(value, dict) and value.keys() == {"export"}:
        if value["export"] != VERSION:
            raise Refusal("export-unreadable", line=number, wrong="a version this verifier does not know")
        return
    made, shape = _LINES.get(frozenset(value) if isinstance(value, dict) else frozenset(), (None, DATA))
    if made is None or any(shape(value, ())):
        raise Refusal("export-unreadable", line=number, wrong="none of the lines of an export")
    yield made(**value)


def _line(facts: Mapping[str, Any]) -> str:
    return canonical.encode(facts).decode() + "\n"
