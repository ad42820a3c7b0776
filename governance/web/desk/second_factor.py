"""Setting up a second factor for one's own account, and taking it away."""

import io
from typing import Any
from urllib.parse import urlsplit

import segno
from litestar import Response, get, post
from litestar.di import NamedDependency
from markupsafe import Markup

from governance.access import second_factor as factors
from governance.acts.second_factor import begin_second_factor, confirm_second_factor, remove_second_factor
from governance.refusal import Refusal
from governance.store.reads.second_factors import read_second_factor
from governance.web.desk.account import OWN
from governance.web.desk.pages import desk_page, say_errors, see
from governance.web.desk.sessions import subjects_of
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.service import service_of
from governance.web.statuses import status_of

PAGE = "/desk/account/second-factor"


@get("/account/second-factor", sync_to_thread=True)
def show_second_factor(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """Whether the account has one, and the next step."""
    return _page(request, visit)


@post("/account/second-factor", dependencies=OWN, sync_to_thread=True)
def take_second_factor(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """Do what the pressed button says: ``begin``, ``confirm`` or ``remove``."""
    step = STEPS.get(visit.form.get("step", ""))
    if step is None:
        raise Refusal("form-malformed")
    try:
        return step(request, visit)
    except Refusal as refusal:
        return _page(request, visit, refusal=refusal)


def _begin(request: AnyRequest, visit: Visit) -> Response[bytes]:
    service = service_of(request)
    wrapped = factors.wrap(service.vault, visit.account_id, factors.new_secret())
    service.do_quietly(begin_second_factor, account_id=visit.account_id, wrapped=wrapped, now=_now(request))
    return see(PAGE)


def _confirm(request: AnyRequest, visit: Visit) -> Response[bytes]:
    service = service_of(request)
    codes = factors.new_recovery_codes()
    service.do_quietly(
        confirm_second_factor,
        account_id=visit.account_id,
        code=visit.form.get("code", ""),
        recovery=factors.recovery_hashes(codes),
        vault=service.vault,
        now=_now(request),
    )
    return _page(request, visit, recovery=codes)


def _remove(request: AnyRequest, visit: Visit) -> Response[bytes]:
    service = service_of(request)
    service.do_quietly(
        remove_second_factor,
        account_id=visit.account_id,
        code=visit.form.get("code", ""),
        subjects=subjects_of(request, visit.email),
        vault=service.vault,
        now=_now(request),
    )
    return see(PAGE, done="second-factor-removed")


STEPS = {"begin": _begin, "confirm": _confirm, "remove": _remove}
"""What the buttons of the page do."""


def _now(request: AnyRequest) -> Any:
    service = service_of(request)
    return service.clock.machine_time(service.now())


def _page(
    request: AnyRequest, visit: Visit, *, refusal: Refusal | None = None, recovery: list[str] | None = None
) -> Response[bytes]:
    service = service_of(request)
    found = service.read(read_second_factor, visit.account_id)
    secret = picture = None
    if found is not None and not found.confirmed:
        raw = factors.unwrap(service.vault, visit.account_id, found.wrapped)
        secret = factors.shown(raw)
        picture = _picture(
            factors.address_of(
                raw, account=visit.email, issuer=urlsplit(service.settings.base_url).hostname or ""
            )
        )
    return desk_page(
        request,
        visit,
        "second_factor.html",
        status=status_of(refusal.code) if refusal else 200,
        factor=found,
        secret=secret,
        picture=picture,
        recovery=recovery,
        errors=say_errors({"code": refusal} if refusal else {}, "UTC"),
    )


def _picture(address: str) -> Markup:
    """The address as a QR code, drawn within the page: no style, no script, no request."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(
        drawn, kind="svg", scale=4, border=3, light="#fff", xmldecl=False, svgns=True, nl=False
    )
    return Markup(drawn.getvalue().decode("utf-8"))
