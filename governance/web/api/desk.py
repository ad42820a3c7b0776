"""What the desk does through the API: the acts of the secretariat. None casts a vote."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Response, post
from litestar.params import FromPath, HeaderParameter, JSONBody

from governance.acts.draft_motion import draft_motion
from governance.acts.extend_ballot import extend_ballot
from governance.acts.missing_wording import check_ready_to_table
from governance.acts.open_ballot import open_ballot
from governance.acts.stop_ballot import stop_ballot
from governance.acts.table_motion import table_motion
from governance.acts.withdraw_motion import withdraw_motion
from governance.files.members import Member
from governance.founding import import_members
from governance.refusal import Refusal
from governance.store.reads.desk_motions import MotionFacts, Round, read_addressees, read_motion
from governance.store.reads.public_network import read_network
from governance.store.transaction import Transaction
from governance.web.api import bodies, facts, models
from governance.web.api.holders import do_if_unchanged, needs
from governance.web.api.saying import CHANGES, said
from governance.web.desk.motion_fields import Kept, fill_fields, read_fields
from governance.web.desk.motions import notice_of
from governance.web.desk.steps import rule_of, tabling_gaps
from governance.web.pages import AnyRequest
from governance.web.service import service_of
from governance.words.deadlines import say_deadlines

IfMatch = Annotated[
    str | None,
    HeaderParameter(
        name="If-Match",
        required=False,
        description="The entity tag of the motion at the desk, as it was read.",
    ),
]
"""The header is read by ``do_if_unchanged``; it stands in the signatures so that the description names it."""


@post(
    "/motions",
    sync_to_thread=True,
    guards=[needs("motions")],
    operation_id="draftMotion",
    tags=["desk"],
    responses=CHANGES,
)
def draft(request: AnyRequest, data: JSONBody[bodies.DraftBody]) -> Response[models.Done]:
    """Draft a motion under the next number of the year."""
    service = service_of(request)
    now = service.now()
    wording = data.model_dump(include={"title", "question", "text", "no_decision", "options"})
    conduct = data.model_dump(include={"authentic", "params", "notice", "open_for", "reminders"})
    fields = fill_fields(wording, conduct | {"rule_id": data.rule})
    reading = read_fields(fields, rulebook=service.rulebook, kept=Kept())
    for refusal in reading.errors.values():
        raise refusal
    number = service.do(
        draft_motion,
        wording=reading.wording,
        conduct=reading.conduct,
        year=now.astimezone(zone_of(request)).year,
        now=now,
    )
    return said(request, models.Done(number, "draft", None), public=False, status=201)


@post(
    "/motions/{number:str}/table",
    sync_to_thread=True,
    status_code=200,
    guards=[needs("motions")],
    operation_id="tableMotion",
    tags=["desk"],
    responses=CHANGES,
)
def table(request: AnyRequest, number: FromPath[str], if_match: IfMatch = None) -> Response[models.Done]:
    """Table a draft: public from now on, its notice period running."""
    service = service_of(request)

    def act(tx: Transaction, motion: MotionFacts) -> None:
        if motion.state == "draft":
            check_ready_to_table(tabling_gaps(motion, rule_of(service, motion)))
        table_motion(
            tx,
            number=number,
            notice=notice_of(motion),
            rulebook=service.rulebook,
            zone=str(zone_of(request)),
            vault=service.vault,
            now=service.now(),
        )

    return _change(request, number, act)


@post(
    "/motions/{number:str}/open",
    sync_to_thread=True,
    status_code=200,
    guards=[needs("ballots")],
    operation_id="openBallot",
    tags=["desk"],
    responses=CHANGES,
)
def open_(
    request: AnyRequest, number: FromPath[str], data: JSONBody[bodies.OpenBody], if_match: IfMatch = None
) -> Response[models.Done]:
    """Open the prepared ballot of a motion: everything is frozen, and each director is written to."""
    service = service_of(request)
    now = service.now()
    closes_at = whole(data.closes_at)
    salts = {each.code: secrets.token_bytes(16) for each in service.read(read_addressees, now)}

    def act(tx: Transaction, motion: MotionFacts) -> UUID:
        prepared = motion.round_in("prepared")
        return open_ballot(
            tx,
            number=number,
            closes_at=closes_at,
            shown=say_deadlines(closes_at, prepared.zone if prepared else str(zone_of(request))),
            salts=salts,
            vault=service.vault,
            mail_ready=service.mail_ready,
            chair=data.chair,
            concerned=data.concerned,
            now=now,
        )

    return _change(request, number, act)


@post(
    "/motions/{number:str}/withdraw",
    sync_to_thread=True,
    status_code=200,
    guards=[needs("motions")],
    operation_id="withdrawMotion",
    tags=["desk"],
    responses=CHANGES,
)
def withdraw(
    request: AnyRequest, number: FromPath[str], data: JSONBody[bodies.WithdrawBody], if_match: IfMatch = None
) -> Response[models.Done]:
    """Withdraw a motion for good; an open ballot of it ends without effect."""
    now = service_of(request).now()
    return _change(
        request, number, lambda tx, _motion: withdraw_motion(tx, number=number, reason=data.reason, now=now)
    )


@post(
    "/motions/{number:str}/extend",
    sync_to_thread=True,
    status_code=200,
    guards=[needs("ballots")],
    operation_id="extendBallot",
    tags=["desk"],
    responses=CHANGES,
)
def extend(
    request: AnyRequest, number: FromPath[str], data: JSONBody[bodies.ExtendBody], if_match: IfMatch = None
) -> Response[models.Done]:
    """Move the end of the open ballot of a motion to a later instant, and tell every seat."""
    now = service_of(request).now()
    closes_at = whole(data.closes_at)

    def act(tx: Transaction, motion: MotionFacts) -> UUID:
        ballot = _open_round(motion, "extend_ballot")
        extend_ballot(
            tx,
            ballot_id=ballot.id,
            closes_at=closes_at,
            shown=say_deadlines(closes_at, ballot.zone),
            reason=data.reason,
            now=now,
        )
        return ballot.id

    return _change(request, number, act)


@post(
    "/motions/{number:str}/stop",
    sync_to_thread=True,
    status_code=200,
    guards=[needs("ballots")],
    operation_id="stopBallot",
    tags=["desk"],
    responses=CHANGES,
)
def stop(
    request: AnyRequest, number: FromPath[str], data: JSONBody[bodies.StopBody], if_match: IfMatch = None
) -> Response[models.Done]:
    """End the open ballot of a motion without effect, and tell every seat why."""
    service = service_of(request)

    def act(tx: Transaction, motion: MotionFacts) -> UUID:
        ballot = _open_round(motion, "stop_ballot")
        stop_ballot(
            tx,
            ballot_id=ballot.id,
            reason=data.reason,
            note=data.note,
            notice=notice_of(motion),
            rulebook=service.rulebook,
            now=service.now(),
        )
        return ballot.id

    return _change(request, number, act)


@post(
    "/members",
    sync_to_thread=True,
    guards=[needs("members")],
    operation_id="admitMember",
    tags=["desk"],
    responses=CHANGES,
)
def admit(request: AnyRequest, data: JSONBody[Member]) -> Response[models.Admitted]:
    """Admit a member with its director and, where one is named, its alternate."""
    service = service_of(request)
    if not import_members(service, [data], now=service.now()):
        raise Refusal("member-known", member=data.code)
    return said(request, models.Admitted(data.code), public=False, status=201)


def whole(at: datetime) -> datetime:
    """An instant as it is kept: in UTC, in whole milliseconds. Refused: ``date-malformed`` at the ends of time."""
    try:
        exact = at.astimezone(UTC)
    except OverflowError:
        raise Refusal("date-malformed") from None
    return exact.replace(microsecond=exact.microsecond // 1000 * 1000)


def zone_of(request: AnyRequest) -> ZoneInfo:
    """The network's zone."""
    network = service_of(request).read(read_network)
    return ZoneInfo(network.zone if network else "UTC")


def _change(
    request: AnyRequest, number: str, act: Callable[[Transaction, MotionFacts], UUID | None]
) -> Response[models.Done]:
    """Do it where the motion is still what the request says it saw; answer where it stands now."""
    ballot = do_if_unchanged(
        request,
        lambda tx: read_motion(tx.session, number),
        act,
        say=facts.motion_of,
    )
    motion = service_of(request).read(read_motion, number)
    return said(request, models.Done(number, motion.state, ballot), public=False)


def _open_round(motion: MotionFacts, act: str) -> Round:
    ballot = motion.round_in("open")
    if ballot is None:
        raise Refusal("ballot-state", act=act, state=motion.rounds[-1].state if motion.rounds else "none")
    return ballot


routes = [
    draft,
    table,
    open_,
    withdraw,
    extend,
    stop,
    admit,
]
