"""The Markdown of motions: safe as HTML, readable as plain text."""

import pytest

from governance.words.markdown import to_html, to_text


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[press](javascript:alert(1))",
        "[press](data:text/html;base64,xx)",
        "![seen](https://example.org/pixel.png)",
        "[x](JaVaScRiPt:alert(1))",
        '<https://example.org/"onmouseover=alert(1)>',
    ],
)
def test_a_motion_carries_no_script_and_no_remote_content(hostile: str) -> None:
    """Raw HTML is shown as text, other schemes are no links, pictures are not fetched."""
    html = to_html(hostile).lower()
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript:' not in html
    assert 'href="data:' not in html
    assert '"onmouseover' not in html


def test_links_are_kept_and_vouch_for_nothing() -> None:
    """Web and mail addresses are links that pass no credit and no window."""
    html = to_html("[law](https://example.org/law) [write](mailto:desk@example.org)")
    assert '<a href="https://example.org/law" rel="nofollow noopener">law</a>' in html
    assert 'href="mailto:desk@example.org"' in html


def test_headings_go_below_those_of_the_page_without_gaps() -> None:
    """The page has one first-level heading, and no level is skipped, whatever levels an author used."""
    assert "<h3>One</h3>" in to_html("# One")
    assert "<h2>One</h2>" in to_html("# One", top=2)
    html = to_html("### First\n\n##### Below\n\n### Second")
    assert "<h3>First</h3>" in html
    assert "<h4>Below</h4>" in html
    assert "<h3>Second</h3>" in html


def test_numbers_in_arabic_text_are_kept_from_turning_round() -> None:
    """After Arabic letters 2016-01 would be shown as 01-2016; French needs no mark."""
    assert "\u200e2016-01" in to_html("الملتمس 2016-01")
    assert "\u200e1-58-376" in to_text("الظهير رقم 1-58-376")
    assert "\u200e" not in to_html("motion 2016-01")


def test_tables_are_understood() -> None:
    """A plan of action is often a table."""
    html = to_html("| a | **b** |\n|---|---|\n| axis | who |")
    assert '<th scope="col">a</th>' in html
    assert '<td data-label="a">axis</td>' in html and '<td data-label="b">who</td>' in html


def test_a_table_is_told_row_by_row_in_plain_text() -> None:
    """A letter on a phone has no columns: each cell stands behind the head of its own."""
    source = "Plan:\n\n| Axis | Who | When |\n|---|---|---|\n| one | **A** | May |\n| two | B | |\n\nEnd."
    expected = "Plan:\n\n- one\n  Who – A\n  When – May\n\n- two\n  Who – B\n  When –\n\nEnd.\n"
    assert to_text(source) == expected


def test_plain_text_keeps_the_order_lists_and_addresses() -> None:
    """A letter shows the same text without marks."""
    source = "# Title\n\nA *word* and a [link](https://example.org).\n\n1. one\n2. two\n   - deep\n"
    expected = "Title\n\nA word and a link (https://example.org).\n\n1. one\n2. two\n  - deep\n"
    assert to_text(source) == expected
