"""What an act works with: a session, the register, and the outbox, all in one transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID, uuid4

from sqlalchemy import Connection, Row, Select
from sqlmodel import Session, SQLModel, select

from governance.store.gathered import Gathered
from governance.store.log import Log
from governance.store.tables.outbox import OutboxRow


class About(TypedDict, total=False):
    """To whom a letter goes and of what it tells: facts, never text, token, code or position."""

    mandate_id: UUID | None
    account_id: UUID | None
    motion_id: UUID | None
    ballot_id: UUID | None
    seat_id: UUID | None
    link_id: UUID | None
    vote_id: UUID | None
    entry: int | None
    extra: dict[str, Any] | None


class Transaction:
    """One act's hold on the store. The door or the writer commits it; an act never does.

    Most acts work with ``session``, which stands in a savepoint of its own. An act that many wait for looks with
    ``look`` and records with ``gather``: then its group is written with a few statements, whatever its size.
    """

    __slots__ = ("_connection", "_rows", "_session", "log", "mail_host")

    def __init__(self, connection: Connection, log: Log, rows: Gathered, mail_host: str) -> None:
        self._connection = connection
        self._rows = rows
        self._session: Session | None = None
        self.log = log
        self.mail_host = mail_host

    @property
    def session(self) -> Session:
        """The act's session, made when it is first asked for; it sees everything that earlier acts recorded."""
        if self._session is None:
            self._rows.write(self._connection)
            self._session = Session(
                self._connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
            )
        return self._session

    def look(self, query: Select[Any], facts: Mapping[str, Any]) -> Row[Any] | None:
        """The one row that a prepared query finds, without a session."""
        return self._connection.execute(query, facts).one_or_none()

    def catch_up(self, seat_id: UUID) -> bool:
        """Write what earlier acts of the group gathered about this seat, so that it is found; whether any was."""
        if not self._rows.concerns(seat_id):
            return False
        self._rows.write(self._connection)
        return True

    def gather(self, table: type[SQLModel], **row: Any) -> None:
        """Leave a row to be inserted when the group ends; columns that are not named stay empty."""
        self._rows.add(table, row)

    def enter(self, kind: str, *, now: datetime, **facts: Any) -> int:
        """Append an entry to the register in this transaction and answer its index."""
        return self.log.append(kind, now=now, facts=facts)

    def post(
        self, kind: str, event: str, *, now: datetime, due_at: datetime | None = None, **about: Unpack[About]
    ) -> None:
        """Put one letter in the outbox, once for each ``event``: posting the same event again does nothing."""
        known = self.session.exec(select(OutboxRow.id).where(OutboxRow.event == event)).first()
        if known is None:
            self.session.add(OutboxRow(**self._letter(kind, event, now, due_at, about)))

    def post_first(self, kind: str, event: str, *, now: datetime, **about: Unpack[About]) -> None:
        """``post`` for an event that cannot have been posted before, since this very act made it; gathered."""
        self.gather(OutboxRow, **self._letter(kind, event, now, None, about))

    def _letter(
        self, kind: str, event: str, now: datetime, due_at: datetime | None, about: About
    ) -> dict[str, Any]:
        return {
            "id": uuid4(),
            "event": event,
            "kind": kind,
            "message_id": f"<{event.replace(':', '.')}@{self.mail_host}>",
            **about,
            "extra": about.get("extra") or {},
            "created_at": now,
            "due_at": due_at or now,
            "attempts": 0,
        }

    def finish(self) -> None:
        """Keep what the act did, for its group to commit."""
        self._rows.keep()
        if self._session is not None:
            self._session.commit()
            self._session.close()

    def undo(self) -> None:
        """Leave nothing of what the act did in the database; the register is the writer's to return."""
        self._rows.forget()
        if self._session is not None:
            self._session.close()
