"""Where bounces lie until they are read: a maildir, an mbox file, or a mailbox that is asked by IMAP."""

import imaplib
import mailbox
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from governance.addresses import BounceBox

AT_MOST = 200
"""Messages read in one look; the others wait for the next."""

_LONGEST = 1_000_000
_ANSWER_SECONDS = 30.0


def new_messages(box: BounceBox) -> Iterator[bytes]:
    """The messages that nobody has read, ``AT_MOST`` at a time. Each is marked as read when the next one is asked
    for: whoever stops in the middle of one finds it again.

    OSError (``imaplib.IMAP4.error`` and ``mailbox.Error`` come as one) where the place cannot be read.
    """
    try:
        yield from _PLACES[box.kind](box)
    except (imaplib.IMAP4.error, mailbox.Error) as error:
        raise OSError(type(error).__name__) from error


def _maildir(box: BounceBox) -> Iterator[bytes]:
    folder = Path(box.path)
    for path in sorted((folder / "new").iterdir())[:AT_MOST]:
        yield path.read_bytes()[:_LONGEST]
        path.rename(folder / "cur" / f"{path.name.split(':')[0]}:2,S")


def _mbox(box: BounceBox) -> Iterator[bytes]:
    if not Path(box.path).stat().st_size:
        return
    file = mailbox.mbox(box.path, create=False)
    file.lock()
    try:
        unread = [key for key, message in file.items() if "R" not in message.get_flags()]
        for key in unread[:AT_MOST]:
            message = file[key]
            yield message.as_bytes()[:_LONGEST]
            message.add_flag("RO")
            file[key] = message
    finally:
        file.flush()
        file.unlock()
        file.close()


def _imap(box: BounceBox) -> Iterator[bytes]:
    connection = _connect(box)
    try:
        connection.login(box.login, box.password)
        connection.select(f'"{box.path or "INBOX"}"')
        _, found = connection.uid("SEARCH", "UNSEEN")
        for uid in (found[0] or b"").decode("ascii").split()[:AT_MOST]:
            _, answer = connection.uid("FETCH", uid, f"(BODY.PEEK[]<0.{_LONGEST}>)")
            yield next((part[1] for part in answer if isinstance(part, tuple)), b"")
            connection.uid("STORE", uid, "+FLAGS", r"(\Seen)")
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            connection.logout()


def _connect(box: BounceBox) -> imaplib.IMAP4:
    if box.kind == "imap":
        return imaplib.IMAP4(box.host, box.port, timeout=_ANSWER_SECONDS)
    context = ssl.create_default_context()
    return imaplib.IMAP4_SSL(box.host, box.port, ssl_context=context, timeout=_ANSWER_SECONDS)


_PLACES: Mapping[str, Callable[[BounceBox], Iterator[bytes]]] = {
    "maildir": _maildir,
    "mbox": _mbox,
    "imap": _imap,
    "imaps": _imap,
}
