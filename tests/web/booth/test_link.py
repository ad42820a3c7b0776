"""Opening a link: the motion first, nothing chosen, nothing changed."""

from tests.web.booth.conftest import Director


def test_the_motion_comes_first_and_nothing_is_chosen(director: Director) -> None:
    """A director reads title, question, text, rule, deadline and silence before the form; no answer is preset."""
    page = director.look()
    assert page.status_code == 200
    assert "checked" not in page.text
