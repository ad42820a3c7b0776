"""The recovery phrase, and keys sealed so that the phrase alone opens them.

A running service must seal its keys at every backup without knowing the phrase. So the phrase makes an X25519 key of
which only the public half is kept: with it anybody can seal, and nobody can open. Sealed is by HPKE (RFC 9180, base
mode). The phrase is 128 random bits and 12 bits of check in Crockford's base32, which reads O as 0 and I and L as 1.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from governance.refusal import Refusal
from governance.register import canonical
from governance.register.keys import ARGON2ID, MOST_MEMORY, stretched

VERSION = 1
SECRET_SIZE = 16
_SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _GROUP, _CHECK_BITS = 28, 4, 12
_READ_AS = str.maketrans("OIL", "011", " -–—.\t\r\n")
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def write_phrase(secret: bytes) -> str:
    """The phrase of 16 random bytes: seven groups of four letters and digits."""
    if len(secret) != SECRET_SIZE:
        raise ValueError(f"a recovery phrase is made of {SECRET_SIZE} bytes")
    number = int.from_bytes(secret, "big") << _CHECK_BITS | _check(secret)
    symbols = "".join(_SYMBOLS[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))
    return "-".join(symbols[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def read_phrase(typed: str) -> str:
    """The phrase as it was printed, from what somebody typed; ``Refusal("phrase-mistyped")`` where a sign is wrong."""
    symbols = typed.upper().translate(_READ_AS)
    if len(symbols) != _LENGTH or not set(symbols) <= set(_SYMBOLS):
        raise Refusal("phrase-mistyped", signs=_LENGTH)
    number = 0
    for symbol in symbols:
        number = number << 5 | _SYMBOLS.index(symbol)
    secret = (number >> _CHECK_BITS).to_bytes(SECRET_SIZE, "big")
    if number & (1 << _CHECK_BITS) - 1 != _check(secret):
        raise Refusal("phrase-mistyped", signs=_LENGTH)
    return write_phrase(secret)


def make_recovery(phrase: str, salt: bytes) -> dict[str, Any]:
    """The public half of a phrase, as it is kept beside the keys and written into every keys file."""
    facts: dict[str, Any] = {"v": VERSION, "kdf": "argon2id", **ARGON2ID, "salt": salt.hex()}
    return facts | {"public": _private(phrase, facts).public_key().public_bytes_raw().hex()}


@dataclass(frozen=True, slots=True)
class KeysFile:
    """Sealed keys and what is told of them openly: ``about`` says of which database they are."""

    about: dict[str, Any]
    recovery: dict[str, Any]
    sealed: bytes

    def encode(self) -> bytes:
        """The file's bytes."""
        facts = {"about": self.about, "recovery": self.recovery, "sealed": b64encode(self.sealed).decode()}
        return canonical.encode({"v": VERSION, **facts}) + b"\n"

    def open(self, phrase: str) -> dict[str, bytes]:
        """The files that were sealed, by name. Refused: ``phrase-wrong``, ``keys-file-unreadable``."""
        try:
            private = _private(phrase, self.recovery)
            if private.public_key().public_bytes_raw().hex() != self.recovery["public"]:
                raise Refusal("phrase-wrong")
            plain = _SUITE.decrypt(self.sealed, private, info=_info(self.about, self.recovery))
            return {name: b64decode(content) for name, content in canonical.decode(plain).items()}
        except (InvalidTag, KeyError, TypeError, ValueError, AttributeError) as error:
            raise Refusal("keys-file-unreadable") from error


def seal_keys(files: Mapping[str, bytes], *, recovery: dict[str, Any], about: dict[str, Any]) -> KeysFile:
    """Seal files for whoever has the phrase; what is told openly cannot be changed without being noticed."""
    plain = canonical.encode({name: b64encode(content).decode() for name, content in files.items()})
    public = X25519PublicKey.from_public_bytes(bytes.fromhex(recovery["public"]))
    return KeysFile(about, recovery, _SUITE.encrypt(plain, public, info=_info(about, recovery)))


def read_keys_file(content: bytes) -> KeysFile:
    """Take a keys file apart; nothing is opened. Refused: ``keys-file-unreadable``."""
    try:
        facts = canonical.decode(content)
        if facts["v"] != VERSION:
            raise Refusal("keys-file-unreadable")
        return KeysFile(
            dict(facts["about"]), dict(facts["recovery"]), b64decode(facts["sealed"], validate=True)
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Refusal("keys-file-unreadable") from error
    except Refusal as refusal:
        raise Refusal("keys-file-unreadable") from refusal


def _private(phrase: str, facts: Mapping[str, Any]) -> X25519PrivateKey:
    costs = {name: int(facts[name]) for name in ARGON2ID}
    if facts["v"] != VERSION or facts["kdf"] != "argon2id" or costs["memory"] > MOST_MEMORY:
        raise ValueError(facts["kdf"])
    return X25519PrivateKey.from_private_bytes(stretched(phrase, bytes.fromhex(facts["salt"]), **costs))


def _info(about: dict[str, Any], recovery: dict[str, Any]) -> bytes:
    return b"governance/1 keys file\0" + canonical.encode({"about": about, "recovery": recovery})


def _check(secret: bytes) -> int:
    return (
        int.from_bytes(sha256(b"governance/1 recovery phrase\0" + secret).digest()[:2], "big")
        >> 16 - _CHECK_BITS
    )
