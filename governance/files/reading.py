"""A file read strictly: into a frozen model, every fault named by file, line, key and expected form."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from governance.addresses import ADDRESS_FORM, is_address
from governance.refusal import Refusal

LINE_FORM = '"..."'
TEXT_FORM = '"""..."""'

Place = tuple[str | int, ...]
"""Where a value stands in the data, as ("member", 3, "director", "email")."""

_FORMS = {
    "string_type": LINE_FORM,
    "int_type": "1, 2, 3, ...",
    "bool_type": "true | false",
    "tuple_type": "[...]",
    "list_type": "[...]",
    "dict_type": "key.fr = ..., key.ar = ...",
    "model_type": "key.name = ...",
    "too_short": "[..., ...]",
}
_UNSEEN = {
    "Cc",
    "Cf",
    "Cs",
    "Co",
    "Cn",
    "Zl",
    "Zp",
}  # controls, bidi marks, line separators: they deceive readers


class Strict(BaseModel):
    """Frozen data from a file; a key that is not declared is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _one_line(text: str) -> str:
    """A line that may stand in a letter's header, where "=?" would begin an encoded word (RFC 2047)."""
    line = unicodedata.normalize("NFC", text).strip()
    if not line or len(line) > 300 or "=?" in line or _unseen(line):
        raise ValueError(LINE_FORM)
    return line


def _paragraphs(text: str) -> str:
    body = unicodedata.normalize("NFC", text).strip()
    if not body or len(body) > 60_000 or _unseen(body.replace("\n", "")):
        raise ValueError(TEXT_FORM)
    return body


def _unseen(text: str) -> bool:
    return any(unicodedata.category(character) in _UNSEEN for character in text)


def _address(text: str) -> str:
    if not is_address(text):
        raise ValueError(ADDRESS_FORM)
    return text.lower()


def _language(key: str) -> str:
    if key not in get_args(Language):
        raise ValueError(key)
    return key


Language = Literal["fr", "ar", "en"]
_LanguageKey = Annotated[str, AfterValidator(_language)]
Line = Annotated[str, AfterValidator(_one_line)]
"""One line of visible text, NFC, at most 300 characters."""
Text = Annotated[str, AfterValidator(_paragraphs)]
"""Markdown, NFC, at most 60,000 characters."""
Address = Annotated[str, AfterValidator(_address)]
Lines = Annotated[dict[_LanguageKey, Line], Field(min_length=1)]
"""A line in one or more languages."""
Texts = Annotated[dict[_LanguageKey, Text], Field(min_length=1)]
"""A text in one or more languages."""

M = TypeVar("M", bound=Strict)


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, a leading byte-order mark dropped. ``file-unreadable`` where it is another."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Refusal("file-unreadable", source=path.name, line=line, reason="UTF-8?") from None


def read_toml(text: str, *, source: str) -> dict[str, Any]:
    """The data of a TOML document. ``file-unreadable``: source, line, reason."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason, _, line = str(error).partition(" (at line ")
        raise Refusal(
            "file-unreadable", source=source, line=_number(line) or text.count("\n") + 1, reason=reason
        ) from None


def check_data(model: type[M], data: Mapping[str, Any], *, source: str, line_of: Callable[[Place], int]) -> M:
    """``data`` as ``model``. The first fault is refused, with source, line and key:

    ``file-key-missing``, ``file-key-unknown``, ``file-value-refused`` (with value and expected form).
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _refusal(error.errors()[0], source=source, line_of=line_of) from None


def check_once(source: str, placed: Sequence[tuple[Place, str]], line_of: Callable[[Place], int]) -> None:
    """Every value stands at one place only. ``file-value-doubled``: where the second stands."""
    seen: set[str] = set()
    for place, value in placed:
        if value in seen:
            facts = {"source": source, "line": line_of(place), "key": key_of(place), "value": value}
            raise Refusal("file-value-doubled", **facts)
        seen.add(value)


def _number(text: str) -> int:
    digits = re.match("[0-9]+", text)
    return int(digits[0]) if digits else 0


def key_of(place: Place) -> str:
    """A place as people write it: ("member", 2, "email") is "member 3, email"."""
    words = [f" {part + 1}, " if isinstance(part, int) else f"{part}." for part in place if part != "[key]"]
    return "".join(words).replace(". ", " ").strip(" .,")


def toml_line(text: str) -> Callable[[Place], int]:
    """A function that finds the line of a place in a TOML document: of the key, else of its table, else 1."""
    lines = text.splitlines()

    def line_of(place: Place) -> int:
        start, end, rest = _table(lines, place)
        for length in range(len(rest), 0, -1):
            dotted = r"\s*\.\s*".join(re.escape(str(part)) for part in rest[:length])
            for number in range(start, end):
                if re.match(rf"\s*{dotted}\s*[=.]", lines[number]):
                    return number + 1
        return max(start, 1)

    return line_of


def _table(lines: list[str], place: Place) -> tuple[int, int, list[str]]:
    """The lines [start, end) of the table that ``place`` is in, and the keys that remain inside it."""
    headers = [number for number, line in enumerate(lines) if line.startswith("[")] + [len(lines)]
    keys = [part for part in place if isinstance(part, str) and part != "[key]"]
    if len(place) > 1 and isinstance(place[1], int):
        own = [number for number in headers[:-1] if lines[number].startswith(f"[[{place[0]}]]")]
        if place[1] < len(own):
            start = own[place[1]]
            return start + 1, headers[headers.index(start) + 1], keys[1:]
    for start in headers[:-1]:
        if keys and lines[start].startswith(f"[{keys[0]}]"):
            return start + 1, headers[headers.index(start) + 1], keys[1:]
    return 0, headers[0], keys


def _refusal(fault: ErrorDetails, *, source: str, line_of: Callable[[Place], int]) -> Refusal:
    place: Place = fault["loc"]
    facts = {"source": source, "line": line_of(place), "key": key_of(place)}
    if fault["type"] == "missing":
        return Refusal("file-key-missing", **facts)
    if fault["type"] == "extra_forbidden" or place[-1:] == ("[key]",):
        return Refusal("file-key-unknown", **facts)
    return Refusal("file-value-refused", **facts, value=str(fault["input"])[:80], expected=_form(fault))


def _form(fault: ErrorDetails) -> str:
    told = fault.get("ctx", {})
    if fault["type"] == "value_error":
        return str(told["error"])
    return str(told.get("expected") or told.get("pattern") or _FORMS.get(fault["type"], fault["type"]))
