"""What letters about a resolution after its number are rendered from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from governance.rules.force import Standing
from governance.store.reads.standings import Change, condition_of, read_changes, read_told, standing_after
from governance.store.tables.ballots import Ballot
from governance.store.tables.motions import Motion, MotionVersion
from governance.store.tables.resolutions import Resolution

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LifeFacts:
    """A resolution as its later letters tell it: ``condition`` is until what it was suspended, ``enforced`` the facts
    of its coming into force, ``changes`` what it did to earlier ones."""

    number: str
    title: Texts
    authentic: str
    zone: str
    standing: Standing | None
    condition: Mapping[str, Any] | None
    enforced: Mapping[str, Any] | None
    changes: tuple[Change, ...]


def read_life(session: Session, number: str) -> LifeFacts:
    """The facts of the resolution that a letter names."""
    resolution = session.exec(select(Resolution).where(Resolution.number == number)).one()
    ballot = session.get_one(Ballot, resolution.ballot_id)
    version = session.get_one(MotionVersion, ballot.version_id)
    told = read_told(session, [resolution.id])[resolution.id]
    return LifeFacts(
        number=number,
        title=version.title,
        authentic=session.get_one(Motion, resolution.motion_id).authentic,
        zone=ballot.zone,
        standing=standing_after(resolution, told),
        condition=condition_of(told),
        enforced=next((each.facts for each in told if each.kind == "enforced"), None),
        changes=read_changes(session, number),
    )
