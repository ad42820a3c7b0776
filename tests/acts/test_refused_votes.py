"""Votes that came while the database took none: the register says so once it does, and says nothing else."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from governance.access.links import token_hash
from governance.acts.close_ballot import close_ballot
from governance.acts.enter_refused_votes import code_mark, enter_refused_votes
from governance.acts.stop_ballot import stop_ballot
from governance.store.aside import Came
from governance.timekeeper import enter_what_came
from tests.acts.test_casting import MILLISECOND, RULE, YES
from tests.equipment.looking import entries, fingerprint
from tests.equipment.network import TWO_WEEKS, NetworkAtHand


@pytest.fixture
def ballot(network: NetworkAtHand) -> UUID:
    """An open ballot."""
    return network.put("2026-01", RULE)


def came(network: NetworkAtHand, ballot: UUID, seat: str = "CE3M") -> Came:
    """A vote of this seat that came now, as the door keeps it."""
    letter = network.letter(ballot, seat)
    return Came(
        token_hash(letter.token), code_mark(network.service.vault, letter.code), "k" * 32, network.now()
    )


def enter(network: NetworkAtHand, *votes: Came) -> int:
    """Enter what came, now."""
    return network.service.do(enter_refused_votes, came=votes, vault=network.service.vault, now=network.now())


def test_the_register_says_that_they_came(network: NetworkAtHand, ballot: UUID) -> None:
    """By the mark of the seat, with the hour and the cause; twice kept or entered again, it stands once."""
    votes = came(network, ballot), came(network, ballot, "SOL")
    assert enter(network, *votes, votes[0]) == 2
    assert enter(network, *votes) == 0
    told = entries(network.service, "vote-refused")
    assert [entry["cause"] for entry in told] == ["database-failed"] * 2
    assert len({entry["mark"] for entry in told}) == 2
    assert set(told[0]) == {"v", "kind", "entered_at", "ballot", "mark", "received_at", "cause"}


def test_a_close_meanwhile_does_not_matter(network: NetworkAtHand, ballot: UUID) -> None:
    """What came before the end is entered after it as well."""
    network.clock.at += TWO_WEEKS - MILLISECOND
    vote = came(network, ballot)
    network.clock.at += timedelta(hours=1)
    network.service.do(close_ballot, ballot_id=ballot, vault=network.service.vault, now=network.now())
    assert enter(network, vote) == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"token_hash": "0" * 64},
        {"code_mark": "0" * 64},
        {"received_at": -MILLISECOND},
        {"received_at": TWO_WEEKS},
        {"request_key": "recorded"},
    ],
    ids=["no such link", "a wrong code", "before the opening", "at the end", "recorded after all"],
)
def test_what_was_no_refused_vote_is_passed_over(
    network: NetworkAtHand, ballot: UUID, fault: dict[str, Any]
) -> None:
    """Nobody fills the register by knocking at a closed door, and no recorded vote is called refused."""
    network.cast(ballot, "CE3M", YES, request="recorded")
    vote = came(network, ballot)
    if "received_at" in fault:
        fault = {"received_at": vote.received_at + fault["received_at"]}
    before = fingerprint(network.service)
    assert enter(network, replace(vote, **fault)) == 0
    assert fingerprint(network.service) == before


def test_a_ballot_that_was_stopped_has_no_votes(network: NetworkAtHand, ballot: UUID) -> None:
    """There is nothing they could have counted in."""
    vote = came(network, ballot)
    network.service.do(
        stop_ballot,
        ballot_id=ballot,
        reason="incident",
        note="Panne.",
        notice=timedelta(),
        rulebook=network.service.rulebook,
        now=network.now(),
    )
    assert enter(network, vote) == 0


def test_the_timekeeper_enters_what_was_kept_and_gives_the_room_back(
    network: NetworkAtHand, ballot: UUID
) -> None:
    """At its next look, once."""
    network.service.aside.keep(came(network, ballot))
    for _ in range(2):
        enter_what_came(network.service, now=network.now())
        assert len(entries(network.service, "vote-refused")) == 1
        assert network.service.aside.waiting() == []
