"""What a resolution is worth follows from what happened to it, and from nothing else."""

from datetime import UTC, datetime, timedelta

import pytest

from governance.rules.force import STATES, STEPS, Happening, standing, step

BEGAN = datetime(2026, 12, 4, 12, 0, tzinfo=UTC)


def after(*kinds: str) -> str:
    """The state after these happenings, a day apart."""
    happened = [Happening(kind, BEGAN + timedelta(days=day), "R-2026-09") for day, kind in enumerate(kinds)]
    found = standing("adopted", BEGAN, happened)
    assert found is not None
    return found.state


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ((), "in_force"),
        (("suspended",), "suspended"),
        (("suspended", "enforced"), "in_force"),
        (("amended", "amended"), "in_force"),
        (("suspended", "amended", "enforced", "repealed"), "repealed"),
        (("replaced",), "replaced"),
        (("enforced",), "in_force"),
        (("repealed", "amended"), "repealed"),
        (("repealed", "replaced"), "repealed"),
        (("replaced", "enforced"), "replaced"),
        (("reviewed", "corrected"), "in_force"),
    ],
)
def test_happenings_lead_to_one_state(kinds: tuple[str, ...], state: str) -> None:
    """In their order; one that cannot happen, or that moves nothing, changes nothing."""
    assert after(*kinds) == state


def test_only_what_was_adopted_has_force() -> None:
    """A motion that failed is neither in force nor anything else."""
    for outcome in ("rejected", "blocked", "no_quorum", "referred", "no_decision", "default"):
        assert standing(outcome, BEGAN, [Happening("enforced", BEGAN)]) is None


def test_since_when_and_by_what_is_told() -> None:
    """Amending moves neither; every amendment is kept."""
    day = timedelta(days=1)
    amended = Happening("amended", BEGAN + day, "R-2026-02")
    found = standing("adopted", BEGAN, [amended])
    assert found is not None and (found.since, found.by, found.amended) == (BEGAN, "", (amended,))
    found = standing("adopted", BEGAN, [amended, Happening("repealed", BEGAN + 2 * day, "R-2026-03")])
    assert found is not None and (found.since, found.by) == (BEGAN + 2 * day, "R-2026-03")
    assert found.amended == (amended,) and not found.can_change


def test_the_table_leads_nowhere_else() -> None:
    """Every step begins and ends in a state that has a name, and nothing leads out of the two final ones."""
    for kind, steps in STEPS.items():
        for state, following in steps.items():
            assert {state, following} <= set(STATES)
            assert step(state, kind) == following
        assert not steps.keys() & {"repealed", "replaced"}
