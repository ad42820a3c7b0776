"""Addresses as one line of text: of a person's mailbox, of the mail server that takes letters, of the place where
bounces lie."""

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

BOUNCES_URL_FORM = " | ".join(
    ["maildir:///FOLDER", "mbox:///FILE", "imaps://USER:PASSWORD@HOST[:PORT][/MAILBOX]"]
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


@dataclass(frozen=True)
class BounceBox:
    """A place where bounces lie; ``path`` is a folder, a file, or the name of a mailbox on ``host``."""

    kind: Literal["maildir", "mbox", "imap", "imaps"]
    path: str
    host: str = ""
    port: int = 0
    login: str = ""
    password: str = field(default="", repr=False)


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


def read_bounces_url(url: str) -> BounceBox:
    """The parts of ``url``; ports default to 143 and 993 (RFC 8314). ValueError otherwise. ``imap``, which encrypts
    nothing, is taken for this very machine alone."""
    parts = urlsplit(url)
    if parts.scheme in ("maildir", "mbox") and not parts.netloc and len(parts.path) > 1:
        return BounceBox("maildir" if parts.scheme == "maildir" else "mbox", unquote(parts.path))
    if (
        not parts.hostname
        or not parts.username
        or not parts.password
        or parts.query
        or '"' in unquote(parts.path)
    ):
        raise ValueError(BOUNCES_URL_FORM)
    if parts.scheme != "imaps" and (
        parts.scheme != "imap" or parts.hostname not in ("localhost", "127.0.0.1", "::1")
    ):
        raise ValueError(BOUNCES_URL_FORM)
    return BounceBox(
        kind="imaps" if parts.scheme == "imaps" else "imap",
        path=unquote(parts.path.strip("/")),
        host=parts.hostname,
        port=parts.port or (993 if parts.scheme == "imaps" else 143),
        login=unquote(parts.username),
        password=unquote(parts.password),
    )
