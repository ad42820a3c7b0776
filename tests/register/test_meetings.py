"""A ballot said to have been stopped by its seats was: enough of them, of its roll, under a rule that lets them."""

import pytest

from governance.register.verify import verify_export
from tests.register.honest import Register, rulebook


def stopped(rule_id: str, count: int, *, stranger: bool = False, reason: str = "meeting") -> set[str]:
    """What is found where so many seats are said to have asked."""
    register = Register(7)
    rule = rulebook()[rule_id]
    motion = register.table(rule.id)
    register.wait(days=10)
    ballot = register.open(motion, rule)
    seats = tuple(register.seats[:count]) + (("nobody",) if stranger else ())
    register.stop(ballot, reason, asked_by=seats)
    register.sign()
    return {finding.code for finding in verify_export(register.lines()).findings}


def test_enough_seats_under_a_rule_that_lets_them_are_honest() -> None:
    """Two of thirteen, as the rule says."""
    assert stopped("consensus-sans-objection", 2) == set()


@pytest.mark.parametrize(
    ("rule", "count", "stranger", "reason"),
    [
        ("consensus-sans-objection", 1, False, "meeting"),
        ("consensus-sans-objection", 1, True, "meeting"),
        ("consensus-sans-objection", 2, False, "incident"),
        ("majorite-exprimes", 2, False, "meeting"),
    ],
)
def test_a_meeting_nobody_had_the_right_to_is_found(
    rule: str, count: int, stranger: bool, reason: str
) -> None:
    """Too few, a seat that is not on the roll, another reason, a rule without it."""
    assert stopped(rule, count, stranger=stranger, reason=reason) == {"meeting-wrong"}
