"""Handing the secretariat over: what the next one has to know on one page, and the form that asks two members."""

from litestar import Response, get, post
from litestar.di import NamedDependency

from governance.acts.hand_over import ask_handover
from governance.refusal import Refusal
from governance.store.reads.desk_board import read_board
from governance.store.reads.desk_keeper import next_handover
from governance.web.desk.board import coming_events
from governance.web.desk.closing_time import read_closing
from governance.web.desk.confirmations import confirming_seats, read_reason, seats_to_ask_now
from governance.web.desk.pages import desk_page, say_errors, see, zone_of
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.service import service_of
from governance.web.statuses import status_of

FIELDS = {
    "address-malformed": "contact",
    "reason-missing-desk": "reason",
    "reason-too-long": "reason",
    "period-past": "date",
    "date-malformed": "date",
    "time-malformed": "time",
    "confirming-seats-few": "confirming-1",
    "confirming-seat-wrong": "confirming-1",
    "member-unknown": "to",
    "handover-to-itself": "to",
    "handover-without-account": "to",
}
"""The field that a refusal is about."""


@get("/handover", sync_to_thread=True)
def show_handover(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """The pack, and the form."""
    return _page(request, visit)


@post("/handover", sync_to_thread=True)
def take_handover(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """Ask two members to confirm the handover."""
    service, form = service_of(request), visit.form
    try:
        service.do(
            ask_handover,
            to=form.get("to", ""),
            hands_over_at=read_closing(form, zone=zone_of(request)),
            contact=form.get("contact", "").strip(),
            reason=read_reason(form, "reason"),
            seats=confirming_seats(form),
            vault=service.vault,
            now=service.now(),
        )
    except Refusal as refusal:
        return _page(request, visit, errors={FIELDS.get(refusal.code, "form"): refusal})
    return see("/desk/confirmations", done="handover")


def _page(request: AnyRequest, visit: Visit, *, errors: dict[str, Refusal] | None = None) -> Response[bytes]:
    service = service_of(request)
    board = service.read(read_board)
    return desk_page(
        request,
        visit,
        "handover.html",
        status=status_of(next(iter(errors.values())).code) if errors else 200,
        board=board,
        coming=coming_events(board, now=service.now()),
        confirmed=service.read(next_handover),
        to_ask=seats_to_ask_now(request),
        fields=visit.form,
        errors=say_errors(errors or {}, zone_of(request)),
    )
