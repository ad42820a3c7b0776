"""Members written to a file are read from it as they were; a fault is named by line and column."""

import pytest

from governance.files.member_sheets import write_members, write_members_csv
from governance.files.members import parse_members, parse_members_csv, read_members
from governance.paths import DATA
from governance.refusal import Refusal

MEMBERS = read_members(DATA / "members.toml")
SHEET = "code,name.fr,language,director.title.fr,director.email\n"


def test_what_is_written_is_read_again() -> None:
    """All thirteen, with texts in three languages, as TOML and as CSV."""
    assert parse_members(write_members(MEMBERS), source="out") == MEMBERS
    assert parse_members_csv(write_members_csv(MEMBERS), source="out") == MEMBERS


def test_cells_copied_from_a_spreadsheet_are_read() -> None:
    """They come with tabs between them."""
    (member,) = parse_members_csv("code\tname.fr\tlanguage\nAAA\tUn, deux\tfr\n", source="sheet")
    assert (member.code, member.name["fr"], member.director) == ("AAA", "Un, deux", None)


@pytest.mark.parametrize(
    ("row", "line", "key"),
    [
        ("AAA,Un,fr,Direction,nobody", 2, "director.email (E)"),
        ("aaa,Un,fr,Direction,a@example.org", 2, "code (A)"),
        ("AAA,Un,es,Direction,a@example.org", 2, "language (C)"),
        ("AAA,Un,fr,Direction,a@example.org\nAAA,Deux,fr,Direction,b@example.org", 3, "code (A)"),
    ],
)
def test_a_fault_is_named_by_line_and_column(row: str, line: int, key: str) -> None:
    """By the heading and the letter of the column."""
    with pytest.raises(Refusal) as no:
        parse_members_csv(SHEET + row + "\n", source="sheet")
    assert (no.value.facts["line"], no.value.facts["key"]) == (line, key)
