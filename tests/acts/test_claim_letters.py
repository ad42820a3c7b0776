"""Claiming letters, on both databases: one worker each, nothing pointless, nothing twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest

from governance.acts.claim_letters import CLAIM, claim_letters, release_letters
from governance.acts.letters_sent import mark_failed, mark_sent
from governance.acts.open_link import TRIES
from governance.acts.show_vote import show_vote
from governance.refusal import Refusal
from governance.store.tables.outbox import OutboxRow
from tests.equipment.looking import entries, rows
from tests.equipment.network import TWO_WEEKS, NetworkAtHand

RULE = "majorite-exprimes"


def claim(network: NetworkAtHand, at_most: int = 100) -> list[UUID]:
    """Claim what is due now."""
    return network.service.do(claim_letters, at_most=at_most, now=network.now())


def test_every_due_letter_is_claimed_once(network: NetworkAtHand) -> None:
    """Eight workers that ask at the same time share the thirteen invitations."""
    network.put("2026-01", RULE)
    with ThreadPoolExecutor(8) as pool:
        shares = list(pool.map(lambda _: claim(network, 3), range(8)))
    claimed = [letter for share in shares for letter in share]
    assert len(claimed) == len(set(claimed)) == 13


def test_a_claim_runs_out_and_can_be_given_back(network: NetworkAtHand) -> None:
    """Until the claim ends nobody else gets the letter; a released one is free at once."""
    network.put("2026-01", RULE)
    first = claim(network)
    assert claim(network) == []
    network.service.do(release_letters, letters=first[:2])
    assert set(claim(network)) == set(first[:2])
    network.clock.at += CLAIM
    assert set(claim(network)) == set(first)


def test_a_motion_that_is_voted_on_is_no_longer_announced(network: NetworkAtHand) -> None:
    """Announcements that had not left when the ballot opened are cancelled: the invitations say more."""
    network.put("2026-01", RULE)
    claim(network)
    announcements = rows(network.service, OutboxRow, kind="motion-tabled")
    assert len(announcements) == 13
    assert all(row.cancelled_at == network.now() for row in announcements)


def test_after_the_deadline_no_link_is_sent(network: NetworkAtHand) -> None:
    """An invitation that waited until the end of the ballot is cancelled, not sent."""
    network.put("2026-01", RULE)
    network.clock.at += TWO_WEEKS
    assert claim(network) == []
    assert all(row.cancelled_at for row in rows(network.service, OutboxRow, kind="invitation"))


def test_a_new_code_leaves_while_the_ballot_is_open(network: NetworkAtHand) -> None:
    """The letter with the new code is due at once."""
    ballot = network.put("2026-01", RULE)
    claim(network)
    letter = network.letter(ballot, "CE3M")
    for _ in range(TRIES):
        with pytest.raises(Refusal):
            network.service.do(
                show_vote, token=letter.token, code="WRONG2", vault=network.service.vault, now=network.now()
            )
    [due] = claim(network)
    assert [row.kind for row in rows(network.service, OutboxRow, id=due)] == ["new-code"]


def test_what_came_of_a_letter_is_kept(network: NetworkAtHand) -> None:
    """Sent, to be tried again, given up with its entry: each once, the later word changing nothing."""
    network.put("2026-01", RULE)
    sent, later, never = claim(network)[:3]
    do, now = network.service.do, network.now()
    for _ in range(2):
        do(mark_sent, letter=sent, now=now)
        do(mark_failed, letter=never, error="rcpt 550 5.1.1", permanent=True, now=now)
    do(mark_failed, letter=later, error="rcpt 450", permanent=False, now=now)
    do(mark_failed, letter=sent, error="late", permanent=True, now=now)
    kept = {row.id: row for row in rows(network.service, OutboxRow)}
    assert (kept[sent].sent_at, kept[sent].gave_up_at, kept[sent].attempts) == (now, None, 1)
    assert (kept[later].sent_at, kept[later].due_at) == (None, now + timedelta(minutes=1))
    assert (kept[never].gave_up_at, kept[never].last_error) == (now, "rcpt 550 5.1.1")
    assert len(entries(network.service, "letter-undelivered")) == 1
