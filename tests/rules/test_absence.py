"""How many seats may stay silent while the others favour a motion, counted by the rule itself."""

import pytest

from governance.rules.absence import spare_silences
from governance.rules.answers import SeatAnswer
from tests.equipment.network import rulebook

SEATS = [f"S{number:02}" for number in range(1, 14)]
ROLL = [SeatAnswer(seat=seat) for seat in SEATS]


@pytest.mark.parametrize(
    ("rule", "options", "away", "spare"),
    [
        ("test-positions", ("motion",), 0, 6),  # more than half of 13 is 7
        ("test-positions", ("motion",), 6, 0),
        ("test-positions", ("motion",), 7, None),
        ("consensus-tous", ("motion",), 1, None),  # every member must agree
        ("procedure-silence", ("motion",), 13, 0),  # silence is consent
        ("test-options", ("a", "b"), 12, 0),
        ("test-choice", ("a", "b"), 12, 0),
    ],
)
def test_what_a_rule_can_bear(rule: str, options: tuple[str, ...], away: int, spare: int | None) -> None:
    """So many are away for the whole ballot; so many more may stay silent, or it is lost from the start."""
    found = spare_silences(rulebook()[rule], roll=ROLL, options=options, away=SEATS[:away])
    assert found == spare
