"""What is kept of votes that the database did not take: safe at once, within a room that was taken beforehand."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from governance.store import aside
from governance.store.aside import Aside, Came

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def a_vote(n: int = 0) -> Came:
    """A vote that came, with the longest request key there is."""
    return Came(f"{n:064x}", "c" * 64, f"\x1f {n}".ljust(64, "k"), NOON + timedelta(milliseconds=n))


def test_what_came_is_kept_until_it_is_forgotten(tmp_path: Path) -> None:
    """Also by another process that opens the same file; kept twice is kept once."""
    file = Aside(tmp_path / "keys" / "came")
    for n in (0, 1, 1, 2):
        file.keep(a_vote(n))
    again = Aside(tmp_path / "keys" / "came")
    assert again.waiting() == [a_vote(0), a_vote(1), a_vote(2)]
    again.forget([a_vote(1)])
    assert file.waiting() == [a_vote(0), a_vote(2)]


def test_the_room_is_taken_beforehand_and_nobody_else_reads_it(tmp_path: Path) -> None:
    """Keeping and forgetting leave the size of the file as it was."""
    file = Aside(tmp_path / "keys" / "came")
    size = file.path.stat().st_size
    file.keep(a_vote())
    assert file.path.stat().st_size == size == aside.SLOT * aside.SLOTS
    assert file.path.stat().st_blocks * 512 >= size
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_a_full_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that was kept is overwritten."""
    monkeypatch.setattr(aside, "SLOTS", 2)
    file = Aside(tmp_path / "came")
    file.keep(a_vote(0))
    file.keep(a_vote(1))
    with pytest.raises(OSError, match="no room"):
        file.keep(a_vote(2))
    assert file.waiting() == [a_vote(0), a_vote(1)]
