"""One value, one string of bytes: the canonical JSON of the register, and its way of writing instants.

Canonical JSON knows strings, integers, booleans, lists and objects. Keys are sorted by code point, there is
no white space, text is UTF-8 in Unicode normalisation form C. Floats and null do not exist: an exact number
is a string, an absent fact is an absent key. Integers stay within +-(2^53 - 1), so that a verifier written in
any language reads the same number.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NoReturn
from unicodedata import normalize

from governance.refusal import Refusal

LARGEST_INTEGER = 2**53 - 1
DEEPEST_NESTING = 32
INSTANT_FORM = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)


def encode(value: Any) -> bytes:
    """Return the canonical JSON of ``value``; text is brought to normalisation form C, tuples become lists.

    Raises ``Refusal("not-canonical")``, naming the place, for whatever canonical JSON cannot carry.
    """
    return encode_plain(normalised(value))


def encode_plain(value: Any) -> bytes:
    """Return the canonical JSON of a value that ``decode`` or ``normalised`` returned."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def decode(text: str | bytes) -> Any:
    """Read JSON strictly: a doubled key, a float, null or a huge integer raises ``Refusal("not-canonical")``.

    White space and the order of keys do not matter here; text must already be in normalisation form C.
    """
    try:
        value = json.loads(
            text, object_pairs_hook=_object, parse_float=_refuse_number, parse_constant=_refuse_number
        )
    except (ValueError, RecursionError) as error:
        raise Refusal("not-canonical", at="", found="text that is not JSON") from error
    check_canonical(value)
    return value


def normalised(value: Any, at: tuple[str, ...] = ()) -> Any:
    """Return ``value`` in the plain types of canonical JSON, text in normalisation form C, or refuse it."""
    if len(at) > DEEPEST_NESTING:
        _refuse(at, "nested too deep")
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) <= LARGEST_INTEGER else _refuse(at, "integer out of range")
    if isinstance(value, str):
        return _text(value, at)
    if isinstance(value, Mapping):
        return _normalised_object(value, at)
    if isinstance(value, list | tuple):
        return [normalised(part, (*at, str(place))) for place, part in enumerate(value)]
    return _refuse(at, type(value).__name__)


def check_canonical(value: Any) -> None:
    """Refuse (``not-canonical``) a value that ``encode`` would have to change before writing it."""
    if normalised(value) != value:
        _refuse((), "text that is not in normalisation form C")


def instant(moment: datetime) -> str:
    """Write an aware instant as ``YYYY-MM-DDTHH:MM:SS.mmmZ`` in UTC, cut (never rounded) to milliseconds."""
    if moment.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def read_instant(text: str) -> datetime:
    """Read what ``instant`` writes, to the letter; anything else raises ``Refusal("instant-malformed")``."""
    if not INSTANT_FORM.fullmatch(text):
        raise Refusal("instant-malformed", found=text)
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise Refusal("instant-malformed", found=text) from error


def _normalised_object(value: Mapping[Any, Any], at: tuple[str, ...]) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for key, part in value.items():
        if not isinstance(key, str):
            _refuse(at, f"key of type {type(key).__name__}")
        name = _text(key, at)
        if name in plain:
            _refuse((*at, name), "key given twice")
        plain[name] = normalised(part, (*at, name))
    return plain


def _text(text: str, at: tuple[str, ...]) -> str:
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        _refuse(at, "half a surrogate pair")
    return normalize("NFC", text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        _refuse((), "key given twice")
    return value


def _refuse_number(text: str) -> NoReturn:
    _refuse((), f"number {text[:40]}")


def _refuse(at: tuple[str, ...], found: str) -> NoReturn:
    raise Refusal("not-canonical", at="/".join(at), found=found)
