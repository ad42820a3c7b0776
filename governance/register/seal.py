"""Votes sealed until the close, and the one-way marks of votes, persons and reasons in the register.

The payload of a vote is encrypted with a key of its own, which is kept wrapped with the box key: the box key
stands outside the database, so the database alone opens nothing, and a vote whose wrapped key is destroyed
stays closed for ever. Nothing here draws a random number: what must be random is an argument, so that an act
that runs twice writes the same bytes twice.
"""

import hmac
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from governance.refusal import Refusal
from governance.register import canonical

SECRET_SIZE = 32
"""Box keys, data keys, openings and salts of texts are 32 bytes: of one length, they need no separator."""

SHORTEST_SALT = 16
"""Salts of marks are keys of an HMAC and may have any length from 16 bytes."""

_LENGTH_SIZE = 4
# Every data key encrypts one message and no other, so the nonce need not change (NIST SP 800-38D, 8.2.1).
_NONCE = bytes(12)


@dataclass(frozen=True, slots=True)
class SealedVote:
    """A vote at rest: its ciphertext, and its data key wrapped with the box key; without it, noise."""

    ciphertext: bytes
    wrapped_key: bytes


def seal_vote(payload: bytes, *, box_key: bytes, data_key: bytes, context: bytes, pad_to: int) -> SealedVote:
    """Seal a payload of at most ``pad_to`` bytes; the ciphertext's length depends on ``pad_to`` alone.

    ``data_key`` is 32 fresh random bytes for every vote. ``context`` says where the vote belongs (its ballot
    and seat): sealed under one context, it opens under no other. Raises ``Refusal("vote-too-long")``.
    """
    _check_secrets(box_key, data_key)
    if len(payload) > pad_to:
        raise Refusal("vote-too-long", bytes=len(payload), at_most=pad_to)
    plain = len(payload).to_bytes(_LENGTH_SIZE, "big") + payload.ljust(pad_to, b"\0")
    # The payload takes part, so that even repeated random bytes never give one key to two messages.
    key = _derived(data_key + sha256(payload).digest(), b"vote data key", context)
    wrapped = aes_key_wrap(_derived(box_key, b"vote key wrapping", context), key)
    return SealedVote(AESGCM(key).encrypt(_NONCE, plain, context), wrapped)


def open_vote(sealed: SealedVote, *, box_key: bytes, context: bytes) -> bytes:
    """Return the payload; ``Refusal("seal-broken")`` with another key or context, or a changed byte."""
    _check_secrets(box_key)
    try:
        key = aes_key_unwrap(_derived(box_key, b"vote key wrapping", context), sealed.wrapped_key)
        plain = AESGCM(key).decrypt(_NONCE, sealed.ciphertext, context)
    except (InvalidUnwrap, InvalidTag, ValueError) as error:
        raise Refusal("seal-broken") from error
    length = int.from_bytes(plain[:_LENGTH_SIZE], "big")
    return plain[_LENGTH_SIZE : _LENGTH_SIZE + length]


def commitment(opening: bytes, vote: bytes) -> str:
    """Return SHA-256(opening || vote) in hexadecimal.

    ``opening`` is 32 random bytes; ``vote`` the canonical JSON of the vote as the close opens it, each reason
    replaced by its ``text_digest``: the commitment still opens after the text of a reason was erased.
    """
    _check_secrets(opening)
    return sha256(opening + vote).hexdigest()


def derive_salt(salt: bytes, option: str) -> bytes:
    """Return the salt of the reason on one option, made from the vote's salt: each can be erased alone."""
    return _hmac(salt, b"reason\0" + option.encode())


def text_digest(salt: bytes, text: str) -> str:
    """Return SHA-256(salt || text in UTF-8, normalisation form C) in hexadecimal."""
    _check_secrets(salt)
    return sha256(salt + str(canonical.normalised(text)).encode()).hexdigest()


def seat_mark(salt: bytes, seat: str) -> str:
    """Return HMAC-SHA256(salt, seat) in hexadecimal: tells the votes of one seat apart, not whose they are.

    The salt is random per seat and ballot; it is shown when the vote that counts is opened.
    """
    return _hmac(salt, seat.encode()).hex()


def pseudonym(salt: bytes, person: str) -> str:
    """Return HMAC-SHA256(salt, person) in hexadecimal: with the salt erased, nobody can tell who."""
    return _hmac(salt, person.encode()).hex()


def _hmac(salt: bytes, message: bytes) -> bytes:
    if len(salt) < SHORTEST_SALT:
        raise ValueError(f"the salt of a mark has {SHORTEST_SALT} bytes or more")
    return hmac.digest(salt, message, "sha256")


def _derived(secret: bytes, purpose: bytes, context: bytes) -> bytes:
    """Derive 32 bytes for one purpose and context (HKDF-SHA256, RFC 5869)."""
    info = b"governance/1 " + purpose + b"\0" + context
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret)


def _check_secrets(*secrets: bytes) -> None:
    if any(len(secret) != SECRET_SIZE for secret in secrets):
        raise ValueError(f"box keys, data keys, openings and the salts of texts are {SECRET_SIZE} bytes")
