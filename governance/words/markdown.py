"""The Markdown of motions as safe HTML for pages, and as plain text for letters.

CommonMark without raw HTML and without images: a motion can carry no script, no remote content and no
address that is not http, https or mailto.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from governance.words.localized import keep_numbers

_ALLOWED = ("http://", "https://", "mailto:")


def to_html(source: str, *, top: int = 3) -> Markup:
    """HTML of a Markdown text whose highest headings become ``h<top>``, the next ones ``h<top + 1>``, and so on:
    whatever levels its author used, the page keeps one outline without gaps. Wide tables scroll in a box of their own,
    and each cell names the head of its column, for a screen that shows it row by row.
    """
    parser = _parser()
    tokens = parser.parse(keep_numbers(source))
    levels = sorted({token.tag for token in tokens if token.type == "heading_open"})
    _name_cells(tokens)
    for token in _flat(tokens):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, top + levels.index(token.tag))}"
        if token.type == "link_open":
            token.attrSet("rel", "nofollow noopener")
    return Markup(parser.renderer.render(tokens, parser.options, {}))


def to_text(source: str) -> str:
    """The text without marks: paragraphs apart, items behind a dash or number, links with their address, and of a
    table each row by itself, its cells named by the heads of their columns."""
    lines: list[str] = []
    markers: list[str] = []
    for token in _tables_as_text(_parser().parse(keep_numbers(source))):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            markers.append(str(token.attrGet("start") or 1) if token.type[0] == "o" else "-")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            markers.pop()
        elif token.type == "list_item_open":
            lines.append(_list_lead(markers))
        elif token.type in ("inline", "fence", "code_block"):
            _place(lines, _inline_text(token.children or []) or token.content.rstrip(), inside=bool(markers))
    return "\n".join(lines).strip() + "\n"


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    parser.validateLink = lambda url: url.strip().lower().startswith(_ALLOWED)  # type: ignore[method-assign]
    # A box that scrolls must be reachable by keyboard (WCAG 2.1.1).
    parser.add_render_rule(
        "table_open", lambda *_: '<div class="table-wrap" role="group" tabindex="0"><table>\n'
    )
    parser.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return parser


def _name_cells(tokens: Sequence[Token]) -> None:
    """Write at each cell of a table the text at the head of its column."""
    heads: list[str] = []
    place = 0
    for token, inside in pairwise(tokens):
        if token.type == "thead_open":
            heads = []
        elif token.type == "tr_open":
            place = 0
        elif token.type == "th_open":
            token.attrSet("scope", "col")
            heads.append(_inline_text(inside.children or []))
        elif token.type == "td_open":
            token.attrSet("data-label", heads[place])
            place += 1


def _flat(tokens: Sequence[Token]) -> list[Token]:
    return [each for token in tokens for each in (token, *_flat(token.children or []))]


def _tables_as_text(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens, those of each table replaced by one block of text."""
    table: list[Token] = []
    for token in tokens:
        if token.type != "table_open" and not table:
            yield token
            continue
        table.append(token)
        if token.type == "table_close":
            yield Token("code_block", "", 0, content=_table_text(table))
            table = []


def _table_text(table: Sequence[Token]) -> str:
    """Row by row: the first cell behind a dash, each further one below it behind the head of its column."""
    rows: list[list[str]] = []
    for token in table:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_inline_text(token.children or []))
    heads, *body = rows
    return "\n\n".join(_row_text(heads, row) for row in body)


def _row_text(heads: Sequence[str], row: Sequence[str]) -> str:
    further = [f"  {head} – {cell}" for head, cell in zip(heads[1:], row[1:], strict=True)]
    return "\n".join([f"- {row[0]}", *further])


def _list_lead(markers: list[str]) -> str:
    """The start of a list item, indented by its depth; a numbered list counts on."""
    marker = markers[-1]
    if marker != "-":
        markers[-1] = str(int(marker) + 1)
        marker += "."
    return "  " * (len(markers) - 1) + marker + " "


def _place(lines: list[str], text: str, *, inside: bool) -> None:
    """A block of text on its own line, or behind the list marker that waits for it."""
    if lines and lines[-1].strip() and lines[-1].endswith(" "):
        lines[-1] += text
    elif inside:
        lines.append("  " + text)
    else:
        lines += ["", text, ""] if lines and lines[-1] else [text, ""]


def _inline_text(tokens: Sequence[Token]) -> str:
    words: list[str] = []
    address = ""
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            words.append("" if words and words[-1] == address else f" ({address})")
        elif token.type in ("softbreak", "hardbreak"):
            words.append("\n" if token.type == "hardbreak" else " ")
        else:
            words.append(token.content)
    return "".join(words)
