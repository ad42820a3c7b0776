"""A founded network on a real database: its thirteen members, its motions, ballots opened by the real acts.

Time is an argument: the clock stands still until a test sets it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from governance.access.links import code_of, token_of
from governance.access.vault import open_vault
from governance.acts.cast_vote import Receipt, cast_vote
from governance.acts.draft_motion import draft_motion
from governance.acts.open_ballot import open_ballot
from governance.acts.seal_content import Randomness
from governance.acts.table_motion import table_motion
from governance.clock import Clock
from governance.counting import Counts
from governance.files.members import read_members
from governance.files.network import read_network
from governance.founding import found, import_members
from governance.paths import DATA
from governance.register.headfile import HeadFile
from governance.register.keys import make_key
from governance.rules.load import parse_rules
from governance.rules.rule import Rule
from governance.service import Service
from governance.settings import Settings
from governance.store.aside import Aside
from governance.store.database import Database
from governance.store.heads import Signer
from governance.store.migrate import upgrade
from governance.store.tables.ballots import Link, Seat
from governance.store.tables.members import Mandate
from governance.store.writer import Writer
from governance.words.deadlines import say_deadlines
from governance.words.languages import LANGUAGES
from tests.equipment.rulebook import RULES

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
"""When a network of the tests opens its ballots, unless a test says otherwise."""

TWO_WEEKS = timedelta(days=14)
SIGNS = "governance.example.org/register"
"""The origin of the register of the data folder's network."""

ORIGIN = "http://testserver.local"
"""Where Litestar's test client says it comes from."""


class StillClock(Clock):
    """A clock that shows ``at`` until it is set."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.at


@dataclass(frozen=True)
class Letter:
    """What a seat's invitation holds: the token of its link and the code."""

    token: str
    code: str


@dataclass
class NetworkAtHand:
    """A network and the service that serves it. ``close`` ends its writer."""

    service: Service
    clock: StillClock

    @property
    def zone(self) -> str:
        """The network's time zone."""
        return "Africa/Casablanca"

    def now(self) -> datetime:
        """What the clock shows."""
        return self.clock.at

    def put(
        self,
        number: str,
        rule: str,
        *,
        options: Mapping[str, str] | None = None,
        wording: Mapping[str, Any] | None = None,
        closes_after: timedelta = TWO_WEEKS,
        concerned: str | None = None,
    ) -> UUID:
        """Draft, table and open a motion under a rule; answers the ballot's id. ``options``: label by id."""
        self.draft(number, rule, options=options, wording=wording)
        self.service.do(
            table_motion,
            number=number,
            notice=timedelta(),
            rulebook=self.service.rulebook,
            zone=self.zone,
            vault=self.service.vault,
            now=self.now(),
        )
        return self.open(number, closes_after=closes_after, concerned=concerned)

    def draft(
        self,
        number: str,
        rule: str,
        *,
        options: Mapping[str, str] | None = None,
        wording: Mapping[str, Any] | None = None,
    ) -> str:
        """Draft a motion whose title, question and text say their language, unless ``wording`` is given."""
        return self.service.do(
            draft_motion,
            wording=dict(wording or a_wording(number, options or {})),
            conduct={
                "authentic": "fr",
                "rule_id": rule,
                "params": {},
                "fallback": None,
                "notice": "P10D",
                "open_for": "P14D",
                "reminders": ["P2D"],
                "reopen_when": None,
            },
            year=2026,
            number=number,
            now=self.now(),
        )

    def open(self, number: str, *, closes_after: timedelta = TWO_WEEKS, concerned: str | None = None) -> UUID:
        """Open the prepared ballot of a motion; answers its id."""
        closes_at = self.now() + closes_after
        return self.service.do(
            open_ballot,
            number=number,
            closes_at=closes_at,
            shown=say_deadlines(closes_at, self.zone),
            salts={member.code: _bytes("salt", member.code) for member in members()},
            vault=self.service.vault,
            mail_ready=True,
            concerned=concerned,
            now=self.now(),
        )

    def letter(self, ballot: UUID, seat: str, role: str = "director") -> Letter:
        """The newest link of a seat, with the code that is taken now."""
        return self.service.read(_letter, ballot=ballot, seat=seat, role=role, vault=self.service.vault)

    def cast(
        self,
        ballot: UUID,
        seat: str,
        vote: Mapping[str, Any],
        *,
        request: str = "",
        received_at: datetime | None = None,
    ) -> Receipt:
        """Cast a vote through a seat's link, now; it may have been received before."""
        letter = self.letter(ballot, seat)
        answer = self.service.do(
            cast_vote,
            token=letter.token,
            code=letter.code,
            request_key=request or f"{seat}-{self.now():%H%M%S%f}",
            vote=vote,
            received_at=received_at or self.now(),
            randomness=Randomness(),
            vault=self.service.vault,
            now=self.now(),
        )
        assert isinstance(answer, Receipt)
        return answer

    def close(self) -> None:
        """Finish what is queued and give the database back."""
        self.service.close()


