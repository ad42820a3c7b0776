"""``install``, ``backup``, ``restore`` and ``migrate-to`` as somebody types them, and what they say."""

import re
from pathlib import Path

import pytest

from governance.__main__ import main
from governance.paths import DATA

PHRASE = re.compile(r"^ {4}((?:[0-9A-Z]{4}-){6}[0-9A-Z]{4})$", re.M)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, in English, with nothing listening."""
    monkeypatch.setenv("GOVERNANCE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GOVERNANCE_LISTEN", "127.0.0.1:0")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    return tmp_path / "home"


def ask(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """What a verb says, to its end."""
    assert main(words) == code
    said = capsys.readouterr()
    return said.err if code else said.out


def type_in(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """What stands on standard input."""

    class Typed:
        def isatty(self) -> bool:
            return False

        def readline(self) -> str:
            return text + "\n"

    monkeypatch.setattr("sys.stdin", Typed())


def test_from_installation_to_a_restored_home(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The phrase is shown once and never again; with it the two files of a backup make a new home."""
    [phrase] = PHRASE.findall(ask(capsys, "install"))
    assert not PHRASE.search(ask(capsys, "install"))
    for path in home.rglob("*"):
        assert not path.is_file() or phrase.encode() not in path.read_bytes()
    ask(capsys, "members", "import", str(DATA / "members.toml"))
    database, keys, _ = ask(capsys, "backup", str(tmp_path / "disk")).splitlines()
    type_in(monkeypatch, phrase.lower().replace("-", " "))
    assert "Verified" in ask(capsys, "restore", "--check", database, keys)
    monkeypatch.setenv("GOVERNANCE_HOME", str(tmp_path / "new"))
    assert "head-needed" in ask(capsys, "restore", database, keys, code=78)
    assert "Verified" in ask(capsys, "restore", "--no-newer-head", database, keys)
    assert "CE3M" in ask(capsys, "members", "list")


def test_a_phrase_that_is_mistyped_is_said_in_one_line(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With its code, before any file is opened."""
    ask(capsys, "install")
    type_in(monkeypatch, "ABCD-EFGH")
    said = ask(capsys, "restore", str(tmp_path / "a"), str(tmp_path / "b"), code=78)
    assert said.startswith("governance: phrase-mistyped: ")
    assert said.count("\n") == 1


def test_without_installation_a_backup_says_what_to_do(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names the verb that makes a phrase."""
    said = ask(capsys, "backup", code=78)
    assert "recovery-missing" in said
    assert "governance install" in said


def test_moving_says_how_much_and_what_to_set(
    home: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Counts and the setting to change; a second time it refuses, for the target holds the copy."""
    ask(capsys, "install")
    url = f"sqlite:///{tmp_path / 'other.sqlite'}"
    said = ask(capsys, "migrate-to", url)
    assert re.search(r"\d+ rows of \d+ tables", said)
    assert "GOVERNANCE_DATABASE_URL" in said
    assert "target-not-empty" in ask(capsys, "migrate-to", url, code=78)
    assert "setting-refused" in ask(capsys, "migrate-to", "mysql://localhost/x", code=78)
