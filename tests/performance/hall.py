"""A hall full of voters: a network of any size in a home of its own, and the service that serves it as a process."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

from sqlmodel import Session, select

from governance.access.links import code_of, token_of
from governance.acts.open_ballot import open_ballot
from governance.acts.table_motion import table_motion
from governance.app import build_service
from governance.files.members import Member
from governance.files.network import read_network
from governance.founding import found, import_members
from governance.paths import DATA
from governance.service import Service
from governance.settings import Settings
from governance.store.tables.ballots import Link
from governance.words.deadlines import say_deadlines
from tests.equipment.network import Letter, NetworkAtHand, StillClock, members
from tests.equipment.ports import free_port
from tests.equipment.running_server import RunningServer

RULE = "majorite-exprimes"
NUMBER = "2026-01"


@dataclass
class Hall:
    """A home with an open ballot and a letter for each seat; ``serve`` serves it."""

    home: Path
    ballot: UUID
    letters: list[Letter]
    database_url: str = ""

    @contextmanager
    def serve(self, **settings: str) -> Iterator[RunningServer]:
        """The service as its own process, without a mail server unless one is set: receipts wait in the outbox."""
        port = free_port()
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("GOVERNANCE_")}
        own = {
            "GOVERNANCE_HOME": str(self.home),
            "GOVERNANCE_LISTEN": f"127.0.0.1:{port}",
            "GOVERNANCE_BASE_URL": f"http://127.0.0.1:{port}",
            **({"GOVERNANCE_DATABASE_URL": self.database_url} if self.database_url else {}),
        }
        server = RunningServer(self.home, port, {**inherited, **own, **settings})
        server.start()
        try:
            yield server
        finally:
            server.stop(seconds=60)

    def service(self) -> Service:
        """The service of the same home in this process, while no other serves it."""
        return build_service(Settings(home=self.home, database_url=self.database_url))

    def casts(
        self, count: int, *, choices: tuple[str, ...] = ("yes", "no", "abstain")
    ) -> list[tuple[str, str, str]]:
        """So many confirmations, seat after seat, each with a request key of its own."""
        return [
            cast_request(self.letters[n % len(self.letters)], choices[n % len(choices)]) for n in range(count)
        ]


def cast_request(letter: Letter, position: str, *, key: str = "") -> tuple[str, str, str]:
    """The confirmation that a browser sends after the recap."""
    form = {"position-motion": position, "request": key or secrets.token_hex(16), "code": letter.code}
    return "POST", f"/v/{letter.token}/vote", urlencode(form)


def a_hall(home: Path, seats: int, *, database_url: str = "") -> Hall:
    """Found a network of so many members and put one motion to the vote."""
    home.mkdir(parents=True, exist_ok=True)
    service = build_service(Settings(home=home, database_url=database_url))
    clock = StillClock(datetime.now(UTC) - timedelta(minutes=1))
    network = NetworkAtHand(service, clock)
    found(service, read_network(DATA / "network.toml"), now=clock.at)
    crowd = _crowd(seats)
    import_members(service, crowd, now=clock.at)
    network.draft(NUMBER, RULE)
    service.do(
        table_motion,
        number=NUMBER,
        notice=timedelta(),
        rulebook=service.rulebook,
        zone=network.zone,
        vault=service.vault,
        now=clock.at,
    )
    closes_at = clock.at + timedelta(days=14)
    ballot = service.do(
        open_ballot,
        number=NUMBER,
        closes_at=closes_at,
        shown=say_deadlines(closes_at, network.zone),
        salts={member.code: secrets.token_bytes(16) for member in crowd},
        vault=service.vault,
        mail_ready=True,
        now=clock.at,
    )
    letters = service.read(_letters, ballot, service)
    service.close()
    return Hall(home, ballot, letters, database_url)


def _crowd(seats: int) -> list[Member]:
    """So many members: the secretariat's, and others like it."""
    first, *_ = members()
    return [_another(first, n) if n else first for n in range(seats)]


def _another(first: Member, n: int) -> Member:
    director = first.director.model_copy(update={"email": f"director-{n}@example.org"})
    return first.model_copy(update={"code": f"C{n:05d}", "director": director, "alternate": None})


def _letters(session: Session, ballot: UUID, service: Service) -> list[Letter]:
    found = session.exec(select(Link).where(Link.ballot_id == ballot)).all()
    return [letter_of(link, service) for link in found]


def letter_of(link: Link, service: Service) -> Letter:
    """What the letter with this link holds."""
    facts = {"ballot": link.ballot_id, "seat": link.seat_id, "mandate": link.mandate_id, "issue": link.issue}
    vault = service.vault
    return Letter(token=token_of(vault, **facts), code=code_of(vault, **facts, code_issue=link.code_issue))
