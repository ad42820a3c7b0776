"""From a rendered letter to the bytes that leave, and the last look at those bytes before they do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, getaddresses
from uuid import UUID

from governance.mail.blocks import Enclosure
from governance.refusal import Refusal

# Bodies in seven bits and short lines, so that no server on the way has a reason to write them anew.
_BODY = policy.SMTP.clone(cte_type="7bit", max_line_length=76)
# RFC 2047 encoding must not touch structured headers such as Message-ID, however long.
_WIRE = policy.SMTP.clone(cte_type="7bit", max_line_length=998)

HEADERS = (
    "Message-ID",
    "Date",
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Auto-Submitted",
    "List-Id",
    "Content-Language",
    "MIME-Version",
    "Content-Type",
)
"""Every header a letter has, once each, and no other."""

# What a mail program or server might take for the end of a header or for an encoded one.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]|=\?")
_LONGEST_LINE = 500


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who writes to whom about what: everything that stands in the headers."""

    letter: UUID
    message_id: str
    created_at: datetime
    sender: str
    sender_name: str
    receiver: str
    reply_to: str
    subject: str
    language: str

    @property
    def host(self) -> str:
        """The domain letters come from."""
        return self.sender.rpartition("@")[2]

    @property
    def return_path(self) -> str:
        """Where a bounce goes: an address that names the letter (VERP), so that it is known whose bounced."""
        return f"bounce+{self.letter.hex}@{self.host}"


def build_message(
    envelope: Envelope, *, text: str, html: str, enclosures: Sequence[Enclosure] = ()
) -> EmailMessage:
    """The message: plain text first, HTML beside it, then what is enclosed. ``letter-unsafe`` where a name, an
    address or the subject could be read as more than it is."""
    for line in (envelope.subject, envelope.sender_name, envelope.receiver, envelope.reply_to):
        if len(line) > _LONGEST_LINE or _UNSAFE.search(line):
            raise Refusal("letter-unsafe")
    message = EmailMessage(policy=_BODY)
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    for enclosure in enclosures:
        _enclose(message, enclosure)
    _add_headers(message, envelope)  # last: making parts moves what begins with Content- into the first
    return message


def write_message(message: EmailMessage, envelope: Envelope) -> bytes:
    """The bytes to be sent, parsed again first: their headers are exactly ``HEADERS``, and they go to nobody but the
    receiver. Anything else is refused (``letter-unsafe``)."""
    try:
        raw = message.as_bytes(policy=_WIRE)
    except (MessageError, ValueError, UnicodeError) as error:
        raise Refusal("letter-unsafe") from error
    _check_bytes(raw, envelope)
    return raw


def _add_headers(message: EmailMessage, envelope: Envelope) -> None:
    try:
        message["Message-ID"] = envelope.message_id
        message["Date"] = format_datetime(envelope.created_at)
        message["From"] = Address(envelope.sender_name, addr_spec=envelope.sender)
        message["To"] = Address(addr_spec=envelope.receiver)
        message["Reply-To"] = Address(addr_spec=envelope.reply_to)
        message["Subject"] = envelope.subject
        message["Auto-Submitted"] = "auto-generated"
        message["List-Id"] = f"<letters.{envelope.host}>"
        message["Content-Language"] = envelope.language
    except (MessageError, ValueError, IndexError) as error:
        raise Refusal("letter-unsafe") from error


def _enclose(message: EmailMessage, enclosure: Enclosure) -> None:
    maintype, subtype = enclosure.media_type.split("/")
    message.add_attachment(enclosure.content, maintype=maintype, subtype=subtype, filename=enclosure.name)
    *_, part = message.iter_attachments()
    for name, value in enclosure.parameters:
        part.set_param(name, value)


def _check_bytes(raw: bytes, envelope: Envelope) -> None:
    parsed = message_from_bytes(raw, policy=policy.default)
    names = sorted(name.lower() for name, _ in parsed.items())
    if names != sorted(name.lower() for name in HEADERS):
        raise Refusal("letter-unsafe")
    expected = {"From": envelope.sender, "To": envelope.receiver, "Reply-To": envelope.reply_to}
    for name, address in expected.items():
        if [found for _, found in getaddresses([str(parsed[name])])] != [address]:
            raise Refusal("letter-unsafe")
    if str(parsed["Subject"]) != envelope.subject or str(parsed["Message-ID"]) != envelope.message_id:
        raise Refusal("letter-unsafe")
