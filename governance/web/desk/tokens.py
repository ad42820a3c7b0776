"""Tokens with which programs come to the desk: made here, shown once, ended here."""

from datetime import timedelta
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.access.tokens import SCOPES, new_token, token_digest
from governance.acts.issue_token import issue_token, revoke_token
from governance.refusal import Refusal
from governance.store.reads.tokens import list_tokens
from governance.web.desk.pages import desk_page, say_errors, see
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.service import service_of
from governance.web.statuses import status_of

PAGE = "/desk/tokens"
FIELDS = {"token-name-missing": "name", "scope-refused": "scopes", "token-lasts": "days"}


@get("/tokens", sync_to_thread=True)
def show_tokens(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """Every token there is, and the form that makes one."""
    return _tokens_page(request, visit)


@post("/tokens", sync_to_thread=True)
def take_token(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """Make a token; this answer alone shows it."""
    service = service_of(request)
    token = new_token()
    days = visit.form.get("days", "").strip()
    try:
        service.do_quietly(
            issue_token,
            name=visit.form.get("name", ""),
            scopes=[each for each in SCOPES if visit.form.get(f"scope-{each}")],
            lasts=timedelta(days=int(days) if days.isascii() and days.isdigit() and len(days) < 5 else 0),
            token_hash=token_digest(token),
            made_by=visit.email,
            now=service.clock.machine_time(service.now()),
        )
    except Refusal as refusal:
        return _tokens_page(request, visit, refusal=refusal)
    return _tokens_page(request, visit, token=token)


@post("/tokens/{token_id:str}/revoke", sync_to_thread=True)
def take_revoke(
    request: AnyRequest, visit: NamedDependency[Visit], token_id: FromPath[str]
) -> Response[bytes]:
    """End a token at once."""
    service = service_of(request)
    try:
        wanted = UUID(token_id)
    except ValueError:
        raise Refusal("token-not-known") from None
    service.do_quietly(revoke_token, token_id=wanted, now=service.clock.machine_time(service.now()))
    return see(PAGE, done="token-revoked")


def _tokens_page(
    request: AnyRequest, visit: Visit, *, token: str | None = None, refusal: Refusal | None = None
) -> Response[bytes]:
    service = service_of(request)
    errors = {FIELDS.get(refusal.code, "form"): refusal} if refusal else {}
    return desk_page(
        request,
        visit,
        "tokens.html",
        status=status_of(refusal.code) if refusal else 200,
        tokens=service.read(list_tokens),
        token=token,
        at=service.clock.machine_time(service.now()),
        fields={} if token else visit.form,
        errors=say_errors(errors, "UTC"),
    )
