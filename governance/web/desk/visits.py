"""Who stands at the desk: the session behind a request, and what a form must carry to be taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from litestar import Request
from litestar.concurrency import sync_to_thread

from governance.access import sessions
from governance.acts.keep_signed_in import keep_signed_in
from governance.refusal import Refusal
from governance.service import Service
from governance.store.reads.desk_sessions import SessionFacts, find_session
from governance.web.forms import read_form
from governance.web.security import check_same_origin
from governance.web.service import service_of

AnyRequest = Request[Any, Any, Any]

FORM_KEY = "form_key"
"""The field in which every form of the desk carries the key of its session."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A signed-in account and the form it sent (empty for GET)."""

    account_id: UUID
    email: str
    name: str
    role: str
    session_hash: str = field(repr=False)
    form_key: str = field(repr=False)
    form: Mapping[str, str]

    @property
    def may_change(self) -> bool:
        """Whether this account may do more than read."""
        return self.role == "secretariat"


def cookie_name(service: Service) -> str:
    """The name of the session's cookie. Over https it is bound to this host (RFC 6265bis, ``__Host-``)."""
    return "__Host-desk-1" if service.settings.secure_cookies else "desk-1"


async def enter(request: AnyRequest) -> Visit:
    """The visit behind a request to the desk, as a dependency of every handler.

    Refused: ``sign-in-needed``; for POST also ``origin-foreign``, ``form-stale`` (the form belongs to another
    session) and ``observer-reads-only``. What was posted is kept in ``request.state.posted`` for the page that
    asks to sign in again.
    """
    visit = await enter_own(request)
    if request.method == "POST" and not visit.may_change:
        raise Refusal("observer-reads-only")
    return visit


async def enter_own(request: AnyRequest) -> Visit:
    """``enter`` for what concerns one's own account, which an observer may change too."""
    form: dict[str, str] = {}
    if request.method == "POST":
        check_same_origin(request, base_url=service_of(request).settings.base_url)
        form = await read_form(request)
        request.state.posted = {name: value for name, value in form.items() if name != FORM_KEY}
    visit = await sync_to_thread(_visit, request, form)
    request.state.visit = visit
    if request.method == "POST":
        check_form_key(visit)
    return visit


def check_form_key(visit: Visit) -> None:
    """Refuse a form without the session's key (``form-stale``)."""
    if not sessions.same_key(visit.form.get(FORM_KEY, ""), visit.form_key):
        raise Refusal("form-stale")


def live_session(request: AnyRequest) -> SessionFacts | None:
    """The session whose cookie came with the request, unless it has ended. Sessions run on the machine's time:
    a demonstration that moves its clock forward signs nobody out."""
    service = service_of(request)
    session_id = request.cookies.get(cookie_name(service))
    if not session_id:
        return None
    found = service.read(find_session, sessions.session_hash(session_id), now=service.now())
    if found is None:
        return None
    now = service.clock.machine_time(service.now())
    live = sessions.is_live(
        created_at=found.created_at, seen_at=found.seen_at, ended_at=found.ended_at, now=now
    )
    return found if live else None


def _visit(request: AnyRequest, form: Mapping[str, str]) -> Visit:
    service = service_of(request)
    session = live_session(request)
    if session is None:
        raise Refusal("sign-in-needed")
    now = service.clock.machine_time(service.now())
    # Looking changes nothing, not even this: a session lives on by what is sent.
    if request.method == "POST" and sessions.is_seen_again(seen_at=session.seen_at, now=now):
        service.do_quietly(keep_signed_in, session_hash=session.session_hash, now=now)
    return visit_of(session, form)


def visit_of(session: SessionFacts, form: Mapping[str, str]) -> Visit:
    """A session at the desk, and what it has sent."""
    return Visit(
        account_id=session.account_id,
        email=session.email,
        name=session.name,
        role=session.role,
        session_hash=session.session_hash,
        form_key=session.form_key,
        form=form,
    )
