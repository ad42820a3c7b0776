"""The close: once, on time, whole; and the rounds that follow it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from governance.acts.cast_vote import cast_vote
from governance.acts.close_ballot import Closed, close_ballot, due_ballots
from governance.acts.seal_content import Randomness
from governance.refusal import Refusal
from governance.store.tables.ballots import Ballot
from governance.store.tables.motions import Motion
from governance.store.tables.outbox import OutboxRow
from governance.store.tables.resolutions import Resolution
from governance.store.tables.votes import OpenedVote, Reason
from governance.timekeeper import SETTLE
from tests.acts.test_casting import MILLISECOND, RULE, YES, refused
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import TWO_WEEKS, NetworkAtHand, members

CODES = [member.code for member in members()]


def close(network: NetworkAtHand, ballot: UUID) -> Closed | None:
    """Close it now, if it is due."""
    return network.service.do(close_ballot, ballot_id=ballot, vault=network.service.vault, now=network.now())


def end(network: NetworkAtHand, ballot: UUID) -> Closed:
    """Let two weeks pass, then close."""
    network.clock.at += TWO_WEEKS
    closed = close(network, ballot)
    assert closed is not None
    return closed


def test_nothing_closes_before_its_time(network: NetworkAtHand) -> None:
    """A millisecond early, the close answers nothing and changes nothing."""
    ballot = network.put("2026-01", RULE)
    network.clock.at += TWO_WEEKS - MILLISECOND
    before = fingerprint(network.service)
    assert network.service.read(due_ballots, now=network.now()) == []
    assert close(network, ballot) is None
    assert fingerprint(network.service) == before


def test_closing_decides_numbers_and_publishes_in_one_act(network: NetworkAtHand) -> None:
    """Seven of thirteen for, none against: adopted, R-2026-01, and every director is written to."""
    ballot = network.put("2026-01", "deux-tiers-membres")
    for code in CODES[:9]:
        network.cast(ballot, code, YES)
    closed = end(network, ballot)
    assert (closed.outcome, closed.number, closed.closed_now) == ("adopted", "R-2026-01", True)
    [resolution] = rows(network.service, Resolution)
    assert resolution.published_at == network.now()
    assert rows(network.service, Motion)[0].state == "decided"
    assert len(rows(network.service, OutboxRow, kind="outcome")) == len(CODES)
    [declared] = entries(network.service, "outcome-declared")
    assert declared["decision"]["criteria"][0]["counted"] == "9"


def test_closing_again_answers_the_same_and_changes_nothing(network: NetworkAtHand) -> None:
    """The second closer finds the work done."""
    ballot = network.put("2026-01", RULE)
    network.cast(ballot, "CE3M", YES)
    first = end(network, ballot)
    before = fingerprint(network.service)
    network.clock.at += timedelta(hours=1)
    again = close(network, ballot)
    assert again is not None
    assert (again.outcome, again.number, again.closed_now) == (first.outcome, first.number, False)
    assert fingerprint(network.service) == before


def test_a_vote_in_time_that_the_close_overtook_is_on_record(network: NetworkAtHand) -> None:
    """It does not count, but the register keeps that it came, and the voter is told both times."""
    ballot = network.put("2026-01", RULE)
    letter = network.letter(ballot, "CE3M")
    received_at = network.now() + TWO_WEEKS - MILLISECOND
    end(network, ballot)

    def cast() -> Any:
        return network.service.do(
            cast_vote,
            token=letter.token,
            code=letter.code,
            request_key="overtaken",
            vote=YES,
            received_at=received_at,
            randomness=Randomness(),
            vault=network.service.vault,
            now=network.now(),
        )

    refusal = refused(cast)
    assert refusal.code == "vote-not-recorded"
    [entry] = entries(network.service, "vote-refused")
    assert entry["cause"] == "closed-before-recorded"


def test_a_vote_received_before_the_end_counts_until_the_ballot_is_closed(network: NetworkAtHand) -> None:
    """Where several servers take votes the close waits ten seconds for them; what came at the end itself is late."""
    ballot = network.put("2026-01", RULE)
    ends_at = network.now() + TWO_WEEKS
    network.clock.at = ends_at + SETTLE - MILLISECOND
    assert network.service.read(due_ballots, now=network.now(), settle=SETTLE) == []
    network.cast(ballot, "CE3M", YES, received_at=ends_at - MILLISECOND)
    for late in (timedelta(), MILLISECOND, timedelta(seconds=1)):
        with pytest.raises(Refusal, match="vote-late"):
            network.cast(ballot, "SOL", YES, received_at=ends_at + late)
    network.clock.at += MILLISECOND
    assert network.service.read(due_ballots, now=network.now(), settle=SETTLE) == [ballot]
    closed = close(network, ballot)
    assert closed is not None and closed.outcome == "adopted"
    assert len(rows(network.service, OpenedVote)) == 1


def test_silence_is_not_a_vote(network: NetworkAtHand) -> None:
    """Nobody answered: not adopted, thirteen silent seats."""
    ballot = network.put("2026-01", RULE)
    closed = end(network, ballot)
    assert closed.outcome != "adopted"
    [row] = rows(network.service, Ballot)
    assert sorted(row.decision["silent"]) == sorted(CODES)


def test_reasons_are_published_by_the_close_and_the_register_holds_their_digest(
    network: NetworkAtHand,
) -> None:
    """The text stands in a row that can be erased; the entry has SHA-256(salt || text) alone."""
    ballot = network.put("2026-01", "consensus-sans-objection")
    text = "Le règlement n’est pas prêt."
    network.cast(ballot, "SOL", {"positions": {"motion": "block"}, "reasons": {"motion": text}})
    closed = end(network, ballot)
    assert closed.outcome == "blocked"
    [reason] = rows(network.service, Reason)
    assert reason.text == text
    [opened] = entries(network.service, "vote-opened")
    assert text not in str(opened) and len(opened["vote"]["reasons"]["motion"]) == 64


def put_options(network: NetworkAtHand, rule: str, *options: str) -> UUID:
    """An open ballot on several options."""
    return network.put("2026-01", rule, options={option: option.title() for option in options})


def test_the_least_contested_go_to_the_second_round(network: NetworkAtHand) -> None:
    """No option unites everybody: the two least opposed are put again, by a ballot that the close prepares."""
    ballot = put_options(network, "consensus-multi-options", "a", "b", "c")
    for n, code in enumerate(CODES):
        positions = {"a": "block" if n == 0 else "yes", "b": "block" if n < 5 else "yes"}
        positions["c"] = "block" if n in (1, 2) else "stand_aside"
        reasons = {option: "Motif." for option, position in positions.items() if position == "block"}
        network.cast(ballot, code, {"positions": positions, "reasons": reasons})
    closed = end(network, ballot)
    assert (closed.outcome, closed.number) == ("no_decision", None)
    [prepared] = rows(network.service, Ballot, state="prepared")
    assert [option["id"] for option in prepared.options] == ["a", "c"]
    assert prepared.earliest_open_at == network.now() + timedelta(days=14)
    assert rows(network.service, Motion)[0].state == "between_rounds"
    assert len(rows(network.service, OutboxRow, kind="next-round")) == len(CODES)
    assert entries(network.service, "resolution-numbered") == []


def test_a_second_round_is_the_last_one(network: NetworkAtHand) -> None:
    """After the run-off a tie stands: no decision, with a number of the year in which it closed."""
    ballot = put_options(network, "pluralite-majoritaire", "oui", "non", "plus-tard")
    choices = ["oui"] * 5 + ["non"] * 5 + ["plus-tard"] * 3
    for code, choice in zip(CODES, choices, strict=True):
        network.cast(ballot, code, {"choice": choice})
    assert end(network, ballot).number is None
    network.clock.at += TWO_WEEKS
    second = network.open("2026-01")
    for n, code in enumerate(CODES[:12]):
        network.cast(second, code, {"choice": "oui" if n % 2 else "non"})
    closed = end(network, second)
    assert (closed.outcome, closed.number) == ("no_decision", "R-2027-01")


def test_a_round_opens_no_earlier_than_its_rule_says(network: NetworkAtHand) -> None:
    """The wait between rounds is part of the rule."""
    ballot = put_options(network, "pluralite-majoritaire", "oui", "non", "plus-tard")
    for code, choice in zip(CODES, ["oui"] * 5 + ["non"] * 5 + ["plus-tard"] * 3, strict=True):
        network.cast(ballot, code, {"choice": choice})
    end(network, ballot)
    assert refused(lambda: network.open("2026-01")).code == "notice-running"


def test_resolutions_are_numbered_without_gaps(network: NetworkAtHand) -> None:
    """Three motions decided in three orders: R-2026-01 to R-2026-03."""
    ballots = [network.put(f"2026-{n:02d}", RULE) for n in (1, 2, 3)]
    network.clock.at += TWO_WEEKS
    numbers = [closed.number for ballot in reversed(ballots) if (closed := close(network, ballot))]
    assert numbers == ["R-2026-01", "R-2026-02", "R-2026-03"]


def test_a_year_of_missed_deadlines_is_made_up_in_order(network: NetworkAtHand) -> None:
    """A service that was down finds every due ballot, the longest overdue first."""
    ballots = [network.put(f"2026-{n:02d}", RULE, closes_after=timedelta(days=30 * n)) for n in (3, 1, 2)]
    network.clock.at += timedelta(days=365)
    due = network.service.read(due_ballots, now=network.now())
    assert due == [ballots[1], ballots[2], ballots[0]]


def test_a_ballot_that_is_not_there_is_refused(network: NetworkAtHand) -> None:
    """An unknown id is a refusal, not a crash."""
    with pytest.raises(Refusal, match="ballot-unknown"):
        close(network, UUID(int=7))
