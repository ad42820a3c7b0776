"""The one door for writing: order, groups, refusals that undo themselves, answers after the commit."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import select, text

from governance.refusal import Refusal
from governance.store.database import Database
from governance.store.migrate import upgrade
from governance.store.tables.accounts import Attempt
from governance.store.tables.log import LogEntry
from governance.store.tables.outbox import OutboxRow
from governance.store.transaction import Transaction
from governance.store.writer import Writer

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of each kind."""
    url = f"sqlite:///{tmp_path / 'd.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
    made = Database(url)
    upgrade(made)
    yield made
    made.close()


@pytest.fixture
def writer(database: Database) -> Iterator[Writer]:
    """A writer on it."""
    made = Writer(database, mail_host="example.org")
    yield made
    made.close()


def noting(subject: str) -> Callable[[Transaction], str]:
    """An act that writes a row and an entry."""

    def act(tx: Transaction) -> str:
        tx.session.add(Attempt(kind="test", subject=subject, tried_at=NOW))
        tx.enter("member-left", now=NOW, member=subject)
        return subject

    return act


def failing(error: Exception) -> Callable[[Transaction], Any]:
    """An act that writes, enters and then fails."""

    def act(tx: Transaction) -> Any:
        noting("lost")(tx)
        tx.session.flush()
        raise error

    return act


def subjects(database: Database) -> list[str]:
    """What was written, in any order."""
    with database.reading() as session:
        return sorted(session.exec(select(Attempt.subject)).all())


def indexes(database: Database) -> list[int]:
    """The indexes of the register's entries."""
    with database.reading() as session:
        return sorted(session.exec(select(LogEntry.index)).all())


def hold(writer: Writer) -> threading.Event:
    """Keep the writer busy until the event is set, so that what follows shares one group."""
    go = threading.Event()
    writer.submit(lambda _tx: go.wait(10))
    return go


def test_an_answer_leaves_after_its_commit(database: Database, writer: Writer) -> None:
    """Whoever has the answer finds the row."""
    assert writer.run(noting("A")) == "A"
    assert subjects(database) == ["A"]


def test_a_refused_act_undoes_itself_alone(database: Database, writer: Writer) -> None:
    """Its neighbours in the same group are kept, and the register has no gap."""
    go = hold(writer)
    answers = [writer.submit(act) for act in (noting("A"), failing(Refusal("vote-late")), noting("B"))]
    go.set()
    assert [answers[0].result(), answers[2].result()] == ["A", "B"]
    with pytest.raises(Refusal, match="vote-late"):
        answers[1].result()
    assert (subjects(database), indexes(database)) == (["A", "B"], [0, 1])


def test_an_act_that_fails_is_undone_and_its_failure_answered(database: Database, writer: Writer) -> None:
    """A fault of ours is no refusal, but it leaves nothing behind either."""
    with pytest.raises(ZeroDivisionError):
        writer.run(failing(ZeroDivisionError()))
    assert (subjects(database), indexes(database)) == ([], [])


def gathering(subject: str, *, error: Exception | None = None) -> Callable[..., str]:
    """An act that only gathers: a row and an entry; then fails, if it is to."""

    def act(tx: Transaction) -> str:
        row = {"id": uuid4(), "event": subject, "kind": "receipt", "message_id": subject, "seat_id": None}
        tx.gather(OutboxRow, **row, extra={}, created_at=NOW, due_at=NOW, attempts=0)
        tx.enter("member-left", now=NOW, member=subject)
        if error is not None:
            raise error
        return subject

    return act


def events(tx: Transaction) -> list[str]:
    """The events in the outbox, as an act with a session sees them."""
    return sorted(tx.session.exec(select(OutboxRow.event)).all())


