"""Dates and durations as a reader of each language expects them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from governance.words.dates import say_date, say_duration, say_instant, say_instant_briefly, say_time_left
from governance.words.speak import speaking

CLOSE = datetime(2026, 12, 4, 18, 0, tzinfo=UTC)
ZONE = "Africa/Casablanca"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "vendredi 4 décembre 2026 à 18:00 (heure de Casablanca, UTC+0)"),
        ("ar", "الجمعة 4 دجنبر 2026 على الساعة 18:00 (بتوقيت الدار البيضاء، UTC+0)"),
        ("en", "Friday 4 December 2026 at 18:00 (Casablanca time, UTC+0)"),
    ],
)
def test_an_instant_is_said_with_its_day_hour_zone_and_offset(language: str, said: str) -> None:
    """Arabic uses the Moroccan names of months and the digits 0-9."""
    with speaking(language):
        assert say_instant(CLOSE, ZONE) == said


def test_morocco_is_at_utc_plus_0_from_the_20th_of_september_2026() -> None:
    """Stale data of the host would still say UTC+1, an hour off every deadline."""
    with speaking("en"):
        assert "19:00 (Casablanca time, UTC+1)" in say_instant(datetime(2026, 8, 4, 18, tzinfo=UTC), ZONE)
        assert "18:00 (Casablanca time, UTC+0)" in say_instant(datetime(2026, 9, 21, 18, tzinfo=UTC), ZONE)


def test_offsets_west_of_greenwich_and_of_half_hours_are_said_whole() -> None:
    """A network may live in any zone."""
    with speaking("en"):
        assert say_instant(CLOSE, "America/St_Johns").endswith("UTC-3:30)")
        assert say_instant(CLOSE, "Asia/Kolkata").endswith("UTC+5:30)")


def test_seconds_are_said_only_where_they_matter() -> None:
    """A close at 18:00:07 must not be told as 18:00."""
    with speaking("fr"):
        assert say_instant_briefly(CLOSE, ZONE) == "4 déc. 2026, 18:00"
        assert say_instant_briefly(CLOSE + timedelta(seconds=7), ZONE) == "4 déc. 2026, 18:00:07"


def test_french_counts_the_first_of_a_month_by_rank() -> None:
    """Only the day changes, not a year or an hour that holds a 1."""
    with speaking("fr"):
        assert say_date(date(2026, 12, 1)) == "mardi 1er décembre 2026"
        assert say_date(date(2026, 12, 11)) == "vendredi 11 décembre 2026"


def test_a_day_is_the_day_of_the_place() -> None:
    """Half past eleven at night in Casablanca is already tomorrow in Kolkata."""
    late = datetime(2026, 12, 4, 23, 30, tzinfo=UTC)
    with speaking("en"):
        assert say_date(late, ZONE) == "Friday 4 December 2026"
        assert say_date(late, "Asia/Kolkata") == "Saturday 5 December 2026"


@pytest.mark.parametrize(
    ("duration", "french", "arabic"),
    [
        (timedelta(days=14), "14 jours", "14 يوما"),
        (timedelta(days=2, hours=4, minutes=59), "2 jours et 4 heures", "يومان و4 ساعات"),
        (timedelta(hours=1), "1 heure", "ساعة واحدة"),
        (timedelta(0), "0 seconde", "0 ثانية"),
        (timedelta(seconds=-5), "0 seconde", "0 ثانية"),
    ],
)
def test_a_duration_is_said_in_its_two_largest_units(duration: timedelta, french: str, arabic: str) -> None:
    """The smaller rest is dropped, never rounded up; a negative length is none."""
    with speaking("fr"):
        assert say_duration(duration) == french
    with speaking("ar"):
        assert say_duration(duration) == arabic


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=3, hours=2), "Time left: 3 days and 2 hours."),
        (timedelta(seconds=59), "Less than a minute left."),
        (timedelta(0), "The time is over."),
        (timedelta(days=-1), "The time is over."),
    ],
)
def test_what_is_left_ends_exactly_at_the_close(left: timedelta, said: str) -> None:
    """At the instant of closing the time is over: the period is half-open."""
    with speaking("en"):
        assert say_time_left(CLOSE, CLOSE - left) == said
