"""How far an action has come follows from its steps, and from nothing else."""

from datetime import UTC, datetime, timedelta

import pytest

from governance.rules.actions import OF_MEMBER, STATES, STEPS, Step, progress, step

BEGAN = datetime(2026, 12, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ((), "planned"),
        (("assigned",), "planned"),
        (("assigned", "reported", "reported"), "under_way"),
        (("done",), "done"),
        (("dropped", "reported"), "dropped"),
        (("done", "assigned", "dropped"), "done"),
        (("done", "reopened", "done"), "done"),
        (("dropped", "reopened"), "under_way"),
        (("reopened",), "planned"),
    ],
)
def test_steps_lead_to_one_state(kinds: tuple[str, ...], state: str) -> None:
    """In their order; one that cannot be taken is passed over."""
    steps = [Step(kind, BEGAN + timedelta(days=day), "OTT", "2027-03-31") for day, kind in enumerate(kinds)]
    assert progress(BEGAN, steps).state == state


def test_the_last_assignment_holds_and_since_when_the_state_is() -> None:
    """Giving it to another moves no state; a second report does not either."""
    day = timedelta(days=1)
    steps = [
        Step("assigned", BEGAN + day, "OTT", "2027-03-31"),
        Step("reported", BEGAN + 2 * day),
        Step("reported", BEGAN + 3 * day),
        Step("assigned", BEGAN + 4 * day, "MNC", "2027-04-30"),
    ]
    found = progress(BEGAN, steps)
    assert (found.state, found.since) == ("under_way", BEGAN + 2 * day)
    assert (found.member, found.due_on, found.is_open) == ("MNC", "2027-04-30", True)


def test_the_table_leads_nowhere_else() -> None:
    """Every step begins and ends in a state that has a name; a member can take those of the open states alone."""
    for kind, steps in STEPS.items():
        assert {*steps, *steps.values()} <= set(STATES)
        assert all(step(state, kind) == following for state, following in steps.items())
    assert all(set(STEPS[kind]) == {"planned", "under_way"} for kind in OF_MEMBER)
