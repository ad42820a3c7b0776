"""The register a real service keeps verifies, with every receipt it gives; edits of its database do not."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from governance.acts.annul_vote import annul_vote
from governance.acts.close_ballot import close_ballot
from governance.acts.declare_recusal import declare_recusal
from governance.acts.extend_ballot import extend_ballot
from governance.acts.stop_ballot import stop_ballot
from governance.acts.withdraw_motion import withdraw_motion
from governance.register.receipts import Receipt
from governance.register.verify import Report, verify_export
from governance.store.reads.receipts import read_receipt
from governance.web.public.register import export_lines
from tests.equipment.network import TWO_WEEKS, NetworkAtHand, a_network, members

SEATS = [member.code for member in members()]
YES = {"positions": {"motion": "yes"}, "reasons": {"motion": "C’est le moment."}}
DAY = timedelta(days=1)


@pytest.fixture
def network(tmp_path: Path) -> Iterator[NetworkAtHand]:
    """Thirteen members on SQLite."""
    made = a_network(tmp_path)
    yield made
    made.close()


def report_of(network: NetworkAtHand, *receipts: Receipt) -> Report:
    """Verify what the service publishes now."""
    return verify_export("".join(export_lines(network.service)).splitlines(), receipts=receipts)


def receipt(network: NetworkAtHand, entry: int) -> Receipt:
    """Give the receipt the letter of an entry carries now."""
    return Receipt(str(entry), network.service.read(read_receipt, signer=network.service.signer, entry=entry))


def close(network: NetworkAtHand, ballot: UUID) -> None:
    """Go past the deadline and close."""
    network.clock.at += TWO_WEEKS + 2 * DAY
    network.service.do(close_ballot, ballot_id=ballot, vault=network.service.vault, now=network.now())


def a_full_life(network: NetworkAtHand) -> list[Receipt]:
    """Put motions of several kinds through every act; return the receipts given on the way."""
    given, service = [], network.service
    ballot = network.put("2026-01", "test-positions")
    for seat in SEATS[:9]:
        network.clock.at += timedelta(minutes=1)
        given.append(receipt(network, network.cast(ballot, seat, YES).entry))
    network.clock.at += timedelta(minutes=1)
    network.cast(ballot, SEATS[0], {"positions": {"motion": "block"}, "reasons": {"motion": "Trop tôt."}})
    letter = network.letter(ballot, SEATS[1])
    service.do(annul_vote, token=letter.token, code=letter.code, vault=service.vault, now=network.now())
    service.do(
        declare_recusal, ballot_id=ballot, seat=SEATS[2], reason="Partie.", salt=bytes(32), now=network.now()
    )
    service.do(
        extend_ballot,
        ballot_id=ballot,
        closes_at=network.now() + TWO_WEEKS + DAY,
        shown={"fr": "…"},
        reason="Deux absents.",
        now=network.now(),
    )
    stopped = network.put("2026-02", "test-positions")
    network.cast(stopped, SEATS[0], YES)
    facts = {"ballot_id": stopped, "reason": "incident", "note": "Texte erroné.", "notice": DAY}
    service.do(stop_ballot, **facts, rulebook=service.rulebook, now=network.now())
    close(network, ballot)
    withdrawn = network.put("2026-03", "test-positions")
    network.cast(withdrawn, SEATS[0], YES)
    service.do(withdraw_motion, number="2026-03", reason="Sans objet.", now=network.now())
    return given


def test_what_a_service_keeps_verifies(network: NetworkAtHand) -> None:
    """After casts, changes, annulments, recusals, extensions, stops and closes nothing contradicts anything."""
    receipts = a_full_life(network)
    report = report_of(network, *receipts)
    assert report.findings == ()
    assert (report.recounted, report.signed) == (1, report.entries)


def test_before_the_close_no_file_tells_a_position(network: NetworkAtHand, tmp_path: Path) -> None:
    """Neither the database with its journal, nor the keys, nor the export hold a position or a reason; after the
    close the export holds both."""
    ballot = network.put("2026-01", "test-positions")
    for seat in SEATS[:5]:
        network.cast(ballot, seat, YES)
    told = [b'"positions":', b'"motion":"yes"', "C’est le moment.".encode(), b"positions\\"]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) >= 3
    published = "".join(export_lines(network.service)).encode()
    for content in [published, *(path.read_bytes() for path in files)]:
        assert not any(each in content for each in told)
    close(network, ballot)
    published = "".join(export_lines(network.service)).encode()
    assert all(each in published for each in told[:3])


KINDS = {
    "consensus-multi-options": [{"positions": dict.fromkeys("abc", "yes")}] * 3,
    "pluralite-majoritaire": [{"choice": "a"}, {"choice": "b"}, {"choice": "c"}, {"choice": "a"}],
    "test-ranked": [{"ranks": {"a": 1, "b": 2}}, {"ranks": {"c": 1}}],
    "test-approval": [{"approves": ["b"]}, {"approves": []}],
    "test-resistance": [{"resistance": {"a": 3, "b": 0, "c": 10}}],
}


def test_every_kind_of_ballot_is_counted_again(network: NetworkAtHand) -> None:
    """Whatever the kind, the outcome the service declared is the one the verifier computes."""
    for number, (rule, votes) in enumerate(KINDS.items(), start=1):
        ballot = network.put(f"2026-0{number}", rule, options={option: option.upper() for option in "abc"})
        for seat, vote in zip(SEATS, votes, strict=False):
            network.cast(ballot, seat, vote)
        close(network, ballot)
    report = report_of(network)
    assert report.findings == ()
    assert report.recounted == len(KINDS)


def database(home: Path) -> sqlite3.Connection:
    """Open the database as somebody who can edit it does, its triggers taken away."""
    path = next(path for path in home.rglob("*") if path.suffix in (".db", ".sqlite", ".sqlite3"))
    connection = sqlite3.connect(path, isolation_level=None)
    for (name,) in connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        connection.execute(f'drop trigger "{name}"')
    return connection


EDITS = [
    """update log_entry set body = replace(body, '"motion":"yes"', '"motion":"no"') where kind = 'vote-opened'""",
    """update log_entry set body = replace(body, '"closes_at":"2026', '"closes_at":"2027')
    where kind = 'ballot-opened'""",
    """update log_entry set body = replace(body, '"incident"', '"meeting"') where kind = 'ballot-stopped'""",
    """update log_entry set body = (select body from log_entry where kind = 'vote-cast' limit 1)
    where kind = 'vote-annulled'""",
    """delete from log_entry where kind = 'recusal-declared'""",
]


def test_an_edit_of_the_database_contradicts_its_own_heads(network: NetworkAtHand, tmp_path: Path) -> None:
    """With the triggers gone, each edit is stored, and the export of it is found broken."""
    a_full_life(network)
    connection = database(tmp_path)
    connection.execute("create table kept as select * from log_entry")
    for edit in EDITS:
        assert connection.execute(edit).rowcount > 0
        assert not report_of(network).intact
        connection.execute("delete from log_entry")
        connection.execute("insert into log_entry select * from kept")
    connection.close()
    assert report_of(network).intact
