"""Motions as everybody may read them. Drafts do not exist here, and before a close nothing tells a
position."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from governance.store.reads.public_rounds import Round, read_rounds
from governance.store.tables.motions import Motion, MotionVersion
from governance.store.tables.resolutions import Resolution

# Motions that can still move, and those that cannot.
LIVING = ("voting", "between_rounds", "tabled")
PAST = ("decided", "withdrawn")


@dataclass(frozen=True)
class MotionFacts:
    """A public motion: the wording last put forward, its rounds in order, and its resolution's number if
    decided.

    Texts are by language; ``authentic`` names the one that prevails.
    """

    number: str
    state: str
    authentic: str
    version: int
    title: dict[str, str]
    question: dict[str, str]
    text: dict[str, str]
    no_decision: dict[str, str]
    life: dict[str, Any] | None
    options: list[dict[str, Any]]
    tabled_at: datetime
    notice_ends_at: datetime | None
    decided_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_reason: str | None
    rounds: tuple[Round, ...]
    resolution: str | None
    reopen_when: dict[str, Any] | None

    @property
    def latest(self) -> Round:
        """The round that is being lived, or was lived last."""
        return self.rounds[-1]

    @property
    def opened_rounds(self) -> tuple[Round, ...]:
        """The rounds that were ever put to the vote."""
        return tuple(each for each in self.rounds if each.opens_at is not None)


def read_motion(session: Session, number: str) -> MotionFacts | None:
    """The public motion of this number; None for a draft as for a number nobody used."""
    motions = _read(session, [Motion.number == number])
    return motions[0] if motions else None


def list_motions(session: Session, *, states: Sequence[str] = (*LIVING, *PAST)) -> list[MotionFacts]:
    """The public motions in these states: what closes first stands first, then by number, the newest
    first."""
    motions = _read(session, [col(Motion.state).in_(states)])
    motions.sort(key=lambda motion: motion.number, reverse=True)
    return sorted(motions, key=_urgency)


def _urgency(motion: MotionFacts) -> tuple[int, str]:
    order = (*LIVING, *PAST)
    closing = motion.latest.closes_at if motion.latest.state == "open" else None
    return order.index(motion.state), closing.isoformat() if closing else "~"


def _read(session: Session, conditions: list[Any]) -> list[MotionFacts]:
    """A motion withdrawn as a draft was never public: only what was tabled is read."""
    query = select(Motion).where(col(Motion.tabled_at).is_not(None), *conditions)
    motions = session.exec(query).all()
    rounds = read_rounds(session, [motion.id for motion in motions])
    resolutions = dict(
        session.exec(
            select(Resolution.motion_id, Resolution.number).where(
                col(Resolution.motion_id).in_([motion.id for motion in motions])
            )
        ).all()
    )
    versions = _versions(session, [each[-1].version_id for each in rounds.values()])
    return [
        _facts(motion, rounds[motion.id], versions, resolutions.get(motion.id))
        for motion in motions
        if motion.id in rounds
    ]


def _versions(session: Session, ids: list[UUID]) -> dict[UUID, MotionVersion]:
    found = session.exec(select(MotionVersion).where(col(MotionVersion.id).in_(ids))).all()
    return {version.id: version for version in found}


def _facts(
    motion: Motion, rounds: tuple[Round, ...], versions: dict[UUID, MotionVersion], resolution: str | None
) -> MotionFacts:
    version = versions[rounds[-1].version_id]
    assert motion.tabled_at is not None  # the query asked for it
    return MotionFacts(
        number=motion.number,
        state=motion.state,
        authentic=motion.authentic,
        version=version.version,
        title=version.title,
        question=version.question,
        text=version.text,
        no_decision=version.no_decision,
        life=version.life,
        options=version.options,
        tabled_at=motion.tabled_at,
        notice_ends_at=motion.notice_ends_at,
        decided_at=motion.decided_at,
        withdrawn_at=motion.withdrawn_at,
        withdrawn_reason=motion.withdrawn_reason,
        rounds=rounds,
        resolution=resolution,
        reopen_when=motion.reopen_when,
    )
