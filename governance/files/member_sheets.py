"""Members written as the files that ``files.members`` reads: what is exported can be imported elsewhere."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from governance.files.members import Member
from governance.files.reading import Language

_TEXTS = ("name", "sector", "city")


def write_members(members: Iterable[Member]) -> str:
    """The members as TOML, in their order."""
    tables = ["[[member]]\n" + "\n".join(_lines(member)) for member in members]
    return "schema = 1\n\n" + "\n\n".join(tables) + "\n"


def write_members_csv(members: Iterable[Member]) -> str:
    """The members as CSV (RFC 4180), a column for every key that a member has."""
    rows = [dict(_cells(member)) for member in members]
    keys = sorted({key for row in rows for key in row}, key=_place)
    text = io.StringIO()
    writer = csv.DictWriter(text, keys, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _lines(member: Member) -> Iterator[str]:
    for key, value in _plain(member):
        yield f"{key} = {json.dumps(value, ensure_ascii=False)}"


def _cells(member: Member) -> Iterator[tuple[str, str]]:
    for key, value in _plain(member):
        yield key, ";".join(value) if isinstance(value, list) else value


def _plain(member: Member) -> Iterator[tuple[str, str | list[str]]]:
    """The keys of a member with their values, nested ones dotted; what is absent is left out."""
    yield from _flat("", member.model_dump(mode="json", exclude_none=True))


def _flat(prefix: str, data: Mapping[str, Any]) -> Iterator[tuple[str, str | list[str]]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _flat(f"{prefix}{key}.", value)
        elif value:
            yield f"{prefix}{key}", value


def _place(key: str) -> tuple[int, str]:
    """Columns in the order in which people fill them in: code, texts by language, the rest."""
    order = ["code", *(f"{text}.{each}" for text in _TEXTS for each in get_args(Language)), "language"]
    order += [
        f"{role}.{part}"
        for role in ("director", "alternate")
        for part in (*(f"title.{each}" for each in get_args(Language)), "email")
    ]
    return (order.index(key), "") if key in order else (len(order), key)
