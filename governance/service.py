"""What a door holds: the database, the writer, the keys, the rules and the clock, put together by ``app``."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from governance.access.vault import Vault
from governance.clock import Clock
from governance.counting import Counts
from governance.refusal import Refusal
from governance.rules.rule import Rule
from governance.settings import Settings
from governance.store.aside import Aside
from governance.store.database import Database
from governance.store.heads import Signer
from governance.store.reads.clock import demo_offset, measure_clock
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
    signer: Signer
    aside: Aside
    rulebook: Mapping[str, Rule]
    clock: Clock
    wakers: list[Callable[[], None]] = field(default_factory=list)
    postmen: list[Callable[[], None]] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)

    def do(self, act: Callable[Concatenate[Transaction, P], T], *args: P.args, **facts: P.kwargs) -> T:
        """Run an act on the writer; answers after its commit is on disk.

        A refusal that the act returned (because something had to be kept beside it) is raised here, like one that
        it raised. Afterwards the timekeeper is woken: letters may wait, or a new deadline may have come nearer.
        """
        try:
            answer = self.do_quietly(act, *args, **facts)
        finally:
            self.wake()
        if self.signer.waits:
            self._sign_again()
        return answer

    def do_quietly(
        self, act: Callable[Concatenate[Transaction, P], T], *args: P.args, **facts: P.kwargs
    ) -> T:
        """``do`` for the timekeeper itself, which need not be woken."""
        with self.counts.telling(act.__name__):
            answer = self.writer.run(lambda tx: act(tx, *args, **facts))
            if isinstance(answer, Refusal):
                raise answer
            return answer

    async def do_soon(
        self, act: Callable[Concatenate[Transaction, P], T], *args: P.args, **facts: P.kwargs
    ) -> T:
        """``do`` without a thread that waits, for an act that moves no deadline: only the postman is woken."""
        try:
            with self.counts.telling(act.__name__):
                answer = await asyncio.wrap_future(self.writer.submit(lambda tx: act(tx, *args, **facts)))
                if isinstance(answer, Refusal):
                    raise answer
                return answer
        finally:
            for wake in self.postmen:
                wake()

    def _sign_again(self) -> None:
        """Sign from here on if what was just done entered the restoration that the register waits for."""
        with self.database.reading() as session, suppress(Refusal):
            self.signer.take_up(session)
            self.signer.current(session)

    def read(self, look: Callable[Concatenate[Session, P], T], *args: P.args, **facts: P.kwargs) -> T:
        """Run a read in a short session of its own. What it answers must be plain data."""
        with self.database.reading() as session:
            return look(session, *args, **facts)

    def wake(self) -> None:
        """Tell whoever keeps time that something was written."""
        for waker in self.wakers:
            waker()

    def close(self) -> None:
        """Finish what is queued and give the database back."""
        self.writer.close()
        self.database.close()

    def follow_clock(self) -> None:
        """Take up what another command did to the demonstration's clock."""
        if self.settings.demo:
            self.clock.advance_to(self.read(demo_offset))

    def now(self) -> datetime:
        """The instant it is for this service."""
        return self.clock.now()

    def set_clock_right(self) -> None:
        """Follow the clock of a database that several servers share; a server with its own has nothing to follow."""
        if not self.database.is_sqlite:
            measured = self.read(measure_clock)
            self.clock.set_right(behind=measured.behind, within=measured.within)

    def check_clock(self) -> None:
        """Refuse (``clock-off``) to take a vote by a clock that is too far from the other servers'."""
        if not self.clock.is_right:
            raise Refusal("clock-off")

    @property
    def mail_ready(self) -> bool:
        """Whether letters can leave: a mail server is set, or a demonstration shows them in its mailbox."""
        return self.settings.demo or self.settings.smtp_url is not None
