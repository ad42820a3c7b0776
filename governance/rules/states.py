"""The seven states a seat can be in, the sets criteria may name, and the outcomes a decision may have."""

from collections.abc import Iterable, Mapping

STATES = ("yes", "no", "abstain", "block", "stand_aside", "recused", "silent")
CASTABLE = ("yes", "no", "abstain", "block", "stand_aside")

SETS: Mapping[str, tuple[str, ...]] = {
    "roll": STATES,
    "entitled": ("yes", "no", "abstain", "block", "stand_aside", "silent"),
    "present": CASTABLE,
    "cast": ("yes", "no", "block"),
    "against": ("no", "block"),
    "not_yes": ("no", "abstain", "block", "stand_aside", "silent"),
}
SEATS = "seats"  # a denominator fixed by the parameter of that name, whoever is on the roll

FAILURES = ("rejected", "blocked", "no_quorum", "referred", "pending")
OUTCOMES = ("adopted", *FAILURES, "no_decision", "default")

MOTION = "motion"  # the option id of a motion that has one option


def states_of(names: Iterable[str]) -> tuple[str, ...]:
    """The union of the named states and sets, each state once, in the order of STATES."""
    named = {state for name in names for state in SETS.get(name, (name,))}
    return tuple(state for state in STATES if state in named)
