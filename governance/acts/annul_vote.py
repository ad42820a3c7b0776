""" "That was not me": a seat disowns the vote recorded for it."""

from datetime import datetime

from governance.access.vault import Vault
from governance.acts import find
from governance.acts.issue_link import reissue_link
from governance.acts.open_link import check_code, check_live, find_link
from governance.acts.write_to import write_to_desk, write_to_seat, write_to_second_contact
from governance.refusal import Refusal
from governance.register import seal
from governance.store.tables.votes import Annulment
from governance.store.transaction import Transaction


def annul_vote(tx: Transaction, *, token: str, code: str, vault: Vault, now: datetime) -> datetime | Refusal:
    """Annul the live vote of the link's seat and answer when that vote had been recorded.

    The seat has then no vote (an earlier one does not revive), its links are issued anew to the registered
    addresses, and both mandates, the desk and the second contact are told. Returned after being counted:
    ``code-wrong`` and its kin. Refused: ``link-unknown``, ``link-revoked``, ``vote-missing``, and what is refused
    outside the opening times.
    """
    link = find_link(tx.session, token)
    wrong = check_code(tx, link, code, vault=vault, now=now)
    if wrong is not None:
        return wrong
    check_live(link.ballot, now)
    vote = find.live_vote(tx.session, link.seat.id)
    if vote is None:
        raise Refusal("vote-missing")
    entry = tx.enter(
        "vote-annulled",
        now=now,
        ballot=link.ballot.id,
        mark=seal.seat_mark(link.seat.salt, link.seat.code),
        annuls=vote.entry,
        cause="disowned",
    )
    tx.session.add(Annulment(vote_id=vote.id, annulled_at=now, entry=entry))
    reissue_link(tx, ballot=link.ballot, seat=link.seat, cause="disowned", vault=vault, now=now)
    write_to_seat(tx, link.seat, "disowned", event=f"disowned:{vote.id}", now=now, entry=entry)
    write_to_desk(
        tx,
        "desk-disowned",
        event=f"desk-disowned:{vote.id}",
        now=now,
        ballot=link.ballot,
        seat=link.seat,
        entry=entry,
    )
    write_to_second_contact(
        tx,
        "second-disowned",
        event=f"second-disowned:{vote.id}",
        now=now,
        ballot=link.ballot,
        seat=link.seat,
        entry=entry,
    )
    return vote.recorded_at
