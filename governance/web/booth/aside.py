"""A vote came and the database did not take it: that it came is kept, and told."""

import logging
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from litestar import Request, Response
from litestar.concurrency import sync_to_thread

from governance.access.links import check_whole, read_code, read_token, token_hash
from governance.acts.enter_refused_votes import code_mark
from governance.refusal import Refusal
from governance.store.aside import Came
from governance.store.database import is_out_of_reach, name_failure
from governance.store.reads.booth import read_booth
from governance.web.booth import pages
from governance.web.booth.arrival import Posted
from governance.web.pages import refusal_page
from governance.web.service import service_of

AnyRequest = Request[Any, Any, Any]
Answer = Response[Any]
log = logging.getLogger("governance.web")


def kept_aside(confirm: Callable[..., Awaitable[Answer]]) -> Callable[..., Awaitable[Answer]]:
    """Let a handler that records a vote keep, where recording fails by our own fault, that the vote came."""

    @wraps(confirm)
    async def answer(request: AnyRequest, token: str, posted: Posted) -> Answer:
        try:
            return await confirm(request=request, token=token, posted=posted)
        except Exception as error:
            if posted.refused is not None:
                raise
            return await sync_to_thread(_keep, request, token, posted, error)

    return answer


def _keep(request: AnyRequest, token: str, posted: Posted, error: Exception) -> Answer:
    """Keep that it came, and answer a page that says so; a fault of the program becomes an incident all the same."""
    came = _came(request, token, posted)
    try:
        service_of(request).aside.keep(came)
    except Exception as full:
        log.error("a vote came, and not even that could be kept: %s", type(full).__name__)
        raise error from None
    if not is_out_of_reach(error):
        raise error
    log.error("a vote came, and the database did not take it: %s", name_failure(error))
    return _tell(request, Refusal("vote-not-taken", received_at=came.received_at), came)


def _tell(request: AnyRequest, refusal: Refusal, came: Came) -> Answer:
    """With what the database says of the seat, where it can be read; else whether a vote stands is not claimed."""
    try:
        service = service_of(request)
        booth = service.read(read_booth, token_hash=came.token_hash, now=service.now())
        return pages.refused_page(request, refusal, booth)
    except Exception:
        return refusal_page(request, Refusal(refusal.code, **refusal.facts, in_doubt=True))


def _came(request: AnyRequest, token: str, posted: Posted) -> Came:
    whole = read_token(token)
    check_whole(whole)
    return Came(
        token_hash=token_hash(whole),
        code_mark=code_mark(service_of(request).vault, read_code(posted.field("code"))),
        request_key=posted.field("request"),
        received_at=posted.received_at,
    )
