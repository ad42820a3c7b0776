"""Speaking: catalogues, plural forms, and the language of the moment."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from governance.words.localized import Localized, pick
from governance.words.speak import gettext, language, ngettext, speaking

DAYS_IN_ARABIC = {
    0: "0 يوم",
    1: "يوم واحد",
    2: "يومان",
    3: "3 أيام",
    10: "10 أيام",
    11: "11 يوما",
    99: "99 يوما",
    100: "100 يوم",
    103: "103 أيام",
}


def test_english_is_its_own_key_and_the_others_are_translated() -> None:
    """A sentence without translation would show up as English in another language."""
    said = {}
    for wanted in ("fr", "ar", "en"):
        with speaking(wanted):
            said[wanted] = gettext("No vote was recorded.")
    assert said["en"] == "No vote was recorded."
    assert said["fr"] == "Aucun vote n’a été enregistré."
    assert said["ar"] == "لم يُسجَّل أي تصويت."


@pytest.mark.parametrize(("n", "said"), DAYS_IN_ARABIC.items())
def test_arabic_uses_its_six_plural_forms(n: int, said: str) -> None:
    """Zero, one, two, a few (3-10), many (11-99) and hundreds each have their own form."""
    with speaking("ar"):
        assert ngettext("%(num)s day", "%(num)s days", n) % {"num": n} == said


@pytest.mark.parametrize(("n", "said"), {0: "0 jour", 1: "1 jour", 2: "2 jours", 100: "100 jours"}.items())
def test_french_keeps_zero_in_the_singular(n: int, said: str) -> None:
    """French counts zero as one does, English does not."""
    with speaking("fr"):
        assert ngettext("%(num)s day", "%(num)s days", n) % {"num": n} == said


def test_the_language_returns_when_the_block_ends() -> None:
    """A letter written in Arabic does not leave the page that caused it in Arabic."""
    with speaking("en"):
        with speaking("ar"):
            assert language() == "ar"
        assert language() == "en"


def test_the_language_returns_when_the_block_fails() -> None:
    """An error inside a block leaves the language as it was."""

    @contextmanager
    def failing() -> Iterator[None]:
        with speaking("ar"):
            yield

    with speaking("en"):
        with pytest.raises(KeyError), failing():
            raise KeyError("any")
        assert language() == "en"


def test_an_unknown_language_is_spoken_as_french() -> None:
    """The language of a person may come from an import; it never breaks a letter."""
    with speaking("de"):
        assert language() == "fr"


def test_a_text_is_picked_in_the_language_of_the_moment_and_says_which_it_is() -> None:
    """Where the wanted language is missing the authentic one is shown, under its own name."""
    texts = {"fr": "Statut", "en": "Status", "ar": " "}
    with speaking("en"):
        assert pick(texts) == Localized("Status", "en")
    with speaking("ar"):
        assert pick(texts) == Localized("Statut", "fr")
        assert pick(texts, authentic="en") == Localized("Status", "en")
        assert pick({"en": "Only"}) == Localized("Only", "en")
        assert pick({}) == Localized("", "fr")
    assert pick(texts, "en").text == "Status"
