"""Asking for a link again by e-mail address: the page answers the same whoever asks.

Both methods share one path, where Litestar 2.25 would wrap ``sync_to_thread`` twice: they go to a thread themselves.
"""

from typing import Any

from litestar import Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency

from governance.acts.resend_links import resend_links
from governance.addresses import is_address
from governance.refusal import Refusal
from governance.web.booth.arrival import POSTED, Posted
from governance.web.pages import refusal_page, render
from governance.web.security import language_of
from governance.web.service import service_of
from governance.web.statuses import status_of
from governance.words.refusals import say_refusal
from governance.words.speak import speaking

AnyRequest = Request[Any, Any, Any]


@get("/resend")
async def ask_again(request: AnyRequest) -> Response[bytes]:
    """The form that asks for an address."""
    return await sync_to_thread(_form, request)


@post("/resend", dependencies=POSTED)
async def send_again(request: AnyRequest, posted: NamedDependency[Posted]) -> Response[Any]:
    """The links of the address go out again, if it has any; the answer does not tell."""
    return await sync_to_thread(_send, request, posted)


def _send(request: AnyRequest, posted: Posted) -> Response[Any]:
    if posted.refused is not None:
        return refusal_page(request, posted.refused)
    email = posted.field("email")
    if not is_address(email):
        return _form(request, email=email, refusal=Refusal("address-malformed"))
    service = service_of(request)
    service.do(resend_links, email=email, now=posted.received_at)
    return render(request, "booth/resent.html", languages=())


def _form(request: AnyRequest, *, email: str = "", refusal: Refusal | None = None) -> Response[bytes]:
    with speaking(language_of(request)):
        words = say_refusal(refusal) if refusal else None
    status = status_of(refusal.code) if refusal else 200
    return render(request, "booth/resend.html", status=status, email=email, words=words)
