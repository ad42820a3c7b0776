"""Two servers on one PostgreSQL may get in each other's way: whoever lost the race is run again, and nobody notices."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import text

from governance.store.database import Database
from governance.store.migrate import upgrade
from governance.store.transaction import Transaction
from governance.store.writer import RETRIES, Writer
from tests.store.test_writer import hold, indexes, noting, subjects

SERIALIZATION_FAILURE, DEADLOCK = "40001", "40P01"
"""SQLSTATE, PostgreSQL's appendix A: the transaction was rolled back for another's sake."""


@pytest.fixture
def database(postgresql_url: str) -> Iterator[Database]:
    """An empty database that servers can share."""
    made = Database(postgresql_url)
    upgrade(made)
    yield made
    made.close()


@pytest.fixture
def writer(database: Database) -> Iterator[Writer]:
    """A writer on it."""
    made = Writer(database, mail_host="example.org")
    yield made
    made.close()


def losing(times: int, code: str) -> Callable[[Transaction], str]:
    """An act that writes, and loses so many races before it wins one."""
    left = [times]

    def act(tx: Transaction) -> str:
        done = noting("won")(tx)
        tx.session.flush()
        if left[0]:
            left[0] -= 1
            tx.session.execute(text(f"DO $$ BEGIN RAISE 'lost' USING ERRCODE = '{code}'; END $$"))
        return done

    return act


@pytest.mark.parametrize("code", [SERIALIZATION_FAILURE, DEADLOCK])
def test_who_lost_a_race_is_run_again(database: Database, writer: Writer, code: str) -> None:
    """Alone or among others: each answer is given once, each row and entry stands once."""
    go = hold(writer)
    answers = [writer.submit(act) for act in (noting("A"), losing(3, code), noting("B"))]
    go.set()
    assert [answer.result() for answer in answers] == ["A", "won", "B"]
    assert (subjects(database), indexes(database)) == (["A", "B", "won"], [0, 1, 2])


def test_who_never_wins_is_told(database: Database, writer: Writer) -> None:
    """After so many tries the failure is shown; nothing of them is left, and the next act is run."""
    with pytest.raises(OperationalError):
        writer.run(losing(RETRIES + 2, SERIALIZATION_FAILURE))
    assert writer.run(noting("A")) == "A"
    assert (subjects(database), indexes(database)) == (["A"], [0])
