"""What the desk asked other members to confirm, and what came of it; the fields of every form that asks."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency

from governance.acts.settle_confirmation import take_back
from governance.refusal import Refusal
from governance.store.reads.confirmations import list_confirmations, seats_to_ask
from governance.store.reads.public_network import MemberLine
from governance.web.desk.ballots import LONGEST_REASON
from governance.web.desk.pages import desk_page, see, zone_of
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.security import language_of
from governance.web.service import service_of
from governance.words.confirmations import confirmation_outcome, say_confirmation
from governance.words.speak import speaking


@get("/confirmations", sync_to_thread=True)
def show_confirmations(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """Everything that was asked, the newest first."""
    service, zone = service_of(request), zone_of(request)
    found = service.read(list_confirmations)
    with speaking(language_of(request)):
        matters: list[dict[str, Any]] = [
            {
                "facts": each,
                "said": say_confirmation(each.purpose, each.facts, zone=zone),
                "outcome": confirmation_outcome(each.state),
            }
            for each in found
        ]
    return desk_page(request, visit, "confirmations.html", matters=matters)


@post("/confirmations", sync_to_thread=True)
def take_confirmations(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """Take back what was asked."""
    try:
        confirmation = UUID(visit.form.get("confirmation", ""))
    except ValueError as error:
        raise Refusal("form-malformed") from error
    service = service_of(request)
    service.do(take_back, confirmation_id=confirmation, now=service.now())
    return see("/desk/confirmations", done="taken-back")


def confirming_seats(form: Mapping[str, str]) -> list[str]:
    """The members that a form with ``desk.confirming_seats`` names."""
    return [value for name, value in form.items() if name.startswith("confirming-") and value]


def seats_to_ask_now(request: AnyRequest) -> list[MemberLine]:
    """The members that can be asked to confirm something."""
    service = service_of(request)
    return service.read(seats_to_ask, now=service.now())


def read_reason(form: Mapping[str, str], name: str) -> str:
    """A reason that everybody can read. Refused: ``reason-missing-desk``, ``reason-too-long``."""
    reason = form.get(name, "").strip()
    if not reason:
        raise Refusal("reason-missing-desk")
    if len(reason) > LONGEST_REASON:
        raise Refusal("reason-too-long", longest=LONGEST_REASON)
    return reason
