"""When something changes by itself in who speaks, for whom, and who keeps the desk, as it was said beforehand."""

from datetime import datetime

from sqlmodel import Session, col, select

from governance.store.tables.confirmations import Confirmation
from governance.store.tables.members import Mandate
from governance.store.tables.network import Handover

_INSTANTS = (
    (select(Mandate.opens_at), col(Mandate.opens_at)),
    (select(Mandate.closes_at), col(Mandate.closes_at)),
    (select(Handover.hands_over_at).where(col(Handover.done_at).is_(None)), col(Handover.hands_over_at)),
    (select(Confirmation.expires_at).where(Confirmation.state == "asked"), col(Confirmation.expires_at)),
)
"""Each kind of change as a query for its instants, and the instant itself."""


def next_change(session: Session, *, now: datetime) -> datetime | None:
    """The first instant after ``now`` at which a mandate begins or ends, the desk is handed over, or what was asked of
    other seats lapses."""
    found = (
        session.exec(query.where(instant > now).order_by(instant).limit(1)).first()
        for query, instant in _INSTANTS
    )
    return min((each for each in found if each is not None), default=None)
