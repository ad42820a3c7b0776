"""Letters that come back: read, matched by the address they came to, and shown at the desk."""

import mailbox
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from governance.addresses import BounceBox, read_bounces_url
from governance.courier import read_bounces, send_letters
from governance.mail.bounces import read_bounce
from governance.mail.returned import new_messages
from governance.settings import Settings
from governance.store.reads.desk_ballots import read_ballot
from governance.store.reads.desk_board import read_board
from governance.store.tables.outbox import OutboxRow
from tests.equipment.looking import entries, fingerprint
from tests.equipment.mail_server import MailServer
from tests.equipment.network import NetworkAtHand
from tests.mail.conftest import rows_of

REPORTS = sorted(Path(__file__).with_name("bounced").glob("*.eml"))
NAMED = "0123456789abcdef0123456789abcdef"
YES = {"positions": {"motion": "yes"}}


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_report_is_read_for_what_it_says(path: Path) -> None:
    """Failed, delayed or neither, with its status, whichever server wrote it; the name of the file tells which."""
    _, verdict, *status = path.stem.split(".")
    bounce = read_bounce(path.read_bytes())
    if verdict == "none":
        assert bounce is None
        return
    assert bounce is not None
    assert (bounce.letter.hex, bounce.final, bounce.status) == (NAMED, verdict == "failed", ".".join(status))


@pytest.mark.parametrize(
    "raw", [b"", b"\x00\xff" * 500, b"To: bounce+xyz@example.org\n\n", b"From: \n" * 2000]
)
def test_what_is_no_mail_is_no_bounce(raw: bytes) -> None:
    """Rubbish in the box is passed over."""
    assert read_bounce(raw) is None


def report_on(row: OutboxRow, kind: str = "postfix-unknown.failed.5.1.1") -> bytes:
    """A report on this letter."""
    path = Path(__file__).with_name("bounced") / f"{kind}.eml"
    return path.read_bytes().replace(NAMED.encode(), row.id.hex.encode())


@pytest.fixture
def box(tmp_path: Path) -> mailbox.Maildir:
    """An empty maildir."""
    return mailbox.Maildir(tmp_path / "bounces")


@pytest.fixture
def returning(carried: NetworkAtHand, tmp_path: Path, box: mailbox.Maildir) -> NetworkAtHand:
    """A network whose bounces are looked for in the maildir."""
    values = carried.service.settings.model_dump() | {"bounces_url": f"maildir://{tmp_path / 'bounces'}"}
    carried.service = replace(carried.service, settings=Settings(**values))
    return carried


def put_and_send(network: NetworkAtHand) -> list[OutboxRow]:
    """Open a ballot and send its invitations."""
    network.put("2026-01", "test-positions")
    send_letters(network.service, now=network.now())
    return rows_of(network.service, "invitation")


def test_a_letter_that_comes_back_is_shown_and_entered_once(
    returning: NetworkAtHand, box: mailbox.Maildir, mail_server: MailServer
) -> None:
    """One look later the seat stands as not reached at the desk, with an entry; a second report adds nothing."""
    row = put_and_send(returning)[3]
    assert any(
        letter.sender == f"bounce+{row.id.hex}@governance.example.org" for letter in mail_server.letters
    )
    box.add(report_on(row))
    assert read_bounces(returning.service, now=returning.now()) == 1
    box.add(report_on(row, "gmail.failed.5.1.1"))
    assert read_bounces(returning.service, now=returning.now()) == 0
    [entry] = entries(returning.service, "letter-undelivered")
    assert entry["letter"] == "invitation"
    ballot = returning.service.read(read_ballot, row.ballot_id, now=returning.now())
    assert [seat.code for seat in ballot.not_reached] == [entry["seat"]]
    assert ballot.reached == {"handed_over": 12, "not_reached": 1}
    board = returning.service.read(read_board)
    assert [each.seat for each in board.letters_troubled] == [entry["seat"]]


def test_a_seat_that_has_answered_was_reached(returning: NetworkAtHand, box: mailbox.Maildir) -> None:
    """Whoever votes has the letter, whatever a server says of it."""
    row = put_and_send(returning)[0]
    box.add(report_on(row))
    read_bounces(returning.service, now=returning.now())
    seat = entries(returning.service, "letter-undelivered")[0]["seat"]
    returning.cast(row.ballot_id, seat, YES)
    ballot = returning.service.read(read_ballot, row.ballot_id, now=returning.now())
    assert ballot.not_reached == ()
    assert sum(ballot.reached.values()) == 13


def test_a_delay_and_an_automatic_answer_enter_nothing(
    returning: NetworkAtHand, box: mailbox.Maildir
) -> None:
    """A letter that is late may still arrive; an absence is not a bounce."""
    late, away, *_ = put_and_send(returning)
    box.add(report_on(late, "postfix-warning.delayed.4.4.1"))
    box.add(report_on(away, "out-of-office.none"))
    assert read_bounces(returning.service, now=returning.now()) == 1
    assert not entries(returning.service, "letter-undelivered")
    ballot = returning.service.read(read_ballot, late.ballot_id, now=returning.now())
    assert ballot.reached == {"handed_over": 13}
    assert sorted(seat.letter.trouble or "" for seat in ballot.seats if seat.letter)[-1] == "4.4.1"


