"""A decided motion comes back to the desk when what it waited for has come: prepared, told, and nothing decided."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from governance.acts.add_account import add_account
from governance.acts.admit_member import admit_member
from governance.acts.close_ballot import close_ballot
from governance.acts.draft_motion import draft_motion
from governance.acts.reopen_motion import reopen_motion, reopenings_due
from governance.acts.table_motion import table_motion
from governance.store.reads.desk_motions import read_motion
from governance.store.reads.schedule import next_due
from governance.store.tables.motions import Motion
from governance.store.tables.outbox import OutboxRow
from governance.store.tables.reopenings import Reopening
from governance.timekeeper import tick
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import TWO_WEEKS, NetworkAtHand, a_wording


def decide(network: NetworkAtHand, **reopen_when: Any) -> UUID:
    """A motion is put to the vote and decided two weeks later; answers its id."""
    service = network.service
    conduct = {
        "authentic": "fr",
        "rule_id": "test-positions",
        "params": {},
        "fallback": None,
        "notice": "P10D",
    }
    service.do(
        draft_motion,
        wording=a_wording("2026-01", {}),
        conduct=conduct | {"open_for": "P14D", "reminders": ["P2D"], "reopen_when": reopen_when or None},
        year=2026,
        number="2026-01",
        now=network.now(),
    )
    service.do(
        table_motion,
        number="2026-01",
        notice=timedelta(),
        rulebook=service.rulebook,
        zone=network.zone,
        vault=service.vault,
        now=network.now(),
    )
    ballot = network.open("2026-01")
    network.clock.at += TWO_WEEKS
    service.do(close_ballot, ballot_id=ballot, vault=service.vault, now=network.now())
    (motion,) = rows(service, Motion)
    service.do(
        add_account,
        email="d@example.org",
        name="D",
        language="fr",
        role="secretariat",
        password_hash="x",
        now=network.now(),
    )
    return motion.id


def admit(network: NetworkAtHand, code: str) -> None:
    """A member joins, an hour later."""
    network.clock.at += timedelta(hours=1)
    facts: dict[str, Any] = {"name": {"fr": code}, "sector": {}, "city": {}, "groups": [], "weights": {}}
    network.service.do(admit_member, code=code, now=network.now(), **facts)


def due(network: NetworkAtHand) -> list[UUID]:
    """What has come."""
    return network.service.read(reopenings_due, now=network.now())


def test_the_fifteenth_member_brings_the_motion_back_as_a_draft(network: NetworkAtHand) -> None:
    """Not the fourteenth; the draft has the same text and rule and does not come back again; the desk is written to."""
    motion_id = decide(network, members_at_least=15)
    admit(network, "N14")
    assert due(network) == []
    admit(network, "N15")
    assert due(network) == [motion_id]
    tick(network.service, now=network.now())
    draft = network.service.read(read_motion, "2026-02")
    assert (draft.state, draft.rule_id, draft.reopen_when) == ("draft", "test-positions", None)
    assert draft.title == a_wording("2026-01", {})["title"]
    (entry,) = entries(network.service, "motion-reopened")
    assert (entry["motion"], entry["of"], entry["members"]) == ("2026-02", "2026-01", 15)
    (letter,) = rows(network.service, OutboxRow, kind="desk-reopened")
    assert letter.extra == {"of": "2026-01", "members": 15}
    before = fingerprint(network.service)
    tick(network.service, now=network.now())
    assert network.service.do(reopen_motion, motion_id=motion_id, now=network.now()) is None
    assert fingerprint(network.service) == before


def test_a_day_brings_it_back_in_the_zone_of_the_network(network: NetworkAtHand) -> None:
    """From the first instant of that day; until then it is what comes next."""
    motion_id = decide(network, date="2027-01-01")
    midnight = datetime.fromisoformat("2027-01-01T00:00:00+00:00")
    assert network.service.read(next_due, now=network.now()) == midnight
    network.clock.at = midnight - timedelta(seconds=1)
    assert due(network) == []
    network.clock.at = midnight
    assert due(network) == [motion_id]


def test_what_held_already_when_it_was_decided_brings_nothing_back(network: NetworkAtHand) -> None:
    """Thirteen members were there at the vote: they have decided with them."""
    decide(network, members_at_least=13)
    admit(network, "N14")
    assert due(network) == []


@pytest.mark.parametrize("members_first", [True, False])
def test_both_conditions_must_hold(network: NetworkAtHand, members_first: bool) -> None:
    """A number of members and a day: the later of the two brings it back."""
    motion_id = decide(network, members_at_least=14, date="2027-01-01")
    if members_first:
        admit(network, "N14")
        assert due(network) == []
    network.clock.at = datetime.fromisoformat("2027-01-02T00:00:00+00:00")
    if not members_first:
        assert due(network) == []
        admit(network, "N14")
    assert due(network) == [motion_id]


def test_a_motion_without_it_never_comes_back(network: NetworkAtHand) -> None:
    """Whatever happens."""
    decide(network)
    admit(network, "N14")
    assert due(network) == [] and rows(network.service, Reopening) == []
