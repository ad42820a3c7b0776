"""The whole course of a motion, in the order in which it happened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from governance.store.reads.public_motions import MotionFacts
from governance.store.reads.public_rounds import Round
from governance.store.reads.public_versions import Wording


@dataclass(frozen=True)
class Step:
    """One step: ``tabled``, ``amended`` (to a wording), ``round``, ``withdrawn`` or ``decided``; ``at`` is None for a
    round that waits to be opened."""

    kind: str
    at: datetime | None
    round: Round | None = None
    wording: Wording | None = None


def story_of(motion: MotionFacts, versions: Sequence[Wording]) -> list[Step]:
    """The steps of a motion, the first one first; what is still to come stands last."""
    steps = list(_steps(motion, versions))
    return sorted(steps, key=lambda step: (step.at is None, step.at or motion.tabled_at))


def _steps(motion: MotionFacts, versions: Sequence[Wording]) -> Iterator[Step]:
    yield Step("tabled", motion.tabled_at)
    for wording in versions[1:]:
        yield Step("amended", wording.created_at, wording=wording)
    for round in motion.rounds:
        yield Step("round", round.opens_at or round.closed_at, round=round)
    if motion.withdrawn_at:
        yield Step("withdrawn", motion.withdrawn_at)
    if motion.decided_at:
        yield Step("decided", motion.decided_at)
