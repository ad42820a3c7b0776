"""The pages' own house: a database filled row by row, and a service that reads it, behind the real outer door."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import pytest
from litestar import Litestar
from litestar.datastructures import State
from litestar.testing import TestClient
from sqlmodel import Session, SQLModel

from governance.counting import Counts
from governance.settings import Settings
from governance.store.database import Database
from governance.store.migrate import upgrade
from governance.store.tables.members import Member
from governance.store.tables.network import Network
from governance.web.pages import EXCEPTION_HANDLERS
from governance.web.security import guard

P = ParamSpec("P")
T = TypeVar("T")

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
NAMES = {
    "CE3M": "CE3M – Électronique, mécatronique et mécanique",
    "MNC": "Morocco Numeric Cluster",
    "SOL": "Cluster solaire",
}


@dataclass
class ReadingService:
    """What public pages ask of a service: settings, the hour, and reads."""

    settings: Settings
    database: Database
    at: datetime = NOON
    acts: list[str] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)

    def read(self, look: Callable[Concatenate[Session, P], T], *args: P.args, **facts: P.kwargs) -> T:
        """Run a read in a session that cannot write."""
        with self.database.reading() as session:
            return look(session, *args, **facts)

    def now(self) -> datetime:
        """The hour the test has set."""
        return self.at


@dataclass
class House:
    """A service to read, and hands to fill its tables."""

    service: ReadingService

    def add(self, *rows: SQLModel) -> None:
        """Put rows into the tables, in this order."""
        with self.service.database.writing() as connection, Session(connection) as session:
            for row in rows:
                session.add(row)
                session.flush()
            session.commit()

    def wait(self, **time: float) -> None:
        """Let the clock go on."""
        self.service.at += timedelta(**time)

    def client(self, *routes: Any, **headers: str) -> TestClient[Litestar]:
        """A reader's client of an application with these routes; English unless the headers say otherwise."""
        app = Litestar(
            route_handlers=routes,
            exception_handlers=EXCEPTION_HANDLERS,
            state=State({"service": self.service}),
            openapi_config=None,
            logging_config=None,
        )
        guard(app, secure=False)
        client = TestClient(app, raise_server_exceptions=False)
        client.headers.update({"accept-language": "en", **headers})
        return client


@pytest.fixture
def make_house(tmp_path: Path) -> Iterator[Callable[..., House]]:
    """Makes a founded network: ``make_house(demo=False, names=NAMES)``."""
    opened: list[Database] = []

    def make(*, demo: bool = False, names: dict[str, str] | None = None) -> House:
        settings = Settings(home=tmp_path, demo=demo)
        database = Database(settings.database_url)
        opened.append(database)
        upgrade(database)
        house = House(ReadingService(settings, database))
        house.add(
            Network(
                name={"fr": "Réseau d’essai", "ar": "شبكة تجريبية", "en": "Trial network"},
                zone="Africa/Casablanca",
                country="MA",
                secretariat="CE3M",
                contact={"desk": "secretariat@example.org", "telephone": "+212 5 00 00 00 00"},
                origin="governance.example.org/register",
                verifier="governance.example.org/register+00000000+AQ==",
            ),
            *[member(code, name) for code, name in (names or NAMES).items()],
        )
        return house

    yield make
    for database in opened:
        database.close()


def member(code: str, name: str) -> Member:
    """A member since long ago."""
    return Member(
        code=code,
        name={"fr": name},
        sector={},
        city={},
        groups=[],
        weights={},
        admitted_at=NOON - timedelta(days=900),
    )


@pytest.fixture
def house(make_house: Callable[..., House]) -> House:
    """A network of three members."""
    return make_house()
