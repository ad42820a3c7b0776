"""The addresses below ``/f/``: a seat contests a resolution, or reports on its action. Looking changes nothing."""

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from litestar import Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from governance.access.links import check_whole, read_token, token_hash
from governance.acts.file_contest import file_contest
from governance.acts.plan_actions import report_action
from governance.acts.review_resolution import LONGEST_NOTE
from governance.refusal import Refusal
from governance.store.reads.following import Followed, read_followed
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

OF_THE_FORM = (
    *("code-wrong", "code-wrong-wait", "code-replaced", "code-missing"),
    *("note-missing", "note-long", "action-step", "contest-filed"),
)
STEPS = ("contest", "report")


@get(["/f/{token:str}", "/F/{token:str}"])
async def open_following(request: AnyRequest, token: FromPath[str]) -> Answer:
    """The resolution or the action with the form, or what came of it."""
    return await sync_to_thread(_open, request, token, lambda followed: _page(request, followed))


@get([f"/f/{{token:str}}/{step}" for step in STEPS], sync_to_thread=False)
def go_back_to_following(request: AnyRequest, token: FromPath[str]) -> Redirect:
    """Leads to the link itself whoever reloads the answer of its form."""
    language = request.query_params.get("lang")
    return Redirect(
        f"/f/{read_token(token)}", status_code=303, query_params={"lang": language} if language else {}
    )


@post("/f/{token:str}/contest", dependencies=POSTED)
async def take_contest(request: AnyRequest, token: FromPath[str], posted: NamedDependency[Posted]) -> Answer:
    """The seat contests the resolution, with the code of its letter."""

    def take() -> None:
        service = service_of(request)
        service.do(
            file_contest,
            token=token,
            code=_code(posted),
            reason=posted.field("reason"),
            salt=secrets.token_bytes(32),
            vault=service.vault,
            received_at=posted.received_at,
            now=service.now(),
        )

    return await sync_to_thread(_take, request, token, posted, take)


@post("/f/{token:str}/report", dependencies=POSTED)
async def take_report(request: AnyRequest, token: FromPath[str], posted: NamedDependency[Posted]) -> Answer:
    """The responsible member says how far its action has come, with the code of its letter."""

    def take() -> None:
        service = service_of(request)
        service.do(
            report_action,
            token=token,
            code=_code(posted),
            kind=posted.field("kind"),
            note=posted.field("note"),
            evidence=posted.field("evidence"),
            salt=secrets.token_bytes(32),
            vault=service.vault,
            received_at=posted.received_at,
            now=service.now(),
        )

    return await sync_to_thread(_take, request, token, posted, take)


def _code(posted: Posted) -> str:
    if posted.refused is not None:
        raise posted.refused
    if not posted.field("code"):
        raise Refusal("code-missing")
    return posted.field("code")


def _take(request: AnyRequest, token: str, posted: Posted, take: Callable[[], None]) -> Answer:
    """Do it, then show the page as it is now; what is wrong with the form is said above it, and nothing is lost."""

    def respond(followed: Followed) -> Answer:
        try:
            take()
        except Refusal as refusal:
            if refusal.code not in OF_THE_FORM:
                raise
            return _page(request, followed, fields=posted.fields, refusal=refusal)
        return _page(request, _look(request, token), taken=True)

    return _open(request, token, respond)


def _open(request: AnyRequest, token: str, respond: Callable[[Followed], Answer]) -> Answer:
    try:
        return respond(_look(request, token))
    except Refusal as refusal:
        return refusal_page(request, refusal)


def _look(request: AnyRequest, token: str) -> Followed:
    whole = read_token(token)
    check_whole(whole)
    followed = service_of(request).read(read_followed, token_hash=token_hash(whole))
    if followed is None:
        raise Refusal("follow-link-unknown")
    return followed


def _page(
    request: AnyRequest,
    followed: Followed,
    *,
    fields: Mapping[str, str] | None = None,
    refusal: Refusal | None = None,
    taken: bool = False,
) -> Answer:
    now = service_of(request).now()
    with speaking(language_of(request)):
        words = say_refusal(refusal, zone=followed.zone) if refusal else None
    return render(
        request,
        f"booth/{followed.purpose}.html",
        status=status_of(refusal.code) if refusal else 200,
        followed=followed,
        ended=followed.mandate_ends_at is not None and now >= followed.mandate_ends_at,
        in_time=followed.contest_until is not None and now < followed.contest_until,
        fields=fields or {},
        words=words,
        taken=taken,
        longest=LONGEST_NOTE,
        token=read_token(str(request.path_params.get("token", ""))),
        **without_languages(request),
    )


routes: list[Any] = [open_following, go_back_to_following, take_contest, take_report]
