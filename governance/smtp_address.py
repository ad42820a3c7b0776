"""The address of a mail server as one line of text, and its parts."""

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote, urlsplit

SMTP_URL_FORM = (
    "smtp://HOST[:PORT] | smtp+starttls://[USER:PASSWORD@]HOST[:PORT] | smtps://[USER:PASSWORD@]HOST[:PORT]"
)

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
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def read_smtp_url(url: str) -> SmtpAddress:
    """The parts of ``url``; ports default to 25, 587 (RFC 6409), 465 (RFC 8314). ValueError on another form."""
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
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )
