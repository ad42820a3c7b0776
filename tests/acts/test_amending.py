"""A tabled motion is amended: a new version, a new notice period, everybody told; an open ballot is stopped first."""

from datetime import timedelta
from typing import Any

import pytest

from governance.acts.amend_motion import amend_motion
from governance.acts.stop_ballot import stop_ballot
from governance.acts.table_motion import table_motion
from governance.refusal import Refusal
from governance.store.reads.desk_motions import read_motion
from governance.store.tables.motions import MotionVersion
from governance.store.tables.outbox import OutboxRow
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import NetworkAtHand, a_wording

DAY = timedelta(days=1)


def tabled(network: NetworkAtHand) -> None:
    """A motion on the table since now."""
    network.draft("2026-01", "test-positions")
    network.service.do(
        table_motion,
        number="2026-01",
        notice=10 * DAY,
        rulebook=network.service.rulebook,
        zone=network.zone,
        vault=network.service.vault,
        now=network.now(),
    )


def amend(network: NetworkAtHand, **changed: Any) -> int:
    """Amend the motion with a new text in French."""
    wording = a_wording("2026-01", {}) | {"text": {"fr": "Un autre texte."}} | changed
    facts = {"number": "2026-01", "wording": wording, "notice": 10 * DAY, "vault": network.service.vault}
    return network.service.do(amend_motion, now=network.now(), **facts)


def test_an_amendment_is_a_new_version_with_a_new_notice_period(network: NetworkAtHand) -> None:
    """The version before stays; the prepared ballot is on the new one and waits for the new notice."""
    tabled(network)
    network.clock.at += 8 * DAY
    assert amend(network) == 2
    motion = network.service.read(read_motion, "2026-01")
    [prepared] = motion.rounds
    assert (motion.version, motion.text) == (2, {"fr": "Un autre texte."})
    assert motion.notice_ends_at == prepared.earliest_open_at == network.now() + 10 * DAY
    assert [row.version for row in rows(network.service, MotionVersion)] == [1, 2]
    with pytest.raises(Refusal, match="notice-running"):
        network.open("2026-01")
    network.clock.at += 10 * DAY
    network.open("2026-01")
    [amended], [opened] = (
        entries(network.service, "motion-amended"),
        entries(network.service, "ballot-opened"),
    )
    assert (opened["version"], opened["text"]) == (2, amended["text"])


def test_everybody_is_told_of_an_amendment(network: NetworkAtHand) -> None:
    """One more letter to each of the thirteen directors."""
    tabled(network)
    amend(network)
    assert len(rows(network.service, OutboxRow, kind="motion-tabled")) == 26


def test_amending_to_the_text_on_the_table_changes_nothing(network: NetworkAtHand) -> None:
    """The same amendment twice is one."""
    tabled(network)
    amend(network)
    before = fingerprint(network.service)
    network.clock.at += DAY
    assert amend(network) == 2
    assert fingerprint(network.service) == before


def test_only_a_tabled_motion_is_amended(network: NetworkAtHand) -> None:
    """Not a draft, not while its ballot is open; after a stop for an amendment it is."""
    network.draft("2026-01", "test-positions")
    with pytest.raises(Refusal, match="motion-state"):
        amend(network)
    service = network.service
    facts: dict[str, Any] = {"rulebook": service.rulebook, "notice": timedelta(), "now": network.now()}
    service.do(table_motion, number="2026-01", zone=network.zone, vault=service.vault, **facts)
    ballot = network.open("2026-01")
    before = fingerprint(service)
    with pytest.raises(Refusal, match="motion-state"):
        amend(network)
    assert fingerprint(service) == before
    service.do(stop_ballot, ballot_id=ballot, reason="amended", note="Un amendement.", **facts)
    assert amend(network) == 2


def test_a_wording_that_cannot_be_put_is_refused(network: NetworkAtHand) -> None:
    """As for a draft, and nothing is changed."""
    tabled(network)
    before = fingerprint(network.service)
    with pytest.raises(Refusal, match="title-missing"):
        amend(network, title={"ar": "عنوان"})
    assert fingerprint(network.service) == before
