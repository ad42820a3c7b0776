"""Opening a ballot: first the recap of what will happen, then the act."""

import secrets
from datetime import datetime

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.acts.missing import Missing
from governance.acts.open_ballot import open_ballot
from governance.refusal import Refusal
from governance.store.reads.absences import away_between, read_roll
from governance.store.reads.desk_motions import MotionFacts, read_addressees, read_motion
from governance.store.reads.public_network import read_country
from governance.web.desk.absence_advice import absence_advice
from governance.web.desk.closing_advice import closing_advice
from governance.web.desk.closing_time import field_of, read_closing
from governance.web.desk.motions import motion_page
from governance.web.desk.pages import desk_page, see, zone_of
from governance.web.desk.rule_cards import rule_card
from governance.web.desk.steps import opening_gaps, rule_of, say_gaps
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.service import service_of
from governance.words.deadlines import say_deadlines

FIELDS = ("date", "time", "zone", "fold", "chair", "concerned")


@get("/motions/{number:str}/open", sync_to_thread=False)
def show_open(request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str]) -> Response[bytes]:
    """The form stands on the motion's own page."""
    return see(f"/desk/motions/{number}", **dict(request.query_params))


@post("/motions/{number:str}/open", sync_to_thread=True)
def take_open(request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str]) -> Response[bytes]:
    """Recap the opening; confirmed (``step=open``), freeze the ballot and send the links."""
    fields = {name: visit.form[name].strip() for name in FIELDS if name in visit.form}
    service = service_of(request)
    motion = service.read(read_motion, number)
    already = motion.round_in("open")
    if already is not None:
        return see(f"/desk/ballots/{already.id}")
    try:
        closes_at = read_closing(fields, zone=_zone(request, motion))
        _check_gaps(request, number, closes_at, fields)
        if visit.form.get("step") != "open":
            return _recap(request, visit, motion, closes_at, fields)
        return _open(request, motion, closes_at, fields)
    except Refusal as refusal:
        return _ask_again(request, visit, number, fields, refusal)


def _zone(request: AnyRequest, motion: MotionFacts) -> str:
    prepared = motion.round_in("prepared")
    return prepared.zone if prepared else zone_of(request)


def _check_gaps(request: AnyRequest, number: str, closes_at: datetime, fields: dict[str, str]) -> None:
    """Refuse before the recap what the act would refuse after it."""
    service = service_of(request)
    gaps = opening_gaps(
        service,
        number,
        closes_at=closes_at,
        chair=fields.get("chair") or None,
        concerned=fields.get("concerned") or None,
        now=service.now(),
    )
    for gap in gaps:
        if gap.blocks:
            raise Refusal(gap.code, **gap.facts)


def _recap(
    request: AnyRequest, visit: Visit, motion: MotionFacts, closes_at: datetime, fields: dict[str, str]
) -> Response[bytes]:
    service = service_of(request)
    now, zone = service.now(), _zone(request, motion)
    rule = rule_of(service, motion)
    gaps = opening_gaps(service, motion.number, closes_at=closes_at, chair=None, concerned=None, now=now)
    gaps += closing_advice(now, closes_at, zone=zone, country=service.read(read_country))
    gaps += _absences(request, motion, closes_at, fields)
    addressees = service.read(read_addressees, now)
    return desk_page(
        request,
        visit,
        "open.html",
        motion=motion,
        prepared=motion.round_in("prepared"),
        rule=rule_card(rule) if rule else None,
        closes_at=closes_at,
        shown=say_deadlines(closes_at, zone),
        left=closes_at - now,
        addressees=addressees,
        letters=sum(each.email is not None for each in addressees),
        gaps=say_gaps([gap for gap in gaps if not gap.blocks], zone),
        fields=fields,
    )


def _absences(
    request: AnyRequest, motion: MotionFacts, closes_at: datetime, fields: dict[str, str]
) -> list[Missing]:
    """What planned absences would mean for the ballot that is about to open."""
    service, prepared = service_of(request), motion.round_in("prepared")
    rule, now = rule_of(service, motion), service.now()
    if rule is None or prepared is None:
        return []
    roll = service.read(read_roll, now=now)
    away = service.read(away_between, now, closes_at, members=[seat.seat for seat in roll])
    return absence_advice(
        rule,
        roll=roll,
        options=tuple(option["id"] for option in prepared.options),
        away=away,
        begins=now,
        ends=closes_at,
        chair=fields.get("chair") or None,
        concerned=fields.get("concerned") or None,
    )


def _open(
    request: AnyRequest, motion: MotionFacts, closes_at: datetime, fields: dict[str, str]
) -> Response[bytes]:
    service = service_of(request)
    now = service.now()
    members = service.read(read_addressees, now)
    ballot_id = service.do(
        open_ballot,
        number=motion.number,
        closes_at=closes_at,
        shown=say_deadlines(closes_at, _zone(request, motion)),
        salts={each.code: secrets.token_bytes(16) for each in members},
        vault=service.vault,
        mail_ready=service.mail_ready,
        chair=fields.get("chair") or None,
        concerned=fields.get("concerned") or None,
        now=now,
    )
    return see(f"/desk/ballots/{ballot_id}", done="opened")


def _ask_again(
    request: AnyRequest, visit: Visit, number: str, fields: dict[str, str], refusal: Refusal
) -> Response[bytes]:
    """The form again, the refusal beside the field it is about."""
    ambiguous = None
    if refusal.code == "time-ambiguous":
        ambiguous = (refusal.facts["first"], refusal.facts["second"])
    return motion_page(
        request,
        visit,
        number,
        fields=fields,
        errors={_field_of(refusal): refusal},
        ambiguous=ambiguous,
    )


def _field_of(refusal: Refusal) -> str:
    if refusal.code in ("close-past", "close-too-soon", "close-missing"):
        return "date"
    if refusal.code.startswith(("date-", "time-", "zone-")):
        return field_of(refusal)
    for name in ("chair", "concerned"):
        if refusal.code.startswith(f"{name}-"):
            return name
    return "form"
