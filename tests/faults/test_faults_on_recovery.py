"""One fault while another is being recovered from: in any order, voters are told the truth, nothing is lost."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from governance.refusal import Refusal
from governance.store import database as databases
from governance.store.database import is_out_of_reach
from tests.equipment.disk import Disk
from tests.equipment.figures import Figure
from tests.equipment.network import NetworkAtHand, a_service
from tests.faults.conftest import SEATS, OpenPolling, Polling


@contextmanager
def locked(polling: Polling, _disk: Disk) -> Iterator[None]:
    """Somebody else holds the database."""
    try:
        other = sqlite3.connect(
            f"file:{file_of(polling)}?mode=rw", uri=True, isolation_level=None, timeout=0.1
        )
        other.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error:  # another fault was here before
        yield
        return
    yield
    other.close()


@contextmanager
def vanished(polling: Polling, _disk: Disk) -> Iterator[None]:
    """Its file is somewhere else for a while."""
    away = file_of(polling).with_suffix(".away")
    file_of(polling).rename(away)
    yield
    away.rename(file_of(polling))


@contextmanager
def full(_polling: Polling, disk: Disk) -> Iterator[None]:
    """Its disk has no room left."""
    disk.fill()
    yield
    disk.relieve()


@contextmanager
def replaced(polling: Polling, disk: Disk) -> Iterator[None]:
    """Its file was put back from a copy."""
    if file_of(polling).exists() and disk.free() > 2 * file_of(polling).stat().st_size:
        copy = file_of(polling).with_suffix(".copy")
        shutil.copy(file_of(polling), copy)
        copy.replace(file_of(polling))
    yield


@contextmanager
def restarted(polling: Polling, _disk: Disk) -> Iterator[None]:
    """The service is started anew, if it can be: now, and when this is over."""
    restart(polling)
    yield
    restart(polling)


FAULTS = (locked, vanished, full, replaced, restarted)


@pytest.mark.proof
def test_faults_stacked_on_recovery(
    disk: Disk, open_polling: OpenPolling, figure: Figure, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two or three faults begin one on the other and end in another order; votes come all the while. Afterwards the
    next vote counts, the register says which ones came in vain, and it verifies."""
    monkeypatch.setattr(databases, "PATIENCE", 100)
    polling = open_polling(disk.home)
    for n in range(figure(small=8, full=100)):
        chance = random.Random(n)
        chosen = chance.sample(FAULTS, chance.randint(2, 3))
        begun: list[ExitStack] = []
        for fault in chosen:
            begun.append(ExitStack())
            begun[-1].enter_context(fault(polling, disk))
            polling.vote(chance.choice(SEATS))
        while begun:
            begun.pop(chance.randrange(len(begun))).close()
            polling.vote(chance.choice(SEATS))
            goes_on_later(polling.enter_what_came)
        polling.enter_what_came()
        assert polling.network.service.aside.waiting() == []
        assert polling.vote("SOL").status_code == 200, [fault.__name__ for fault in chosen]
    polling.check()


def file_of(polling: Polling) -> Path:
    """The file of the database."""
    return Path(str(polling.network.service.database.url.database))


def goes_on_later(do: Callable[[], object]) -> None:
    """What a database that is out of reach refuses is tried again later; so is a start without it."""
    try:
        do()
    except Refusal as refusal:
        assert refusal.code == "database-missing"
    except Exception as error:
        if not is_out_of_reach(error) and not isinstance(error, OSError):
            raise


def restart(polling: Polling) -> None:
    """A new service on the same home, behind the same door; where it cannot start, the old one goes on."""
    before = polling.network

    def start() -> None:
        service = a_service(before.service.settings.home, before.clock)
        before.service.close()
        polling.network = NetworkAtHand(service, before.clock)
        polling.client.app.state.service = service

    goes_on_later(start)
