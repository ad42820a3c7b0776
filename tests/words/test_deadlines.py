"""The words of a deadline, and what is said when the clocks of a country change after it was announced."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from governance.words.deadlines import announced_otherwise, say_deadlines
from governance.words.languages import LANGUAGES
from governance.words.speak import speaking
from governance.zones import tzdata_version

ZONE = "Africa/Casablanca"
END = datetime(2026, 12, 4, 18, 0, tzinfo=UTC)
AS_IT_WAS = {
    "fr": "vendredi 4 décembre 2026 à 19:00 (heure de Casablanca, UTC+1)",
    "ar": "الجمعة 4 دجنبر 2026 على الساعة 19:00 (بتوقيت الدار البيضاء، UTC+1)",
    "en": "Friday 4 December 2026 at 19:00 (Casablanca time, UTC+1)",
}
"""How the same instant was said before Morocco left UTC+1."""


@dataclass(frozen=True)
class Round:
    """What a page knows of a ballot."""

    closes_at: datetime | None = END
    zone: str = ZONE
    shown: dict[str, str] | None = None
    tzdata: str | None = "2025.2"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_announcement_that_clocks_contradict_by_now_is_repeated(language: str) -> None:
    """In the reader's language, in the very words that were announced."""
    with speaking(language):
        assert announced_otherwise(Round(shown=AS_IT_WAS)) == AS_IT_WAS[language]


@pytest.mark.parametrize(
    "round_",
    [
        Round(shown=say_deadlines(END, ZONE)),
        Round(shown=AS_IT_WAS, tzdata=tzdata_version()),
        Round(shown=AS_IT_WAS, tzdata=None),
        Round(shown=None),
        replace(Round(shown=AS_IT_WAS), closes_at=None),
    ],
    ids=["the same words", "the same data", "data unknown", "no words", "no end"],
)
def test_otherwise_nothing_is_repeated(round_: Round) -> None:
    """One time on a page is enough."""
    with speaking("fr"):
        assert announced_otherwise(round_) == ""
