"""Finding resolutions: by words in any of the languages, by number, year and outcome, a page at a time."""

import re

import pytest

from governance.store.reads import resolution_search
from tests.equipment.network import TWO_WEEKS
from tests.web.public.conftest import PublicSide
from tests.web.public.test_resolutions import answer, decide

WORDING = {
    "title": {"fr": "Création d’une équipe", "ar": "إحداث الفريق", "en": "A team"},
    "question": {"fr": "?", "ar": "؟", "en": "?"},
    "text": {"fr": "Engager trois **salariés**.", "ar": "توظيف ثلاثة أُجراء.", "en": "Hire three employees."},
    "no_decision": {"fr": "Rien.", "ar": "لا شيء.", "en": "Nothing."},
    "options": [],
}


def numbers(public: PublicSide, query: str) -> list[str]:
    """The resolutions that a query finds, in order."""
    return re.findall(r'<h2><a href="/resolutions/([^"]+)"', public.page(f"/resolutions?{query}"))


@pytest.fixture
def decided(public: PublicSide) -> PublicSide:
    """One resolution, adopted by nobody."""
    decide(public, "test-positions", {"MNC": answer("no")}, wording=WORDING)
    return public


MATCHING = (
    "q=creation+EQUIPE",
    "q=salari",
    "q=employees",
    "q=فريق",
    "q=الأجراء",
    "q=R-2026-01",
    "q=2026-01",
    "year=2026",
    "outcome=rejected",
    "q=team&year=2026&outcome=rejected",
    "year=abc&page=99",
)


def test_what_matches_is_found(decided: PublicSide) -> None:
    """In titles and text of all languages, from the beginning of a word; nonsense asks for nothing."""
    for query in MATCHING:
        assert numbers(decided, query) == ["R-2026-01"], query


STRANGE = ("q=quipe", "q=team+nothing", "q=te_m", "year=2025", "outcome=adopted")


def test_what_does_not_match_is_not(decided: PublicSide) -> None:
    """Every word must match, a wildcard is none, and the page says what to try."""
    for query in STRANGE:
        assert numbers(decided, query) == []
        assert "0 resolutions found." in decided.page(f"/resolutions?{query}")
        assert "Try fewer words" in decided.page(f"/resolutions?{query}")


def test_long_lists_are_paged_and_keep_what_was_asked(
    public: PublicSide, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest first; the links to the other pages hold the query."""
    monkeypatch.setattr(resolution_search, "PER_PAGE", 2)
    ballots = [public.network.put(f"2026-0{n}", "test-positions") for n in range(1, 6)]
    public.network.clock.at += TWO_WEEKS
    for ballot in ballots:
        public.close(ballot)
    assert numbers(public, "q=title") == ["R-2026-05", "R-2026-04"]
    second = public.page("/resolutions?q=title&page=2")
    assert "Page 2 of 3" in second
    assert 'rel="prev" href="?q=title&amp;page=1"' in second
    assert 'rel="next" href="?q=title&amp;page=3"' in second
    assert numbers(public, "q=title&page=3") == ["R-2026-01"]
