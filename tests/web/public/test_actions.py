"""The actions of all resolutions: who does what until when, on one page that can be narrowed down."""

import re
from datetime import UTC, datetime

from tests.equipment.following import with_action
from tests.web.public.conftest import PublicSide


def shown(public: PublicSide, query: str = "") -> int:
    """How many actions a query shows."""
    return len(re.findall(r"Book the room\.", public.page(f"/actions?{query}")))


def test_the_overview_tells_who_does_what_until_when(public: PublicSide) -> None:
    """In each language, and on the page of the resolution; as data too."""
    assert "No resolution has actions yet." in public.page("/actions")
    with_action(public.network)
    text = public.page("/actions")
    assert "Book the room." in text and "OTT, until Wednesday 31 March 2027" in text
    assert "حجز القاعة." in public.page("/actions", "ar")
    assert "Book the room." in public.page("/resolutions/R-2026-01")
    [action] = public.client.get("/resolutions/R-2026-01.json").json()["actions"]
    assert (action["state"], action["member"], action["due_on"]) == ("planned", "OTT", "2027-03-31")
    assert 'href="/actions"' in public.page("/")


def test_it_is_narrowed_down_by_member_state_and_motion(public: PublicSide) -> None:
    """Late is an open action whose day is over; what nobody has asks for nothing."""
    with_action(public.network)
    assert [shown(public, query) for query in ("member=OTT", "member=MNC")] == [1, 0]
    assert [shown(public, query) for query in ("state=planned", "state=done", "state=late")] == [1, 0, 0]
    assert [shown(public, query) for query in ("motion=2026-01", "motion=2026-09")] == [1, 0]
    public.network.clock.at = datetime(2027, 4, 1, 1, tzinfo=UTC)
    assert shown(public, "state=late") == 1
    assert "Late" in public.page("/resolutions/R-2026-01")