def test_a_report_on_no_letter_of_ours_changes_nothing(
    returning: NetworkAtHand, box: mailbox.Maildir
) -> None:
    """Who invents a letter marks nobody."""
    put_and_send(returning)
    before = fingerprint(returning.service)
    box.add(REPORTS[0].read_bytes())
    box.add(Path(__file__).with_name("bounced").joinpath("qmail.failed.5.1.1.eml").read_bytes())
    assert read_bounces(returning.service, now=returning.now()) == 0
    assert fingerprint(returning.service) == before


def test_a_receipt_that_comes_back_tells_nobody_who_answered(
    returning: NetworkAtHand, box: mailbox.Maildir
) -> None:
    """Receipts go only to seats that have answered: the register does not name one that came back."""
    row = put_and_send(returning)[0]
    returning.cast(row.ballot_id, "CE3M", YES)
    send_letters(returning.service, now=returning.now())
    box.add(report_on(rows_of(returning.service, "receipt")[0]))
    assert read_bounces(returning.service, now=returning.now()) == 1
    assert not entries(returning.service, "letter-undelivered")


def test_every_message_of_a_maildir_is_read_once(tmp_path: Path, box: mailbox.Maildir) -> None:
    """What was read lies in ``cur``, seen; whoever stops in the middle of one finds it again."""
    for n in range(3):
        box.add(f"Subject: {n}\n\n")
    place = read_bounces_url(f"maildir://{tmp_path / 'bounces'}")
    stopped = new_messages(place)
    first = next(stopped)
    stopped.close()
    assert first in (found := _all(place))
    assert len(found) == 3
    assert _all(place) == []
    assert len(list((tmp_path / "bounces" / "cur").iterdir())) == 3


def _all(place: BounceBox) -> list[bytes]:
    return list(new_messages(place))


def test_every_message_of_an_mbox_is_read_once(tmp_path: Path) -> None:
    """The file keeps its messages, marked as read; new ones are found beside them."""
    path = tmp_path / "bounces.mbox"
    file = mailbox.mbox(path)
    file.add("Subject: 1\n\nfirst\n")
    file.close()
    place = read_bounces_url(f"mbox://{path}")
    assert len(_all(place)) == 1
    assert _all(place) == []
    file = mailbox.mbox(path)
    file.add("Subject: 2\n\nsecond\n")
    file.close()
    assert [b"second" in each for each in _all(place)] == [True]


class Imap(socketserver.StreamRequestHandler):
    """As much of IMAP4rev1 as reading new messages takes (the names are socketserver's)."""

    def handle(self) -> None:
        """Answer one connection."""
        self._say("* OK ready")
        for line in iter(self.rfile.readline, b""):
            tag, verb, *rest = line.decode().strip().split(" ")
            self._answer(verb.upper(), rest)
            self._say(f"{tag} OK done")
            if verb.upper() == "LOGOUT":
                return

    def _answer(self, verb: str, rest: list[str]) -> None:
        kept: dict[str, tuple[bytes, bool]] = self.server.kept  # type: ignore[attr-defined]
        if verb == "CAPABILITY":
            self._say("* CAPABILITY IMAP4rev1")
        elif verb == "SELECT":
            self._say(f"* {len(kept)} EXISTS")
        elif rest and rest[0] == "SEARCH":
            self._say("* SEARCH " + " ".join(uid for uid, (_, seen) in kept.items() if not seen))
        elif rest and rest[0] == "FETCH":
            raw = kept[rest[1]][0]
            self._say(f"* 1 FETCH (UID {rest[1]} BODY[]<0> {{{len(raw)}}}")
            self.wfile.write(raw + b")\r\n")
        elif rest and rest[0] == "STORE":
            kept[rest[1]] = (kept[rest[1]][0], True)

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


@pytest.fixture
def imap() -> Iterator[socketserver.ThreadingTCPServer]:
    """An IMAP server on the loopback interface that keeps two messages."""
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Imap)
    server.kept = {"7": (b"Subject: 1\r\n\r\n", False), "9": (b"Subject: 2\r\n\r\n", False)}  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)


def test_every_message_of_an_imap_mailbox_is_read_once(imap: socketserver.ThreadingTCPServer) -> None:
    """New ones are fetched and then marked as seen."""
    place = read_bounces_url(f"imap://login:password@127.0.0.1:{imap.server_address[1]}/INBOX")
    assert _all(place) == [b"Subject: 1\r\n\r\n", b"Subject: 2\r\n\r\n"]
    assert _all(place) == []


def test_a_place_that_cannot_be_read_is_said_and_stops_nothing(
    returning: NetworkAtHand, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """One line in the log that names no password; letters go on leaving."""
    (tmp_path / "bounces" / "new").rmdir()
    assert read_bounces(returning.service, now=returning.now()) == 0
    assert [record.getMessage() for record in caplog.records] == [
        "bounces cannot be read from the maildir: FileNotFoundError"
    ]


@pytest.mark.parametrize(
    "url",
    [
        "maildir://",
        "imap://login:password@mail.example.org",
        "imaps://mail.example.org",
        "imaps://login@mail.example.org/INBOX",
        "pop3://login:password@mail.example.org",
        'imaps://login:password@mail.example.org/IN"BOX',
    ],
)
def test_a_place_that_makes_no_sense_is_refused(url: str) -> None:
    """So is one whose password would travel unencrypted."""
    with pytest.raises(ValueError, match="maildir"):
        read_bounces_url(url)
