"""One ballot at the desk: who has answered, how its letters fare, extending it, stopping it."""

from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.acts.extend_ballot import extend_ballot
from governance.acts.missing import Missing
from governance.acts.stop_ballot import REASONS, stop_ballot
from governance.refusal import Refusal
from governance.rules.load import rule_from_data
from governance.store.reads.absences import away_between, seats_of_roll
from governance.store.reads.desk_ballots import BallotFacts, read_ballot
from governance.store.reads.desk_motions import read_motion
from governance.store.reads.objections import read_objections
from governance.web.desk.absence_advice import absence_advice
from governance.web.desk.closing_time import closing_fields, field_of, read_closing
from governance.web.desk.motions import notice_of
from governance.web.desk.pages import desk_page, say_errors, see, zone_of
from governance.web.desk.rule_cards import rule_card
from governance.web.desk.steps import say_gaps
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.pages import COUNTDOWN
from governance.web.service import service_of
from governance.words.deadlines import say_deadlines

LONGEST_REASON = 1000
"""Characters of a reason that every seat is told."""


@get("/ballots/{ballot_id:str}", sync_to_thread=True)
def show_ballot(
    request: AnyRequest, visit: NamedDependency[Visit], ballot_id: FromPath[str]
) -> Response[bytes]:
    """The ballot as it stands."""
    return ballot_page(request, visit, find_ballot(request, ballot_id))


def _absences(request: AnyRequest, ballot: BallotFacts) -> list[Missing]:
    """What planned absences mean for an open ballot, of the seats that have not answered."""
    service = service_of(request)
    if ballot.state != "open" or ballot.closes_at is None:
        return []
    now = service.now()
    waiting = [
        seat.code
        for seat in ballot.seats
        if seat.recused_at is None and not (ballot.shows_answers and seat.answered_at)
    ]
    away = service.read(away_between, now, ballot.closes_at, members=waiting)
    return absence_advice(
        rule_from_data(ballot.rule, source=str(ballot.id)),
        roll=service.read(seats_of_roll, ballot.id),
        options=tuple(option["id"] for option in ballot.options),
        away=away,
        begins=now,
        ends=ballot.closes_at,
        chair=ballot.chair,
        concerned=ballot.concerned,
    )


@get("/ballots/{ballot_id:str}/extend", sync_to_thread=True)
def show_extend(
    request: AnyRequest, visit: NamedDependency[Visit], ballot_id: FromPath[str]
) -> Response[bytes]:
    """The form to extend a ballot."""
    return _extend_page(request, visit, _open_ballot(request, ballot_id, "extend_ballot"))


@post("/ballots/{ballot_id:str}/extend", sync_to_thread=True)
def take_extend(
    request: AnyRequest, visit: NamedDependency[Visit], ballot_id: FromPath[str]
) -> Response[bytes]:
    """Move the end of the ballot to a later instant, and tell every seat."""
    ballot = _open_ballot(request, ballot_id, "extend_ballot")
    errors: dict[str, Refusal] = {}
    ambiguous = None
    reason = _read_reason(visit, "reason", errors)
    try:
        closes_at = read_closing(visit.form, zone=ballot.zone)
        if closes_at == ballot.closes_at:
            raise Refusal("extension-shortens", closes_at=ballot.closes_at)
        if not errors:
            service = service_of(request)
            service.do(
                extend_ballot,
                ballot_id=ballot.id,
                closes_at=closes_at,
                shown=say_deadlines(closes_at, ballot.zone),
                reason=reason,
                now=service.now(),
            )
            return see(f"/desk/ballots/{ballot.id}", done="extended")
    except Refusal as refusal:
        errors[field_of(refusal)] = refusal
        if refusal.code == "time-ambiguous":
            ambiguous = (refusal.facts["first"], refusal.facts["second"])
    return _extend_page(request, visit, ballot, errors=errors, ambiguous=ambiguous)


@get("/ballots/{ballot_id:str}/stop", sync_to_thread=True)
def show_stop(
    request: AnyRequest, visit: NamedDependency[Visit], ballot_id: FromPath[str]
) -> Response[bytes]:
    """The form to stop a ballot."""
    return _stop_page(request, visit, _open_ballot(request, ballot_id, "stop_ballot"), step="form")


