"""Voting links and their codes: derived from a key outside the database, never stored.

A token is the base32 of 130 bits of HMAC-SHA256 over the ballot, seat, mandate and issue number; the code, which
stands in the letter and not in the link, is six characters derived likewise. The database holds SHA-256(token).
"""

import base64
import hashlib
import hmac
import re
import unicodedata
from urllib.parse import unquote
from uuid import UUID

from governance.access.vault import Vault
from governance.refusal import Refusal

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""What codes are made of: no I, L, O, 0 or 1, which people and fonts confuse."""

CODE_LENGTH = 6
TOKEN_LENGTH = 26

# Where a line was broken: quoted-printable's "=", then the marks with which an answer quotes a letter.
_BROKEN_LINE = re.compile(r"=?[\r\n]+[\s>|]*")
_BEFORE = "<([{\"'«“‘*_"
_OF_TOKENS = re.compile(r"[A-Z2-7]*")
_ENCODED_TWICE = 2


def token_of(vault: Vault, *, ballot: UUID, seat: UUID, mandate: UUID, issue: int) -> str:
    """The 26 characters of this link; the same for the same four facts, so a resend repeats the same link."""
    return _token(_derive(vault, b"token", ballot, seat, mandate, issue))


def code_of(vault: Vault, *, ballot: UUID, seat: UUID, mandate: UUID, issue: int, code_issue: int) -> str:
    """The six characters that confirm a vote; ``code_issue`` counts the codes sent for one link."""
    return _code(_derive(vault, b"code", ballot, seat, mandate, issue, code_issue))


def confirmation_token_of(vault: Vault, *, seat: UUID, mandate: UUID) -> str:
    """The 26 characters of the link through which a seat answers what the desk asks it to confirm."""
    return _token(_derive(vault, b"confirmation-token", seat, mandate))


def confirmation_code_of(vault: Vault, *, seat: UUID, mandate: UUID, code_issue: int) -> str:
    """The six characters that go with it, in the letter alone."""
    return _code(_derive(vault, b"confirmation-code", seat, mandate, code_issue))


def deliberation_token_of(vault: Vault, *, motion: UUID, mandate: UUID) -> str:
    """The 26 characters of the link through which a member speaks of a tabled motion."""
    return _token(_derive(vault, b"deliberation-token", motion, mandate))


def deliberation_code_of(vault: Vault, *, motion: UUID, mandate: UUID, code_issue: int) -> str:
    """The six characters that go with it, in the letter alone."""
    return _code(_derive(vault, b"deliberation-code", motion, mandate, code_issue))


def follow_token_of(vault: Vault, *, link: UUID, mandate: UUID) -> str:
    """The 26 characters of the link through which a seat contests a resolution or reports on an action."""
    return _token(_derive(vault, b"follow-token", link, mandate))


def follow_code_of(vault: Vault, *, link: UUID, mandate: UUID, code_issue: int) -> str:
    """The code that stands in the letter with that link."""
    return _code(_derive(vault, b"follow-code", link, mandate, code_issue))


def token_hash(token: str) -> str:
    """What the database knows of a token."""
    return hashlib.sha256(token.encode("ascii", "replace")).hexdigest()


def read_token(given: str) -> str:
    """The token as it was issued, whatever was done to its address on the way: broken lines and marks nobody sees in
    it, encoded once more, in another case, with punctuation, tracking or a scanner's ending after it. Of an address
    that was cut, what is left."""
    plain = given
    for _ in range(_ENCODED_TWICE):
        plain = unquote(plain)
    plain = _BROKEN_LINE.sub("", unicodedata.normalize("NFKC", plain))
    plain = "".join(letter for letter in plain if not _is_unseen(letter)).lstrip(_BEFORE).upper()
    found = _OF_TOKENS.match(plain)
    return found.group()[:TOKEN_LENGTH] if found else ""


def check_whole(token: str) -> None:
    """Refuse an address that was cut on its way (``link-cut``): a token has 26 characters."""
    if len(token) < TOKEN_LENGTH:
        raise Refusal("link-cut", length=len(token), whole=TOKEN_LENGTH)


def read_code(given: str) -> str:
    """The code as it was issued: case, spaces and hyphens are ignored."""
    return "".join(letter for letter in given.upper() if letter.isalnum())


def same_code(given: str, expected: str) -> bool:
    """Whether the code typed is the one in the letter, compared in constant time."""
    return hmac.compare_digest(read_code(given).encode("utf-8"), expected.encode("ascii"))


def _is_unseen(letter: str) -> bool:
    """Spaces, control characters, and those of no width: soft hyphens, joiners, marks of direction."""
    return letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf")


def _token(digest: bytes) -> str:
    return base64.b32encode(digest)[:TOKEN_LENGTH].decode("ascii")


def _code(digest: bytes) -> str:
    number = int.from_bytes(digest)
    letters = []
    for _ in range(CODE_LENGTH):
        number, at = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[at])
    return "".join(letters)


def _derive(vault: Vault, purpose: bytes, *facts: UUID | int) -> bytes:
    parts = [purpose, *(str(fact).encode("ascii") for fact in facts)]
    return hmac.new(vault.link, b"\x00".join(parts), hashlib.sha256).digest()
