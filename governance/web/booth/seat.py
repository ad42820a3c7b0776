"""What a seat can do in a ballot besides voting: keep the vote of a predecessor, let the alternate in, step out."""

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from litestar import Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.acts.activate_alternate import let_alternate_in
from governance.acts.declare_recusal import recuse_seat
from governance.acts.keep_vote import keep_vote
from governance.refusal import Refusal
from governance.rules.votes import LONGEST_REASON
from governance.store.reads.booth import Booth
from governance.web.booth import pages
from governance.web.booth.arrival import POSTED, Posted
from governance.web.booth.looking import look
from governance.web.booth.standing import why_not
from governance.web.service import service_of

AnyRequest = Request[Any, Any, Any]
Answer = Response[Any]

OF_THE_FORM = (
    "code-wrong",
    "code-wrong-wait",
    "code-replaced",
    "code-missing",
    "recusal-unexplained",
    "reason-too-long",
    "form-malformed",
)


@get("/v/{token:str}/seat")
async def show_seat_page(request: AnyRequest, token: FromPath[str]) -> Answer:
    """The forms. Looking changes nothing."""
    return await sync_to_thread(_answer, request, token, lambda booth: pages.seat_page(request, booth))


@post("/v/{token:str}/seat", dependencies=POSTED)
async def take_seat_page(
    request: AnyRequest, token: FromPath[str], posted: NamedDependency[Posted]
) -> Answer:
    """Do what the pressed button says, with the code."""

    def respond(booth: Booth) -> Answer:
        if posted.refused is not None:
            raise posted.refused
        step = posted.field("step")
        try:
            if step not in STEPS:
                raise Refusal("form-malformed")
            STEPS[step](request, token, posted)
        except Refusal as refusal:
            if refusal.code not in OF_THE_FORM or why_not(booth, pages.rule_of(booth), posted.received_at):
                raise
            return pages.seat_page(request, booth, refusal=refusal, step=step, filled=posted.fields)
        return pages.seat_page(request, look(request, token), done=step)

    return await sync_to_thread(_answer, request, token, respond)


def _answer(request: AnyRequest, token: str, respond: Callable[[Booth], Answer]) -> Answer:
    booth: Booth | None = None
    try:
        booth = look(request, token)
        if booth.revoked_at is not None:
            raise Refusal("link-revoked", revoked_at=booth.revoked_at, cause=booth.revoked_cause)
        return respond(booth)
    except Refusal as refusal:
        return pages.refused_page(request, refusal, booth)


def _code(posted: Posted) -> str:
    code = posted.field("code")
    if not code:
        raise Refusal("code-missing")
    return code


def _keep(request: AnyRequest, token: str, posted: Posted) -> None:
    service = service_of(request)
    service.do(keep_vote, token=token, code=_code(posted), vault=service.vault, now=posted.received_at)


def _let_in(request: AnyRequest, token: str, posted: Posted) -> None:
    service = service_of(request)
    service.do(let_alternate_in, token=token, code=_code(posted), vault=service.vault, now=posted.received_at)


def _recuse(request: AnyRequest, token: str, posted: Posted) -> None:
    service, reason = service_of(request), posted.field("reason")
    if len(reason) > LONGEST_REASON:
        raise Refusal("reason-too-long", longest=LONGEST_REASON)
    service.do(
        recuse_seat,
        token=token,
        code=_code(posted),
        reason=reason,
        salt=secrets.token_bytes(32),
        vault=service.vault,
        now=posted.received_at,
    )


STEPS: Mapping[str, Callable[[AnyRequest, str, Posted], None]] = {
    "keep": _keep,
    "alternate": _let_in,
    "recuse": _recuse,
}
"""What the buttons of the page do."""

routes: list[Any] = [show_seat_page, take_seat_page]
