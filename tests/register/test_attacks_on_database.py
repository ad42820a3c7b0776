"""Forty and more edits made straight in the SQLite file, by somebody who also holds the signing key, are found from
the public export and one letter.

Under the old heads an edit contradicts them, and the place is named. Rebuilt and signed anew the register contradicts
the one receipt, which names the smallest range it can tell. Entries that no receipt covers yet are not among these:
nobody holds anything against them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from governance.refusal import Refusal
from governance.register.keys import make_key
from governance.register.receipts import Receipt
from governance.register.verify import Report, verify_export
from governance.store.writer import Writer
from governance.web.public.register import export_lines
from tests.equipment.network import SIGNS, NetworkAtHand, a_network
from tests.register import attacks, ballot_attacks, log_attacks, vote_attacks
from tests.register.stolen_database import (
    NO,
    SEATS,
    YES,
    Stolen,
    a_life,
    copy_database,
    receipt,
)

NEVER_HAPPENED = {"drop_the_middle"}
"""Edits of entries that no act of this life makes."""

EDITS = [
    edit
    for room in (vote_attacks, ballot_attacks, log_attacks)
    for edit in attacks.edits_of(room)
    if edit.__name__ not in NEVER_HAPPENED
]


@dataclass
class Witnessed:
    """The honest service, the file as it stood at the end, and the one letter that a director kept."""

    network: NetworkAtHand
    file: Path
    letter: Receipt
    entries: attacks.Entries


@pytest.fixture(scope="module")
def witnessed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Witnessed]:
    """One life for all attacks: each works on a copy."""
    folder = tmp_path_factory.mktemp("honest")
    network = a_network(folder)
    letter = a_life(network)
    file = copy_database(network.service, tmp_path_factory.mktemp("copy"))
    reading = Stolen(file, tmp_path_factory.mktemp("reading"), network.service)
    yield Witnessed(network, file, letter, reading.entries())
    reading.close()
    network.close()


@pytest.fixture
def stolen(witnessed: Witnessed, tmp_path: Path) -> Iterator[Stolen]:
    """A fresh copy in the attacker's hands."""
    made = Stolen(witnessed.file, tmp_path, witnessed.network.service)
    yield made
    made.close()


def report_or_none(stolen: Stolen, *receipts: Receipt) -> Report | None:
    """What the verifier says; None where it refuses to read the export, naming the line."""
    try:
        return stolen.report(*receipts)
    except Refusal as refusal:
        assert refusal.code == "export-unreadable" and refusal.facts["line"]
        return None


def first_difference(old: attacks.Entries, new: attacks.Entries) -> int:
    """The first index at which two histories are not the same."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(old), len(new)))


def codes(report: Report) -> set[str]:
    """The codes of what was found."""
    return {finding.code for finding in report.findings}


def test_the_honest_register_verifies(witnessed: Witnessed, stolen: Stolen) -> None:
    """The copy, nothing changed, contradicts neither itself nor the letter: what is found below is the edit."""
    assert stolen.report(witnessed.letter).findings == ()
    stolen.rebuild()
    assert stolen.report(witnessed.letter).findings == ()


def test_there_are_at_least_forty_edits() -> None:
    """The promise is forty."""
    assert len(EDITS) >= 40


@pytest.mark.proof
@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_edit_is_found(edit: attacks.Attack, witnessed: Witnessed, stolen: Stolen) -> None:
    """Under the old heads without any letter, its place named; rebuilt and signed again, by the letter."""
    entries = stolen.entries()
    edit(entries)
    stolen.put_back(entries)
    first = first_difference(witnessed.entries, entries)
    report = report_or_none(stolen)
    if report is not None:
        assert not report.intact
        if len(entries) >= len(witnessed.entries) and "head-not-signed" not in codes(report):
            parted = next(each for each in report.findings if each.code == "head-root-differs")
            assert parted.facts["start"] <= first < parted.facts["stop"]
    stolen.rebuild()
    rebuilt = report_or_none(stolen, witnessed.letter)
    if rebuilt is not None:
        assert not rebuilt.intact
        _check_range(rebuilt, witnessed, entries)


def _check_range(report: Report, witnessed: Witnessed, entries: attacks.Entries) -> None:
    """What the letter names holds every edited entry, where the register is as long as it was."""
    if len(entries) != len(witnessed.entries) or "receipt-not-signed" in codes(report):
        return
    named: set[int] = set()
    for finding in report.findings:
        if finding.code == "receipt-range-differs":
            named |= set(range(finding.facts["start"], finding.facts["stop"]))
        elif finding.code == "receipt-entry-differs":
            named.add(finding.index or 0)
    pairs = enumerate(zip(witnessed.entries, entries, strict=True))
    assert {n for n, (old, new) in pairs if old != new} <= named


def test_the_text_of_a_reason_cannot_be_replaced(witnessed: Witnessed, stolen: Stolen) -> None:
    """The table of reasons stands outside the tree; the digest in the entry tells all the same."""
    assert stolen.connection.execute("update reason set text = 'Autre chose.'").rowcount
    differ = {finding.index for finding in stolen.report().findings if finding.code == "reason-differs"}
    told = {n for n, entry in enumerate(witnessed.entries) if entry.get("vote", {}).get("reasons")}
    assert told and told <= differ


def test_another_key_does_not_sign_the_letter(witnessed: Witnessed, tmp_path: Path) -> None:
    """A register rebuilt under a key of the attacker's own is whole, and not the one the letter is from."""
    stranger = make_key(SIGNS, b"another key" + bytes(21))
    stolen = Stolen(witnessed.file, tmp_path, witnessed.network.service, key=stranger)
    entries = stolen.entries()
    entries[0]["key"] = str(stranger.verifier)
    stolen.put_back(entries)
    stolen.rebuild()
    assert stolen.report().intact
    assert codes(stolen.report(witnessed.letter)) == {"receipt-not-signed"}
    stolen.close()


