"""Before the close no byte that the service keeps, publishes, sends or logs tells a position or a reason.

Every position is voted with a reason that stands nowhere else. Then everything is searched as it lies on the disk: the
database, its journal in the middle of a cast, both files of a backup, keys, head, export, letters, log.
"""

import logging
import re
import sqlite3
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from governance.acts.cast_vote import cast_vote
from governance.acts.close_ballot import close_ballot
from governance.acts.seal_content import Randomness
from governance.backup.phrase import make_phrase
from governance.backup.writing import make_backup
from governance.courier import send_letters
from governance.rules.states import CASTABLE
from governance.settings import Settings
from governance.store.transaction import Transaction
from governance.web.public.register import export_lines
from tests.equipment.mail_server import MailServer
from tests.equipment.network import TWO_WEEKS, NetworkAtHand, a_network
from tests.register.stolen_database import SEATS, copy_database

POSITIONS = {seat: CASTABLE[n % len(CASTABLE)] for n, seat in enumerate(SEATS)}
ANY_POSITION = re.compile("|".join(rf'"{position}"|\\b{position}\\b' for position in CASTABLE))


def reason(seat: str) -> str:
    """A reason that no other file of the world holds; too long to be there by chance."""
    return f"Motifdistinctif{seat}quenullautretexteneporteéà"


def vote(seat: str) -> dict[str, Any]:
    """A seat's position, and why."""
    return {"positions": {"motion": POSITIONS[seat]}, "reasons": {"motion": reason(seat)}}


def secrets() -> set[bytes]:
    """Every reason and every position as a vote writes it, in the forms in which a text may lie on a disk."""
    texts = {reason(seat) for seat in SEATS}
    for position in CASTABLE:
        texts |= {
            f'"motion":"{position}"',
            f'"motion": "{position}"',
            f'{{"positions":{{"motion":"{position}',
        }
    return {form for text in texts for form in _forms(text)}


def _forms(text: str) -> Iterator[bytes]:
    plain = text.encode()
    yield from (plain, text.encode("utf-16-le"), text.encode("utf-16-be"), text.encode("latin-1"))
    yield from (plain.hex().encode(), plain[::-1], text.replace('"', '\\"').encode())
    yield text.encode("ascii", "backslashreplace")
    for shift in range(3):
        # A base64 text depends on where it begins: the whole groups of three alone are sure to be found.
        yield b64encode(plain[shift : len(plain) - (len(plain) - shift) % 3])


@dataclass
class Voted:
    """A ballot that is open, with thirteen votes in it, and every file as it lay during the last cast."""

    network: NetworkAtHand
    ballot: UUID
    home: Path
    during: dict[str, bytes]
    rows_before: set[str]
    mail: MailServer


@pytest.fixture
def voted(tmp_path: Path, mail_server: MailServer, caplog: pytest.LogCaptureFixture) -> Iterator[Voted]:
    """Every seat votes; the log is kept at its most talkative."""
    caplog.set_level(logging.DEBUG)
    home = tmp_path / "home"
    home.mkdir()
    network = a_network(home)
    values = network.service.settings.model_dump()
    values |= {"smtp_url": mail_server.url, "mail_from": "vote@example.org"}
    network.service = replace(network.service, settings=Settings(**values))
    ballot = network.put("2026-01", "test-positions")
    rows_before = _rows(network, tmp_path, "before")
    during: dict[str, bytes] = {}
    for seat in SEATS[:-1]:
        network.clock.at += timedelta(minutes=1)
        network.cast(ballot, seat, vote(seat))
    _cast_and_look(network, ballot, SEATS[-1], lambda: during.update(_files(home)))
    yield Voted(network, ballot, home, during, rows_before, mail_server)
    network.close()


def _cast_and_look(network: NetworkAtHand, ballot: UUID, seat: str, look: Callable[[], None]) -> None:
    """Cast, and look at the disk before the transaction ends."""
    letter, service = network.letter(ballot, seat), network.service

    def act(tx: Transaction) -> None:
        cast_vote(
            tx,
            token=letter.token,
            code=letter.code,
            request_key="last",
            vote=vote(seat),
            received_at=network.now(),
            randomness=Randomness(),
            vault=service.vault,
            now=network.now(),
        )
        # What is gathered is written when the group ends: here it is written at once, to look while it stands there.
        tx._rows.keep()
        tx._rows.write(tx._connection)
        look()

    service.do(act)


def _files(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in home.rglob("*") if path.is_file()}


def _rows(network: NetworkAtHand, folder: Path, name: str) -> set[str]:
    """Every row of every table as text."""
    (folder / name).mkdir()
    connection = sqlite3.connect(copy_database(network.service, folder / name))
    rows = set(connection.iterdump())
    connection.close()
    return rows


def test_before_the_close_no_byte_tells(voted: Voted, caplog: pytest.LogCaptureFixture) -> None:
    """Thirteen reasons and five positions, in every form, over everything there is: none."""
    send_letters(voted.network.service, now=voted.network.now())
    make_phrase(voted.home / "keys")
    backup = make_backup(voted.network.service.database, Settings(home=voted.home), now=voted.network.now())
    places = {f"{name} during a cast": content for name, content in voted.during.items()} | _files(voted.home)
    places |= {f"backup {path.suffix}": path.read_bytes() for path in (backup.database, backup.keys)}
    places["export"] = "".join(export_lines(voted.network.service)).encode()
    places["log"] = caplog.text.encode()
    for n, letter in enumerate(voted.mail.letters):
        places[f"letter {n}"] = letter.raw + b"".join(_parts(letter.message))
    assert any("journal" in name or "wal" in name for name in voted.during)
    assert len(voted.mail.letters) >= 2 * len(SEATS)
    told = {(place, secret) for place, content in places.items() for secret in secrets() if secret in content}
    assert told == set()


def _parts(message: Any) -> Iterator[bytes]:
    for part in message.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield content


def test_no_row_that_a_vote_adds_names_a_position(voted: Voted, tmp_path: Path) -> None:
    """What the casts added to the database holds none of the words a position has."""
    added = _rows(voted.network, tmp_path, "after") - voted.rows_before
    cast = [row for row in added if row.startswith('INSERT INTO "vote" ') or "vote-cast" in row]
    assert len(cast) >= 2 * len(SEATS)
    assert [row for row in cast if ANY_POSITION.search(row)] == []


def test_the_same_search_finds_them_after_the_close(voted: Voted) -> None:
    """Once closed, the export tells every position and every reason: the search was able to find."""
    voted.network.clock.at += TWO_WEEKS
    service = voted.network.service
    service.do(close_ballot, ballot_id=voted.ballot, vault=service.vault, now=voted.network.now())
    export, files = "".join(export_lines(service)), _files(voted.home)
    for seat in SEATS:
        assert reason(seat) in export
        assert f'"positions":{{"motion":"{POSITIONS[seat]}"}}' in export
        assert reason(seat).encode() in files["governance.sqlite"]
