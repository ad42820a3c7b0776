"""docs/security.md answers with tests that are there."""

import re

from tests.equipment.source import ROOT

NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
ROW = re.compile(r"^\| ((?:\d+\.\d+\.\d+(?:, )?)+) \| \S.* \|$", re.M)


def test_every_test_that_is_named_is_there() -> None:
    """A test that was renamed or removed cannot go on being an answer."""
    named = NAMED.findall((ROOT / "docs" / "security.md").read_text(encoding="utf-8"))
    assert len(named) > 40
    missing = [
        f"{path}::{test}"
        for path, test in named
        if not (ROOT / path).is_file()
        or (test and f"def {test}(" not in (ROOT / path).read_text(encoding="utf-8"))
    ]
    assert not missing, "\n".join(missing)


def test_every_requirement_is_answered_once() -> None:
    """Each number of the standard stands in one row, in order."""
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    numbers = [number for row in ROW.findall(text) for number in row.split(", ")]
    assert len(numbers) > 100
    assert len(set(numbers)) == len(numbers)
