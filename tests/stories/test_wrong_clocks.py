"""The machine's clock is set wrong while the service runs: nothing is closed by it, nothing that was closed reopens."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from tests.equipment.figures import Figure
from tests.equipment.mail_server import MailServer
from tests.equipment.running_server import Serve
from tests.equipment.town import Town, inhabit
from tests.equipment.waiting import wait_for
from tests.equipment.wrong_clock import movable_clock
from tests.stories.test_deadlines import open_quick, quick_rules
from tests.stories.test_three_motions import one, resolution

MINUTE, HOUR, DAY = 60, 3600, 86_400
FORWARD = [HOUR, 11 * MINUTE, DAY, 30 * DAY, 365 * DAY]
BACK = [25 * HOUR, 1, MINUTE, HOUR, DAY]


@pytest.fixture
def clock(tmp_path: Path) -> Path:
    """The file by which the service's clock is moved."""
    return tmp_path / "clock"


@pytest.fixture
def town(make_server: Serve, mail_server: MailServer, tmp_path: Path, clock: Path) -> Iterator[Town]:
    """A service in earnest, on a clock that can be moved, with a rule without delays."""
    server = make_server("serve", GOVERNANCE_RULES_FOLDER=str(quick_rules(tmp_path)))
    server.environment |= movable_clock(clock)
    yield from inhabit(server, mail_server)


def move(town: Town, clock: Path, seconds: int) -> None:
    """Set the clock wrong by so much, and wait until the service has looked at it."""
    clock.write_text(f"{seconds:+d}s\n", encoding="utf-8")
    off = timedelta(seconds=seconds)

    def shows_it() -> bool:
        try:
            return abs(town.now() - town.machine_now() - off) < timedelta(seconds=1)
        except httpx.TimeoutException:  # a busy machine
            return False

    wait_for("the moved clock", shows_it)
    if seconds > MINUTE:
        wait_for("the doubt", lambda: "clock jumped" in town.server.log or None)


@pytest.mark.proof
@pytest.mark.needs("faketime")
def test_a_clock_that_is_set_wrong_decides_nothing(town: Town, clock: Path, figure: Figure) -> None:
    """Ahead by an hour to a year: votes come too late by it, but nothing closes; set right again, votes are taken, and
    no close comes before somebody has confirmed the clock. Back by a second to 25 hours: what is closed stays so."""
    tries = figure(small=1, full=len(FORWARD))
    open_quick(town, for_=timedelta(minutes=10))
    director = town.director("CE3M")
    for ahead in FORWARD[:tries]:
        move(town, clock, ahead)
        assert "vote-late" in director.choose_blindly(one("no")).text
        move(town, clock, 0)
    director.vote(one("yes"))
    move(town, clock, HOUR)
    assert town.public("/resolutions/R-2026-01").status_code == 404
    confirmed = town.server.run("tick", "--clock-ok")
    assert confirmed.returncode == 0, confirmed.stderr
    assert resolution(town, "R-2026-01")["outcome"] == "adopted"
    for back in BACK[:tries]:
        move(town, clock, -back)
        assert director.choose_blindly(one("no")).status_code in (409, 410)
        assert resolution(town, "R-2026-01")["outcome"] == "adopted"
