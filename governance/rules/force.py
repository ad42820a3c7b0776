"""What an adopted resolution is worth, told by what happened to it: one table for pages, data, search and letters.

No status is stored anywhere. Whoever wants to know gives the outcome and the happenings in their order; a step that
the table does not know is refused by the acts before it happens, and found by the verifier where it is entered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

IN_FORCE, SUSPENDED = "in_force", "suspended"

STEPS: Mapping[str, Mapping[str, str]] = {
    "suspended": {IN_FORCE: SUSPENDED},
    "enforced": {SUSPENDED: IN_FORCE},
    "amended": {IN_FORCE: IN_FORCE, SUSPENDED: SUSPENDED},
    "repealed": {IN_FORCE: "repealed", SUSPENDED: "repealed"},
    "replaced": {IN_FORCE: "replaced", SUSPENDED: "replaced"},
}
"""What happened -> from which state to which. What is adopted begins in force; repealed and replaced are final."""

STATES = (IN_FORCE, SUSPENDED, "repealed", "replaced")

CHANGES: Mapping[str, str] = {"amends": "amended", "repeals": "repealed", "replaces": "replaced"}
"""What a later motion says it does to a resolution -> what then happened to that one."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to a resolution; ``by`` is the number of the later one that did it."""

    kind: str
    at: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a resolution stands: the state it is in, since when and by which later one; and all that amended it."""

    state: str
    since: datetime
    by: str = ""
    amended: tuple[Happening, ...] = ()

    @property
    def can_change(self) -> bool:
        """Whether a later resolution can still amend, repeal or replace this one."""
        return self.state in STEPS["amended"]


def step(state: str, kind: str) -> str | None:
    """The state that this happening leads to; None where it cannot happen in ``state``."""
    return STEPS[kind].get(state)


def standing(outcome: str, published_at: datetime, happened: Iterable[Happening]) -> Standing | None:
    """How a resolution stands after all that ``happened``, in order; None for one that was not adopted.

    Happenings that move no state are passed over, and so are those that could not have happened.
    """
    if outcome != "adopted":
        return None
    found = Standing(IN_FORCE, published_at)
    for each in happened:
        if each.kind in STEPS:
            found = _after(found, each)
    return found


def _after(before: Standing, happened: Happening) -> Standing:
    state = step(before.state, happened.kind)
    if state is None:
        return before
    if happened.kind == "amended":
        return replace(before, amended=(*before.amended, happened))
    return Standing(state, happened.at, happened.by, before.amended)
