"""Members and their mandates as a file says, TOML or CSV: all of them or none."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from governance.files.reading import (
    Address,
    Language,
    Line,
    Lines,
    Place,
    Strict,
    check_data,
    check_once,
    read_text,
    read_toml,
    toml_line,
)
from governance.refusal import Refusal

_LISTS = {"groups"}


class Mandate(Strict):
    """Who speaks for a member, named by function, and the mailbox that the letters go to."""

    title: Lines
    email: Address


class Member(Strict):
    """A member organisation: one seat. ``language`` is that of its letters."""

    code: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{1,11}$")]
    name: Lines
    sector: Lines | None = None
    city: Lines | None = None
    language: Language
    director: Mandate | None = None
    alternate: Mandate | None = None
    groups: tuple[Line, ...] = ()
    weights: dict[Line, Annotated[str, Field(pattern=r"^[0-9]+(/[1-9][0-9]*|\.[0-9]+)?$")]] = Field(
        default_factory=dict
    )


class _File(Strict):
    schema_: Literal[1] = Field(alias="schema")
    member: Annotated[tuple[Member, ...], Field(min_length=1)]


def parse_members(text: str, *, source: str) -> tuple[Member, ...]:
    """The members of a TOML text, in its order; refused as ``files.reading`` says.

    A code or a mailbox that stands twice is refused: one member has one seat, one mailbox one voice.
    """
    return _members(read_toml(text, source=source), source=source, line_of=toml_line(text))


def parse_members_csv(text: str, *, source: str) -> tuple[Member, ...]:
    """The members of a CSV text whose first line holds the keys of the TOML file, as "director.email".

    An empty cell is a key that is absent; ``groups`` are parted by ";". Cells are parted by ",", ";" or tabs. A refusal
    names line and column, as "director.email (G)".
    """
    try:
        return _parse_rows(text, source=source)
    except Refusal as refusal:
        raise _with_column(refusal, text) from None


def _parse_rows(text: str, *, source: str) -> tuple[Member, ...]:
    rows = list(_rows(text, source=source))
    lines = [line for line, _ in rows]

    def line_of(place: Place) -> int:
        return lines[place[1]] if len(place) > 1 and isinstance(place[1], int) else 1

    data = {"schema": 1, "member": [_nested(row) for _, row in rows]}
    return _members(data, source=source, line_of=line_of)


def read_members(path: Path) -> tuple[Member, ...]:
    """``parse_members`` of a file, or ``parse_members_csv`` where its name ends in .csv."""
    parse = parse_members_csv if path.suffix.lower() == ".csv" else parse_members
    return parse(read_text(path), source=path.name)


def _members(data: dict[str, Any], *, source: str, line_of: Callable[[Place], int]) -> tuple[Member, ...]:
    members = check_data(_File, data, source=source, line_of=line_of).member
    check_once(source, _codes(members), line_of)
    check_once(source, _mailboxes(members), line_of)
    return members


def _codes(members: tuple[Member, ...]) -> list[tuple[Place, str]]:
    return [(("member", index, "code"), member.code) for index, member in enumerate(members)]


def _mailboxes(members: tuple[Member, ...]) -> list[tuple[Place, str]]:
    return [
        (("member", index, role, "email"), mandate.email)
        for index, member in enumerate(members)
        for role, mandate in (("director", member.director), ("alternate", member.alternate))
        if mandate
    ]


def _rows(text: str, *, source: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
    try:
        keys = [key.strip() for key in next(reader, [])]
        first = reader.line_num + 1
        for cells in reader:
            line, first = first, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(keys):
                raise Refusal("file-cells", source=source, line=line, found=len(cells), needed=len(keys))
            yield line, {key: cell for key, cell in zip(keys, cells, strict=True) if cell.strip()}
    except csv.Error as error:
        raise Refusal("file-unreadable", source=source, line=reader.line_num, reason=str(error)) from None


def _delimiter(text: str) -> str:
    """Spreadsheets set to French write ";" where others write ",", and tabs where cells are copied."""
    header = text.split("\n", 1)[0]
    return max(",;\t", key=header.count)


def _with_column(refusal: Refusal, text: str) -> Refusal:
    """The refusal with the column that its key stands in, by its heading and by its letter in a spreadsheet."""
    key = str(refusal.facts.get("key", "")).partition(", ")[2].replace(" ", ".")
    headings = next(csv.reader(io.StringIO(text), delimiter=_delimiter(text)), [])
    plain = [heading.strip() for heading in headings]
    if not key or key not in plain:
        return refusal
    return Refusal(refusal.code, **{**refusal.facts, "key": f"{key} ({_letter(plain.index(key))})"})


def _letter(at: int) -> str:
    """A, B, ..., Z, AA, AB, ...: how spreadsheets name their columns."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _nested(row: dict[str, str]) -> dict[str, Any]:
    """{"name.fr": "a", "code": "b"} as {"name": {"fr": "a"}, "code": "b"}."""
    data: dict[str, Any] = {}
    for key, cell in row.items():
        *tables, last = key.split(".")
        table = data
        for name in tables:
            table = table.setdefault(name, {})
        table[last] = tuple(part.strip() for part in cell.split(";")) if key in _LISTS else cell
    return data
