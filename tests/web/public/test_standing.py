"""How a resolution stands: on its page, in the list, in the search and as data, with links both ways."""

from typing import Any

from governance.acts.close_ballot import due_ballots
from tests.equipment.network import TWO_WEEKS, a_wording
from tests.web.public.conftest import PublicSide
from tests.web.public.test_resolutions import SEATS, answer

UNTIL = {"members_at_least": 15, "date": "2027-06-01", "text": {"en": "The room is found."}}


def put(public: PublicSide, number: str, life: dict[str, Any] | None = None) -> None:
    """Decide a motion with this life, all agreeing."""
    ballot = public.network.put(number, "test-positions", wording=a_wording(number, {}) | {"life": life})
    for seat in SEATS:
        public.network.cast(ballot, seat, answer("yes"))
    public.network.clock.at += TWO_WEEKS
    public.close(ballot)


def test_a_repealed_resolution_and_the_one_that_repealed_it_lead_to_each_other(public: PublicSide) -> None:
    """Badge, sentence and link on both pages; the motion says beforehand what adopting it would do."""
    put(public, "2026-01")
    assert "In force since" in public.page("/resolutions/R-2026-01")
    put(public, "2026-02", {"changes": [{"act": "repeals", "resolution": "R-2026-01"}]})
    text = public.page("/resolutions/R-2026-01")
    assert "Repealed on Friday 18 December 2026 by resolution R-2026-02." in text
    assert 'href="/resolutions/R-2026-02"' in text
    later = public.page("/resolutions/R-2026-02")
    assert "It repeals resolution R-2026-01." in later
    assert 'href="/resolutions/R-2026-01"' in later
    assert "If it is adopted, it repeals resolution R-2026-01." in public.page("/motions/2026-02")


def test_a_suspended_resolution_says_until_when(public: PublicSide) -> None:
    """In each language; the data say the same."""
    put(public, "2026-01", {"suspended_until": UNTIL})
    text = public.page("/resolutions/R-2026-01")
    assert "the network has 15 members; Tuesday 1 June 2027; The room is found." in text
    for language, word in (("fr", "Suspendue"), ("ar", "معلَّق"), ("en", "Suspended")):
        assert word in public.page("/resolutions/R-2026-01", language)
    data = public.client.get("/resolutions/R-2026-01.json").json()
    assert data["standing"] == {"state": "suspended", "since": "2026-12-04T12:00:00.000Z", "by": None}
    [suspended] = [each for each in data["happened"] if each["kind"] == "suspended"]
    assert suspended["facts"] == UNTIL


def test_resolutions_are_found_by_how_they_stand(public: PublicSide) -> None:
    """The state is that of today, not of the day of the outcome; what was not adopted has none."""
    put(public, "2026-01")
    put(public, "2026-02", {"changes": [{"act": "replaces", "resolution": "R-2026-01"}]})
    public.network.put("2026-03", "test-positions")
    public.network.clock.at += TWO_WEEKS
    [ballot] = public.network.service.read(due_ballots, now=public.network.now())
    public.close(ballot)
    found = {
        state: [
            number
            for number in ("R-2026-01", "R-2026-02", "R-2027-01")
            if f'href="/resolutions/{number}"' in text
        ]
        for state in ("in_force", "replaced", "suspended", "")
        if (text := public.page(f"/resolutions?state={state}"))
    }
    assert found == {
        "in_force": ["R-2026-02"],
        "replaced": ["R-2026-01"],
        "suspended": [],
        "": ["R-2026-01", "R-2026-02", "R-2027-01"],
    }
