"""What an act works with: a session, the register, and the outbox, all in one transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from governance.store.log import Log
from governance.store.tables.outbox import OutboxRow


@dataclass(slots=True, frozen=True)
class Transaction:
    """One act's hold on the store. The door or the writer commits it; an act never does."""

    session: Session
    log: Log
    mail_host: str

    def enter(self, kind: str, *, now: datetime, **facts: Any) -> int:
        """Append an entry to the register in this transaction and answer its index."""
        return self.log.append(kind, now=now, facts=facts)

    def post(
        self,
        kind: str,
        event: str,
        *,
        now: datetime,
        due_at: datetime | None = None,
        mandate_id: UUID | None = None,
        account_id: UUID | None = None,
        motion_id: UUID | None = None,
        ballot_id: UUID | None = None,
        seat_id: UUID | None = None,
        link_id: UUID | None = None,
        vote_id: UUID | None = None,
        entry: int | None = None,
        extra: dict[str, Any] | None = None,
    ) -> None:
        """Put one letter in the outbox, once for each ``event``: posting the same event again does nothing."""
        known = self.session.exec(select(OutboxRow.id).where(OutboxRow.event == event)).first()
        if known is not None:
            return
        self.session.add(
            OutboxRow(
                event=event,
                kind=kind,
                message_id=f"<{event.replace(':', '.')}@{self.mail_host}>",
                mandate_id=mandate_id,
                account_id=account_id,
                motion_id=motion_id,
                ballot_id=ballot_id,
                seat_id=seat_id,
                link_id=link_id,
                vote_id=vote_id,
                entry=entry,
                extra=extra or {},
                created_at=now,
                due_at=due_at or now,
            )
        )
