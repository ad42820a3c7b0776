"""Links and codes stand in the letters and nowhere else: no log, page, export, file or copy of the database has one."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.equipment.forms import forms
from tests.equipment.town import CODES, Town

LOOKED_AT = (
    "/",
    "/motions/2016-03",
    "/register",
    "/register/export.jsonl",
    "/feed.atom",
    "/calendar.ics",
    "/health/ready",
    "/metrics",
)
AT_THE_DESK = ("/desk", "/desk/motions/2016-03")
YES = {"position-motion": "yes"}


@pytest.mark.proof
def test_links_and_codes_stand_nowhere_but_in_the_letters(town: Town) -> None:
    """Votes, wrong codes, cut and mangled links, forms that make no sense: none leaves a trace of token or code."""
    town.open_motion("2016-03")
    directors = town.directors()
    for code in CODES[:4]:
        directors[code].vote(YES)
    for code in CODES[4:8]:
        director = directors[code]
        assert director.confirm(director.choose(YES), code="ABC234").status_code == 403
        director.browser.get(f"{director.link}/nowhere")
        director.browser.get(f"{director.link[:-3]}")
        director.browser.put(director.link)
        director.browser.post(
            f"{director.link}/vote", content=b"\xff\x00code=" + director.letter.codes[0].encode()
        )
        director.browser.post(
            f"{director.link}/vote", data={"code": director.letter.codes[0], "position-motion": "x"}
        )
        assert forms(director.look())
    secrets = _secrets(town)
    assert len(secrets) >= 2 * len(CODES)
    seen = {path: town.public(path).text for path in LOOKED_AT}
    seen |= {path: town.desk.browser.get(path).text for path in AT_THE_DESK}
    seen |= {f"the log, {n}": line for n, line in enumerate(town.server.log.splitlines())}
    seen |= {f"the copy, {n}": line for n, line in enumerate(_copy(town.server.home))}
    seen |= _files(town.server.home)
    found = [(place, secret) for place, text in seen.items() for secret in secrets if _stands(secret, text)]
    assert found == []


def test_a_secret_that_stood_somewhere_would_be_found() -> None:
    """The search finds a token in an address and a code between quotation marks."""
    assert _stands("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "GET /v/ABCDEFGHIJKLMNOPQRSTUVWXYZ 200")
    assert _stands("ABC234", 'code="ABC234"')
    assert not _stands("ABC234", "0ABC2345")


def _secrets(town: Town) -> set[str]:
    letters = [letter for letter in town.mail.letters if any("/v/" in link for link in letter.links)]
    return {letter.token for letter in letters} | {letter.codes[0] for letter in letters}


def _stands(secret: str, text: str) -> bool:
    return secret in text and re.search(rf"(?<![A-Za-z0-9]){secret}(?![A-Za-z0-9])", text) is not None


def _files(home: Path) -> dict[str, str]:
    """Every file of the service, the keys that links are made from included."""
    return {str(path): path.read_bytes().decode("latin-1") for path in home.rglob("*") if path.is_file()}


def _copy(home: Path) -> list[str]:
    """A copy of the running database, as text."""
    with (
        closing(sqlite3.connect(f"file:{home / 'governance.sqlite'}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(":memory:")) as copy,
    ):
        source.backup(copy)
        return list(copy.iterdump())
