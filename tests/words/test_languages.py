"""Which language a reader gets, and how it is written."""

import pytest

from governance.words.languages import choose_language, direction


@pytest.mark.parametrize(
    ("query", "cookie", "header", "chosen"),
    [
        ("ar", "en", "fr", "ar"),
        (None, "en", "ar", "en"),
        (None, None, "ar-MA,ar;q=0.9,fr;q=0.8", "ar"),
        (None, None, "de, en-GB;q=0.7, fr;q=0.9", "fr"),
        (None, None, "en;q=0, ar;q=0.1", "ar"),
        ("klingon", "xx", "de", "fr"),
        (None, None, None, "fr"),
        (None, None, "en;q=nonsense,;;,=", "fr"),
    ],
)
def test_the_address_wins_over_the_cookie_and_the_cookie_over_the_browser(
    query: str | None, cookie: str | None, header: str | None, chosen: str
) -> None:
    """A wish that is not one of our languages is passed over; French is the last resort."""
    assert choose_language(query, cookie, header) == chosen


def test_arabic_alone_is_written_from_right_to_left() -> None:
    """The direction is what the HTML attribute ``dir`` wants."""
    assert [direction(language) for language in ("fr", "ar", "en")] == ["ltr", "rtl", "ltr"]
