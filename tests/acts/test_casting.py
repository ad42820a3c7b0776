"""Casting: one seat, one vote, the last one; and every way it is refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from governance.acts.activate_alternate import activate_alternate
from governance.acts.annul_vote import annul_vote
from governance.acts.cast_vote import cast_vote
from governance.acts.close_ballot import close_ballot
from governance.acts.open_link import NEW_CODE_EVERY, TRIES
from governance.acts.replace_link import replace_link
from governance.acts.seal_content import Randomness
from governance.acts.show_vote import show_vote
from governance.refusal import Refusal
from governance.store.tables.outbox import OutboxRow
from governance.store.tables.votes import OpenedVote, Vote, VoteKey
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import NetworkAtHand

YES = {"positions": {"motion": "yes"}}
NO = {"positions": {"motion": "no"}}
MILLISECOND = timedelta(milliseconds=1)
RULE = "majorite-exprimes"


@pytest.fixture
def ballot(network: NetworkAtHand) -> UUID:
    """An open ballot under a simple majority."""
    return network.put("2026-01", RULE)


def refused(act: Callable[[], Any]) -> Refusal:
    """The refusal that an act ends in."""
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value


def close(network: NetworkAtHand, ballot: UUID) -> None:
    """Let the deadline come and close."""
    network.clock.at += timedelta(days=14)
    network.service.do(close_ballot, ballot_id=ballot, vault=network.service.vault, now=network.now())


def counted(network: NetworkAtHand, ballot: UUID) -> dict[str, str]:
    """After the close: what each opened vote says, by request order."""
    return {str(row.seat_id): row.vote["positions"]["motion"] for row in rows(network.service, OpenedVote)}


def test_a_vote_changed_twice_counts_once_and_yes_no_yes_counts_as_yes(
    network: NetworkAtHand, ballot: UUID
) -> None:
    """Three votes of one seat are three entries; the close opens the last one alone."""
    for vote in (YES, NO, YES):
        network.clock.at += MILLISECOND
        network.cast(ballot, "CE3M", vote)
    assert len(entries(network.service, "vote-cast")) == 3
    close(network, ballot)
    assert list(counted(network, ballot).values()) == ["yes"]
    assert rows(network.service, VoteKey) == []


def test_the_same_confirmation_sent_again_is_one_vote_with_the_same_receipt(
    network: NetworkAtHand, ballot: UUID
) -> None:
    """A double click, a refresh, a retry: nothing is added, and the answer is the first one."""
    first = network.cast(ballot, "CE3M", YES, request="the-same")
    before = fingerprint(network.service)
    again = network.cast(ballot, "CE3M", YES, request="the-same")
    assert fingerprint(network.service) == before
    assert (again.vote_id, again.entry, again.commitment) == (first.vote_id, first.entry, first.commitment)


def test_a_request_key_answers_its_own_vote_even_after_a_later_one(
    network: NetworkAtHand, ballot: UUID
) -> None:
    """The receipt of a replaced vote stays the receipt of that vote."""
    first = network.cast(ballot, "CE3M", YES, request="first")
    network.clock.at += MILLISECOND
    network.cast(ballot, "CE3M", NO, request="second")
    assert network.cast(ballot, "CE3M", YES, request="first").vote_id == first.vote_id


def test_a_request_key_with_other_content_is_refused(network: NetworkAtHand, ballot: UUID) -> None:
    """One confirmation confirms one thing."""
    network.cast(ballot, "CE3M", YES, request="key")
    before = fingerprint(network.service)
    assert refused(lambda: network.cast(ballot, "CE3M", NO, request="key")).code == "request-reused"
    assert fingerprint(network.service) == before


@pytest.mark.parametrize(
    ("late_by", "accepted"), [(-MILLISECOND, True), (timedelta(), False), (MILLISECOND, False)]
)
def test_the_deadline_is_half_open(
    network: NetworkAtHand, ballot: UUID, late_by: timedelta, accepted: bool
) -> None:
    """Received a millisecond before the end it counts; at the end it is late, and both times are told."""
    network.clock.at += timedelta(days=14) + late_by
    if accepted:
        assert network.cast(ballot, "CE3M", YES).replaces == 0
        return
    before = fingerprint(network.service)
    refusal = refused(lambda: network.cast(ballot, "CE3M", YES))
    assert refusal.code == "vote-late"
    assert refusal.facts["received_at"] - refusal.facts["closes_at"] == late_by
    assert fingerprint(network.service) == before


@pytest.mark.parametrize(
    ("vote", "code"),
    [
        ({"positions": {"motion": "block"}}, "position-not-offered"),
        ({"positions": {}}, "missing-choice"),
        ({"positions": {"motion": "yes", "other": "yes"}}, "unknown-option"),
    ],
)
def test_what_the_rule_does_not_offer_is_refused_and_nothing_is_stored(
    network: NetworkAtHand, ballot: UUID, vote: dict[str, Any], code: str
) -> None:
    """A position, an option or a silence that this ballot does not know."""
    before = fingerprint(network.service)
    assert refused(lambda: network.cast(ballot, "CE3M", vote)).code == code
    assert fingerprint(network.service) == before


def test_an_objection_needs_a_reason(network: NetworkAtHand) -> None:
    """Under consensus a block without its reason is refused."""
    ballot = network.put("2026-01", "consensus-sans-objection")
    block = {"positions": {"motion": "block"}}
    assert refused(lambda: network.cast(ballot, "CE3M", block)).code == "reason-missing"
    assert network.cast(ballot, "CE3M", {**block, "reasons": {"motion": "Trop tôt."}}).replaces == 0


def cast_with(network: NetworkAtHand, token: str, code: str) -> Any:
    """Cast a yes through this token and code."""
    return network.service.do(
        cast_vote,
        token=token,
        code=code,
        request_key=f"r{network.now():%f}",
        vote=YES,
        received_at=network.now(),
        randomness=Randomness(),
        vault=network.service.vault,
        now=network.now(),
    )


def test_a_wrong_code_stores_no_vote_and_the_fifth_sends_a_new_one(
    network: NetworkAtHand, ballot: UUID
) -> None:
    """A robot that burns codes never locks the seat out: a new code goes by letter, and only that one is taken."""
    letter = network.letter(ballot, "CE3M")
    codes = [refused(lambda: cast_with(network, letter.token, "AAAAAA")).code for _ in range(TRIES)]
    assert codes == ["code-wrong"] * (TRIES - 1) + ["code-replaced"]
    assert rows(network.service, Vote) == []
    assert refused(lambda: cast_with(network, letter.token, letter.code)).code == "code-wrong"
    fresh = network.letter(ballot, "CE3M")
    assert fresh.token == letter.token and fresh.code != letter.code
    assert cast_with(network, fresh.token, fresh.code.lower()).replaces == 0
    assert len(rows(network.service, OutboxRow, kind="new-code")) == 1


def test_new_codes_go_out_at_most_once_in_fifteen_minutes(network: NetworkAtHand, ballot: UUID) -> None:
    """A robot cannot fill a director's mailbox; the code sent last keeps opening."""
    token = network.letter(ballot, "CE3M").token
    for _ in range(4 * TRIES):
        refused(lambda: cast_with(network, token, "AAAAAA"))
    assert len(rows(network.service, OutboxRow, kind="new-code")) == 1
    fresh = network.letter(ballot, "CE3M")
    assert cast_with(network, token, fresh.code).replaces == 0
    network.clock.at += NEW_CODE_EVERY
    for _ in range(TRIES):
        refused(lambda: cast_with(network, token, "AAAAAA"))
    assert len(rows(network.service, OutboxRow, kind="new-code")) == 2


