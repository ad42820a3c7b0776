"""Addresses as one line of text: of a person's mailbox, and of the mail server that takes letters."""

import re
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote, urlsplit

ADDRESS_FORM = "NAME@DOMAIN"
SMTP_URL_FORM = " | ".join(
    [
        "smtp://[USER:PASSWORD@]HOST[:PORT]",
        "smtp+starttls://[USER:PASSWORD@]HOST[:PORT]",
        "smtps://[USER:PASSWORD@]HOST[:PORT]",
    ]
)

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&*+/=?^_{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", re.ASCII)
_SCHEMES: dict[str, tuple[Literal["plain", "starttls", "tls"], int]] = {
    "smtp": ("plain", 25),
    "smtp+starttls": ("starttls", 587),
    "smtps": ("tls", 465),
}


@dataclass(frozen=True)
class SmtpAddress:
    """A mail server; ``security``: never encrypted, encrypted after STARTTLS, or from the first byte."""

    host: str
    port: int
    security: Literal["plain", "starttls", "tls"]
    login: str | None = None
    password: str | None = field(default=None, repr=False)


def is_address(text: str) -> bool:
    """Whether ``text`` is one bare mailbox address (RFC 5321, unquoted, at most 254 characters)."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None and "=?" not in text


def read_smtp_url(url: str) -> SmtpAddress:
    """The parts of ``url``; ports default to 25, 587 (RFC 6409), 465 (RFC 8314). ValueError otherwise."""
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError(SMTP_URL_FORM)
    if (parts.username is None) != (parts.password is None):
        raise ValueError(SMTP_URL_FORM)
    security, port = _SCHEMES[parts.scheme]
    return SmtpAddress(
        host=parts.hostname,
        port=parts.port or port,
        security=security,
        login=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )
