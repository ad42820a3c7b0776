"""The desk answers in writing what a member said of a motion; everybody reads it."""

from datetime import datetime
from uuid import UUID

from governance.acts import find
from governance.refusal import Refusal
from governance.register import seal
from governance.rules.votes import check_reason
from governance.store.tables.contributions import Contribution
from governance.store.tables.members import Member
from governance.store.tables.motions import Motion
from governance.store.transaction import Transaction


def answer_contribution(
    tx: Transaction, *, number: str, contribution_id: UUID, answer: str, salt: bytes, now: datetime
) -> None:
    """Publish the answer beside the contribution and write to the member. An answer stands: given again it changes
    nothing. ``salt``: 32 random bytes. Refused: ``contribution-unknown``, ``answer-empty``, ``answer-given``,
    ``reason-too-long``.
    """
    row = tx.session.get(Contribution, contribution_id)
    motion = find.motion(tx.session, number)
    if row is None or row.motion_id != motion.id:
        raise Refusal("contribution-unknown")
    said = check_reason("answer", answer)
    if not said:
        raise Refusal("answer-empty")
    if row.answered_at is not None:
        if row.answer == said:
            return
        raise Refusal("answer-given", answered_at=row.answered_at)
    row.answer, row.answer_salt, row.answered_at = said, salt.hex(), now
    row.answer_entry = tx.enter(
        "contribution-answered",
        now=now,
        motion=motion.number,
        contribution=row.id,
        answer=seal.text_digest(salt, said),
    )
    tx.session.add(row)
    _write_to_member(tx, motion, row, now)


def _write_to_member(tx: Transaction, motion: Motion, row: Contribution, now: datetime) -> None:
    mandate = find.voice_of(tx.session, row.member_id, now)
    if mandate is not None:
        tx.post(
            "contribution-answered",
            f"contribution-answered:{row.id}",
            now=now,
            mandate_id=mandate.id,
            motion_id=motion.id,
            entry=row.answer_entry,
            extra={"member": tx.session.get_one(Member, row.member_id).code, "about": row.about},
        )
