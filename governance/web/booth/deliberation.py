"""The addresses below ``/d/``: a member speaks of a tabled motion before its ballot opens. Looking changes nothing."""

import secrets
from collections.abc import Callable
from typing import Any

from litestar import Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from governance.access.links import check_whole, read_token, token_hash
from governance.acts.post_contribution import post_contribution
from governance.refusal import Refusal
from governance.rules.votes import LONGEST_REASON
from governance.store.reads.contributions import Deliberation, read_contributions, read_deliberation
from governance.store.reads.public_network import read_network
from governance.web.booth.arrival import POSTED, Posted
from governance.web.booth.pages import without_languages
from governance.web.pages import refusal_page, render
from governance.web.security import language_of
from governance.web.service import service_of
from governance.web.statuses import status_of
from governance.words.refusals import say_refusal
from governance.words.speak import speaking

AnyRequest = Request[Any, Any, Any]
Answer = Response[Any]

OF_THE_FORM = {
    "code-wrong": "code",
    "code-wrong-wait": "code",
    "code-replaced": "code",
    "code-missing": "code",
    "contribution-kind-missing": "about",
    "contribution-empty": "text",
    "passage-missing": "passage",
    "reason-too-long": "text",
    "contributions-many": "text",
    "vote-malformed": "text",
}
"""What leads back to the form, and beside which field it is said."""


@get(["/d/{token:str}", "/D/{token:str}"])
async def open_deliberation_link(request: AnyRequest, token: FromPath[str]) -> Answer:
    """The motion, what was said of it, and the form while it may still be spoken of."""
    return await sync_to_thread(_open, request, token, lambda opened: _page(request, opened))


@get("/d/{token:str}/say", sync_to_thread=False)
def go_back_to_deliberation(request: AnyRequest, token: FromPath[str]) -> Redirect:
    """Leads to the link itself whoever reloads the answer of its form."""
    language = request.query_params.get("lang")
    return Redirect(
        f"/d/{read_token(token)}", status_code=303, query_params={"lang": language} if language else {}
    )


@post("/d/{token:str}/say", dependencies=POSTED)
async def take_contribution(
    request: AnyRequest, token: FromPath[str], posted: NamedDependency[Posted]
) -> Answer:
    """What the member says becomes public, with the code of its letter."""

    def respond(opened: Deliberation) -> Answer:
        try:
            _take(request, token, posted)
        except Refusal as refusal:
            if refusal.code not in OF_THE_FORM:
                raise
            return _page(request, opened, posted=posted, refusal=refusal)
        return _page(request, opened, just_said=True)

    return await sync_to_thread(_open, request, token, respond)


def _open(request: AnyRequest, token: str, respond: Callable[[Deliberation], Answer]) -> Answer:
    try:
        whole = read_token(token)
        check_whole(whole)
        opened = service_of(request).read(read_deliberation, token_hash=token_hash(whole))
        if opened is None:
            raise Refusal("deliberation-unknown")
        return respond(opened)
    except Refusal as refusal:
        return refusal_page(request, refusal)


def _take(request: AnyRequest, token: str, posted: Posted) -> None:
    if posted.refused is not None:
        raise posted.refused
    service = service_of(request)
    if not posted.field("code"):
        raise Refusal("code-missing")
    service.do(
        post_contribution,
        token=token,
        code=posted.field("code"),
        about=posted.field("about"),
        passage=posted.field("passage"),
        text=posted.field("text"),
        salt=secrets.token_bytes(32),
        vault=service.vault,
        received_at=posted.received_at,
        now=service.now(),
    )


def _page(
    request: AnyRequest,
    opened: Deliberation,
    *,
    posted: Posted | None = None,
    refusal: Refusal | None = None,
    just_said: bool = False,
) -> Answer:
    service = service_of(request)
    network = service.read(read_network)
    with speaking(language_of(request)):
        words = say_refusal(refusal, zone=network.zone if network else "UTC") if refusal else None
    return render(
        request,
        "booth/deliberation.html",
        status=status_of(refusal.code) if refusal else 200,
        motion=opened,
        said=service.read(read_contributions, opened.number),
        speaks=opened.is_open(service.now()),
        words=words,
        faulty=OF_THE_FORM[refusal.code] if refusal else "",
        filled=posted.fields if posted else {},
        just_said=just_said,
        longest=LONGEST_REASON,
        token=read_token(str(request.path_params.get("token", ""))),
        **without_languages(request),
    )


routes: list[Any] = [open_deliberation_link, go_back_to_deliberation, take_contribution]
