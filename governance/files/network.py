"""The network as its file says: names, zone, languages, contacts, and which member keeps the secretariat."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from governance.files.reading import (
    Address,
    Language,
    Line,
    Lines,
    Strict,
    check_data,
    read_text,
    read_toml,
    toml_line,
)
from governance.refusal import Refusal
from governance.rules.durations import read_duration, write_duration
from governance.zones import read_zone


def _zone(name: str) -> str:
    try:
        read_zone(name)
    except Refusal:
        raise ValueError("Africa/Casablanca, Europe/Paris, UTC, ...") from None
    return name


Zone = Annotated[str, AfterValidator(_zone)]
"""An IANA name that the time-zone data knows."""


def _term(text: str) -> str:
    term = read_duration(text)
    if not term:
        raise ValueError("P15D | P2W | ...")
    return write_duration(term)


Term = Annotated[str, AfterValidator(_term)]
"""A period, as ISO 8601 writes it."""


class Contacts(Strict):
    """Who is written to: the desk, and a second mailbox outside it that is told of alarms too."""

    desk: Address
    second: Address


class Network(Strict):
    """A network of member organisations. ``origin`` names its register in every signed head, for ever;

    ``country`` is an ISO 3166-1 code; ``contest_term`` is how long a seat can contest a resolution.
    """

    schema_: Literal[1] = Field(alias="schema")
    name: Lines
    description: Lines
    zone: Zone
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    origin: Annotated[Line, Field(pattern=r"^[a-z0-9./-]+$")]
    secretariat: Line
    contact: Contacts
    contest_term: Term | None = None

    @property
    def language(self) -> Language:
        """The first of ``languages``: what is spoken where a reader has not chosen."""
        return self.languages[0]


def parse_network(text: str, *, source: str) -> Network:
    """The network that a TOML text describes; refused as ``files.reading`` says."""
    return check_data(Network, read_toml(text, source=source), source=source, line_of=toml_line(text))


def read_network(path: Path) -> Network:
    """``parse_network`` of a file."""
    return parse_network(read_text(path), source=path.name)
