"""A resolution at the desk after its number: put in force with a second seat, reviewed; its contests,
its actions, the correction of typing errors."""

import secrets
from collections.abc import Callable, Mapping
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.acts.correct_resolution import correct_resolution
from governance.acts.enforce_resolution import ask_enforcement
from governance.acts.file_contest import settle_contest
from governance.acts.plan_actions import assign_action, declare_action, move_action
from governance.acts.review_resolution import LONGEST_NOTE, review_resolution
from governance.refusal import Refusal
from governance.store.reads.actions import list_actions
from governance.store.reads.contests import list_contests
from governance.store.reads.public_network import list_members
from governance.store.reads.public_resolutions import ResolutionFacts, read_resolution
from governance.web.desk.confirmations import confirming_seats, read_reason, seats_to_ask_now
from governance.web.desk.pages import desk_page, say_errors, see, zone_of
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.public.standing import standing_lines
from governance.web.security import language_of
from governance.web.service import service_of
from governance.web.statuses import status_of
from governance.words.languages import LANGUAGES
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
        field = FIELDS.get(refusal.code, "form") if step in ("enforce", "review") else "form"
        return life_page(request, visit, number, errors={field: refusal})
    return see(f"/desk/resolutions/{number}", done=step)


def life_page(
    request: AnyRequest, visit: Visit, number: str, *, errors: Mapping[str, Refusal] | None = None
) -> Response[bytes]:
    """The page, with what is wrong beside its field and what was typed kept."""
    found = find_resolution(request, number)
    with speaking(language_of(request)):
        lines = standing_lines(found, zone=found.deciding.round.zone)
    refused, service = dict(errors or {}), service_of(request)
    return desk_page(
        request,
        visit,
        "resolution.html",
        status=status_of(next(iter(refused.values())).code) if refused else 200,
        resolution=found,
        lines=lines,
        contests=service.read(list_contests, number),
        actions=service.read(list_actions, resolution=number),
        members=[(each.code, each.code) for each in service.read(list_members, now=service.now())],
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


def _correct(request: AnyRequest, visit: Visit, number: str) -> None:
    service, form = service_of(request), visit.form
    service.do(
        correct_resolution,
        number=number,
        language=form.get("language", ""),
        wrong=form.get("wrong", ""),
        right=form.get("right", ""),
        reason=form.get("because", ""),
        now=service.now(),
    )


def _settle(request: AnyRequest, visit: Visit, _number: str) -> None:
    service, form = service_of(request), visit.form
    if form.get("upheld") not in ("yes", "no"):
        raise Refusal("answer-missing")
    service.do(
        settle_contest,
        contest_id=_id(form, "contest"),
        upheld=form["upheld"] == "yes",
        answer=form.get("answer", ""),
        salt=secrets.token_bytes(32),
        now=service.now(),
    )


def _declare(request: AnyRequest, visit: Visit, number: str) -> None:
    service = service_of(request)
    what = {language: visit.form.get(f"what-{language}", "") for language in LANGUAGES}
    service.do(declare_action, number=number, what=what, now=service.now())


def _assign(request: AnyRequest, visit: Visit, _number: str) -> None:
    service, form = service_of(request), visit.form
    service.do(
        assign_action,
        action_id=_id(form, "action"),
        member=form.get("member", ""),
        due_on=form.get("due", "").strip(),
        vault=service.vault,
        now=service.now(),
    )


def _move(request: AnyRequest, visit: Visit, _number: str) -> None:
    service, form = service_of(request), visit.form
    service.do(
        move_action,
        action_id=_id(form, "action"),
        kind=form.get("kind", ""),
        note=form.get("said", ""),
        evidence=form.get("evidence", ""),
        salt=secrets.token_bytes(32),
        now=service.now(),
    )


def _id(form: Mapping[str, str], name: str) -> UUID:
    try:
        return UUID(form.get(name, ""))
    except ValueError as error:
        raise Refusal("form-malformed") from error


STEPS: Mapping[str, Callable[[AnyRequest, Visit, str], None]] = {
    "enforce": _ask_enforcement,
    "correct": _correct,
    "settle": _settle,
    "declare": _declare,
    "assign": _assign,
    "move": _move,
    "review": _review,
}
"""What the buttons of the page do."""