def test_what_a_refused_act_gathered_is_forgotten_with_it(database: Database, writer: Writer) -> None:
    """Its neighbours' rows are written with the group, its own nowhere, and the register has no gap."""
    go = hold(writer)
    acts = gathering("A"), gathering("lost", error=Refusal("vote-late")), gathering("B")
    answers = [writer.submit(act) for act in acts]
    go.set()
    assert [answers[0].result(), answers[2].result()] == ["A", "B"]
    with pytest.raises(Refusal, match="vote-late"):
        answers[1].result()
    assert (writer.run(events), indexes(database)) == (["A", "B"], [0, 1])


def test_an_act_sees_what_its_neighbours_gathered(database: Database, writer: Writer) -> None:
    """Rows that wait for the end of the group are written before an act with a session looks."""
    go = hold(writer)
    writer.submit(gathering("A"))
    seen = writer.submit(events)
    writer.submit(gathering("B"))
    go.set()
    assert seen.result() == ["A"]
    assert writer.run(events) == ["A", "B"]


def test_an_act_that_was_called_back_in_time_is_not_run(database: Database, writer: Writer) -> None:
    """A request that ends before its turn changes nothing, and the writer goes on."""
    go = hold(writer)
    called_back = writer.submit(noting("lost"))
    assert called_back.cancel()
    go.set()
    assert writer.run(noting("A")) == "A"
    assert subjects(database) == ["A"]


def test_an_act_that_breaks_its_group_breaks_only_itself(database: Database, writer: Writer) -> None:
    """A constraint that the database enforces rolls the group back; the others are run again."""
    writer.run(lambda tx: tx.session.execute(text("INSERT INTO demo_clock (id, offset_ms) VALUES (1, 0)")))
    go = hold(writer)
    doubled = writer.submit(
        lambda tx: tx.session.execute(text("INSERT INTO demo_clock (id, offset_ms) VALUES (1, 0)"))
    )
    others = [writer.submit(noting(name)) for name in "ABC"]
    go.set()
    with pytest.raises(IntegrityError):
        doubled.result()
    assert [other.result() for other in others] == ["A", "B", "C"]
    assert (subjects(database), indexes(database)) == (["A", "B", "C"], [0, 1, 2])


def test_a_second_writer_continues_where_the_first_one_stood(database: Database) -> None:
    """A command line and a server append one after the other to one log."""
    first = Writer(database, mail_host="example.org")
    second = Writer(database, mail_host="example.org")
    for n in range(6):
        (first, second)[n % 2].run(noting(str(n)))
    first.close()
    second.close()
    assert indexes(database) == list(range(6))


def test_the_time_of_an_entry_is_never_before_the_one_that_precedes_it(
    database: Database, writer: Writer
) -> None:
    """A clock that steps back does not turn the history round."""
    for year in (2026, 2020):
        moment = datetime(year, 1, 1, tzinfo=UTC)
        writer.run(lambda tx, moment=moment: tx.enter("member-left", now=moment, member="A"))
    with database.reading() as session:
        instants = session.exec(select(LogEntry.entered_at).order_by(text('"index"'))).all()
    assert instants[0] == instants[1]


def test_a_reading_session_cannot_write(database: Database) -> None:
    """The database itself refuses, whatever a page may try."""
    with database.reading() as session, pytest.raises(DBAPIError, match=r"read.?only"):
        session.execute(text("INSERT INTO demo_clock (id, offset_ms) VALUES (1, 0)"))


@pytest.mark.parametrize("statement", ["UPDATE log_entry SET kind = 'x'", "DELETE FROM log_entry"])
def test_entries_refuse_update_and_delete(database: Database, writer: Writer, statement: str) -> None:
    """Even the program itself could not change the record."""
    writer.run(noting("A"))
    with pytest.raises(DBAPIError, match="never changed"), database.writing() as connection:
        connection.execute(text(statement))
    assert indexes(database) == [0]


def test_upgrading_again_changes_nothing(database: Database) -> None:
    """Every start runs the steps that are missing; there are none."""
    upgrade(database)
    assert indexes(database) == []


def test_a_schema_from_a_newer_program_is_refused(database: Database) -> None:
    """An old program must not guess."""
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Refusal, match="schema-unknown"):
        upgrade(database)
