"""The actions of a resolution: what moves one, and how far it has come, told by its steps. Nothing else is stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

PLANNED, UNDER_WAY, DONE, DROPPED = STATES = ("planned", "under_way", "done", "dropped")

STEPS: Mapping[str, Mapping[str, str]] = {
    "assigned": {PLANNED: PLANNED, UNDER_WAY: UNDER_WAY},
    "reported": {PLANNED: UNDER_WAY, UNDER_WAY: UNDER_WAY},
    "done": {PLANNED: DONE, UNDER_WAY: DONE},
    "dropped": {PLANNED: DROPPED, UNDER_WAY: DROPPED},
    "reopened": {DONE: UNDER_WAY, DROPPED: UNDER_WAY},
}
"""Step -> from which state to which. An action begins planned."""

OF_MEMBER = ("reported", "done")
"""The steps that the responsible member can take itself; all others are the desk's."""

BEFORE = (14, 0)
"""Days before the due day on which the responsible member is reminded."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that moved an action, by the desk or by a member (its code); ``member`` and ``due_on`` (ISO 8601) are
    those of an assignment."""

    kind: str
    at: datetime
    member: str = ""
    due_on: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an action has come: its state and since when, who is responsible, until what day."""

    state: str
    since: datetime
    member: str = ""
    due_on: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state in STEPS["reported"]


def step(state: str, kind: str) -> str | None:
    """The state that this step leads to; None where it cannot be taken in ``state``."""
    return STEPS[kind].get(state)


def progress(declared_at: datetime, steps: Iterable[Step]) -> Progress:
    """How far an action has come after these steps, in order; one that cannot be taken is passed over."""
    found = Progress(PLANNED, declared_at)
    for each in steps:
        state = step(found.state, each.kind)
        if state is None:
            continue
        if each.kind == "assigned":
            found = replace(found, member=each.member, due_on=each.due_on)
        elif state != found.state:
            found = replace(found, state=state, since=each.at)
    return found
