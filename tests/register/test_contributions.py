"""What members say of a motion stands where it can: while the motion is tabled, by a member, answered once."""

from typing import Any

import pytest

from governance.register.verify import verify_export
from tests.register.honest import Register, rulebook

POSTED = {"about": "concern", "version": 1, "text": "0a" * 32}


def found(steps: str, *, opened_before: bool = False, **changed: Any) -> set[str]:
    """The codes found in a register in which a motion is tabled and these steps follow: p(ost), a(nswer), e(rase).

    The words themselves are in no export here: that they cannot be checked is said, and is nothing wrong.
    """
    register = Register(7)
    rule = rulebook()["majorite-exprimes"]
    motion = register.table(rule.id)
    if opened_before:
        register.wait(days=10)
        register.open(motion, rule)
    said = {"motion": motion, "contribution": "c1"}
    for step in steps:
        register.wait(hours=1)
        if step == "p":
            facts = {**said, "member": register.seats[0], **POSTED, **changed}
            register.enter("contribution-posted", **facts)
        elif step == "a":
            register.enter("contribution-answered", **said, answer="0b" * 32)
        else:
            register.enter("contribution-erased", **said)
    register.sign()
    return {finding.code for finding in verify_export(register.lines()).findings} - {"reason-removed"}


def test_said_answered_and_erased_is_honest() -> None:
    """In this order, while the motion is tabled; the answer may come after the opening as well."""
    assert found("pae") == set()


@pytest.mark.parametrize(
    ("steps", "facts"),
    [
        ("pp", {}),
        ("a", {}),
        ("paa", {}),
        ("e", {}),
        ("p", {"opened_before": True}),
        ("p", {"member": "nobody"}),
    ],
)
def test_what_stands_where_it_cannot_is_found(steps: str, facts: dict[str, Any]) -> None:
    """Said twice under one name, answered without or twice, erased without, said while voting, by no member."""
    assert found(steps, **facts) == {"contribution-misplaced"}
