"""Signing in at the desk and leaving it."""

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread

from governance.access import passwords, throttle
from governance.access.sessions import new_secret, same_key, session_hash
from governance.acts.add_account import plain_email
from governance.acts.failures import Subjects, check_wait
from governance.acts.sign_in import sign_in
from governance.acts.sign_out import sign_out
from governance.refusal import Refusal
from governance.store.reads.desk_sessions import KnownAccount, find_account, find_session, read_failures
from governance.web.desk.hashing import hash_in_line
from governance.web.desk.pages import HOME, SIGN_IN, carry_on, see, sign_in_page
from governance.web.desk.visits import FORM_KEY, AnyRequest, cookie_name, live_session, visit_of
from governance.web.forms import read_form
from governance.web.security import LANGUAGE_COOKIE, check_same_origin
from governance.web.service import service_of
from governance.web.statuses import status_of

CARRIED = "carried."
"""Before the names of the fields of an earlier form that waits for the sign-in."""


@get("/sign-in", sync_to_thread=True)
def show_sign_in(request: AnyRequest) -> Response[bytes]:
    """The form to sign in."""
    return sign_in_page(request, target=local_path(request.query_params.get("next", HOME)))


@post("/sign-in")
async def take_sign_in(request: AnyRequest) -> Response[bytes]:
    """Sign in, under a new session id, and go on where the visitor wanted to go."""
    service = service_of(request)
    check_same_origin(request, base_url=service.settings.base_url)
    form = await read_form(request)
    try:
        account = await sync_to_thread(_find, request, form)
        matches, rehashed = await hash_in_line(_check_password, account, form.get("password", ""))
        return await sync_to_thread(_begin, request, form, account, matches, rehashed)
    except Refusal as refusal:
        return await sync_to_thread(_ask_again, request, form, refusal)


@post("/sign-out")
async def take_sign_out(request: AnyRequest) -> Response[bytes]:
    """Leave the desk; an observer may, too. Leaving a session that has ended is no mistake."""
    check_same_origin(request, base_url=service_of(request).settings.base_url)
    form = await read_form(request)
    return await sync_to_thread(_leave, request, form.get(FORM_KEY, ""))


def local_path(asked: str) -> str:
    """A page of the desk to go to after signing in; whatever is not one becomes the first page."""
    inside = asked == HOME or asked.startswith(f"{HOME}/")
    return asked if inside and not set(asked) & set("\\\n\r?#") and "//" not in asked else HOME


def subjects_of(request: AnyRequest, email: str) -> Subjects:
    """Who tries, as throttling counts it: for this account, from this network address."""
    vault = service_of(request).vault
    address = request.client.host if request.client else "unknown"
    return Subjects(
        email=throttle.subject_of(vault, "email", plain_email(email)),
        address=throttle.subject_of(vault, "address", address),
    )


def _find(request: AnyRequest, form: dict[str, str]) -> KnownAccount | None:
    """The account, if there is one; refused before any hashing where a try comes too soon."""
    service = service_of(request)
    subjects = subjects_of(request, form.get("email", ""))
    failures = service.read(read_failures, (subjects.email, subjects.address))
    check_wait(failures, subjects, now=service.clock.machine_time(service.now()))
    return service.read(find_account, plain_email(form.get("email", "")))


def _check_password(account: KnownAccount | None, password: str) -> tuple[bool, str | None]:
    """Whether the password fits, and its new hash where today's parameters are others than those it was made
    with. As slow where there is no account."""
    stored = account.password_hash if account else None
    if not passwords.is_password(stored, password) or stored is None:
        return False, None
    return True, passwords.hash_password(password) if passwords.is_outdated(stored) else None


def _begin(
    request: AnyRequest,
    form: dict[str, str],
    account: KnownAccount | None,
    matches: bool,
    rehashed: str | None,
) -> Response[bytes]:
    service = service_of(request)
    session_id, form_key = new_secret(), new_secret()
    before = request.cookies.get(cookie_name(service))
    service.do_quietly(
        sign_in,
        email=form.get("email", ""),
        is_password=matches,
        second=form.get("second", ""),
        vault=service.vault,
        subjects=subjects_of(request, form.get("email", "")),
        session_hash=session_hash(session_id),
        form_key=form_key,
        replaces=session_hash(before) if before else None,
        password_hash=rehashed,
        now=service.clock.machine_time(service.now()),
    )
    response = _welcome(request, form, account, session_id)
    response.set_cookie(
        cookie_name(service),
        session_id,
        path="/",
        httponly=True,
        samesite="lax",
        secure=service.settings.secure_cookies,
    )
    return response


def _welcome(
    request: AnyRequest, form: dict[str, str], account: KnownAccount | None, session_id: str
) -> Response[bytes]:
    """Where the visitor wanted to go; or the form that was waiting, to be sent again."""
    target = local_path(form.get("next", HOME))
    carried = _carried(form)
    if not carried:
        chosen = LANGUAGE_COOKIE in request.cookies or account is None
        return see(target) if chosen or account is None else see(target, lang=account.language)
    service = service_of(request)
    session = service.read(find_session, session_hash(session_id), now=service.now())
    assert session is not None  # it has just begun
    return carry_on(request, visit_of(session, {}), target, carried)


def _ask_again(request: AnyRequest, form: dict[str, str], refusal: Refusal) -> Response[bytes]:
    return sign_in_page(
        request,
        status=status_of(refusal.code),
        target=local_path(form.get("next", HOME)),
        carried=_carried(form),
        email=form.get("email", ""),
        refusal=refusal,
    )


def _carried(form: dict[str, str]) -> dict[str, str]:
    return {name.removeprefix(CARRIED): value for name, value in form.items() if name.startswith(CARRIED)}


def _leave(request: AnyRequest, form_key: str) -> Response[bytes]:
    service = service_of(request)
    session = live_session(request)
    if session is not None:
        if not same_key(form_key, session.form_key):
            raise Refusal("form-stale")
        now = service.clock.machine_time(service.now())
        service.do_quietly(sign_out, session_hash=session.session_hash, now=now)
    response = see(SIGN_IN, done="signed-out")
    response.delete_cookie(cookie_name(service), path="/")
    return response
