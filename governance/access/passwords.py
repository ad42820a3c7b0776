"""Passwords of the desk's accounts: argon2id with OWASP's parameters (19 MiB, two passes, one lane)."""

import argon2

from governance.refusal import Refusal

SHORTEST = 12
"""Characters a password has at least (NIST SP 800-63B, one factor)."""

_HASHER = argon2.PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_DUMMY = _HASHER.hash("nobody has this password")


def check_strength(password: str) -> None:
    """Refuse a password that is too short (``password-short``) or beyond what is hashed (``password-long``)."""
    if len(password) < SHORTEST:
        raise Refusal("password-short", shortest=SHORTEST)
    if len(password) > 1024:
        raise Refusal("password-long", longest=1024)


def hash_password(password: str) -> str:
    """The argon2id hash to keep. About 40 ms: never on the event loop."""
    return _HASHER.hash(password)


def is_password(stored: str | None, password: str) -> bool:
    """Whether the password is the one stored. As slow for an account that does not exist (``stored=None``)."""
    try:
        return _HASHER.verify(stored or _DUMMY, password) and stored is not None
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Whether the hash was made with other parameters than today's and should be made again."""
    return _HASHER.check_needs_rehash(stored)
