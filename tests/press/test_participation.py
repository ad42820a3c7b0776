"""Participation over time: one step per seat, in the order of time, told by days of the network's zone."""

from datetime import UTC, date, datetime, timedelta

from governance.press.participation import HEIGHT, WIDTH, participation_of

OPEN = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FACTS = {"opens_at": OPEN, "closes_at": OPEN + timedelta(days=10), "voters": 4, "zone": "Africa/Casablanca"}


def test_each_seat_is_one_step_at_its_moment() -> None:
    """Half of the time is half of the width, a quarter of the voters a quarter of the height."""
    seen = participation_of([OPEN + timedelta(days=5)], **FACTS, mirrored=False)
    assert seen.path == f"M0 {HEIGHT}H{WIDTH // 2}V{HEIGHT * 3 // 4}H{WIDTH}"
    assert participation_of([OPEN + timedelta(days=5)], **FACTS, mirrored=True).path.startswith(f"M{WIDTH} ")


def test_the_table_names_first_and_last_day_and_those_between_that_changed_something() -> None:
    """A day ends where the network lives, and not in UTC."""
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    facts = FACTS | {"zone": "Asia/Tokyo"}
    seen = participation_of([OPEN, late, late], **facts, mirrored=False)
    assert seen.days == [(date(2026, 11, 20), 1), (date(2026, 11, 23), 3), (date(2026, 11, 30), 3)]
    assert seen.answered == 3


def test_a_ballot_nobody_answered_is_a_flat_line() -> None:
    """No division by nothing."""
    seen = participation_of([], **(FACTS | {"voters": 0}), mirrored=False)
    assert seen.path == f"M0 {HEIGHT}H{WIDTH}"
