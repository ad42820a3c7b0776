"""Seats that ask for a meeting: nobody learns who until enough have asked; then the ballot ends without effect."""

from typing import Any
from uuid import UUID

import pytest

from governance.acts.declare_recusal import declare_recusal
from governance.acts.erase_reasons import erase_reasons
from governance.acts.request_meeting import Requested, request_meeting
from governance.refusal import Refusal
from governance.store.reads.desk_ballots import read_ballot
from governance.store.reads.desk_board import read_board
from governance.store.reads.public_motions import read_motion
from governance.store.tables.ballots import Ballot
from governance.store.tables.meetings import MeetingRequest
from governance.store.tables.outbox import OutboxRow
from governance.store.tables.votes import VoteKey
from tests.acts.test_casting import YES
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import TWO_WEEKS, NetworkAtHand

RULE = "consensus-sans-objection"


def ask(network: NetworkAtHand, ballot: UUID, seat: str, reason: str = "", **changed: Any) -> Requested:
    """The seat asks for a meeting, with its link and code."""
    letter = network.letter(ballot, seat)
    facts = {"token": letter.token, "code": letter.code, "received_at": network.now()} | changed
    answer = network.service.do(
        request_meeting,
        reason=reason,
        salt=bytes(31) + seat.encode()[:1],
        rulebook=network.service.rulebook,
        vault=network.service.vault,
        now=network.now(),
        **facts,
    )
    assert isinstance(answer, Requested)
    return answer


def refused(network: NetworkAtHand, ballot: UUID, seat: str, **changed: Any) -> str:
    """The code with which asking is refused."""
    with pytest.raises(Refusal) as no:
        ask(network, ballot, seat, **changed)
    return no.value.code


@pytest.fixture
def ballot(network: NetworkAtHand) -> UUID:
    """A ballot under a rule by which two seats may ask for a meeting, with one vote in it."""
    opened = network.put("2026-01", RULE)
    network.cast(opened, "CE3M", YES)
    return opened


def test_a_first_request_is_seen_by_nobody_but_the_seat(network: NetworkAtHand, ballot: UUID) -> None:
    """No entry, nothing public; the desk learns how many; a letter goes to the seat, and no page shows that it went."""
    before = entries(network.service)
    assert not ask(network, ballot, "MNC", "À discuter de vive voix.").stopped
    assert entries(network.service) == before
    motion = network.service.read(read_motion, "2026-01")
    assert motion is not None and motion.latest.asked_by == ()
    seen = network.service.read(read_ballot, ballot, now=network.now())
    assert seen.meeting_requests == 1 and "À discuter" not in repr(seen)
    letters = rows(network.service, OutboxRow, kind="meeting-asked")
    assert len(letters) == 2  # the director and the alternate of that seat
    board = network.service.read(read_board)
    assert "meeting-asked" not in repr(board)
    assert board.letters_waiting == len(rows(network.service, OutboxRow)) - len(letters)


def test_asked_again_it_answers_the_same(network: NetworkAtHand, ballot: UUID) -> None:
    """Two requests of one seat are one."""
    first, before = ask(network, ballot, "MNC"), fingerprint(network.service)
    assert ask(network, ballot, "MNC", "Autre motif.") == first
    assert fingerprint(network.service) == before


def test_enough_requests_stop_the_ballot_as_referred_and_everybody_is_told(
    network: NetworkAtHand, ballot: UUID
) -> None:
    """The entry names the seats; votes are never opened; the motion is on the table again, with a ballot prepared."""
    ask(network, ballot, "MNC", "À discuter de vive voix.")
    assert ask(network, ballot, "SOL").stopped
    (stopped,) = entries(network.service, "ballot-stopped")
    assert (
        stopped["reason"] == "meeting"
        and stopped["seats"] == ["MNC", "SOL"]
        and [*stopped["reasons"]] == ["MNC"]
    )
    (row,) = rows(network.service, Ballot, id=ballot)
    assert (row.state, row.outcome) == ("stopped", "referred")
    assert rows(network.service, VoteKey) == []
    assert len(rows(network.service, OutboxRow, kind="stopped")) == 13
    motion = network.service.read(read_motion, "2026-01")
    assert motion is not None and motion.state == "tabled" and motion.latest.state == "prepared"
    assert [(each.code, each.reason) for each in motion.rounds[0].asked_by] == [
        ("MNC", "À discuter de vive voix."),
        ("SOL", ""),
    ]
    assert not [
        each for each in rows(network.service, OutboxRow, kind="meeting-asked") if not each.cancelled_at
    ]


def test_what_is_no_right_to_ask_is_refused_and_changes_nothing(network: NetworkAtHand, ballot: UUID) -> None:
    """A rule without it, a wrong time, a seat that stepped out, a reason too long."""
    other = network.put("2026-02", "majorite-exprimes")
    before = fingerprint(network.service)
    assert refused(network, other, "MNC") == "meeting-not-offered"
    assert refused(network, ballot, "MNC", received_at=network.now() + TWO_WEEKS) == "vote-late"
    assert refused(network, ballot, "MNC", reason="x" * 1001) == "reason-too-long"
    assert fingerprint(network.service) == before
    assert refused(network, ballot, "MNC", code="AAAAAA") == "code-wrong"
    recuse(network, ballot, "MNC")
    assert refused(network, ballot, "MNC") == "seat-recused"


def test_a_seat_that_stepped_out_since_has_no_say(network: NetworkAtHand, ballot: UUID) -> None:
    """Its request does not count any more, and the register does not name it."""
    ask(network, ballot, "MNC")
    recuse(network, ballot, "MNC")
    assert not ask(network, ballot, "SOL").stopped
    assert ask(network, ballot, "OTT").stopped
    assert entries(network.service, "ballot-stopped")[0]["seats"] == ["OTT", "SOL"]


def test_the_reason_of_a_request_can_be_erased(network: NetworkAtHand, ballot: UUID) -> None:
    """Text and salt go, the digest stays in the register."""
    ask(network, ballot, "MNC", "À discuter de vive voix.")
    ask(network, ballot, "SOL")
    assert network.service.do(erase_reasons, number="2026-01", seat="MNC", now=network.now()) == 1
    (kept,) = [each for each in rows(network.service, MeetingRequest) if each.reason or each.salt] or [None]
    assert kept is None
    assert len(entries(network.service, "reasons-erased")) == 1


def recuse(network: NetworkAtHand, ballot: UUID, seat: str) -> None:
    """The seat steps out."""
    network.service.do(
        declare_recusal, ballot_id=ballot, seat=seat, reason="Partie.", salt=bytes(32), now=network.now()
    )
