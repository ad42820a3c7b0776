"""Local times and instants around every change of the clocks that matters here."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from governance.refusal import Refusal
from governance.zones import resolve_local

CASABLANCA, PARIS = "Africa/Casablanca", "Europe/Paris"
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)

GAPS = [(CASABLANCA, "2026-03-22T02:00"), (PARIS, "2026-03-29T02:00"), (PARIS, "2027-03-28T02:00")]
"""The first minute that the clocks skip; they skip an hour."""

FOLDS = [
    (CASABLANCA, "2026-02-15T02:00"),
    (CASABLANCA, "2026-09-20T01:00"),
    (PARIS, "2026-10-25T02:00"),
    (PARIS, "2027-10-31T02:00"),
]
"""The first minute that the clocks show twice; they show an hour twice."""


def minutes_of(begins: str) -> list[datetime]:
    """The sixty minutes from here on."""
    return [datetime.fromisoformat(begins) + n * MINUTE for n in range(60)]


@pytest.mark.parametrize(("zone", "begins"), GAPS)
def test_every_minute_that_the_clocks_skip_is_refused(zone: str, begins: str) -> None:
    """With the times before and after the gap, an hour on either side; the minutes around it are taken."""
    for local in minutes_of(begins):
        with pytest.raises(Refusal, match="time-nonexistent") as refused:
            resolve_local(local, zone)
        around = [datetime.fromisoformat(refused.value.facts[name]) for name in ("before", "after")]
        assert around == [local - HOUR, local + HOUR]
    first = datetime.fromisoformat(begins)
    assert resolve_local(first + HOUR, zone) - resolve_local(first - MINUTE, zone) == MINUTE


@pytest.mark.parametrize(("zone", "begins"), FOLDS)
def test_every_minute_that_the_clocks_show_twice_is_asked_about(zone: str, begins: str) -> None:
    """With both instants, an hour apart; saying which one settles it."""
    for local in minutes_of(begins):
        with pytest.raises(Refusal, match="time-ambiguous") as refused:
            resolve_local(local, zone)
        candidates = [refused.value.facts[name] for name in ("first", "second")]
        assert candidates == [resolve_local(local, zone, fold=fold) for fold in (0, 1)]
        assert candidates[1] - candidates[0] == HOUR


@pytest.mark.parametrize("zone", [CASABLANCA, PARIS])
def test_every_other_hour_of_two_years_is_the_one_it_says(zone: str) -> None:
    """Local to UTC and back; Morocco keeps UTC+0 since 2026-09-20, in every Ramadan that follows as well."""
    place = ZoneInfo(zone)
    local, refused = datetime.fromisoformat("2026-01-01T00:30"), 0
    while local.year < 2028:
        try:
            instant = resolve_local(local, zone)
        except Refusal:
            refused += 1
        else:
            assert instant.astimezone(place).replace(tzinfo=None) == local
            if zone == CASABLANCA and local > datetime.fromisoformat("2026-09-20T03:00"):
                assert instant == local.replace(tzinfo=UTC)
        local += HOUR
    assert refused == (3 if zone == CASABLANCA else 4)
