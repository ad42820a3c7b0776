"""One's own account: another password, the end of every session. An observer may do both: neither changes anything
that others see."""

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency, Provide

from governance.access import passwords
from governance.acts.change_password import change_password, end_sessions
from governance.acts.failures import check_wait
from governance.refusal import Refusal
from governance.store.reads.desk_sessions import find_account, read_failures
from governance.web.desk.hashing import hash_in_line
from governance.web.desk.pages import SIGN_IN, desk_page, say_errors, see
from governance.web.desk.sessions import subjects_of
from governance.web.desk.visits import AnyRequest, Visit, cookie_name, enter_own
from governance.web.service import service_of
from governance.web.statuses import status_of

PAGE = "/desk/account"
OWN = {"visit": Provide(enter_own)}
"""The dependency of handlers whose forms an observer may send as well."""

FIELDS = {"password-wrong": "current", "password-short": "password", "password-long": "password"}


@get("/account", sync_to_thread=True)
def show_account(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """What one can do about one's own account."""
    return _account_page(request, visit)


@post("/account/password", dependencies=OWN)
async def take_password(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """Keep another password; every other session of the account ends."""
    wanted = visit.form.get("password", "")
    try:
        passwords.check_strength(wanted)
        await sync_to_thread(_check_wait, request, visit)
        stored = await sync_to_thread(_stored_hash, request, visit)
        matches = await hash_in_line(passwords.is_password, stored, visit.form.get("current", ""))
        hashed = await hash_in_line(passwords.hash_password, wanted)
        return await sync_to_thread(_change, request, visit, matches, hashed)
    except Refusal as refusal:
        return await sync_to_thread(_account_page, request, visit, refusal)


@post("/account/sign-out", dependencies=OWN, sync_to_thread=True)
def take_sign_out_everywhere(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """End every session of the account, this one included."""
    service = service_of(request)
    now = service.clock.machine_time(service.now())
    service.do_quietly(end_sessions, account_id=visit.account_id, now=now)
    response = see(SIGN_IN, done="signed-out")
    response.delete_cookie(cookie_name(service), path="/")
    return response


def _account_page(request: AnyRequest, visit: Visit, refusal: Refusal | None = None) -> Response[bytes]:
    errors = {FIELDS.get(refusal.code, "form"): refusal} if refusal else {}
    return desk_page(
        request,
        visit,
        "account.html",
        status=status_of(refusal.code) if refusal else 200,
        errors=say_errors(errors, "UTC"),
    )


def _check_wait(request: AnyRequest, visit: Visit) -> None:
    """Refuse before any hashing a try that comes too soon."""
    service = service_of(request)
    subjects = subjects_of(request, visit.email)
    failures = service.read(read_failures, (subjects.email, subjects.address))
    check_wait(failures, subjects, now=service.clock.machine_time(service.now()))


def _stored_hash(request: AnyRequest, visit: Visit) -> str | None:
    account = service_of(request).read(find_account, visit.email)
    return account.password_hash if account else None


def _change(request: AnyRequest, visit: Visit, matches: bool, hashed: str) -> Response[bytes]:
    service = service_of(request)
    service.do_quietly(
        change_password,
        account_id=visit.account_id,
        is_password=matches,
        subjects=subjects_of(request, visit.email),
        password_hash=hashed,
        keep=visit.session_hash,
        now=service.clock.machine_time(service.now()),
    )
    return see(PAGE, done="password-changed")