@post("/ballots/{ballot_id:str}/stop", sync_to_thread=True)
def take_stop(
    request: AnyRequest, visit: NamedDependency[Visit], ballot_id: FromPath[str]
) -> Response[bytes]:
    """First the recap of what stopping does; then, confirmed, the ballot ends without effect."""
    ballot = _open_ballot(request, ballot_id, "stop_ballot")
    errors: dict[str, Refusal] = {}
    note = _read_reason(visit, "note", errors)
    reason = visit.form.get("reason", "")
    if reason not in REASONS:
        errors["reason"] = Refusal("stop-reason-missing")
    if errors:
        return _stop_page(request, visit, ballot, step="form", errors=errors)
    if visit.form.get("step") != "stop":
        return _stop_page(request, visit, ballot, step="confirm")
    service = service_of(request)
    try:
        service.do(
            stop_ballot,
            ballot_id=ballot.id,
            reason=reason,
            note=note,
            notice=notice_of(service.read(read_motion, ballot.number)),
            rulebook=service.rulebook,
            now=service.now(),
        )
    except Refusal as refusal:
        return _stop_page(request, visit, ballot, step="form", errors={"form": refusal})
    return see(f"/desk/motions/{ballot.number}", done="stopped")


def ballot_page(
    request: AnyRequest,
    visit: Visit,
    ballot: BallotFacts,
    *,
    errors: dict[str, Refusal] | None = None,
    answers: dict[str, str] | None = None,
) -> Response[bytes]:
    """The page of one ballot; ``errors`` and ``answers`` are those of the forms that answer objections."""
    rule = rule_card(rule_from_data(ballot.rule, source=str(ballot.id)))
    return desk_page(
        request,
        visit,
        "ballot.html",
        status=422 if errors else 200,
        scripts=(*COUNTDOWN, "refresh.js") if ballot.state == "open" else (),
        ballot=ballot,
        rule=rule,
        gaps=say_gaps(_absences(request, ballot), ballot.zone),
        objections=service_of(request).read(read_objections, ballot.id),
        labels={option["id"]: option["label"] for option in ballot.options},
        answers=answers or {},
        errors=say_errors(errors or {}, zone_of(request)),
    )


def find_ballot(request: AnyRequest, ballot_id: str) -> BallotFacts:
    """The ballot of this id, or ``ballot-unknown``."""
    service = service_of(request)
    try:
        wanted = UUID(ballot_id)
    except ValueError:
        raise Refusal("ballot-unknown") from None
    return service.read(read_ballot, wanted, now=service.now())


def _open_ballot(request: AnyRequest, ballot_id: str, act: str) -> BallotFacts:
    """The ballot, if it is open; what is only possible while it is, is refused beforehand."""
    ballot = find_ballot(request, ballot_id)
    if ballot.state != "open":
        raise Refusal("ballot-state", act=act, state=ballot.state)
    return ballot


def _read_reason(visit: Visit, name: str, errors: dict[str, Refusal]) -> str:
    text = visit.form.get(name, "").strip()
    if not text:
        errors[name] = Refusal("reason-missing-desk")
    elif len(text) > LONGEST_REASON:
        errors[name] = Refusal("reason-too-long", longest=LONGEST_REASON)
    return text


def _extend_page(
    request: AnyRequest,
    visit: Visit,
    ballot: BallotFacts,
    *,
    errors: dict[str, Refusal] | None = None,
    ambiguous: object = None,
) -> Response[bytes]:
    assert ballot.closes_at is not None  # it is open
    fields = closing_fields(ballot.closes_at, ballot.zone) | dict(visit.form)
    return desk_page(
        request,
        visit,
        "extend.html",
        status=422 if errors else 200,
        ballot=ballot,
        fields=fields,
        ambiguous=ambiguous,
        errors=say_errors(errors or {}, zone_of(request)),
    )


def _stop_page(
    request: AnyRequest,
    visit: Visit,
    ballot: BallotFacts,
    *,
    step: str,
    errors: dict[str, Refusal] | None = None,
) -> Response[bytes]:
    service = service_of(request)
    motion = service.read(read_motion, ballot.number)
    return desk_page(
        request,
        visit,
        "stop.html",
        status=422 if errors else 200,
        ballot=ballot,
        step=step,
        fields=visit.form,
        notice=notice_of(motion),
        errors=say_errors(errors or {}, zone_of(request)),
    )
