"""The second factor of an account: six digits that change every half minute (RFC 6238), and recovery codes.

The secret is kept wrapped with a key that stands outside the database; of recovery codes only hashes are kept.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from governance.access.links import ALPHABET, read_code
from governance.access.vault import Vault

STEP = 30
"""Seconds for which six digits are good."""

RECOVERY_CODES = 10
_SECRET_SIZE = 24
_HALF = 6


def new_secret() -> bytes:
    """192 random bits (RFC 4226 asks for at least 128)."""
    return secrets.token_bytes(_SECRET_SIZE)


def new_recovery_codes() -> list[str]:
    """Ten codes for the day the telephone is lost, 118 bits each: enough for a plain hash (ASVS 6.5.2)."""
    return ["-".join(_letters() for _ in range(4)) for _ in range(RECOVERY_CODES)]


def wrap(vault: Vault, account: UUID, secret: bytes) -> bytes:
    """The secret as the database keeps it."""
    return aes_key_wrap(_key(vault, account), secret)


def unwrap(vault: Vault, account: UUID, wrapped: bytes) -> bytes:
    """The secret of an account."""
    return aes_key_unwrap(_key(vault, account), wrapped)


def shown(secret: bytes) -> str:
    """The secret as people type it into their authenticator."""
    return base64.b32encode(secret).decode("ascii").rstrip("=")


def address_of(secret: bytes, *, account: str, issuer: str) -> str:
    """The ``otpauth:`` address that an authenticator reads from a picture."""
    return _totp(secret).get_provisioning_uri(account, issuer)


def matching_step(secret: bytes, given: str, *, after: int, now: datetime) -> int | None:
    """The half minute whose digits were given: the present one, the one before or after it, and none up to ``after``,
    so that no digits are taken twice (RFC 6238, 5.2)."""
    digits = "".join(given.split()).encode("utf-8", "replace")
    present = int(now.timestamp()) // STEP
    for step in (present, present - 1, present + 1):
        if step > after and hmac.compare_digest(_totp(secret).generate(step * STEP), digits):
            return step
    return None


def recovery_hash(given: str) -> str:
    """What the database knows of a recovery code; case, spaces and hyphens are ignored."""
    return hashlib.sha256(read_code(given).encode("utf-8")).hexdigest()


def recovery_hashes(codes: Iterable[str]) -> list[str]:
    """The hashes of these codes."""
    return [recovery_hash(code) for code in codes]


def _letters() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(_HALF))


def _totp(secret: bytes) -> TOTP:
    # SHA-1 is what every authenticator knows; as an HMAC it holds (RFC 6238, 1.2).
    return TOTP(secret, 6, SHA1(), STEP, enforce_key_length=True)


def _key(vault: Vault, account: UUID) -> bytes:
    return hmac.new(vault.box, b"second factor\x00" + account.bytes, hashlib.sha256).digest()
