"""A seat contests a resolution within the network's term, and the desk settles it in writing."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from governance.acts.add_account import add_account
from governance.acts.erase_reasons import erase_reasons
from governance.acts.file_contest import file_contest, settle_contest
from governance.refusal import Refusal
from governance.store.reads.contests import ContestFacts, list_contests
from governance.store.reads.public_register import read_reasons
from governance.store.tables.outbox import OutboxRow
from tests.equipment.following import adopt, following_letter
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import NetworkAtHand

REASON = "La liste n’était pas la bonne."
TERM = timedelta(days=15)


def contest(network: NetworkAtHand, seat: str = "OTT", **changed: Any) -> UUID:
    """The seat contests, through the link of its letter."""
    letter = following_letter(network, "contest", seat)
    facts = {"token": letter.token, "code": letter.code, "reason": REASON, "salt": bytes(32)} | changed
    facts = {"received_at": network.now()} | facts
    filed = network.service.do(file_contest, **facts, vault=network.service.vault, now=network.now())
    assert isinstance(filed, UUID)
    return filed


def settle(network: NetworkAtHand, contest_id: UUID, answer: str = "Elle l’était.", **changed: Any) -> None:
    """The desk answers."""
    facts = {"upheld": False, "salt": b"s" * 32} | changed
    network.service.do(settle_contest, contest_id=contest_id, answer=answer, **facts, now=network.now())


def only(network: NetworkAtHand) -> ContestFacts:
    """The one contest there is."""
    [found] = network.service.read(list_contests, "R-2026-01")
    return found


def test_a_seat_contests_and_everybody_is_told(network: NetworkAtHand) -> None:
    """All members, the desk and the mailbox outside it; the register holds a salted digest of the reason."""
    network.service.do(
        add_account,
        email="desk@example.org",
        name="Secrétariat",
        language="fr",
        role="secretariat",
        password_hash="-",
        now=network.now(),
    )
    adopt(network)
    filed = contest(network)
    assert contest(network) == filed
    assert (only(network).seat, only(network).reason, only(network).upheld) == ("OTT", REASON, None)
    [entry] = entries(network.service, "contest-filed")
    assert entry["seat"] == "OTT" and REASON not in str(entry)
    kinds = [row.kind for row in rows(network.service, OutboxRow)]
    assert [kinds.count(kind) for kind in ("contest-filed", "desk-contested", "second-contested")] == [
        13,
        1,
        1,
    ]


def test_the_desk_settles_it_once_in_writing(network: NetworkAtHand) -> None:
    """The same answer again changes nothing, another is refused; every member is told."""
    adopt(network)
    filed = contest(network)
    settle(network, filed)
    settle(network, filed)
    assert (only(network).upheld, only(network).answer) == (False, "Elle l’était.")
    assert len(entries(network.service, "contest-settled")) == 1
    assert len(rows(network.service, OutboxRow, kind="contest-settled")) == 13
    for changed in ({"upheld": True}, {"answer": "Non."}):
        with pytest.raises(Refusal, match="contest-settled"):
            settle(network, filed, **changed)


def test_the_term_is_half_open(network: NetworkAtHand) -> None:
    """A contest received in its last millisecond is taken, one at its end is not."""
    adopt(network)
    network.clock.at += TERM
    with pytest.raises(Refusal, match="contest-late"):
        contest(network)
    contest(network, received_at=network.now() - timedelta(milliseconds=1))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"reason": " "}, "note-missing"),
        ({"reason": "x" * 1001}, "note-long"),
        ({"token": "A" * 26}, "follow-link-unknown"),
        ({"token": "AB"}, "link-cut"),
    ],
)
def test_what_is_no_contest_is_refused_and_changes_nothing(
    network: NetworkAtHand, changed: dict[str, Any], code: str
) -> None:
    """Nothing is stored."""
    adopt(network)
    before = fingerprint(network.service)
    with pytest.raises(Refusal, match=code):
        contest(network, **changed)
    assert fingerprint(network.service) == before


def test_another_reason_of_the_same_seat_is_refused(network: NetworkAtHand) -> None:
    """The first stands."""
    adopt(network)
    contest(network)
    with pytest.raises(Refusal, match="contest-filed"):
        contest(network, reason="Autre chose.")


def test_wrong_codes_bring_a_new_code_by_letter(network: NetworkAtHand) -> None:
    """As for a vote: counted, never locking the seat out."""
    adopt(network)
    old = following_letter(network, "contest", "OTT").code
    for left in (4, 3, 2, 1):
        with pytest.raises(Refusal) as no:
            contest(network, code="AAAAAA")
        assert no.value.facts == {"left": left}
    with pytest.raises(Refusal, match="code-replaced"):
        contest(network, code="AAAAAA")
    [letter] = rows(network.service, OutboxRow, kind="follow-code")
    assert letter.extra["code_issue"] == 2
    with pytest.raises(Refusal, match="code-wrong"):
        contest(network, code=old)
    contest(network)


def test_the_reason_can_be_erased(network: NetworkAtHand) -> None:
    """Its text and salt go from the database and the export; the contest and its digest stay."""
    adopt(network)
    contest(network)
    exported = [each.text for each in network.service.read(read_reasons)]
    assert REASON in exported
    network.service.do(erase_reasons, number="2026-01", seat="OTT", now=network.now())
    assert only(network).reason == ""
    assert REASON not in [each.text for each in network.service.read(read_reasons)]
