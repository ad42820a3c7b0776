"""What a door holds: the database, the writer, the keys, the rules and the clock, put together by ``app``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from governance.access.vault import Vault
from governance.clock import Clock
from governance.refusal import Refusal
from governance.register.keys import SigningKey
from governance.rules.rule import Rule
from governance.settings import Settings
from governance.store.database import Database
from governance.store.transaction import Transaction
from governance.store.writer import Writer

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Service:
    """One process's service. ``do`` changes, ``read`` reads; nothing else opens the database."""

    settings: Settings
    database: Database
    writer: Writer
    vault: Vault
    signing_key: SigningKey
    rulebook: Mapping[str, Rule]
    clock: Clock
    wake: Callable[[], None]

    def do(
        self, act: Callable[Concatenate[Transaction, P], T], *args: P.args, **facts: P.kwargs
    ) -> T:
        """Run an act on the writer; answers after its commit is on disk.

        A refusal that the act returned (because something had to be kept beside it) is raised here, like one that
        it raised. Afterwards the timekeeper is woken: letters may wait, or a new deadline may have come nearer.
        """
        try:
            answer = self.writer.run(lambda tx: act(tx, *args, **facts))
        finally:
            self.wake()
        if isinstance(answer, Refusal):
            raise answer
        return answer

    def read(
        self, look: Callable[Concatenate[Session, P], T], *args: P.args, **facts: P.kwargs
    ) -> T:
        """Run a read in a short session of its own. What it answers must be plain data."""
        with self.database.reading() as session:
            return look(session, *args, **facts)

    def now(self) -> datetime:
        """The instant it is for this service."""
        return self.clock.now()

    @property
    def mail_ready(self) -> bool:
        """Whether letters can leave: a mail server is set, or a demonstration shows them in its mailbox."""
        return self.settings.demo or self.settings.smtp_url is not None


