"""One seat of an open ballot: its link replaced, its alternate let in, its address changed, its recusal written down.

The desk never types a vote: after a call-back it sends a new link, to the registered address.
"""

import secrets

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.acts.activate_alternate import activate_alternate
from governance.acts.ask_address_change import ask_address_change
from governance.acts.declare_recusal import declare_recusal
from governance.acts.replace_link import replace_link
from governance.refusal import Refusal
from governance.web.desk.ballots import find_ballot
from governance.web.desk.confirmations import confirming_seats, read_reason, seats_to_ask_now
from governance.web.desk.pages import desk_page, say_errors, see, zone_of
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.service import service_of
from governance.web.statuses import status_of


@get("/ballots/{ballot_id:str}/seats/{code:str}", sync_to_thread=True)
def show_seat(
    request: AnyRequest, visit: NamedDependency[Visit], ballot_id: FromPath[str], code: FromPath[str]
) -> Response[bytes]:
    """One seat: who speaks for it, its letter, and what the desk can do for it."""
    return _seat_page(request, visit, ballot_id, code)


@post("/ballots/{ballot_id:str}/seats/{code:str}", sync_to_thread=True)
def take_seat(
    request: AnyRequest, visit: NamedDependency[Visit], ballot_id: FromPath[str], code: FromPath[str]
) -> Response[bytes]:
    """Do what the pressed button says: ``replace-link``, ``activate-alternate``, ``change-address`` or
    ``recuse``."""
    ballot = find_ballot(request, ballot_id)
    seat = ballot.seat(code)
    step = visit.form.get("step", "")
    if step not in STEPS:
        raise Refusal("form-malformed")
    try:
        STEPS[step](request, visit, ballot_id, seat.code)
    except Refusal as refusal:
        reason = REASONS.get(step, "reason")
        field = reason if refusal.code.startswith("reason-") else FIELDS.get(refusal.code, step)
        return _seat_page(request, visit, ballot_id, code, errors={field: refusal})
    return see(f"/desk/ballots/{ballot.id}/seats/{seat.code}", done=step)


def _replace(request: AnyRequest, _visit: Visit, ballot_id: str, code: str) -> None:
    service = service_of(request)
    ballot = find_ballot(request, ballot_id)
    service.do(replace_link, ballot_id=ballot.id, seat=code, vault=service.vault, now=service.now())


def _activate(request: AnyRequest, visit: Visit, ballot_id: str, code: str) -> None:
    service = service_of(request)
    ballot = find_ballot(request, ballot_id)
    service.do(
        activate_alternate,
        ballot_id=ballot.id,
        seat=code,
        reason=read_reason(visit.form, "because"),
        vault=service.vault,
        now=service.now(),
    )


def _ask_address_change(request: AnyRequest, visit: Visit, _ballot_id: str, code: str) -> None:
    service, form = service_of(request), visit.form
    service.do(
        ask_address_change,
        member=code,
        role=form.get("role", "director"),
        email=form.get("email", "").strip(),
        reason=read_reason(form, "why"),
        seats=confirming_seats(form),
        vault=service.vault,
        now=service.now(),
    )


def _recuse(request: AnyRequest, visit: Visit, ballot_id: str, code: str) -> None:
    service = service_of(request)
    ballot = find_ballot(request, ballot_id)
    reason = read_reason(visit.form, "reason")
    service.do(
        declare_recusal,
        ballot_id=ballot.id,
        seat=code,
        reason=reason,
        salt=secrets.token_bytes(32),
        now=service.now(),
    )


STEPS = {
    "replace-link": _replace,
    "activate-alternate": _activate,
    "change-address": _ask_address_change,
    "recuse": _recuse,
}
"""What the buttons of the page do."""

FIELDS = {
    "address-malformed": "email",
    "confirming-seats-few": "confirming-1",
    "confirming-seat-wrong": "confirming-1",
}
"""The field that a refusal is about; a reason's depends on the step."""


REASONS = {"change-address": "why", "activate-alternate": "because"}
"""The field in which a step asks for its reason, where it is not ``reason``."""


def _seat_page(
    request: AnyRequest,
    visit: Visit,
    ballot_id: str,
    code: str,
    *,
    errors: dict[str, Refusal] | None = None,
) -> Response[bytes]:
    ballot = find_ballot(request, ballot_id)
    status = status_of(next(iter(errors.values())).code) if errors else 200
    return desk_page(
        request,
        visit,
        "seat.html",
        status=status,
        ballot=ballot,
        seat=ballot.seat(code),
        fields=visit.form,
        to_ask=[each for each in seats_to_ask_now(request) if each.code != code],
        errors=say_errors(errors or {}, zone_of(request)),
    )
