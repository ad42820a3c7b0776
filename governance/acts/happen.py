"""What happens to a resolution after its number is kept beside its entry; what it changes happens to others."""

from datetime import datetime
from typing import Any

from sqlmodel import select

from governance.rules.force import CHANGES, step
from governance.store.reads.standings import standing_of
from governance.store.tables.resolutions import Happening, Resolution
from governance.store.transaction import Transaction


def happen(
    tx: Transaction,
    resolution: Resolution,
    kind: str,
    *,
    entry: int,
    now: datetime,
    by: str | None = None,
    facts: dict[str, Any] | None = None,
) -> None:
    """Keep what happened to a resolution, beside its entry in the register."""
    tx.session.add(
        Happening(resolution_id=resolution.id, kind=kind, at=now, by=by, facts=facts or {}, entry=entry)
    )
    tx.session.flush()


def change_others(tx: Transaction, resolution: Resolution, life: dict[str, Any], *, now: datetime) -> None:
    """A resolution that comes into force amends, repeals or replaces what it said it would. What has lost its force
    meanwhile is left as it is: a close never fails for it."""
    for change in life.get("changes", ()):
        kind = CHANGES[change["act"]]
        query = select(Resolution).where(Resolution.number == change["resolution"])
        changed = tx.session.exec(query).one()
        stands = standing_of(tx.session, changed)
        if stands is None or step(stands.state, kind) is None:
            continue
        entry = tx.enter(
            "resolution-changed", now=now, number=changed.number, by=resolution.number, change=kind
        )
        happen(tx, changed, kind, entry=entry, now=now, by=resolution.number)
