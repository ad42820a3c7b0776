"""Reading what a form sent: every field once, in UTF-8, as text. What it means is for the page to say."""

from typing import Any
from urllib.parse import parse_qsl

from litestar import Request

from governance.refusal import Refusal

# A ballot of fifty options sends a position and a reason for each.
MOST_FIELDS = 300
LARGEST_BODY = 512 * 1024


async def read_form(request: Request[Any, Any, Any]) -> dict[str, str]:
    """The fields of a posted form, by name, in order, line ends as ``\\n``.

    Refused: ``form-malformed`` (another content type, not UTF-8, too large, control characters) and
    ``field-doubled`` (a field sent twice, with its name). To be used as a dependency of a handler.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    if body and kind != "application/x-www-form-urlencoded":
        raise Refusal("form-malformed")
    return parse_form(body)


def parse_form(body: bytes) -> dict[str, str]:
    """The fields of an urlencoded body; refused as ``read_form`` says."""
    if len(body) > LARGEST_BODY:
        raise Refusal("form-malformed")
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError as error:
        raise Refusal("form-malformed") from error
    fields: dict[str, str] = {}
    for name, value in pairs:
        if name in fields:
            raise Refusal("field-doubled", field=name[:40])
        fields[name] = _plain(value)
    return fields


def _plain(value: str) -> str:
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    if any(ord(each) < 32 and each not in "\n\t" for each in text):
        raise Refusal("form-malformed")
    return text