def test_a_cut_tail_is_found_by_a_later_letter(witnessed: Witnessed, stolen: Stolen) -> None:
    """Cut cleanly, with its heads: whole in itself, and shorter than what the letter was given over."""
    stolen.put_back(witnessed.entries[:-1])
    stolen.rebuild()
    assert stolen.report().intact
    [found] = stolen.report(witnessed.letter).findings
    assert found.code == "receipt-beyond-entries"
    assert (found.facts["start"], found.facts["stop"]) == (len(witnessed.entries) - 1, len(witnessed.entries))


def test_a_restoration_that_no_seat_confirmed_is_found(witnessed: Witnessed, stolen: Stolen) -> None:
    """Called an incident, a lost end still needs two seats that confirm it."""
    kept = witnessed.entries[:-1]
    said = {
        "v": 1,
        "kind": "incident-restored",
        "size": len(witnessed.entries),
        "root": "0a" * 32,
        "seats": [],
    }
    stolen.put_back([*kept, {**said, "entered_at": kept[-1]["entered_at"]}])
    stolen.rebuild()
    assert "restoration-unconfirmed" in codes(stolen.report(witnessed.letter))


@dataclass
class Before:
    """A ballot with one vote in it, and a backup of that moment."""

    network: NetworkAtHand
    ballot: UUID
    backup: Path


@pytest.fixture
def before(tmp_path: Path) -> Iterator[Before]:
    """A network of its own: what follows the backup is written by the acts."""
    (tmp_path / "network").mkdir()
    network = a_network(tmp_path / "network")
    ballot = network.put("2026-01", "test-positions")
    network.cast(ballot, SEATS[0], YES)
    network.clock.at += timedelta(minutes=1)
    (tmp_path / "backup").mkdir()
    yield Before(network, ballot, copy_database(network.service, tmp_path / "backup"))
    network.close()


@contextmanager
def going_on(before: Before, stolen: Stolen) -> Iterator[NetworkAtHand]:
    """Acts on the stolen file, as a server that was started on it takes them."""
    writer = Writer(stolen.service.database, mail_host="example.org", sign=stolen.service.signer.sign)
    yield NetworkAtHand(replace(stolen.service, writer=writer), before.network.clock)
    writer.close()


def test_an_old_backup_is_found(before: Before, tmp_path: Path) -> None:
    """An older file, put back as if nothing had been since, is found by a later letter; so is one that went on."""
    late = before.network.cast(before.ballot, SEATS[2], NO).entry
    letter = receipt(before.network.service, late)
    restored = Stolen(before.backup, tmp_path, before.network.service)
    assert restored.report().intact
    assert codes(restored.report(letter)) == {"receipt-beyond-entries"}
    with going_on(before, restored) as other:
        assert other.cast(before.ballot, SEATS[2], YES).entry == late
        report = restored.report(letter)
    assert {(each.code, each.index) for each in report.findings} == {("receipt-entry-differs", late)}
    restored.close()


def test_two_histories_for_two_readers_are_found(before: Before, tmp_path: Path) -> None:
    """Both are whole and signed by the true key; the letter of one reader convicts the export of the other, and
    neither history begins the other."""
    second = Stolen(before.backup, tmp_path, before.network.service)
    with going_on(before, second) as other:
        mine = before.network.cast(before.ballot, SEATS[2], YES).entry
        yours = other.cast(before.ballot, SEATS[2], YES).entry
        letters = receipt(before.network.service, mine), receipt(other.service, yours)
        lines = ["".join(export_lines(each.service)).splitlines() for each in (before.network, other)]
    for export, kept, foreign in ((lines[0], *letters), (lines[1], *reversed(letters))):
        assert verify_export(export, receipts=[kept]).intact
        assert not verify_export(export, receipts=[foreign]).intact
    second.close()
