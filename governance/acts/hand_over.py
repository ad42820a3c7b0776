"""The secretariat passes to another member at a stated minute, once two seats have confirmed it.

Whose accounts may act at the desk follows from who keeps it at that instant (``store.reads.desk_keeper``): at the
minute itself, with nobody's help, the old ones end and the new ones begin. What is entered and told then is entered by
whoever notices.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from governance.access.vault import Vault
from governance.acts import find
from governance.acts.appoint import present_member
from governance.acts.ask_confirmation import ask_confirmation
from governance.acts.change_membership import suspension_of
from governance.acts.change_password import end_sessions
from governance.acts.write_to import write_to_desk, write_to_network
from governance.addresses import is_address
from governance.refusal import Refusal
from governance.register.canonical import instant
from governance.store.reads.desk_keeper import handovers_due
from governance.store.tables.accounts import Account
from governance.store.tables.network import Handover
from governance.store.transaction import Transaction


def ask_handover(
    tx: Transaction,
    *,
    to: str,
    hands_over_at: datetime,
    contact: str,
    reason: str,
    seats: Collection[str],
    vault: Vault,
    now: datetime,
) -> UUID:
    """Ask two seats to confirm that ``to`` keeps the secretariat from ``hands_over_at`` on, reached at ``contact``.

    Refused: ``member-unknown``, ``member-gone``, ``member-suspended``, ``handover-to-itself``,
    ``handover-without-account``, ``handover-pending``, ``period-past``, ``address-malformed``, and what
    ``ask_confirmation`` refuses.
    """
    check_handover(tx, to=to, now=now)
    if hands_over_at <= now:
        raise Refusal("period-past", at=hands_over_at)
    if not is_address(contact):
        raise Refusal("address-malformed")
    keeper = find.network(tx.session).secretariat
    return ask_confirmation(
        tx,
        purpose="handover",
        subject=to,
        facts={"from": keeper, "to": to, "hands_over_at": instant(hands_over_at), "contact": contact},
        reason=reason,
        seats=seats,
        vault=vault,
        now=now,
    )


def check_handover(tx: Transaction, *, to: str, now: datetime) -> None:
    """Refuse what cannot be handed over, or not to this member."""
    member = present_member(tx, to)
    if find.network(tx.session).secretariat == to:
        raise Refusal("handover-to-itself", member=to)
    if suspension_of(tx, member, now) is not None:
        raise Refusal("member-suspended", member=to)
    accounts = select(Account.id).where(
        Account.member == to, Account.role == "secretariat", col(Account.disabled_at).is_(None)
    )
    if tx.session.exec(accounts).first() is None:
        raise Refusal("handover-without-account", member=to)
    pending = tx.session.exec(select(Handover).where(col(Handover.done_at).is_(None))).first()
    if pending is not None:
        raise Refusal("handover-pending", at=pending.hands_over_at)


def hand_over(tx: Transaction, *, to: str, hands_over_at: datetime, contact: str, now: datetime) -> None:
    """It is confirmed: at the stated minute, or now where that has passed, the desk is the other member's. Refused: as
    ``check_handover``."""
    check_handover(tx, to=to, now=now)
    keeper = find.network(tx.session).secretariat
    at = max(hands_over_at, now)
    tx.session.add(Handover(from_member=keeper, to_member=to, contact=contact, hands_over_at=at))
    tx.session.flush()
    complete_handover(tx, now=now)


def complete_handover(tx: Transaction, *, now: datetime) -> None:
    """Enter and tell a handover whose minute has come, and end the sessions of the accounts it ended."""
    for handover_id in handovers_due(tx.session, now=now):
        handover = tx.session.get_one(Handover, handover_id)
        network = find.network(tx.session)
        network.secretariat = handover.to_member
        network.contact = {**network.contact, "desk": handover.contact}
        handover.done_at = now
        tx.session.add_all([network, handover])
        _end_sessions(tx, handover.from_member, now)
        tx.session.flush()
        facts = {"from": handover.from_member, "to": handover.to_member}
        entry = tx.enter("secretariat-handed-over", now=now, **facts)
        event = f"handed-over:{handover.id}"
        write_to_network(tx, "handed-over", event=event, now=now, entry=entry)
        write_to_desk(tx, "handed-over", event=event, now=now, entry=entry)


def _end_sessions(tx: Transaction, member: str, now: datetime) -> None:
    accounts = select(Account.id).where(Account.member == member, Account.role == "secretariat")
    for account_id in tx.session.exec(accounts).all():
        end_sessions(tx, account_id=account_id, now=now)
