"""Words are compared as people remember them: without accents, vowels and articles."""

import pytest

from governance.words.searching import search_words, searchable


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Électronique, mécatronique", "electronique MECATRONIQUE"),
        ("L’œuvre", "l oeuvre"),
        ("القَرَارُ والأعضاء", "قرار الاعضاء"),
        ("للشبكة بالمغرب", "الشبكه المغرب"),
        ("إطـــار آخر", "اطار اخر"),
        ("R-2026-01", "r 2026 01"),
    ],
)
def test_spellings_of_one_word_are_alike(written: str, typed: str) -> None:
    """Accents, ligatures, case, Arabic vowels, articles, alef forms, final letters and tatweel make no difference."""
    assert search_words(written) == search_words(typed)


def test_a_short_word_keeps_what_looks_like_an_article() -> None:
    """Something must be left to search for."""
    assert search_words("الم ال") == ["الم", "ال"]


def test_kept_words_stand_once_between_spaces() -> None:
    """So that a query can ask for the beginning of a word."""
    assert searchable(["Un statut, un", "Statut"]) == " un statut "
    assert searchable([]) == "  "