def test_unknown_cut_and_replaced_links_are_each_refused(network: NetworkAtHand, ballot: UUID) -> None:
    """A link opens only as it was issued, and only until a newer one took its place."""
    old = network.letter(ballot, "CE3M")
    assert refused(lambda: cast_with(network, old.token[:-3], old.code)).code == "link-cut"
    assert refused(lambda: cast_with(network, old.token[::-1], old.code)).code == "link-unknown"
    network.service.do(
        replace_link, ballot_id=ballot, seat="CE3M", vault=network.service.vault, now=network.now()
    )
    assert refused(lambda: cast_with(network, old.token, old.code)).code == "link-revoked"
    new = network.letter(ballot, "CE3M")
    assert cast_with(network, new.token, new.code).replaces == 0


def test_what_a_mail_program_adds_to_a_link_is_forgiven(network: NetworkAtHand, ballot: UUID) -> None:
    """Lower case and trailing punctuation still open."""
    letter = network.letter(ballot, "CE3M")
    assert cast_with(network, letter.token.lower() + ">.", letter.code).replaces == 0


def test_director_and_alternate_share_one_vote(network: NetworkAtHand, ballot: UUID) -> None:
    """The alternate has no link until it is activated; then the last vote of the two counts."""
    network.service.do(
        activate_alternate,
        ballot_id=ballot,
        seat="MNC",
        reason="Directrice en mission.",
        vault=network.service.vault,
        now=network.now(),
    )
    network.cast(ballot, "MNC", YES)
    network.clock.at += MILLISECOND
    alternate = network.letter(ballot, "MNC", role="alternate")
    receipt = network.service.do(
        cast_vote,
        token=alternate.token,
        code=alternate.code,
        request_key="alternate",
        vote=NO,
        received_at=network.now(),
        randomness=Randomness(),
        vault=network.service.vault,
        now=network.now(),
    )
    assert not isinstance(receipt, Refusal) and receipt.replaces == 1
    close(network, ballot)
    assert list(counted(network, ballot).values()) == ["no"]
    receipts = rows(network.service, OutboxRow, kind="receipt")
    assert len(receipts) == 4  # two votes, each receipted to director and alternate


