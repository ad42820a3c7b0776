"""Bad input: refused by its code in the reader's language, at once, and nothing of it is kept."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from governance.files.members import parse_members, parse_members_csv
from governance.files.network import parse_network
from governance.paths import DATA
from governance.refusal import Refusal
from governance.register.export import read_export
from governance.register.proof import read_tlog_proof
from governance.rules.load import parse_rules
from governance.settings import read_settings, setting_names
from governance.web.public.register import export_lines
from tests.equipment.figures import Figure
from tests.equipment.looking import fingerprint
from tests.equipment.network import NetworkAtHand, a_network
from tests.web.doors import poison
from tests.web.doors.standing import Standing, make_standing
from tests.web.doors.table import Door, doors_of

SEED = 2026
LONGEST = 2.0
LANGUAGES = ("fr", "ar", "en")
COUNTED = ("attempt", "desk_session")
"""Tries that failed are counted; nothing else is kept."""

CSV = b"code,name.fr,language,director.email\nA,B,fr,a@b.org\n"
_CODE = re.compile(r"<code>[a-z]+(-[a-z]+)+</code>")


@pytest.fixture
def standing(tmp_path: Path) -> Any:
    """Every object in every state, and somebody of each role."""
    network: NetworkAtHand = a_network(tmp_path, demo=True)
    yield make_standing(network)
    network.close()


@pytest.mark.proof
def test_bad_requests_are_refused_by_their_code_and_nothing_is_stored(
    standing: Standing, figure: Figure
) -> None:
    """Forms, JSON, headers, cookies, paths, tokens, bodies of 50 MB, whoever sends them: no 500, no traceback, nothing
    slower than two seconds, no row."""
    random = Random(SEED)
    doors = [
        door for door in doors_of(standing.app) if not door.path.startswith(("/demo/", "/desk/sign-out"))
    ]
    wanted = figure(small=1_200, full=90_000)
    before = _kept(standing)
    for number in range(wanted):
        door = random.choice(doors)
        role = random.choice(("anonymous", "director", "secretariat", "observer"))
        _check_refused(standing, random, door, role, LANGUAGES[number % 3], huge=number % 300 == 299)
        if number % 500 == 499:
            assert _kept(standing) == before, f"stored after {number} requests"
    assert _kept(standing) == before


def _check_refused(
    standing: Standing, random: Random, door: Door, role: str, language: str, *, huge: bool
) -> None:
    who = standing.people[role]
    body: tuple[bytes, str] = (b"", "")
    if door.method == "POST":
        body = poison.document(random) if door.path.startswith("/api/") else poison.form(random, who.form_key)
    if huge:
        body = (poison.HUGE, poison.KINDS[0])
    headers = {"accept-language": language.encode(), "content-type": body[1].encode()} | poison.headers(
        random
    )
    headers["accept-language"] = language.encode()
    address = standing.address(role, door, poison.values(random, standing.objects["always"]))
    method = "POST" if huge else door.method
    asked = {"content": body[0], "headers": headers, "follow_redirects": False}
    address += poison.query(random)
    answer, took = _timed(who.client, method, address, asked)
    if took >= LONGEST:  # a machine that was busy elsewhere answers in time when it is asked again
        answer, took = _timed(who.client, method, address, asked)
    where = f"{method} {address} as {role}: {answer.status_code} in {took:.1f} s"
    assert answer.status_code < 500, where
    assert took < LONGEST or huge, where
    assert "Traceback" not in answer.text and 'File "' not in answer.text, where
    if answer.status_code >= 400 and method != "HEAD":
        assert '"code":"' in answer.text or _CODE.search(answer.text) or "-error" in answer.text, where


def _timed(client: Any, method: str, address: str, asked: dict[str, Any]) -> tuple[Any, float]:
    began = time.monotonic()
    return client.request(method, address, **asked), time.monotonic() - began


def _kept(standing: Standing) -> dict[str, int]:
    found = fingerprint(standing.network.service)
    return {table: content for table, content in found.items() if table not in COUNTED}


@pytest.mark.proof
def test_bad_files_and_settings_are_refused(figure: Figure, tmp_path: Path) -> None:
    """CSV and TOML, cases, exports, proofs and the environment, each a good one with some bytes changed: read, or
    refused by a code; never anything else."""
    network = a_network(tmp_path)
    export = "".join(export_lines(network.service)).encode()
    network.close()
    random = Random(SEED)
    good = _good(export)
    for number in range(figure(small=300, full=10_000)):
        read, raw = good[number % len(good)]
        began = time.monotonic()
        try:
            read(poison.mutated(random, raw))
        except Refusal as refusal:
            assert re.fullmatch(r"[a-z]+(-[a-z]+)*", refusal.code)
        assert time.monotonic() - began < LONGEST


def _good(export: bytes) -> list[tuple[Callable[[bytes], Any], bytes]]:
    return [
        (lambda raw: parse_members(_text(raw), source="m"), (DATA / "members.toml").read_bytes()),
        (
            lambda raw: parse_members_csv(_text(raw), source="m"),
            b"code,name.fr,language,director.email\nA,B,fr,a@b.org\n",
        ),
        (lambda raw: parse_network(_text(raw), source="n"), (DATA / "network.toml").read_bytes()),
        (lambda raw: parse_rules(_text(raw), source="r"), next((DATA / "rules").glob("*.toml")).read_bytes()),
        (lambda raw: list(read_export(raw.split(b"\n"))), export),
        (lambda raw: read_tlog_proof(_text(raw)), b"c2sp.org/tlog-proof@v1\nindex 3\nAAAA\n\nnote\n"),
        (_settings, b"\n".join(name.encode() + b"=1" for name in setting_names())),
    ]


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _settings(raw: bytes) -> None:
    lines = [line.partition("=") for line in _text(raw).replace("\x00", "").split("\n") if "=" in line]
    read_settings({name: value for name, _, value in lines})
