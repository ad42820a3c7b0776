"""The desk answers in writing a seat that objected in a ballot which is closed; everybody reads it."""

from datetime import datetime
from uuid import UUID

from sqlmodel import select

from governance.acts import find
from governance.acts.write_to import write_to_seat
from governance.refusal import Refusal
from governance.register import seal
from governance.rules.votes import check_reason
from governance.store.tables.objections import ObjectionAnswer
from governance.store.tables.votes import OpenedVote
from governance.store.transaction import Transaction


def answer_objection(
    tx: Transaction, *, ballot_id: UUID, seat: str, option: str, answer: str, salt: bytes, now: datetime
) -> None:
    """Publish the answer beside the objection and write to both who speak for the seat. An answer stands: given again
    it changes nothing. ``salt``: 32 random bytes. Refused: ``ballot-unknown``, ``seat-unknown``,
    ``objection-unknown`` (none was opened), ``answer-empty``, ``answer-given``, ``reason-too-long``.
    """
    find.ballot(tx.session, ballot_id)
    place = find.seat(tx.session, ballot_id, seat)
    opened = tx.session.get(OpenedVote, place.id)
    if opened is None or opened.vote.get("positions", {}).get(option) != "block":
        raise Refusal("objection-unknown")
    said = check_reason("answer", answer)
    if not said:
        raise Refusal("answer-empty")
    query = select(ObjectionAnswer).where(
        ObjectionAnswer.seat_id == place.id, ObjectionAnswer.option == option
    )
    before = tx.session.exec(query).one_or_none()
    if before is not None:
        if before.text == said:
            return
        raise Refusal("answer-given", answered_at=before.answered_at)
    entry = tx.enter(
        "objection-answered",
        now=now,
        ballot=ballot_id,
        seat=place.code,
        option=option,
        answer=seal.text_digest(salt, said),
    )
    row = ObjectionAnswer(
        ballot_id=ballot_id,
        seat_id=place.id,
        option=option,
        text=said,
        salt=salt.hex(),
        entry=entry,
        answered_at=now,
    )
    tx.session.add(row)
    write_to_seat(tx, place, "objection-answered", event=f"objection-answered:{row.id}", now=now, entry=entry)
