"""The forms that values of settings have: types whose check raises ValueError where a value has another form."""

from ipaddress import ip_network
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator

from governance.addresses import is_address, read_bounces_url, read_smtp_url

MASK = "***"
"""What is shown in the place of a value that must not be shown."""


def _absolute(path: Path) -> Path:
    return path.expanduser().resolve()


def _host_and_port(listen: str) -> str:
    parts = urlsplit(f"//{listen}")
    if not parts.hostname or parts.port is None or listen != parts.netloc or "@" in listen:
        raise ValueError(listen)
    return listen


def _origin_only(address: str) -> str:
    origin = address.rstrip("/")
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise ValueError(address)
    if origin != f"{parts.scheme}://{parts.netloc}" or parts.port == 0:
        raise ValueError(address)
    return origin


def _known_database(url: str) -> str:
    parts = urlsplit(url)
    if url.startswith("sqlite:////") and len(parts.path) > 2:
        return url
    if parts.scheme == "postgresql+psycopg" and len(parts.path) > 1:
        return url
    raise ValueError(MASK)


def _readable_smtp_url(url: str) -> str:
    read_smtp_url(url)  # raises where it cannot be taken apart
    return url


def _readable_bounces_url(url: str) -> str:
    read_bounces_url(url)
    return url


def _plain_address(address: str) -> str:
    if not is_address(address):
        raise ValueError(address)
    return address


def _networks(named: str) -> str:
    found = [ip_network(each.strip()) for each in named.split(",")] if named else []
    if any(each.prefixlen == 0 for each in found):
        raise ValueError(named)  # everybody is no proxy
    return ",".join(map(str, found))


AbsolutePath = Annotated[Path, AfterValidator(_absolute)]
HostAndPort = Annotated[str, AfterValidator(_host_and_port)]
Origin = Annotated[str, AfterValidator(_origin_only)]
DatabaseUrl = Annotated[str, AfterValidator(_known_database)]
SmtpUrl = Annotated[str, AfterValidator(_readable_smtp_url)]
BouncesUrl = Annotated[str, AfterValidator(_readable_bounces_url)]
Networks = Annotated[str, AfterValidator(_networks)]
MailAddress = Annotated[str, AfterValidator(_plain_address)]


def least_length(least: int) -> AfterValidator:
    """A text of so many characters or more."""

    def long_enough(text: str) -> str:
        if len(text) < least:
            raise ValueError(MASK)
        return text

    return AfterValidator(long_enough)


def whole_number(least: int, most: int) -> AfterValidator:
    """A whole number from ``least`` to ``most``."""

    def within(number: int) -> int:
        if not least <= number <= most:
            raise ValueError(number)
        return number

    return AfterValidator(within)
