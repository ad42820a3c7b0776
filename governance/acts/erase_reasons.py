"""The free text that a seat gave as its reasons in a ballot is taken out of everything that is kept and shown."""

from datetime import datetime

from sqlmodel import col, select

from governance.acts import find
from governance.refusal import Refusal
from governance.store.tables.ballots import Ballot, Recusal, Seat
from governance.store.tables.contributions import Contribution
from governance.store.tables.follow_ups import Action, ActionStep, Contest
from governance.store.tables.meetings import MeetingRequest
from governance.store.tables.members import Member
from governance.store.tables.objections import ObjectionAnswer
from governance.store.tables.resolutions import Resolution
from governance.store.tables.votes import Reason
from governance.store.transaction import Transaction


def erase_reasons(tx: Transaction, *, number: str, seat: str, now: datetime) -> int:
    """Erase every reason of the seat in the ballots of a motion that are over, and what it said before; answers how
    many texts went.

    Text and salt go, so that not even a guess can be checked; the positions and the digests in the register stay, and
    the register says that it was done. Asked again, it changes nothing. A sealed vote needs no erasing: its key was
    destroyed by the close. Refused: ``motion-unknown``, ``seat-unknown``, ``reasons-sealed`` while a ballot is open.
    """
    motion = find.motion(tx.session, number)
    query = select(Seat, Ballot).where(Seat.ballot_id == Ballot.id, Ballot.motion_id == motion.id)
    seats = tx.session.exec(query.where(Seat.code == seat).order_by(col(Ballot.round))).all()
    said = tx.session.exec(
        select(Contribution)
        .where(Contribution.member_id == Member.id, Member.code == seat)
        .where(Contribution.motion_id == motion.id)
    ).all()
    if not seats and not said:
        raise Refusal("seat-unknown", seat=seat)
    if any(ballot.state == "open" for _, ballot in seats):
        raise Refusal("reasons-sealed", motion=number)
    erased = sum(_erase_contribution(tx, motion.number, each, now) for each in said)
    return erased + sum(_erase(tx, each, now) for each, _ in seats)


def _erase_contribution(tx: Transaction, number: str, row: Contribution, now: datetime) -> int:
    """Empty what was said before the ballot, and the answer, which may repeat it."""
    if not row.salt:
        return 0
    row.text, row.passage, row.salt, row.answer, row.answer_salt = "", "", "", "", ""
    tx.session.add(row)
    tx.enter("contribution-erased", now=now, motion=number, contribution=row.id)
    return 1


def _erase(tx: Transaction, seat: Seat, now: datetime) -> int:
    """Empty what one ballot holds of the seat; one entry where anything went."""
    reasons = tx.session.exec(select(Reason).where(Reason.seat_id == seat.id)).all()
    written = [reason for reason in reasons if reason.erased_at is None]
    for reason in written:
        reason.text, reason.salt, reason.erased_at = "", "", now
        tx.session.add(reason)
    for answer in tx.session.exec(select(ObjectionAnswer).where(ObjectionAnswer.seat_id == seat.id)).all():
        answer.text, answer.salt = "", ""
        tx.session.add(answer)
    beside = [tx.session.get(Recusal, seat.id), tx.session.get(MeetingRequest, seat.id)]
    given = [each for each in beside if each is not None and each.reason]
    for each in given:
        each.reason, each.salt = "", ""
        tx.session.add(each)
    later = _erase_later(tx, seat)
    if written or later or any(each.entry is not None for each in given):
        tx.enter("reasons-erased", now=now, ballot=seat.ballot_id, seat=seat.code)
    return len(written) + len(given) + later


def _erase_later(tx: Transaction, seat: Seat) -> int:
    """Empty what the seat wrote about the resolution of this ballot: its contest, its reports on actions."""
    number = select(Resolution.id).where(Resolution.ballot_id == seat.ballot_id)
    contests = tx.session.exec(
        select(Contest).where(
            col(Contest.resolution_id).in_(number), Contest.seat == seat.code, Contest.reason != ""
        )
    ).all()
    for contest in contests:
        contest.reason, contest.salt = "", ""
    actions = select(Action.id).where(col(Action.resolution_id).in_(number))
    steps = tx.session.exec(
        select(ActionStep).where(
            col(ActionStep.action_id).in_(actions), ActionStep.by == seat.code, ActionStep.note != ""
        )
    ).all()
    for step in steps:
        step.note, step.evidence, step.salt = "", "", ""
    tx.session.add_all([*contests, *steps])
    return len(contests) + len(steps)
