"""``governance verify`` tells a reader with an export and an old letter whether anything was changed."""

import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest

from governance.__main__ import main
from tests.register import attacks, honest, lives, vote_attacks, writing

LIFE = lives.an_eventful_life()
VOTE = honest.kinds(LIFE).index("vote-cast")


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Write the export of an honest register."""
    path = tmp_path / "export.jsonl"
    path.write_text("".join(LIFE.lines()), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the answers in English."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def forge(path: Path) -> None:
    """Edit one vote of the export, and sign everything anew."""
    entries = attacks.entries_of(LIFE)
    vote_attacks.change_a_commitment(entries)
    path.write_text("".join(attacks.forged(LIFE, entries)), encoding="utf-8")


def letter(path: Path, receipt: str) -> Path:
    """Write a letter with its receipt attached, as a mail program saves it."""
    message = EmailMessage()
    message["Subject"] = "Récépissé"
    message.set_content("Votre vote est enregistré.")
    message.add_attachment(receipt.encode(), maintype="text", subtype="plain", filename="receipt.tlog-proof")
    path.write_bytes(message.as_bytes())
    return path


def test_an_honest_export_is_intact(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0, and the last line says so."""
    assert main(["verify", str(export)]) == 0
    told = capsys.readouterr().out
    assert told.splitlines()[0] == f"Register of {writing.ORIGIN}"
    assert told.splitlines()[-1] == "INTACT: nothing contradicts anything."
    assert LIFE.nodes.frontier.root().hex() in told


def test_an_edited_export_is_broken_and_the_entry_named(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, and a sentence names the entry that was changed."""
    text = export.read_text(encoding="utf-8")
    export.write_text(text.replace('"name":"Cluster-2"', '"name":"Cluster-0"', 1), encoding="utf-8")
    assert main(["verify", str(export)]) == 1
    told = capsys.readouterr().out
    assert "Entry 3: The entry is not the one its leaf was made of: it was changed. [leaf-differs]" in told
    assert told.splitlines()[-1].startswith("BROKEN: ")


@pytest.mark.parametrize("as_letter", [True, False])
def test_a_letter_finds_what_the_export_hides(
    export: Path, tmp_path: Path, as_letter: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Forged and signed anew, the export contradicts the receipt of the vote, as file or in its letter."""
    receipt = tmp_path / "receipt.tlog-proof"
    receipt.write_text(LIFE.receipt(VOTE), encoding="utf-8")
    given = (
        ["--eml", str(letter(tmp_path / "letter.eml", LIFE.receipt(VOTE)))]
        if as_letter
        else [
            "--receipt",
            str(receipt),
        ]
    )
    assert main(["verify", str(export), *given]) == 0
    forge(export)
    assert main(["verify", str(export), *given]) == 1
    assert f"Entry {VOTE}: " in capsys.readouterr().out


def test_what_cannot_be_read_is_neither_intact_nor_broken(
    export: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 and one line: a missing export, a line that is none, a letter without a receipt."""
    bare = tmp_path / "bare.eml"
    bare.write_text("Subject: Bonjour\n\nRien.\n", encoding="utf-8")
    cut = tmp_path / "cut.jsonl"
    cut.write_text(export.read_text(encoding="utf-8")[:-30], encoding="utf-8")
    for given in ([str(tmp_path / "none")], [str(cut)], [str(export), "--eml", str(bare)]):
        assert main(["verify", *given]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_verdict_is_told_in_three_languages(
    export: Path, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The verdict follows the language of the terminal."""
    monkeypatch.setenv("LC_ALL", f"{language}_XX.UTF-8")
    assert main(["verify", str(export)]) == 0
    verdict = {"fr": "INTACT\u00a0: rien", "ar": "سليم: لا شيء", "en": "INTACT: nothing"}[language]
    assert verdict in capsys.readouterr().out


def test_verifying_needs_neither_database_nor_web(export: Path) -> None:
    """An auditor's machine imports none of the heavy libraries."""
    code = (
        "import sys\n"
        "from governance.__main__ import main\n"
        f"answer = main(['verify', {str(export)!r}])\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'litestar', 'pydantic'} & set(sys.modules)\n"
        "sys.exit(answer or bool(heavy))\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
