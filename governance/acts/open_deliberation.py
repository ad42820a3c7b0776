"""The deliberation on a tabled motion opens: each director gets a personal link, in the letter that announces it."""

from datetime import datetime

from sqlmodel import select

from governance.access.links import deliberation_token_of, token_hash
from governance.access.vault import Vault
from governance.acts import find
from governance.store.tables.contributions import DeliberationLink
from governance.store.tables.motions import Motion
from governance.store.transaction import Transaction


def open_deliberation(tx: Transaction, motion: Motion, *, event: str, vault: Vault, now: datetime) -> None:
    """Write to every director that the motion, or its amended text, is on the table. An amendment repeats the links."""
    for mandate in find.mandates(tx.session, now):
        if mandate.role != "director":
            continue
        known = select(DeliberationLink).where(
            DeliberationLink.motion_id == motion.id, DeliberationLink.mandate_id == mandate.id
        )
        link = tx.session.exec(known).one_or_none()
        if link is None:
            token = deliberation_token_of(vault, motion=motion.id, mandate=mandate.id)
            link = DeliberationLink(
                motion_id=motion.id, mandate_id=mandate.id, token_hash=token_hash(token), issued_at=now
            )
            tx.session.add(link)
            tx.session.flush()
        tx.post(
            "motion-tabled",
            f"{event}:{mandate.id}",
            now=now,
            mandate_id=mandate.id,
            motion_id=motion.id,
            extra=facts_of(link),
        )


def facts_of(link: DeliberationLink) -> dict[str, dict[str, str | int]]:
    """What a letter derives link and code from."""
    facts: dict[str, str | int] = {"motion": str(link.motion_id), "mandate": str(link.mandate_id)}
    return {"deliberation": {**facts, "code_issue": link.code_issue}}
