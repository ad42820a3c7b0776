"""The clock of one server among several: corrected by the one they share, and not believed when it is far off."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from governance import clock as clocks
from governance.clock import Clock
from governance.store.reads import clock as reads
from governance.timekeeper import Timekeeper
from tests.equipment.network import NetworkAtHand, a_network

MILLISECOND = timedelta(milliseconds=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def network(tmp_path: Path, postgresql_url: str) -> Iterator[NetworkAtHand]:
    """A network on a database that other servers could share."""
    made = a_network(tmp_path, database_url=postgresql_url)
    yield made
    made.close()


def test_a_clock_is_corrected_by_what_it_is_behind() -> None:
    """To the millisecond, in both directions, on top of a demonstration's offset."""
    clock = Clock(timedelta(days=2))
    for behind in (700 * MILLISECOND, -700 * MILLISECOND):
        clock.set_right(behind=behind, within=MILLISECOND)
        before = clocks.utc_now()
        shown = clock.now()
        assert before + behind <= shown - timedelta(days=2) <= clocks.utc_now() + behind
        assert abs(clock.alarm_time(shown) - before) < SECOND
        assert abs(clock.machine_time(shown) - before - behind) < SECOND
        assert clock.is_right


@pytest.mark.parametrize(
    ("behind", "within", "right"),
    [
        (SECOND, timedelta(), True),
        (SECOND + MILLISECOND, timedelta(), False),
        (-SECOND - MILLISECOND, timedelta(), False),
        (SECOND + 200 * MILLISECOND, 200 * MILLISECOND, True),
        (SECOND + 201 * MILLISECOND, 200 * MILLISECOND, False),
    ],
)
def test_a_second_is_the_most_a_server_may_be_off(behind: timedelta, within: timedelta, right: bool) -> None:
    """What the measurement itself leaves open does not count against it."""
    clock = Clock()
    clock.set_right(behind=behind, within=within)
    assert clock.is_right is right


def test_a_rough_measurement_changes_nothing() -> None:
    """An answer that took over two seconds says nothing about one."""
    clock = Clock()
    clock.set_right(behind=5 * SECOND, within=timedelta())
    clock.set_right(behind=timedelta(), within=SECOND + MILLISECOND)
    assert not clock.is_right and clock.correction == 5 * SECOND


@pytest.mark.parametrize("off", [-2 * SECOND, -300 * MILLISECOND, timedelta(), 300 * MILLISECOND, 2 * SECOND])
def test_the_offset_to_the_database_is_measured(
    network: NetworkAtHand, monkeypatch: pytest.MonkeyPatch, off: timedelta
) -> None:
    """However far a machine's clock is set wrong, the measurement finds it, within half of its own duration."""
    machine = clocks.utc_now
    monkeypatch.setattr(reads, "utc_now", lambda: machine() + off)
    measured = network.service.read(reads.measure_clock)
    assert abs(measured.behind + off) <= measured.within + 2 * MILLISECOND


def test_a_server_that_is_off_says_so_and_takes_votes_again_when_it_is_right(
    network: NetworkAtHand, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Measured again and again by the timekeeper; a database that does not answer leaves what was known."""
    machine, off = clocks.utc_now, timedelta()
    monkeypatch.setattr(reads, "utc_now", lambda: machine() + off)
    keeper = Timekeeper(network.service, deliver=lambda _now: None)
    seen = []
    for off in (timedelta(), 3 * SECOND, 4 * SECOND, timedelta()):  # noqa: B007  the machine's clock reads it
        keeper.compare_clock()
        seen.append(network.service.clock.is_right)
    assert seen == [True, False, False, True]
    assert caplog.text.count("no votes are taken") == caplog.text.count("votes are taken\n") - 1 == 1