def test_that_was_not_me_annuls_the_vote_and_replaces_the_link(network: NetworkAtHand, ballot: UUID) -> None:
    """The seat has then no vote, its old link is dead, and it can vote again by the new one."""
    network.cast(ballot, "CE3M", NO)
    letter = network.letter(ballot, "CE3M")
    network.service.do(
        annul_vote, token=letter.token, code=letter.code, vault=network.service.vault, now=network.now()
    )
    assert refused(lambda: cast_with(network, letter.token, letter.code)).code == "link-revoked"
    close(network, ballot)
    assert counted(network, ballot) == {}


def test_a_vote_after_an_annulment_counts(network: NetworkAtHand, ballot: UUID) -> None:
    """The annulled vote does not stand in the way of a new one."""
    network.cast(ballot, "CE3M", NO)
    letter = network.letter(ballot, "CE3M")
    network.service.do(
        annul_vote, token=letter.token, code=letter.code, vault=network.service.vault, now=network.now()
    )
    network.clock.at += MILLISECOND
    assert network.cast(ballot, "CE3M", YES).replaces == 1
    close(network, ballot)
    assert list(counted(network, ballot).values()) == ["yes"]


def test_a_seat_sees_its_own_vote_after_the_code_alone(network: NetworkAtHand, ballot: UUID) -> None:
    """What it was is told after the code, and not without."""
    network.cast(ballot, "CE3M", NO)
    letter = network.letter(ballot, "CE3M")
    service = network.service

    def look(code: str) -> Any:
        return service.do(show_vote, token=letter.token, code=code, vault=service.vault, now=network.now())

    assert refused(lambda: look("AAAAAA")).code == "code-wrong"
    shown = look(letter.code)
    assert shown.content.vote == NO


def test_sealed_votes_of_a_ballot_have_one_length_whatever_they_say(network: NetworkAtHand) -> None:
    """The length of what is stored tells neither position nor reason."""
    ballot = network.put("2026-01", "consensus-sans-objection")
    network.cast(ballot, "CE3M", YES)
    network.cast(ballot, "MNC", {"positions": {"motion": "block"}, "reasons": {"motion": "ب" * 1000}})
    lengths = {len(vote.sealed) for vote in rows(network.service, Vote)}
    assert len(lengths) == 1
