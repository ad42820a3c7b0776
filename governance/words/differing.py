"""Two wordings compared, as a reader wants it: what stays, what was added, what was removed, word by word.

Paragraphs are compared first and words only within those that changed: what a reader asks for is where to look, and
two texts of any size are compared in little time.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_PAIRS = 1_000_000
"""A passage with more pairs of words to compare is shown as removed and added whole."""

_LINES = re.compile(r".*\n|.+")
_WORDS = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: ``kept``, ``added`` or ``removed``."""

    kind: str
    text: str


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """The later wording with what was added and, before it, what was removed; joined, it reads in order."""
    lines = _LINES.findall(before), _LINES.findall(after)
    pieces: list[Piece] = []
    for same, old, new in _runs(*lines):
        pieces += [Piece("kept", "".join(new))] if same else _words("".join(old), "".join(new))
    return tuple(_joined(pieces))


def _words(before: str, after: str) -> list[Piece]:
    words = _WORDS.findall(before), _WORDS.findall(after)
    if len(words[0]) * len(words[1]) > MOST_PAIRS:
        return _changed(before, after)
    pieces = []
    for same, old, new in _runs(*words):
        pieces += [Piece("kept", "".join(new))] if same else _changed("".join(old), "".join(new))
    return pieces


def _changed(old: str, new: str) -> list[Piece]:
    return [Piece(kind, text) for kind, text in (("removed", old), ("added", new)) if text]


def _runs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """What both have in common and what differs, in order; the space around a word makes no difference."""
    bare = [each.strip() for each in before], [each.strip() for each in after]
    for tag, from_, to, new_from, new_to in SequenceMatcher(None, *bare).get_opcodes():
        yield tag == "equal", before[from_:to], after[new_from:new_to]


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind made one."""
    held: Piece | None = None
    for piece in pieces:
        if held is not None and held.kind == piece.kind:
            held = Piece(held.kind, held.text + piece.text)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held
