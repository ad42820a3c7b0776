"""The addresses below ``/v/``: one link, its pages, and the forms on them. ``routes`` is what ``app`` registers."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from governance.access.links import TOKEN_LENGTH, read_token
from governance.acts.annul_vote import annul_vote
from governance.acts.cast_vote import Receipt, cast_vote
from governance.acts.request_meeting import Requested, request_meeting
from governance.acts.seal_content import Randomness
from governance.acts.show_vote import show_vote
from governance.refusal import Refusal
from governance.rules.votes import check_vote
from governance.store.reads.booth import Booth
from governance.web.booth import deliberation, pages
from governance.web.booth.answers import read_vote, use_again
from governance.web.booth.arrival import POSTED, Posted
from governance.web.booth.aside import kept_aside
from governance.web.booth.confirming import routes as confirming_routes
from governance.web.booth.following import routes as following_routes
from governance.web.booth.looking import look
from governance.web.booth.resend import ask_again, send_again
from governance.web.booth.seat import routes as seat_routes
from governance.web.booth.standing import OF_THE_ANSWER, OF_THE_CODE, why_not
from governance.web.pages import network_lately
from governance.web.service import service_of

AnyRequest = Request[Any, Any, Any]
Answer = Response[Any]

STEPS = ("recap", "edit", "vote", "shown", "not-mine", "meeting")
"""The forms of a link; asked for without a form, each leads back to the link."""


@get("/v", sync_to_thread=False)
def open_nothing(request: AnyRequest) -> Answer:
    """An address that lost its end says so."""
    return pages.refused_page(request, Refusal("link-cut", length=0, whole=TOKEN_LENGTH), None)


@get(["/v/{token:str}", "/V/{token:str}"])
async def open_link(request: AnyRequest, token: FromPath[str]) -> Answer:
    """The motion and the form, or why it cannot be answered. Looking changes nothing."""
    now = service_of(request).now()
    return await _in_booth(request, token, lambda booth: pages.first_page(request, booth, now))


@get([f"/v/{{token:str}}/{step}" for step in STEPS], sync_to_thread=False)
def go_back(request: AnyRequest, token: FromPath[str]) -> Redirect:
    """Leads to the link itself whoever reloads, or comes back to, an answer of one of its forms."""
    language = request.query_params.get("lang")
    return Redirect(
        f"/v/{read_token(token)}", status_code=303, query_params={"lang": language} if language else {}
    )


@post("/v/{token:str}/recap", dependencies=POSTED)
async def recap(request: AnyRequest, token: FromPath[str], posted: NamedDependency[Posted]) -> Answer:
    """The choice in words, to be confirmed; or the form again with what is missing. Stores nothing."""

    def respond(booth: Booth) -> Answer:
        service_of(request).check_clock()
        _check_can_vote(booth, posted)
        filled = replace(posted, fields=use_again(posted.fields, booth.earlier_reasons))
        try:
            vote = _checked(booth, filled)
        except Refusal as refusal:
            return pages.form_page(request, booth, filled=filled.fields, refusal=refusal)
        return pages.recap_page(request, booth, vote=vote, fields=filled.fields)

    return await _in_booth(request, token, respond, posted)


@post("/v/{token:str}/edit", dependencies=POSTED)
async def edit(request: AnyRequest, token: FromPath[str], posted: NamedDependency[Posted]) -> Answer:
    """Back from the recap to the form, filled in as it was."""

    def respond(booth: Booth) -> Answer:
        _check_can_vote(booth, posted)
        return pages.form_page(request, booth, filled=posted.fields)

    return await _in_booth(request, token, respond, posted)


@post("/v/{token:str}/vote", dependencies=POSTED)
@kept_aside
async def confirm_vote(request: AnyRequest, token: FromPath[str], posted: NamedDependency[Posted]) -> Answer:
    """The vote is cast, and its receipt shown once. It needs no thread: the writer has its own, and the receipt says
    all that its page shows."""
    try:
        receipt = await _cast(request, token, posted)
    except Refusal as refusal:
        refused = refusal
        return await _in_booth(
            request, token, lambda booth: _vote_refused(request, booth, posted, refused), posted
        )
    return pages.receipt_page(request, receipt, network=await network_lately(request))


@post("/v/{token:str}/shown", dependencies=POSTED)
async def show_recorded(request: AnyRequest, token: FromPath[str], posted: NamedDependency[Posted]) -> Answer:
    """What the recorded vote was, after the code."""

    def respond(booth: Booth) -> Answer:
        service = service_of(request)
        receipt = service.do(
            show_vote, token=token, code=_code(posted), vault=service.vault, now=posted.received_at
        )
        assert isinstance(receipt, Receipt)
        return pages.receipt_page(request, receipt, shown_again=True)

    return await _with_code(request, token, respond, posted, form="shown")


@post("/v/{token:str}/not-mine", dependencies=POSTED)
async def disown_vote(request: AnyRequest, token: FromPath[str], posted: NamedDependency[Posted]) -> Answer:
    """ "That was not me": the recorded vote is annulled, after the code."""

    def respond(booth: Booth) -> Answer:
        service = service_of(request)
        recorded_at = service.do(
            annul_vote, token=token, code=_code(posted), vault=service.vault, now=posted.received_at
        )
        assert isinstance(recorded_at, datetime)
        return pages.annulled_page(request, booth, recorded_at)

    return await _with_code(request, token, respond, posted, form="not-mine")


@post("/v/{token:str}/meeting", dependencies=POSTED)
async def ask_meeting(request: AnyRequest, token: FromPath[str], posted: NamedDependency[Posted]) -> Answer:
    """The seat asks for a meeting in place of the ballot, after the code."""

    def respond(booth: Booth) -> Answer:
        service = service_of(request)
        requested = service.do(
            request_meeting,
            token=token,
            code=_code(posted) if pages.rule_of(booth).conduct.code else "",
            reason=posted.field("meeting-reason"),
            salt=secrets.token_bytes(32),
            rulebook=service.rulebook,
            vault=service.vault,
            received_at=posted.received_at,
            now=service.now(),
        )
        assert isinstance(requested, Requested)
        return pages.meeting_page(request, booth, requested)

    return await _with_code(request, token, respond, posted, form="meeting")


async def _in_booth(
    request: AnyRequest, token: str, respond: Callable[[Booth], Answer], posted: Posted | None = None
) -> Answer:
    """Recognise the link, then answer, on a thread; a refusal becomes a page that says whether a vote stands.

    Handlers do not ask for ``sync_to_thread`` themselves: Litestar 2.25 wraps one twice where methods share a path.
    """
    return await sync_to_thread(_recognise, request, token, respond, posted)


def _recognise(
    request: AnyRequest, token: str, respond: Callable[[Booth], Answer], posted: Posted | None
) -> Answer:
    booth: Booth | None = None
    try:
        booth = look(request, token)
        if posted is not None and posted.refused is not None:
            raise posted.refused
        return respond(booth)
    except Refusal as refusal:
        return pages.refused_page(request, refusal, booth)


async def _with_code(
    request: AnyRequest, token: str, respond: Callable[[Booth], Answer], posted: Posted, *, form: str
) -> Answer:
    """``_in_booth`` for the forms beside the vote: a wrong code leads back to them."""

    def respond_or_ask_again(booth: Booth) -> Answer:
        try:
            return respond(booth)
        except Refusal as refusal:
            if refusal.code not in (*OF_THE_CODE, "reason-too-long") or _why_not(booth, posted) is not None:
                raise
            return pages.form_page(
                request,
                booth,
                refusal=refusal,
                refused_form=form,
                filled_reason=posted.field("meeting-reason"),
            )

    return await _in_booth(request, token, respond_or_ask_again, posted)


def _why_not(booth: Booth, posted: Posted) -> Refusal | None:
    return why_not(booth, pages.rule_of(booth), posted.received_at)


def _check_can_vote(booth: Booth, posted: Posted) -> None:
    refusal = _why_not(booth, posted)
    if refusal is not None:
        raise refusal


def _checked(booth: Booth, posted: Posted) -> dict[str, Any]:
    vote = pages.filled_vote(booth, posted.fields)
    return check_vote(pages.rule_of(booth), options=booth.ballot.option_ids, vote=vote)


def _code(posted: Posted) -> str:
    code = posted.field("code")
    if not code:
        raise Refusal("code-missing")
    return code


async def _cast(request: AnyRequest, token: str, posted: Posted) -> Receipt:
    if posted.refused is not None:
        raise posted.refused
    service = service_of(request)
    service.check_clock()
    request_key = posted.field("request")
    if not 16 <= len(request_key) <= 64 or not request_key.isascii():
        raise Refusal("vote-malformed", expected="request")
    receipt = await service.do_soon(
        cast_vote,
        token=token,
        code=posted.field("code"),
        request_key=request_key,
        vote=lambda rule: read_vote(rule, posted.fields),
        received_at=posted.received_at,
        randomness=Randomness(),
        vault=service.vault,
        now=service.now(),
    )
    assert isinstance(receipt, Receipt)  # a refusal that the act answers is raised by the service
    return receipt


def _vote_refused(request: AnyRequest, booth: Booth, posted: Posted, refusal: Refusal) -> Answer:
    """Nothing was recorded: back to the recap for the code, to the form for the answer, else a page of its own."""
    if refusal.code in OF_THE_ANSWER:
        return pages.form_page(request, booth, filled=posted.fields, refusal=refusal)
    if refusal.code not in OF_THE_CODE:
        raise refusal
    _check_can_vote(booth, posted)
    try:
        vote = _checked(booth, posted)
    except Refusal as other:
        return pages.form_page(request, booth, filled=posted.fields, refusal=other)
    return pages.recap_page(
        request,
        booth,
        vote=vote,
        fields=posted.fields,
        request_key=posted.field("request"),
        refusal=refusal,
    )


routes: list[Any] = [
    open_nothing,
    open_link,
    go_back,
    recap,
    edit,
    confirm_vote,
    show_recorded,
    disown_vote,
    ask_meeting,
    *deliberation.routes,
    ask_again,
    send_again,
    *seat_routes,
    *confirming_routes,
    *following_routes,
]
