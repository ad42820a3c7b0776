"""Objections of a closed ballot: each gets a written answer, and the desk is reminded before the next ballot opens."""

from typing import Any
from uuid import UUID

import pytest

from governance.acts import find
from governance.acts.answer_objection import answer_objection
from governance.acts.close_ballot import close_ballot
from governance.acts.erase_reasons import erase_reasons
from governance.acts.missing import missing_before_opening
from governance.acts.open_ballot import gather_opening
from governance.refusal import Refusal
from governance.store.reads.objections import read_objections
from governance.store.reads.public_register import read_reasons
from governance.store.tables.outbox import OutboxRow
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import TWO_WEEKS, NetworkAtHand

RULE = "consensus-tous"
BLOCK = {"positions": {"motion": "block"}, "reasons": {"motion": "Trop cher."}}
SALT = bytes(range(32))


@pytest.fixture
def closed(network: NetworkAtHand) -> UUID:
    """A ballot that one seat has blocked, and that leads to another."""
    ballot = network.put("2026-01", RULE)
    network.cast(ballot, "CE3M", BLOCK)
    network.cast(ballot, "MNC", {"positions": {"motion": "yes"}})
    assert network.service.read(read_objections, ballot) == ()  # nothing is opened before the close
    network.clock.at += TWO_WEEKS
    network.service.do(close_ballot, ballot_id=ballot, vault=network.service.vault, now=network.now())
    return ballot


def answer(network: NetworkAtHand, ballot: UUID, text: str = "Le budget suit.", **changed: Any) -> None:
    """The desk answers."""
    facts = {"seat": "CE3M", "option": "motion"} | changed
    network.service.do(answer_objection, ballot_id=ballot, answer=text, salt=SALT, now=network.now(), **facts)


def refused(network: NetworkAtHand, ballot: UUID, text: str = "Le budget suit.", **changed: Any) -> str:
    """The code with which it is refused, nothing having changed."""
    before = fingerprint(network.service)
    with pytest.raises(Refusal) as no:
        answer(network, ballot, text, **changed)
    assert fingerprint(network.service) == before
    return no.value.code


def test_an_answer_stands_beside_the_objection_and_the_seat_is_written_to(
    network: NetworkAtHand, closed: UUID
) -> None:
    """Its digest in the register, its words in the export; given again it is the same."""
    answer(network, closed)
    (objection,) = network.service.read(read_objections, closed)
    assert (objection.seat, objection.reason, objection.answer) == ("CE3M", "Trop cher.", "Le budget suit.")
    assert len(entries(network.service, "objection-answered")) == 1
    assert "Le budget suit." in {each.text for each in network.service.read(read_reasons)}
    assert {row.kind for row in rows(network.service, OutboxRow)} >= {"objection-answered"}
    before = fingerprint(network.service)
    answer(network, closed)
    assert fingerprint(network.service) == before


def test_what_is_no_answer_to_an_objection_is_refused(network: NetworkAtHand, closed: UUID) -> None:
    """A seat that did not object, another option, an empty answer, a second one, a ballot still open."""
    assert refused(network, closed, seat="MNC") == "objection-unknown"
    assert refused(network, closed, seat="SOL") == "objection-unknown"
    assert refused(network, closed, option="other") == "objection-unknown"
    assert refused(network, closed, " ") == "answer-empty"
    answer(network, closed)
    assert refused(network, closed, "Autre chose.") == "answer-given"
    still_open = network.put("2026-02", RULE)
    network.cast(still_open, "CE3M", BLOCK)
    assert refused(network, still_open) == "objection-unknown"


def test_the_desk_is_reminded_before_the_next_ballot_opens(network: NetworkAtHand, closed: UUID) -> None:
    """It is told what waits; that does not keep the ballot from opening."""

    def gaps() -> dict[str, bool]:
        opening = network.service.read(
            lambda session: gather_opening(
                session,
                find.motion(session, "2026-01"),
                closes_at=None,
                chair=None,
                concerned=None,
                mail_ready=True,
                now=network.now(),
            )
        )
        return {gap.code: gap.blocks for gap in missing_before_opening(opening)}

    assert gaps()["objections-unanswered"] is False
    answer(network, closed)
    assert "objections-unanswered" not in gaps()


def test_an_answer_is_erased_with_the_reason_it_may_repeat(network: NetworkAtHand, closed: UUID) -> None:
    """Nothing of either is left to read."""
    answer(network, closed)
    network.service.do(erase_reasons, number="2026-01", seat="CE3M", now=network.now())
    (objection,) = network.service.read(read_objections, closed)
    assert objection.reason == objection.answer == ""
    assert network.service.read(read_reasons) == []
