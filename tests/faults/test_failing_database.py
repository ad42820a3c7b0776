"""The database fails while votes come in: each voter is told the truth, the register keeps that the votes came, and
the service goes on by itself once the database does."""

import os
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from governance.refusal import Refusal
from governance.register.headfile import HeadFile
from governance.store import database as databases
from tests.equipment.disk import Disk
from tests.equipment.figures import Figure
from tests.equipment.network import a_service
from tests.equipment.waiting import wait_for
from tests.faults.conftest import IN_DOUBT, NOTHING_STANDS, SEATS, STANDS, OpenPolling, Polling, said


@pytest.fixture
def polling(open_polling: OpenPolling, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Polling:
    """An open ballot whose database is waited for a moment only."""
    monkeypatch.setattr(databases, "PATIENCE", 200)
    return open_polling(tmp_path)


def file_of(polling: Polling) -> Path:
    """The file of the database."""
    return Path(str(polling.network.service.database.url.database))


def refused_votes_are_kept(polling: Polling, *words: str) -> None:
    """A vote that comes now is not taken; the page says one of these words."""
    page = polling.vote("SOL")
    assert page.status_code == 503 and "vote-not-taken" in page.text
    assert any(each in said(page) for each in words), said(page)
    assert len(polling.network.service.aside.waiting()) == 1


def goes_on(polling: Polling) -> None:
    """Without a restart: the register says what came, and the next vote counts."""
    assert polling.enter_what_came() == 1
    assert polling.vote("SOL", "no").status_code == 200
    polling.check()


def test_the_log_names_the_failure_and_quotes_nothing(
    polling: Polling, caplog: pytest.LogCaptureFixture
) -> None:
    """By the database's own name for it, in one line without a traceback, without a fact of the vote."""
    other = sqlite3.connect(file_of(polling), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    polling.vote("SOL", request="k" * 32)
    other.close()
    assert "did not take it: OperationalError SQLITE_BUSY" in caplog.text
    assert "Traceback" not in caplog.text
    letter = polling.letters["SOL"]
    assert not any(secret in caplog.text for secret in ("k" * 32, letter.token, letter.code))


@pytest.mark.parametrize("by", ["a backup that writes", "a reader that does not end"])
def test_a_locked_database(polling: Polling, by: str) -> None:
    """Held by somebody else for longer than it is waited for; what can be read of the seat is said."""
    polling.vote("CE3M")
    other = sqlite3.connect(file_of(polling), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE" if "writes" in by else "BEGIN")
    other.execute("SELECT count(*) FROM vote").fetchone()
    refused_votes_are_kept(polling, IN_DOUBT if "writes" in by else NOTHING_STANDS)
    assert STANDS in said(polling.vote("CE3M", "no")) or "writes" in by
    other.close()
    polling.network.service.aside.forget(polling.network.service.aside.waiting()[1:])
    goes_on(polling)


def test_a_database_that_vanished_and_came_back(polling: Polling, tmp_path: Path) -> None:
    """Moved away: nothing is written where nobody would find it, no empty one takes its place, not even
    where another process is started meanwhile."""
    polling.vote("CE3M")
    away = file_of(polling).with_suffix(".away")
    file_of(polling).rename(away)
    refused_votes_are_kept(polling, IN_DOUBT)
    with pytest.raises(Refusal, match="database-missing"):
        a_service(tmp_path, polling.network.clock)
    assert not file_of(polling).exists()
    assert "Casablanca time" in said(polling.vote("MNC"))  # the network is known from before
    polling.network.service.aside.forget(polling.network.service.aside.waiting()[1:])
    away.rename(file_of(polling))
    goes_on(polling)


def test_a_database_that_was_put_back_from_a_copy(polling: Polling) -> None:
    """The same content in another file: the connections of before are not used any more."""
    polling.vote("CE3M")
    copy = file_of(polling).with_suffix(".copy")
    shutil.copy(file_of(polling), copy)
    copy.replace(file_of(polling))
    refused_votes_are_kept(polling, NOTHING_STANDS)
    goes_on(polling)


def test_a_database_that_cannot_be_written(disk: Disk, open_polling: OpenPolling) -> None:
    """A disk that only reads, as one does that found a fault in itself: not even that a vote came can be kept there,
    and the page claims nothing."""
    polling = open_polling(disk.home)
    polling.vote("CE3M")
    polling.network.service.database.close()
    disk.only_reads(True)
    page = polling.vote("SOL")
    assert page.status_code == 503 and "records-unreachable" in page.text and IN_DOUBT in said(page)
    disk.only_reads(False)
    assert polling.vote("SOL").status_code == 200
    polling.check()


@pytest.mark.parametrize("ends", ["the lock", "the connection"])
def test_a_head_row_that_another_server_holds(
    open_polling: OpenPolling, tmp_path: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch, ends: str
) -> None:
    """On PostgreSQL: waited for in vain, or cut off while waiting; then nothing stands, and the next vote counts."""
    monkeypatch.setattr(databases, "PATIENCE", 500 if ends == "the lock" else 20_000)
    polling = open_polling(tmp_path, database_url=postgresql_url)
    polling.vote("CE3M")
    with psycopg.connect(postgresql_url.replace("+psycopg", "")) as other, ThreadPoolExecutor(1) as voting:
        other.execute("SELECT * FROM log_head FOR UPDATE")
        vote = voting.submit(refused_votes_are_kept, polling, NOTHING_STANDS)
        if ends == "the connection":
            wait_for("the writer to wait", lambda: waiting_for_locks(other))
            other.execute(f"SELECT pg_terminate_backend(pid) {WAITING}")
        vote.result()
    goes_on(polling)


WAITING = "FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def waiting_for_locks(other: psycopg.Connection[tuple[int]]) -> bool:
    """Whether any connection to this database waits for another."""
    found = other.execute(f"SELECT count(*) {WAITING}").fetchone()
    return found is not None and found[0] > 0


@pytest.mark.proof
def test_a_full_disk(disk: Disk, open_polling: OpenPolling, figure: Figure) -> None:
    """With ever less room left: each vote is recorded and acknowledged, or not recorded and told so; with room again
    the register says what came, and the next vote counts."""
    points = figure(small=6, full=50)
    polling = open_polling(disk.home)
    told = 0
    for point in range(points):
        disk.fill(but=4096 * (point * 48 // points))
        answers = [polling.vote(seat).status_code for seat in SEATS for _ in range(4)]
        kept = len(polling.network.service.aside.waiting())
        assert answers.count(503) == kept and answers.count(200) + kept == len(answers)
        assert 503 in answers or point > 0
        disk.relieve()
        told += kept
        assert polling.enter_what_came() == told
        assert polling.vote("SOL").status_code == 200
    assert told
    polling.check()


def test_a_head_that_cannot_be_written(
    polling: Polling, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What is recorded is recorded, even where the signed head finds no room; the next one covers it."""
    with monkeypatch.context() as full:
        full.setattr(HeadFile, "write", lambda *_: (_ for _ in ()).throw(OSError(28, os.strerror(28))))
        polling.vote("CE3M")
    assert "could not be signed" in caplog.text
    polling.vote("SOL")
    polling.check()
