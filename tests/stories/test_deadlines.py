"""Ballots that close by the clock, on a service nobody touches, or one that was down over the deadline."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from governance.paths import DATA
from tests.equipment.forms import texts
from tests.equipment.mail_server import MailServer
from tests.equipment.running_server import Serve
from tests.equipment.town import CODES, Town, inhabit
from tests.equipment.waiting import wait_for
from tests.stories.test_three_motions import one, resolution

QUICK = """
[[rule]]
id = "quick"
title = { fr = "Majorité rapide", ar = "أغلبية سريعة", en = "Quick majority" }
explain = { fr = "Plus de pour que de contre.", ar = "الموافقون أكثر من الرافضين.", en = "More yes than no." }
ballot.kind = "positions"
ballot.offer = ["yes", "no", "abstain"]
schedule.notice = "PT0S"
schedule.min_open = "PT1S"

[[rule.criterion]]
name = "majority"
count = ["yes"]
op = ">"
share = "1/2"
of = ["cast"]
on_fail = "rejected"
"""

SECONDS = timedelta(seconds=9)
"""How long the ballots of these stories stay open: enough for one vote on a slow machine."""


@pytest.fixture
def town_in_real_time(make_server: Serve, mail_server: MailServer, tmp_path: Path) -> Iterator[Town]:
    """A service in earnest: no demonstration, the machine's own clock, a rule without delays beside those that ship."""
    rules = quick_rules(tmp_path)
    yield from inhabit(make_server("serve", GOVERNANCE_RULES_FOLDER=str(rules)), mail_server)


def quick_rules(folder: Path) -> Path:
    """A folder of rules: the network's, and the quick one."""
    rules = folder / "rules"
    rules.mkdir()
    (rules / "quick.toml").write_text(QUICK, encoding="utf-8")
    shutil.copy(DATA / "rules" / "network.toml", rules)
    return rules


def open_quick(town: Town, for_: timedelta = SECONDS) -> None:
    """Draft, table and open a motion that stays open for a few seconds."""
    desk = town.desk
    desk.send(
        "/desk/motions/new?from=template:2016-03",
        "/desk/motions/new",
        number="2026-01",
        rule="quick",
        notice="PT0S",
        open_for="PT10S",
        reminders="",
    )
    desk.table("2026-01")
    town.closes_at = (town.now() + for_).replace(microsecond=0)
    desk.open("2026-01", town.closes_at)


def test_a_ballot_closes_by_the_clock_with_nobody_touching_the_service(town_in_real_time: Town) -> None:
    """The outcome is published by itself, at the deadline and not before, and every director is written to."""
    town = town_in_real_time
    open_quick(town)
    town.director("CE3M").vote(one("yes"))
    letter = town.mail.wait_for_letter("direction.sol@example.org", subject="R-2026-01")
    published = resolution(town, "R-2026-01")
    assert published["outcome"] == "adopted"
    closed_at = town.instant(published["published_at"])
    assert timedelta() <= closed_at - town.closes_at < timedelta(seconds=5)
    assert "/resolutions/R-2026-01" in letter.text


def test_a_service_that_was_down_over_the_deadline_closes_at_its_start(town_in_real_time: Town) -> None:
    """What was cast before counts, and nothing closes twice."""
    town = town_in_real_time
    open_quick(town)
    director = town.director("CE3M")
    director.vote(one("no"))
    town.server.kill()
    wait_for("the deadline to pass", lambda: town.machine_now() > town.closes_at or None)
    town.server.start()
    wait_for("the resolution", lambda: town.public("/resolutions/R-2026-01").status_code == 200 or None)
    assert resolution(town, "R-2026-01")["outcome"] == "rejected"
    ticked = town.server.run("tick")
    assert ticked.returncode == 0, ticked.stderr
    town.server.stop()
    town.server.start()
    assert town.public("/resolutions/R-2026-02").status_code == 404
    for code in CODES:
        told = [
            letter
            for letter in town.mail.letters_to(f"direction.{code.lower()}@example.org")
            if "R-2026-01" in letter.subject
        ]
        assert len({letter.message["message-id"] for letter in told}) <= 1


def test_a_late_vote_is_refused_with_both_times_shown(town_in_real_time: Town) -> None:
    """Prepared in time and confirmed too late: no vote, and the page says when it came and when the ballot closed."""
    town = town_in_real_time
    open_quick(town)
    director = town.director("CE3M")
    recap = director.choose(one("yes"))
    wait_for("the deadline to pass", lambda: town.machine_now() > town.closes_at or None)
    late = director.confirm(recap)
    assert late.status_code in (409, 410, 422)
    assert "vote-late" in late.text
    assert "Aucun vote" in texts(late)
    local = f"{town.closes_at:%H:%M}"
    assert texts(late).count(local) >= 1
    reading = director.look()
    assert reading.status_code == 200 and "/recap" not in reading.text
