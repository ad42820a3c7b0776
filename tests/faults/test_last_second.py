"""The last second before the end, on a clock that runs: everybody votes at once, and some come too late."""

import time
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from governance.acts.cast_vote import Receipt, cast_vote
from governance.acts.seal_content import Randomness
from governance.clock import Clock, utc_now
from governance.refusal import Refusal
from governance.service import Service
from governance.store.tables.ballots import Ballot
from governance.store.tables.votes import Vote
from governance.timekeeper import Timekeeper, settle_time
from tests.equipment.figures import Figure
from tests.equipment.looking import entries, rows
from tests.equipment.network import Letter, NetworkAtHand, a_network, members
from tests.equipment.waiting import wait_for

OPEN_FOR = timedelta(days=8)
BEFORE, AFTER = timedelta(seconds=1), timedelta(milliseconds=200)
"""Votes come from so long before the end until so long after it."""

LONGEST_WAIT = 30.0


@dataclass(frozen=True)
class Sent:
    """A vote that came: when, and what it was answered."""

    received_at: datetime
    answer: "Future[Any]"
    waited: "Future[float]"

    @property
    def outcome(self) -> str:
        """``recorded``, or the code of the refusal."""
        error = self.answer.exception(timeout=2 * LONGEST_WAIT)
        if error is None:
            value = self.answer.result()
            return value.code if isinstance(value, Refusal) else "recorded"
        assert isinstance(error, Refusal), error
        return error.code


@pytest.fixture(params=["sqlite", "postgresql"])
def network(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NetworkAtHand]:
    """A network founded in the past."""
    url = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else ""
    made = a_network(tmp_path, now=utc_now() - OPEN_FOR, database_url=url)
    yield made
    made.close()


@pytest.mark.proof
def test_in_the_last_second_every_vote_is_counted_or_told(network: NetworkAtHand, figure: Figure) -> None:
    """None is taken that came at the end or later, none that was acknowledged is missing, each that came in time is
    acknowledged or stands in the register as refused, and nobody waits longer than 30 seconds."""
    votes = figure(small=300, full=10_000)
    closes_at = utc_now() + timedelta(seconds=10)
    network.clock.at = closes_at - OPEN_FOR
    ballot = network.put("2026-01", "majorite-exprimes", closes_after=OPEN_FOR)
    letters = [network.letter(ballot, member.code) for member in members()]
    service = replace(network.service, clock=Clock())
    keeper = Timekeeper(service, deliver=lambda _now: None)
    keeper.start()
    try:
        sent = vote_at_once(service, letters, votes, closes_at)
        outcomes = [each.outcome for each in sent]
        wait_for("the close", lambda: is_closed(service, ballot), seconds=LONGEST_WAIT)
    finally:
        keeper.stop()
    for each, outcome in zip(sent, outcomes, strict=True):
        in_time = each.received_at < closes_at
        assert outcome in (("recorded", "vote-not-recorded") if in_time else ("vote-late",))
    assert "recorded" in outcomes and "vote-late" in outcomes
    check_what_stands(service, sent, outcomes)
    assert max(each.waited.result() for each in sent) < LONGEST_WAIT


def vote_at_once(service: Service, letters: list[Letter], votes: int, closes_at: datetime) -> list[Sent]:
    """Spread over the last second and a little more, or as fast as they can be handed over."""
    apart = (BEFORE + AFTER) / votes
    sent = []
    for n in range(votes):
        early = closes_at - BEFORE + n * apart - utc_now()
        time.sleep(max(early.total_seconds(), 0))
        sent.append(_vote(service, letters[n % len(letters)], n))
    while utc_now() < closes_at:
        time.sleep(0.001)
    return [*sent, _vote(service, letters[0], votes)]


def _vote(service: Service, letter: Letter, n: int) -> Sent:
    received_at, began = service.now(), time.monotonic()
    facts: dict[str, Any] = {
        "token": letter.token,
        "code": letter.code,
        "request_key": f"last-second-{n}",
        "vote": {"positions": {"motion": ("yes", "no", "abstain")[n % 3]}},
        "received_at": received_at,
        "randomness": Randomness(),
        "vault": service.vault,
        "now": received_at,
    }
    waited: Future[float] = Future()
    answer = service.writer.submit(lambda tx: cast_vote(tx, **facts))
    answer.add_done_callback(lambda _: waited.set_result(time.monotonic() - began))
    return Sent(received_at, answer, waited)


def is_closed(service: Service, ballot: UUID) -> bool:
    """Whether the timekeeper has closed it."""
    return rows(service, Ballot, id=ballot)[0].state == "closed"


def check_what_stands(service: Service, sent: list[Sent], outcomes: list[str]) -> None:
    """The database and the register say what the voters were told."""
    told = [
        each.answer.result() for each, outcome in zip(sent, outcomes, strict=True) if outcome == "recorded"
    ]
    assert all(isinstance(receipt, Receipt) for receipt in told)
    recorded = {vote.commitment for vote in rows(service, Vote)}
    assert {receipt.commitment for receipt in told} == recorded and len(told) == len(recorded)
    assert len(entries(service, "vote-refused")) == outcomes.count("vote-not-recorded")
    [closed] = entries(service, "ballot-closed")
    assert settle_time(service) >= timedelta() and closed["votes"] == len(members())
