"""The desk asks other seats to confirm what it must not do on its own word alone."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import select

from governance.access.links import confirmation_token_of, token_hash
from governance.access.vault import Vault
from governance.acts import find
from governance.acts.write_to import write_to_network
from governance.refusal import Refusal
from governance.register.purposes import NEEDED
from governance.store.reads.rolls import members_at
from governance.store.tables.confirmations import Confirmation, ConfirmingSeat
from governance.store.tables.members import Mandate, Member
from governance.store.transaction import Transaction

LIFE = timedelta(days=7)
"""A confirmation that was asked for lapses after so long."""


def ask_confirmation(
    tx: Transaction,
    *,
    purpose: str,
    subject: str,
    facts: Mapping[str, Any],
    reason: str,
    seats: Collection[str],
    without: str = "",
    vault: Vault,
    now: datetime,
) -> UUID:
    """Ask these members, each by a letter with a link and a code, and tell all others by letter; answers the id.

    ``purpose`` is one of ``register.purposes.NEEDED``; ``subject`` names publicly, without spaces, what it is about;
    ``facts`` (plain JSON) are what ``acts.carry_out`` needs; ``without`` is a member that must not confirm. Asking for
    the same again changes nothing. Refused: ``purpose-unknown``, ``reason-missing-desk``, ``confirming-seats-few``,
    ``confirming-seat-wrong``, ``confirmation-pending`` while another answer on this subject is awaited.
    """
    if purpose not in NEEDED:
        raise Refusal("purpose-unknown", purpose=purpose)
    if not reason.strip():
        raise Refusal("reason-missing-desk")
    pending = find_pending(tx, purpose, subject)
    if pending is not None:
        if pending.facts == dict(facts) and now < pending.expires_at:
            return pending.id
        raise Refusal("confirmation-pending", expires_at=pending.expires_at)
    if len(set(seats)) < NEEDED[purpose]:
        raise Refusal("confirming-seats-few", given=len(set(seats)), needed=NEEDED[purpose])
    if without in seats:
        raise Refusal("confirming-seat-wrong", seat=without)
    asked = [_voice(tx, code, now) for code in sorted(set(seats))]
    confirmation = Confirmation(
        id=uuid4(),
        purpose=purpose,
        subject=subject,
        facts=dict(facts),
        reason=reason.strip(),
        needed=NEEDED[purpose],
        state="asked",
        asked_at=now,
        expires_at=now + LIFE,
    )
    tx.session.add(confirmation)
    tx.session.flush()
    entry = _enter(tx, confirmation, [member.code for member, _ in asked], now)
    for member, mandate in asked:
        _write(tx, confirmation, member, mandate, entry, vault=vault, now=now)
    write_to_network(
        tx,
        "confirmation-told",
        event=f"confirmation-told:{confirmation.id}",
        now=now,
        entry=entry,
        extra={"confirmation": str(confirmation.id)},
        without=[member.id for member, _ in asked],
    )
    return confirmation.id


def find_pending(tx: Transaction, purpose: str, subject: str) -> Confirmation | None:
    """What was asked for this purpose and subject, and is not settled."""
    query = select(Confirmation).where(
        Confirmation.purpose == purpose, Confirmation.subject == subject, Confirmation.state == "asked"
    )
    return tx.session.exec(query).first()


def _voice(tx: Transaction, code: str, now: datetime) -> tuple[Member, Mandate]:
    """A member that can be asked, and who speaks for it: not the secretariat's own, which asks."""
    member = next((each for each in members_at(tx.session, now) if each.code == code), None)
    if member is None or code == find.network(tx.session).secretariat:
        raise Refusal("confirming-seat-wrong", seat=code)
    mandate = find.voice_of(tx.session, member.id, now)
    if mandate is None:
        raise Refusal("confirming-seat-wrong", seat=code)
    return member, mandate


def _enter(tx: Transaction, confirmation: Confirmation, seats: list[str], now: datetime) -> int:
    return tx.enter(
        "confirmation-asked",
        now=now,
        confirmation=confirmation.id,
        purpose=confirmation.purpose,
        subject=confirmation.subject,
        reason=confirmation.reason,
        seats=seats,
        needed=confirmation.needed,
        expires_at=confirmation.expires_at,
    )


def _write(
    tx: Transaction,
    confirmation: Confirmation,
    member: Member,
    mandate: Mandate,
    entry: int,
    *,
    vault: Vault,
    now: datetime,
) -> None:
    """The seat's own link, and the letter that carries it."""
    seat = ConfirmingSeat(
        id=uuid4(),
        confirmation_id=confirmation.id,
        member_id=member.id,
        mandate_id=mandate.id,
        token_hash="",
    )
    seat.token_hash = token_hash(confirmation_token_of(vault, seat=seat.id, mandate=mandate.id))
    tx.session.add(seat)
    tx.post(
        "confirmation-asked",
        f"confirmation-asked:{seat.id}",
        now=now,
        mandate_id=mandate.id,
        entry=entry,
        extra={"confirmation": str(confirmation.id), "confirming": str(seat.id), "code_issue": 1},
    )