def a_network(
    home: Path, *, now: datetime = NOON, demo: bool = False, database_url: str = ""
) -> NetworkAtHand:
    """The network of the data folder, founded in ``home`` with its thirteen members and their mandates."""
    clock = StillClock(now)
    service = a_service(home, clock, demo=demo, database_url=database_url)
    found(service, read_network(DATA / "network.toml"), now=now)
    import_members(service, members(), now=now)
    return NetworkAtHand(service, clock)


def a_service(home: Path, clock: Clock, *, demo: bool = False, database_url: str = "") -> Service:
    """A service on an empty database, its keys in ``home``; nothing wakes."""
    settings = Settings(home=home, base_url=ORIGIN, demo=demo, database_url=database_url)
    key = make_key(SIGNS, _bytes("key", "register") * 2)
    head = HeadFile(home / "keys" / "head", verifiers=[key.verifier])
    database = Database(settings.database_url, make=not head.path.exists())
    upgrade(database)
    signer = Signer(key, head)
    with database.reading() as session:
        signer.take_up(session)
    counts = Counts()
    return Service(
        settings=settings,
        database=database,
        writer=Writer(
            database, mail_host="example.org", sign=signer.sign, note_group=counts.group_size.observe
        ),
        vault=open_vault(home / "keys"),
        signer=signer,
        aside=Aside(home / "keys" / "came"),
        rulebook=rulebook(),
        clock=clock,
        counts=counts,
    )


def members() -> tuple[Any, ...]:
    """The thirteen members of the data folder."""
    return read_members(DATA / "members.toml")


@cache
def rulebook() -> dict[str, Rule]:
    """The rules that ship, and one of every kind for the tests."""
    book: dict[str, Rule] = {}
    for path in sorted((DATA / "rules").glob("*.toml")):
        book |= parse_rules(path.read_text(encoding="utf-8"), source=path.name)
    return book | parse_rules(RULES, source="tests")


def a_wording(number: str, options: Mapping[str, str]) -> dict[str, Any]:
    """A motion whose texts say in which language they are."""
    return {
        "title": {"fr": f"Titre {number}", "ar": f"عنوان {number}", "en": f"Title {number}"},
        "question": {"fr": "Êtes-vous d’accord ?", "ar": "هل توافقون؟", "en": "Do you agree?"},
        "text": {"fr": "Le **texte**.", "ar": "**النص**.", "en": "The **text**."},
        "no_decision": {"fr": "Rien ne change.", "ar": "لا يتغير شيء.", "en": "Nothing changes."},
        "options": [
            {"id": option, "label": {language: f"{label} ({language})" for language in LANGUAGES}}
            for option, label in options.items()
        ],
    }


def _letter(session: Session, *, ballot: UUID, seat: str, role: str, vault: Any) -> Letter:
    found = session.exec(
        select(Link)
        .join(Seat, Seat.id == Link.seat_id)  # type: ignore[arg-type]
        .join(Mandate, Mandate.id == Link.mandate_id)  # type: ignore[arg-type]
        .where(Link.ballot_id == ballot, Seat.code == seat, Mandate.role == role)
        .order_by(Link.issued_at.desc(), Link.issue.desc())  # type: ignore[attr-defined]
    ).first()
    assert found is not None, f"no link of {seat} ({role})"
    facts = {"ballot": ballot, "seat": found.seat_id, "mandate": found.mandate_id, "issue": found.issue}
    return Letter(token=token_of(vault, **facts), code=code_of(vault, **facts, code_issue=found.code_issue))


def _bytes(*facts: str) -> bytes:
    """Sixteen bytes that are the same in every run."""
    return hashlib.sha256("/".join(facts).encode()).digest()[:16]
