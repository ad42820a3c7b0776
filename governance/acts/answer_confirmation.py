"""A seat confirms what the desk asked of it, or declines; with enough of them it is carried out at once."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from governance.access.links import check_whole, confirmation_code_of, read_token, token_hash
from governance.acts.carry_out import Means, carry_out
from governance.acts.open_link import weigh_code
from governance.acts.settle_confirmation import check_waiting, settle
from governance.refusal import Refusal
from governance.store.tables.confirmations import Confirmation, ConfirmingSeat
from governance.store.tables.members import Mandate, Member
from governance.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of the matter with this answer: asked (others are awaited), carried_out or declined."""

    state: str


def answer_confirmation(
    tx: Transaction,
    *,
    token: str,
    code: str,
    confirms: bool,
    means: Means,
    received_at: datetime,
    now: datetime,
) -> Answered | Refusal:
    """The answer of the link's seat; the same answer again changes nothing.

    Once no more seats can confirm than are needed, a seat that declines ends the matter. Returned after being counted:
    ``code-wrong`` and its kin. Refused: ``confirmation-unknown``, ``link-cut``, ``mandate-ended``,
    ``confirmation-over``, ``confirmation-answered``, and what the act refuses that would be carried out.
    """
    seat = find_seat(tx.session, token)
    confirmation = tx.session.exec(
        select(Confirmation).where(Confirmation.id == seat.confirmation_id).with_for_update()
    ).one()
    wrong = _check_code(tx, seat, code, means=means, now=now)
    if wrong is not None:
        return wrong
    answer = "given" if confirms else "declined"
    if seat.answer == answer:
        return Answered(confirmation.state)
    check_mandate(tx.session.get_one(Mandate, seat.mandate_id), received_at)
    check_waiting(confirmation, received_at)
    if seat.answer is not None:
        raise Refusal("confirmation-answered", answered_at=seat.answered_at)
    seat.answer, seat.answered_at = answer, now
    tx.session.add(seat)
    member = tx.session.get_one(Member, seat.member_id)
    tx.enter(f"confirmation-{answer}", now=now, confirmation=confirmation.id, seat=member.code)
    return Answered(_conclude(tx, confirmation, means=means, now=now))


def find_seat(session: Session, token: str) -> ConfirmingSeat:
    """The seat whose link this is. Refused: ``link-cut``, ``confirmation-unknown``."""
    whole = read_token(token)
    check_whole(whole)
    found = session.exec(select(ConfirmingSeat).where(ConfirmingSeat.token_hash == token_hash(whole))).first()
    if found is None:
        raise Refusal("confirmation-unknown")
    return found


def check_mandate(mandate: Mandate, at: datetime) -> None:
    """Refuse (``mandate-ended``) the link of somebody who no longer speaks for the member."""
    if mandate.closes_at is not None and at >= mandate.closes_at:
        raise Refusal("mandate-ended", ended_at=mandate.closes_at)


def _conclude(tx: Transaction, confirmation: Confirmation, *, means: Means, now: datetime) -> str:
    """Carry out what enough seats have confirmed, end what too many have declined; answers the state."""
    asked = tx.session.exec(
        select(ConfirmingSeat, Member)
        .join(Member)
        .where(ConfirmingSeat.confirmation_id == confirmation.id)
        .order_by(Member.code)
    ).all()
    confirming = tuple(member.code for seat, member in asked if seat.answer == "given")
    possible = sum(seat.answer != "declined" for seat, _ in asked)
    if len(confirming) >= confirmation.needed:
        carry_out(tx, confirmation, seats=confirming, means=means, now=now)
        settle(tx, confirmation, "carried_out", now=now)
    elif possible < confirmation.needed:
        settle(tx, confirmation, "declined", now=now)
    return confirmation.state


def _check_code(
    tx: Transaction, seat: ConfirmingSeat, given: str, *, means: Means, now: datetime
) -> Refusal | None:
    expected = confirmation_code_of(
        means.vault, seat=seat.id, mandate=seat.mandate_id, code_issue=seat.code_issue
    )
    wrong = weigh_code(tx, seat, given, expected=expected, now=now)
    if wrong is not None and wrong.code == "code-replaced":
        facts = {"confirmation": str(seat.confirmation_id), "confirming": str(seat.id)}
        tx.post(
            "confirmation-code",
            f"confirmation-code:{seat.id}:{seat.code_issue}",
            now=now,
            mandate_id=seat.mandate_id,
            extra={**facts, "code_issue": seat.code_issue},
        )
    return wrong
