"""Bad files and settings: read, or refused by a code that is said in three languages; never anything else."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from governance.__main__ import main
from governance.files.member_sheets import write_members_csv
from governance.files.members import read_members
from governance.files.motions import read_motions
from governance.files.network import read_network
from governance.founding import export_members, import_members
from governance.paths import DATA
from governance.refusal import Refusal
from governance.settings import read_settings, setting_names
from governance.words.languages import LANGUAGES
from governance.words.refusals import known_words, say_refusal
from governance.words.speak import speaking
from tests.command.test_verify import LIFE, VOTE, letter
from tests.equipment.figures import Figure
from tests.equipment.network import NetworkAtHand, a_network
from tests.rules.shipped import CASE_FILES
from tests.web.doors import poison
from tests.web.doors.stored import Stored

SEED = 2026
LONGEST = 2.0
LINE = re.compile(r"governance: ([a-z]+(?:-[a-z]+)*): \S.*\n")
"""What a verb writes to standard error when it refuses: one line with a code."""

SETTINGS = {
    "HOME": "/srv/governance",
    "LISTEN": "[::1]:8000",
    "BASE_URL": "https://vote.example.org",
    "DATABASE_URL": "postgresql+psycopg://governance@/governance",
    "SMTP_URL": "smtp+starttls://login:secret@mail.example.org:587",
    "MAIL_FROM": "vote@example.org",
    "TRUSTED_PROXIES": "127.0.0.1,10.0.0.0/8",
}


class Kind(NamedTuple):
    """What is read from one kind of file: good ones, and who reads it from a path."""

    good: list[bytes]
    read: Callable[[Path], object]


@pytest.fixture
def network(tmp_path: Path) -> Iterator[NetworkAtHand]:
    """A founded network that members are imported into."""
    home = tmp_path / "home"
    home.mkdir()
    network = a_network(home)
    yield network
    network.close()


@pytest.mark.proof
def test_bad_files_and_settings_are_refused(figure: Figure, network: NetworkAtHand, tmp_path: Path) -> None:
    """Members as TOML and CSV, networks, rules, motions, cases, exports, proofs, letters and the environment, each a
    good one with some bytes changed, cut, doubled or added: read, or refused within two seconds by one code with words
    in three languages; and no row is kept of what was refused."""
    random, stored = Random(SEED), Stored(network.service)
    kinds = list(_kinds(network, tmp_path).items())
    for number in range(figure(small=400, full=10_000)):
        name, kind = kinds[number % len(kinds)]
        path = tmp_path / "poison"
        path.write_bytes(poison.mutated(random, random.choice(kind.good)))
        before = time.process_time()
        refused = _refused(kind, path)
        assert time.process_time() - before < LONGEST, f"{name}: {path.read_bytes()!r}"
        assert not (stored.changed() and refused), f"{name}: {path.read_bytes()!r}"
    stored.close()


def _refused(kind: Kind, path: Path) -> bool:
    try:
        kind.read(path)
    except Refusal as refusal:
        for language in LANGUAGES:
            with speaking(language):
                words = say_refusal(refusal)
                assert refusal.code in known_words() and words.happened and words.advice, refusal
        return True
    return False


def _kinds(network: NetworkAtHand, folder: Path) -> dict[str, Kind]:
    case, export = CASE_FILES[0], folder / "export.jsonl"
    export.write_text("".join(LIFE.lines()), encoding="utf-8")
    proof = LIFE.receipt(VOTE)
    by_mail = letter(folder / "letter.eml", proof).read_bytes()
    sheet = write_members_csv(export_members(network.service, now=network.now())).encode()
    return {
        "members": Kind([(DATA / "members.toml").read_bytes()], lambda path: _admit(network, path, ".toml")),
        "sheet": Kind([sheet], lambda path: _admit(network, path, ".csv")),
        "network": Kind([(DATA / "network.toml").read_bytes()], read_network),
        "rules": Kind(_all(DATA / "rules"), lambda path: _typed("decide", case, "--rules", path)),
        "motions": Kind(_all(DATA / "motions"), lambda path: read_motions(_alone(path, ".toml"))),
        "cases": Kind(
            [each.read_bytes() for each in CASE_FILES], lambda path: _typed("decide", path, "--json")
        ),
        "exports": Kind([export.read_bytes()], lambda path: _typed("verify", path)),
        "proofs": Kind([proof.encode()], lambda path: _typed("verify", export, "--receipt", path)),
        "letters": Kind([by_mail], lambda path: _typed("verify", export, "--eml", path)),
        "settings": Kind(_environments(), _set),
    }


def _typed(*words: object) -> None:
    """A verb as it is typed; what it refuses is raised again, and anything but a refusal is seen."""
    said, complained = StringIO(), StringIO()
    with redirect_stdout(said), redirect_stderr(complained):
        code = main([*map(str, words)])
    line = LINE.fullmatch(complained.getvalue())
    assert bool(line) == (code == 2) and code in (0, 1, 2), complained.getvalue()
    if line:
        raise Refusal(line[1])


def _admit(network: NetworkAtHand, path: Path, suffix: str) -> None:
    [file] = _alone(path, suffix).iterdir()
    import_members(network.service, read_members(file), now=network.now())


def _alone(path: Path, suffix: str) -> Path:
    """The same file in a folder of its own, under a name that tells what it is."""
    folder = path.parent / f"alone{suffix}"
    folder.mkdir(exist_ok=True)
    (folder / f"poison{suffix}").write_bytes(path.read_bytes())
    return folder


def _all(folder: Path) -> list[bytes]:
    return [each.read_bytes() for each in sorted(folder.glob("*.toml"))]


def _environments() -> list[bytes]:
    """Every setting with a value that may do, and some with values that do."""
    plain = dict.fromkeys(setting_names(), "1")
    return [_lines(plain), _lines({f"GOVERNANCE_{name}": value for name, value in SETTINGS.items()})]


def _lines(settings: dict[str, str]) -> bytes:
    return "\n".join(f"{name}={value}" for name, value in settings.items()).encode()


def _set(path: Path) -> None:
    """Settings as an environment hands them over: bytes that are no text as lone surrogates, and no NUL."""
    text = path.read_bytes().replace(b"\x00", b"").decode("utf-8", "surrogateescape")
    read_settings(
        {name: value for name, is_one, value in (line.partition("=") for line in text.split("\n")) if is_one}
    )
