"""The motions at the desk: the list, one motion with its next step, what directors will see, tabling, withdrawing."""

from datetime import datetime, timedelta

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.acts.missing_wording import check_ready_to_table
from governance.acts.table_motion import table_motion
from governance.acts.withdraw_motion import withdraw_motion
from governance.refusal import Refusal
from governance.rules.durations import read_duration
from governance.store.reads.contributions import read_contributions
from governance.store.reads.desk_motions import MotionFacts, list_motions, read_addressees, read_motion
from governance.web.desk.pages import desk_page, say_errors, see, zone_of
from governance.web.desk.previews import previews_of, translations_of
from governance.web.desk.rule_cards import rule_card
from governance.web.desk.steps import opening_gaps, rule_of, say_gaps, suggested_opening, tabling_gaps
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.service import service_of
from governance.web.statuses import status_of


@get("/motions", sync_to_thread=True)
def show_motions(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """Every motion, drafts included."""
    return desk_page(request, visit, "motions.html", motions=service_of(request).read(list_motions))


@get("/motions/{number:str}", sync_to_thread=True)
def show_motion(request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str]) -> Response[bytes]:
    """One motion: where it stands, what its next step needs, and who would be written to."""
    return motion_page(request, visit, number)


@get("/motions/{number:str}/preview", sync_to_thread=True)
def show_preview(
    request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str]
) -> Response[bytes]:
    """The motion as its directors will read it, in each language."""
    service = service_of(request)
    motion = service.read(read_motion, number)
    return desk_page(
        request,
        visit,
        "preview.html",
        motion=motion,
        previews=previews_of(motion, rule_of(service, motion)),
        translations=translations_of(motion),
    )


@get("/motions/{number:str}/table", sync_to_thread=True)
def show_table(request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str]) -> Response[bytes]:
    """What tabling does, before it is done."""
    return _table_page(request, visit, service_of(request).read(read_motion, number))


@post("/motions/{number:str}/table", sync_to_thread=True)
def take_table(request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str]) -> Response[bytes]:
    """Table the motion: public from now on, its notice period running."""
    service = service_of(request)
    motion = service.read(read_motion, number)
    try:
        if motion.state == "draft":
            check_ready_to_table(tabling_gaps(motion, rule_of(service, motion)))
        service.do(
            table_motion,
            number=number,
            notice=notice_of(motion),
            rulebook=service.rulebook,
            zone=zone_of(request),
            vault=service.vault,
            now=service.now(),
        )
    except Refusal as refusal:
        return _table_page(request, visit, motion, refusal=refusal)
    return see(f"/desk/motions/{number}", done="tabled")


@get("/motions/{number:str}/withdraw", sync_to_thread=True)
def show_withdraw(
    request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str]
) -> Response[bytes]:
    """The form to withdraw a motion."""
    return _withdraw_page(request, visit, number, step="form")


@post("/motions/{number:str}/withdraw", sync_to_thread=True)
def take_withdraw(
    request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str]
) -> Response[bytes]:
    """First the recap of what withdrawing does; then, confirmed, the motion is withdrawn for good."""
    if not visit.form.get("reason", "").strip():
        return _withdraw_page(
            request, visit, number, step="form", errors={"reason": Refusal("reason-missing-desk")}
        )
    if visit.form.get("step") != "withdraw":
        return _withdraw_page(request, visit, number, step="confirm")
    service = service_of(request)
    try:
        service.do(withdraw_motion, number=number, reason=visit.form["reason"], now=service.now())
    except Refusal as refusal:
        return _withdraw_page(request, visit, number, step="form", errors={"form": refusal})
    return see(f"/desk/motions/{number}", done="withdrawn")


def notice_of(motion: MotionFacts) -> timedelta:
    """How long the motion is public before its first ballot may open."""
    notice = read_duration(motion.notice)
    assert notice is not None  # checked when the motion was drafted
    return notice


def motion_page(
    request: AnyRequest,
    visit: Visit,
    number: str,
    *,
    fields: dict[str, str] | None = None,
    errors: dict[str, Refusal] | None = None,
    ambiguous: tuple[datetime, datetime] | None = None,
    answers: dict[str, str] | None = None,
) -> Response[bytes]:
    """The page of one motion; ``fields`` and ``errors`` are those of the form that opens its ballot."""
    service = service_of(request)
    now, zone = service.now(), zone_of(request)
    motion = service.read(read_motion, number)
    rule = rule_of(service, motion)
    opens = motion.state in ("tabled", "between_rounds")
    missing = []
    if motion.state == "draft":
        missing = tabling_gaps(motion, rule)
    elif opens:
        # The end of the ballot, its chair and the seat concerned are asked for below, not missed here.
        asked = {"close-missing", "chair-missing", "concerned-missing"}
        found = opening_gaps(service, number, closes_at=None, chair=None, concerned=None, now=now)
        missing = [each for each in found if each.code not in asked]
    return desk_page(
        request,
        visit,
        "motion.html",
        status=422 if errors else 200,
        motion=motion,
        said=service.read(read_contributions, number),
        rule=rule_card(rule) if rule else None,
        needs_chair=rule is not None and rule.needs_chair,
        needs_concerned=rule is not None and bool(rule.exclude),
        gaps=say_gaps(missing, zone),
        opens=opens,
        addressees=service.read(read_addressees, now) if opens else [],
        answers=answers or {},
        fields=fields or (suggested_opening(motion, zone=zone, now=now) if opens else {}),
        errors=say_errors(errors or {}, zone),
        ambiguous=ambiguous,
    )


def _table_page(
    request: AnyRequest, visit: Visit, motion: MotionFacts, *, refusal: Refusal | None = None
) -> Response[bytes]:
    service = service_of(request)
    now, zone = service.now(), zone_of(request)
    gaps = tabling_gaps(motion, rule_of(service, motion)) if motion.state == "draft" else []
    return desk_page(
        request,
        visit,
        "table.html",
        status=status_of(refusal.code) if refusal else 200,
        motion=motion,
        gaps=say_gaps(gaps, zone),
        blocked=any(gap.blocks for gap in gaps),
        notice_ends_at=now + notice_of(motion),
        addressees=service.read(read_addressees, now),
        errors=say_errors({"form": refusal} if refusal else {}, zone),
    )


def _withdraw_page(
    request: AnyRequest,
    visit: Visit,
    number: str,
    *,
    step: str,
    errors: dict[str, Refusal] | None = None,
) -> Response[bytes]:
    service = service_of(request)
    motion = service.read(read_motion, number)
    if motion.state in ("decided", "withdrawn"):
        raise Refusal("motion-state", act="withdraw_motion", state=motion.state)
    return desk_page(
        request,
        visit,
        "withdraw.html",
        status=422 if errors else 200,
        motion=motion,
        step=step,
        reason=visit.form.get("reason", ""),
        addressees=service.read(read_addressees, service.now()),
        errors=say_errors(errors or {}, zone_of(request)),
    )
