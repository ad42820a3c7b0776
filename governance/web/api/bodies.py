"""What the API takes, field by field: a field that does not stand here is refused."""

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from litestar import Request
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from governance.acts.draft_motion import LONGEST_TEXT, LONGEST_TITLE
from governance.refusal import Refusal
from governance.web.forms import LARGEST_BODY

LONGEST_REASON = 1000

Language = Literal["fr", "ar", "en"]
Line = Annotated[str, Field(max_length=LONGEST_TITLE)]
Lines = dict[Language, Line]
Paragraphs = dict[Language, Annotated[str, Field(max_length=LONGEST_TEXT)]]
Reason = Annotated[str, Field(min_length=1, max_length=LONGEST_REASON)]
Code = Annotated[str, Field(max_length=40)]
Period = Annotated[str, Field(max_length=20, description="A duration of ISO 8601, such as P10D")]


class Body(BaseModel):
    """Frozen, exact, and nothing beside what is declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class OptionBody(Body):
    """One option of a motion."""

    id: Annotated[str, Field(pattern="^[a-z0-9][a-z0-9-]{0,39}$")]
    label: Lines


class DraftBody(Body):
    """A motion to be drafted: texts by language, the rule that will decide, its times."""

    title: Lines
    question: Paragraphs
    text: Paragraphs
    no_decision: Paragraphs = Field(default_factory=dict)
    options: Annotated[list[OptionBody], Field(max_length=40)] = Field(default_factory=list)
    authentic: Language = "fr"
    rule: Code
    params: dict[Code, Code] = Field(default_factory=dict)
    notice: Period = "P10D"
    open_for: Period = "P14D"
    reminders: Annotated[list[Period], Field(max_length=20)] = Field(default_factory=list)


class OpenBody(Body):
    """A ballot to be opened until ``closes_at``; ``chair`` and ``concerned`` where the rule asks for them."""

    closes_at: AwareDatetime
    chair: Code | None = None
    concerned: Code | None = None


class ExtendBody(Body):
    """A later end, and the reason that every seat is told."""

    closes_at: AwareDatetime
    reason: Reason


class StopBody(Body):
    """Why a ballot ends without effect, and the note that everybody reads."""

    reason: Literal["amended", "meeting", "incident"]
    note: Reason


class WithdrawBody(Body):
    """Why a motion is withdrawn for good."""

    reason: Reason


async def check_json(request: Request[Any, Any, Any]) -> None:
    """Refuse (``request-malformed``) a body that is not JSON in UTF-8, is too large, names a field twice, or holds
    characters that nothing here keeps. To be run before a handler."""
    if request.method == "GET":
        return
    body = await request.body()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if body and (kind != "application/json" or len(body) > LARGEST_BODY):
        raise Refusal("request-malformed", field="Content-Type")
    try:
        if body:
            json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Refusal("request-malformed", field=_named(error)) from None


class _Named(ValueError):
    """A fault that names its field."""


def _once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found or _is_unkept(name) or (isinstance(value, str) and _is_unkept(value)):
            raise _Named(name[:40])
        if isinstance(value, list) and any(isinstance(each, str) and _is_unkept(each) for each in value):
            raise _Named(name[:40])
        found[name] = value
    return found


def _is_unkept(text: str) -> bool:
    """Control characters, and halves of characters that no encoding can write."""
    return any((ord(each) < 32 and each not in "\n\t\r") or 0xD800 <= ord(each) < 0xE000 for each in text)


def _refuse_constant(name: str) -> None:
    raise _Named(name)


def _named(error: BaseException) -> str:
    return str(error) if isinstance(error, _Named) else "JSON"
