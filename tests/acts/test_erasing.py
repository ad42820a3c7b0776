"""Persons and the text of reasons can be erased, and the register verifies as before."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import select

from governance.acts.close_ballot import close_ballot
from governance.acts.declare_recusal import declare_recusal
from governance.acts.erase_person import erase_person
from governance.acts.erase_reasons import erase_reasons
from governance.refusal import Refusal
from governance.register.verify import Report, verify_export
from governance.store.reads.public_resolutions import read_resolution
from governance.store.tables.members import Mandate, Person
from governance.store.tables.votes import Reason
from governance.store.transaction import Transaction
from governance.web.public.register import export_lines
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import TWO_WEEKS, NetworkAtHand

REASON = "Unmotifquenullautretexteneporte"
VOTE = {"positions": {"motion": "block"}, "reasons": {"motion": REASON}}


def published(network: NetworkAtHand) -> str:
    """The export as it stands."""
    return "".join(export_lines(network.service))


def report(network: NetworkAtHand) -> Report:
    """What the verifier says of it."""
    return verify_export(published(network).splitlines())


def decided(network: NetworkAtHand) -> UUID:
    """A closed ballot with one vote and one recusal, both with the same words as their reason."""
    ballot = network.put("2026-01", "test-positions")
    network.cast(ballot, "MNC", VOTE)
    facts = {"ballot_id": ballot, "seat": "SOL", "reason": REASON, "salt": bytes(32), "now": network.now()}
    network.service.do(declare_recusal, **facts)
    network.clock.at += TWO_WEEKS
    network.service.do(close_ballot, ballot_id=ballot, vault=network.service.vault, now=network.now())
    return ballot


def erase(network: NetworkAtHand, seat: str) -> int:
    """Erase the reasons of a seat."""
    return network.service.do(erase_reasons, number="2026-01", seat=seat, now=network.now())


def mandate_of(network: NetworkAtHand) -> UUID:
    """Some mandate."""
    return rows(network.service, Mandate)[0].id


def end_mandate(tx: Transaction, mandate_id: UUID, at: object) -> None:
    """The person speaks for the member no longer."""
    mandate = tx.session.get_one(Mandate, mandate_id)
    mandate.closes_at = at  # type: ignore[assignment]
    tx.session.add(mandate)


def test_erased_reasons_are_gone_and_the_register_verifies(network: NetworkAtHand) -> None:
    """Neither the export nor a row of the database holds them; the verifier says what it cannot check any more."""
    decided(network)
    assert report(network).notes == () and published(network).count(REASON) == 2
    assert (erase(network, "MNC"), erase(network, "SOL")) == (1, 1)
    assert REASON not in published(network)
    assert [(row.text, row.salt) for row in rows(network.service, Reason)] == [("", "")]
    after = report(network)
    assert after.intact
    assert [note.code for note in after.notes] == ["reason-removed", "reason-removed"]
    assert [entry["seat"] for entry in entries(network.service, "reasons-erased")] == ["MNC", "SOL"]


def test_no_byte_of_the_file_keeps_an_erased_reason(network: NetworkAtHand) -> None:
    """SQLite writes zeros over what is erased."""
    if not network.service.database.is_sqlite:
        return
    decided(network)
    files = [path for path in network.service.settings.home.rglob("*") if path.is_file()]
    assert any(REASON.encode() in path.read_bytes() for path in files)
    erase(network, "MNC")
    erase(network, "SOL")
    assert not any(REASON.encode() in path.read_bytes() for path in files if path.exists())


def test_a_reader_is_told_that_a_reason_was_removed(network: NetworkAtHand) -> None:
    """The option keeps its place, its text is empty: the page says so in its place. The position stays."""
    decided(network)
    erase(network, "MNC")
    [number] = [entry["number"] for entry in entries(network.service, "resolution-numbered")]
    resolution = network.service.read(read_resolution, number)
    assert resolution is not None
    [vote] = resolution.deciding.votes
    assert (vote.reasons, vote.vote["positions"]) == ({"motion": ""}, {"motion": "block"})


def test_erasing_again_changes_nothing(network: NetworkAtHand) -> None:
    """Neither does erasing where nothing was said."""
    decided(network)
    erase(network, "MNC")
    before = fingerprint(network.service)
    assert (erase(network, "MNC"), erase(network, "CE3M")) == (0, 0)
    assert fingerprint(network.service) == before


def test_reasons_of_an_open_ballot_are_not_erased(network: NetworkAtHand) -> None:
    """They are sealed: the seat changes its vote instead. An unknown seat is refused too."""
    network.cast(network.put("2026-01", "test-positions"), "MNC", VOTE)
    with pytest.raises(Refusal, match="reasons-sealed"):
        erase(network, "MNC")
    with pytest.raises(Refusal, match="seat-unknown"):
        erase(network, "NOBODY")


def test_an_erased_person_leaves_a_mark_that_leads_to_nobody(network: NetworkAtHand) -> None:
    """Address, title and salt are gone; the register keeps the mark it had, says what was done, and verifies."""
    service, mandate = network.service, mandate_of(network)
    service.do(end_mandate, mandate, network.now())
    network.clock.at += timedelta(days=1)
    [mark] = [
        entry["person"] for entry in entries(service, "mandate-opened") if entry["mandate"] == str(mandate)
    ]
    assert service.do(erase_person, mandate_id=mandate, now=network.now())
    assert not service.do(erase_person, mandate_id=mandate, now=network.now())
    assert [entry["person"] for entry in entries(service, "person-erased")] == [mark]
    with service.database.reading() as session:
        query = select(Person).join(Mandate, Mandate.person_id == Person.id)  # type: ignore[arg-type]
        person = session.exec(query.where(Mandate.id == mandate)).one()
    assert (person.email, person.title, person.salt) == ("", {}, b"")
    assert report(network).intact


def test_who_speaks_for_a_member_is_not_erased(network: NetworkAtHand) -> None:
    """The mandate ends first; a mandate nobody knows is refused."""
    with pytest.raises(Refusal, match="person-in-office"):
        network.service.do(erase_person, mandate_id=mandate_of(network), now=network.now())
    with pytest.raises(Refusal, match="mandate-unknown"):
        network.service.do(erase_person, mandate_id=UUID(int=0), now=network.now())
