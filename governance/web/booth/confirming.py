"""The addresses below ``/c/``: what the desk asks a seat to confirm, and the seat's answer. Looking changes nothing."""

from collections.abc import Callable
from typing import Any

from litestar import Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from governance.access.links import check_whole, read_token, token_hash
from governance.acts.answer_confirmation import Answered, answer_confirmation
from governance.acts.carry_out import Means
from governance.refusal import Refusal
from governance.store.reads.confirmations import ConfirmationFacts, ConfirmingFacts, find_confirming
from governance.store.reads.public_network import read_network
from governance.web.booth.arrival import POSTED, Posted
from governance.web.booth.pages import without_languages
from governance.web.pages import refusal_page, render
from governance.web.security import language_of
from governance.web.service import service_of
from governance.web.statuses import status_of
from governance.words.confirmations import confirmation_outcome, say_confirmation
from governance.words.refusals import say_refusal
from governance.words.speak import speaking

AnyRequest = Request[Any, Any, Any]
Answer = Response[Any]
Opened = tuple[ConfirmationFacts, ConfirmingFacts]

OF_THE_FORM = ("code-wrong", "code-wrong-wait", "code-replaced", "code-missing", "answer-missing")
CONFIRMS = {"confirm": True, "decline": False}


@get(["/c/{token:str}", "/C/{token:str}"])
async def open_confirmation(request: AnyRequest, token: FromPath[str]) -> Answer:
    """What is asked, by whom and why, with the form; or what came of it."""
    return await sync_to_thread(_open, request, token, lambda opened: _page(request, opened))


@get("/c/{token:str}/answer", sync_to_thread=False)
def go_back_to_confirmation(request: AnyRequest, token: FromPath[str]) -> Redirect:
    """Leads to the link itself whoever reloads the answer of its form."""
    language = request.query_params.get("lang")
    return Redirect(
        f"/c/{read_token(token)}", status_code=303, query_params={"lang": language} if language else {}
    )


@post("/c/{token:str}/answer", dependencies=POSTED)
async def take_confirmation(
    request: AnyRequest, token: FromPath[str], posted: NamedDependency[Posted]
) -> Answer:
    """The seat confirms or declines, with the code of its letter."""

    def respond(opened: Opened) -> Answer:
        try:
            _take(request, token, posted)
        except Refusal as refusal:
            if refusal.code not in OF_THE_FORM:
                raise
            return _page(request, opened, refusal=refusal)
        return _page(request, _look(request, token), just_answered=True)

    return await sync_to_thread(_open, request, token, respond)


def _open(request: AnyRequest, token: str, respond: Callable[[Opened], Answer]) -> Answer:
    try:
        return respond(_look(request, token))
    except Refusal as refusal:
        return refusal_page(request, refusal)


def _look(request: AnyRequest, token: str) -> Opened:
    whole = read_token(token)
    check_whole(whole)
    opened = service_of(request).read(find_confirming, token_hash=token_hash(whole))
    if opened is None:
        raise Refusal("confirmation-unknown")
    return opened


def _take(request: AnyRequest, token: str, posted: Posted) -> None:
    if posted.refused is not None:
        raise posted.refused
    service = service_of(request)
    answer, code = posted.field("answer"), posted.field("code")
    if not code:
        raise Refusal("code-missing")
    if answer not in CONFIRMS:
        raise Refusal("answer-missing")
    answered = service.do(
        answer_confirmation,
        token=token,
        code=code,
        confirms=CONFIRMS[answer],
        means=Means(service.vault, service.rulebook),
        received_at=posted.received_at,
        now=service.now(),
    )
    assert isinstance(answered, Answered)  # a refusal that the act answers is raised by the service


def _page(
    request: AnyRequest, opened: Opened, *, refusal: Refusal | None = None, just_answered: bool = False
) -> Answer:
    matter, own = opened
    now = service_of(request).now()
    network = service_of(request).read(read_network)
    with speaking(language_of(request)):
        zone = network.zone if network else "UTC"
        said = say_confirmation(matter.purpose, matter.facts, zone=zone)
        outcome = confirmation_outcome(matter.state)
        words = say_refusal(refusal, zone=zone) if refusal else None
    ended = own.mandate_ends_at is not None and now >= own.mandate_ends_at
    return render(
        request,
        "booth/confirmation.html",
        status=status_of(refusal.code) if refusal else 200,
        matter=matter,
        own=own.seat,
        said=said,
        outcome=outcome,
        words=words,
        just_answered=just_answered,
        ended=ended,
        asks=matter.waits(now) and own.seat.answer is None and not ended,
        token=read_token(str(request.path_params.get("token", ""))),
        **without_languages(request),
    )


routes: list[Any] = [open_confirmation, go_back_to_confirmation, take_confirmation]
