"""What a letter consists of: a few kinds of block, each of which is shown as plain text and as HTML.

One content for both parts, so that they cannot say different things. The templates in ``templates/letters`` give
each kind its form; ``kind`` is how they tell the blocks apart.
"""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias


@dataclass(frozen=True, slots=True)
class Say:
    """A paragraph."""

    kind: ClassVar[str] = "say"
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part of the letter; ``language`` is the one its text is in."""

    kind: ClassVar[str] = "heading"
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the service, alone on its line."""

    kind: ClassVar[str] = "address"
    url: str


@dataclass(frozen=True, slots=True, repr=False)
class Code:
    """The code that confirms a vote, alone on its line."""

    kind: ClassVar[str] = "code"
    code: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A text in Markdown, in the ``language`` it exists in."""

    kind: ClassVar[str] = "prose"
    markdown: str
    language: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Several short statements, one below the other."""

    kind: ClassVar[str] = "lines"
    lines: tuple[str, ...]


Block: TypeAlias = Say | Heading | Address | Code | Prose | Lines


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that travels with the letter; ``media_type`` as in ``text/calendar``."""

    name: str
    media_type: str
    content: bytes
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """What a letter says: its subject, its blocks in order, and what is enclosed."""

    subject: str
    blocks: tuple[Block, ...]
    enclosures: tuple[Enclosure, ...] = ()
