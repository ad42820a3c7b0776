"""A resolution at the desk after its number: put in force with a second seat, reviewed."""

from collections.abc import Callable, Mapping

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.acts.enforce_resolution import ask_enforcement
from governance.acts.review_resolution import LONGEST_NOTE, review_resolution
from governance.refusal import Refusal
from governance.store.reads.public_resolutions import ResolutionFacts, read_resolution
from governance.web.desk.confirmations import confirming_seats, read_reason, seats_to_ask_now
from governance.web.desk.pages import desk_page, say_errors, see, zone_of
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.public.standing import standing_lines
from governance.web.security import language_of
from governance.web.service import service_of
from governance.web.statuses import status_of
from governance.words.speak import speaking

FIELDS = {
    "confirming-seats-few": "confirming-1",
    "confirming-seat-wrong": "confirming-1",
    "reason-missing-desk": "why",
    "reason-too-long": "why",
    "note-missing": "note",
    "note-long": "note",
    "date-malformed": "next",
}
"""The field that a refusal is about; any other stands above the page."""


@get("/resolutions/{number:str}", sync_to_thread=True)
def show_life(request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str]) -> Response[bytes]:
    """How the resolution stands, and what the desk can do about it."""
    return life_page(request, visit, number)


@post("/resolutions/{number:str}", sync_to_thread=True)
def take_life(request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str]) -> Response[bytes]:
    """Do what the pressed button says."""
    step = visit.form.get("step", "")
    if step not in STEPS:
        raise Refusal("form-malformed")
    try:
        STEPS[step](request, visit, number)
    except Refusal as refusal:
        return life_page(request, visit, number, errors={FIELDS.get(refusal.code, "form"): refusal})
    return see(f"/desk/resolutions/{number}", done=step)


def life_page(
    request: AnyRequest, visit: Visit, number: str, *, errors: Mapping[str, Refusal] | None = None
) -> Response[bytes]:
    """The page, with what is wrong beside its field and what was typed kept."""
    found = find_resolution(request, number)
    with speaking(language_of(request)):
        lines = standing_lines(found, zone=found.deciding.round.zone)
    refused = dict(errors or {})
    return desk_page(
        request,
        visit,
        "resolution.html",
        status=status_of(next(iter(refused.values())).code) if refused else 200,
        resolution=found,
        lines=lines,
        fields=visit.form,
        to_ask=seats_to_ask_now(request),
        longest=LONGEST_NOTE,
        errors=say_errors(refused, zone_of(request)),
    )


def find_resolution(request: AnyRequest, number: str) -> ResolutionFacts:
    """The resolution, or ``resolution-unknown``."""
    found = service_of(request).read(read_resolution, number)
    if found is None:
        raise Refusal("resolution-unknown", resolution=number)
    return found


def _ask_enforcement(request: AnyRequest, visit: Visit, number: str) -> None:
    service = service_of(request)
    service.do(
        ask_enforcement,
        number=number,
        reason=read_reason(visit.form, "why"),
        seats=confirming_seats(visit.form),
        vault=service.vault,
        now=service.now(),
    )


def _review(request: AnyRequest, visit: Visit, number: str) -> None:
    service = service_of(request)
    service.do(
        review_resolution,
        number=number,
        note=visit.form.get("note", ""),
        next_on=visit.form.get("next", "").strip() or None,
        now=service.now(),
    )


STEPS: Mapping[str, Callable[[AnyRequest, Visit, str], None]] = {
    "enforce": _ask_enforcement,
    "review": _review,
}
"""What the buttons of the page do."""
