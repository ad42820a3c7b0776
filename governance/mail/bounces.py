"""What a mail server writes back about a letter: reports as in RFC 3464, and the older forms still in use.

A report is matched by the address it came to, which names the letter (VERP); nothing else in it is trusted.
"""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from uuid import UUID

_LETTER = re.compile(r"\bbounce\+([0-9a-f]{32})@", re.IGNORECASE)
_ADDRESSED = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Forwarded-To")
_STATUS = re.compile(r"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])")
_ACTION = re.compile(r"^Action:\s*([a-z]+)", re.IGNORECASE | re.MULTILINE)
_SERVER = re.compile(r"\b(mailer-daemon|postmaster)@|\bmail delivery (sub)?system\b", re.IGNORECASE)
_NOT_YET = re.compile(
    r"will (keep trying|continue to be (tried|made)|be retried|try again)|not yet been delivered|delayed \d",
    re.IGNORECASE,
)
_FOR_GOOD = re.compile(
    r"\b5[0-5]\d[ -]|\b5\.\d{1,3}\.\d{1,3}\b|permanent(ly)? (error|fail)|could not be delivered|undeliverable",
    re.IGNORECASE,
)
_OTHER_REPORT = "message/disposition-notification"  # RFC 8098: read, or deleted; it did arrive


@dataclass(frozen=True, slots=True)
class Bounce:
    """What became of a letter: ``final`` when it will not arrive, else it is only late. ``status`` as in RFC 3463."""

    letter: UUID
    final: bool
    status: str


def read_bounce(raw: bytes) -> Bounce | None:
    """The bounce that a message is; None for an automatic answer, a report that a letter has arrived, anything else,
    and where no address of it names a letter."""
    message = message_from_bytes(raw, policy=policy.compat32)
    letter = _letter_of(message)
    if letter is None:
        return None
    report = _report(message)
    final, said = _reported(report) if report else _told(message)
    return None if final is None else Bounce(letter, final, _status(said, final=final))


def _letter_of(message: Message) -> UUID | None:
    for name in _ADDRESSED:
        for value in message.get_all(name, []):
            if found := _LETTER.search(str(value)):
                return UUID(found[1])
    return None


def _report(message: Message) -> str | None:
    """The part that machines read, as text; RFC 6533 has given it a second name."""
    for part in message.walk():
        if part.get_content_type() in (
            "message/delivery-status",
            "message/global-delivery-status",
            _OTHER_REPORT,
        ):
            return part.as_string()
    return None


def _reported(report: str) -> tuple[bool | None, str]:
    """Whether a report tells of failure (True), of delay (False) or of neither."""
    actions = {action.lower() for action in _ACTION.findall(report)}
    if "failed" in actions:
        return True, report
    return (False if "delayed" in actions else None), report


def _told(message: Message) -> tuple[bool | None, str]:
    """The same of a message without a report, as Exim, qmail and others wrote and write them."""
    said = _text(message)
    if message["X-Failed-Recipients"] is not None and not _NOT_YET.search(said):
        return True, said
    if not _SERVER.search(str(message["From"] or "")):
        return None, said
    if _NOT_YET.search(said):
        return False, said
    return (True if _FOR_GOOD.search(said) else None), said


def _text(message: Message) -> str:
    """The plain text of a message, as far as it can be read."""
    for part in message.walk():
        if part.get_content_maintype() == "text":
            content = part.get_payload(decode=True)
            return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
    return ""


def _status(said: str, *, final: bool) -> str:
    """The status that is named, else that of its class."""
    named = re.search(r"^Status:\s*([45]\.\d{1,3}\.\d{1,3})", said, re.IGNORECASE | re.MULTILINE)
    found = named or _STATUS.search(said)
    return found[1] if found else ("5.0.0" if final else "4.0.0")
