"""What changed between two wordings, word by word."""

import time

from hypothesis import given
from hypothesis import strategies as st

from governance.words.differing import Piece, differences

TEXTS = st.text(alphabet="ab \n", max_size=60)


def test_a_changed_word_alone_is_marked() -> None:
    """The sentence around it stays as it is read."""
    pieces = differences(
        "Le forum a lieu à Fès.\n\nChacun paie.", "Le forum a lieu à Agadir.\n\nChacun paie."
    )
    assert pieces == (
        Piece("kept", "Le forum a lieu à "),
        Piece("removed", "Fès.\n"),
        Piece("added", "Agadir.\n"),
        Piece("kept", "\nChacun paie."),
    )


def test_arabic_is_compared_word_by_word_as_well() -> None:
    """No alphabet is special."""
    pieces = differences("يجتمع الأعضاء مرة في السنة", "يجتمع الأعضاء مرتين في السنة")
    assert [piece for piece in pieces if piece.kind != "kept"] == [
        Piece("removed", "مرة "),
        Piece("added", "مرتين "),
    ]


@given(TEXTS, TEXTS)
def test_what_is_kept_and_added_is_the_later_text(before: str, after: str) -> None:
    """Nothing of the new wording is lost or made up, and the same text differs in nothing."""
    pieces = differences(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after
    assert {piece.kind for piece in differences(after, after)} <= {"kept"}


@given(TEXTS, TEXTS)
def test_what_is_kept_and_removed_has_the_words_of_the_earlier_text(before: str, after: str) -> None:
    """Nothing of the old wording is lost either."""
    left = "".join(piece.text + " " for piece in differences(before, after) if piece.kind != "added")
    assert "".join(left.split()) == "".join(before.split())


def test_the_longest_texts_are_compared_in_little_time() -> None:
    """Two texts of 60,000 characters with nothing in common hold nobody up."""
    before, after = "a b " * 15_000, "c d " * 15_000
    began = time.process_time()
    assert [piece.kind for piece in differences(before, after)] == ["removed", "added"]
    assert time.process_time() - began < 2
