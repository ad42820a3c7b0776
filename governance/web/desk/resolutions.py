"""Signing the minutes of a resolution."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.acts.sign_minutes import sign_minutes
from governance.press.minutes import criterion_lines, option_labels, seat_lines
from governance.refusal import Refusal
from governance.rules.load import rule_from_data
from governance.store.reads.minutes import minutes_digest, read_minutes
from governance.web.desk.pages import desk_page, say_errors, see, zone_of
from governance.web.desk.rule_cards import rule_card
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.service import service_of
from governance.web.statuses import status_of
from governance.words.rules import say_outcome


@get("/resolutions/{number:str}/sign", sync_to_thread=True)
def show_sign(request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str]) -> Response[bytes]:
    """What is signed: the facts of the minutes and their digest; or by whom and when they were."""
    return _sign_page(request, visit, number)


@post("/resolutions/{number:str}/sign", sync_to_thread=True)
def take_sign(request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str]) -> Response[bytes]:
    """Sign exactly what was shown: a digest that is no longer that of the minutes is refused."""
    service = service_of(request)
    facts, signature = service.read(read_minutes, number)
    digest = minutes_digest(facts)
    if signature is None and visit.form.get("digest") != digest:
        return _sign_page(request, visit, number, refusal=Refusal("minutes-changed"))
    service.do(sign_minutes, number=number, account_id=visit.account_id, digest=digest, now=service.now())
    return see(f"/desk/resolutions/{number}/sign", done="signed")


def _sign_page(
    request: AnyRequest, visit: Visit, number: str, *, refusal: Refusal | None = None
) -> Response[bytes]:
    facts, signature = service_of(request).read(read_minutes, number)
    labels = option_labels(facts)
    rule = rule_from_data(facts["ballot"]["rule"], source=number)
    return desk_page(
        request,
        visit,
        "sign.html",
        status=status_of(refusal.code) if refusal else 200,
        facts=facts,
        digest=minutes_digest(facts),
        signature=signature,
        rule=rule_card(rule),
        outcome=say_outcome(facts["decision"], options=labels),
        criteria=criterion_lines(facts, labels),
        seats=seat_lines(facts, labels, reasons={}),
        errors=say_errors({"form": refusal} if refusal else {}, zone_of(request)),
    )
