"""The signing key of the register: Ed25519, in a file of its own outside the database, sealed when wanted.

The file is JSON: ``v``, ``verifier`` (the public half, readable without a passphrase) and ``private`` (the 32
bytes of the key in base64) or, under a passphrase, ``sealed``: argon2id (RFC 9106) makes the key that
encrypts it with AES-256-GCM, the verifier key being the associated data.
"""

import os
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from governance.refusal import Refusal
from governance.register import canonical
from governance.register.note import NoteSignature, VerifierKey, is_key_name, read_base64, read_verifier
from governance.register.privatefile import read_private, write_private

KEY_FILE_VERSION = 1
# RFC 9106, section 4: the second recommended choice (64 MiB, three passes), with one lane.
ARGON2ID = {"iterations": 3, "lanes": 1, "memory": 64 * 1024}
MOST_MEMORY = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """A key that signs heads in the name of the log; it never shows its private half."""

    name: str
    private: Ed25519PrivateKey

    def __repr__(self) -> str:
        return f"SigningKey({self.verifier})"

    @property
    def verifier(self) -> VerifierKey:
        """Return the public half; ``str()`` of it is the verifier key ``origin+keyid+base64``."""
        return VerifierKey(self.name, self.private.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """Return the Ed25519 signature (RFC 8032) of ``message``, 64 bytes."""
        return self.private.sign(message)

    def sign_note(self, text: str) -> NoteSignature:
        """Return the signature line of this key under a note's text."""
        return NoteSignature(self.name, self.verifier.key_id, self.sign(text.encode()))


def make_key(name: str, seed: bytes) -> SigningKey:
    """Return the key made of 32 secret bytes, under a name such as ``register.example.org/2026``."""
    if not is_key_name(name):
        raise Refusal("origin-malformed", origin=name)
    return SigningKey(name, Ed25519PrivateKey.from_private_bytes(seed))


def create_key(path: Path, *, origin: str, passphrase: str | None = None) -> SigningKey:
    """Make a new key and its file (0600, folder 0700); an existing file is refused (``file-exists``)."""
    seed = os.urandom(32)
    key = make_key(origin, seed)
    facts: dict[str, Any] = {"v": KEY_FILE_VERSION, "verifier": str(key.verifier)}
    if passphrase is None:
        facts["private"] = b64encode(seed).decode()
    else:
        facts["sealed"] = _sealed(seed, passphrase, facts["verifier"])
    write_private(path, canonical.encode(facts) + b"\n")
    return key


def load_key(path: Path, *, passphrase: str | None = None) -> SigningKey:
    """Read the key file.

    Raises ``Refusal``: ``file-missing``, ``file-open-to-others``, ``key-unreadable``,
    ``key-passphrase-missing`` or ``key-passphrase-wrong``.
    """
    facts = _read_facts(path)
    verifier = read_verifier(facts["verifier"])
    if "sealed" in facts:
        if passphrase is None:
            raise Refusal("key-passphrase-missing", path=str(path))
        seed = _unsealed(facts["sealed"], passphrase, facts["verifier"], path)
    else:
        seed = read_base64(facts["private"]) or b""
    if len(seed) == 32 and (key := make_key(verifier.name, seed)).verifier == verifier:
        return key
    raise Refusal("key-unreadable", path=str(path))


def replacement_statement(*, origin: str, old: str, new: str) -> bytes:
    """Return the bytes that both keys sign when one replaces the other (the entry ``key-replaced``)."""
    return canonical.encode({"kind": "key-replaced", "origin": origin, "old": old, "new": new})


def _read_facts(path: Path) -> dict[str, Any]:
    try:
        facts = canonical.decode(read_private(path))
    except Refusal as error:
        if error.code != "not-canonical":
            raise
        raise Refusal("key-unreadable", path=str(path)) from error
    known = isinstance(facts, dict) and facts.get("v") == KEY_FILE_VERSION
    if not known or not isinstance(facts.get("verifier"), str) or not {"private", "sealed"} & facts.keys():
        raise Refusal("key-unreadable", path=str(path))
    return dict(facts)


def _sealed(seed: bytes, passphrase: str, verifier: str) -> dict[str, Any]:
    salt, nonce = os.urandom(16), os.urandom(12)
    box = AESGCM(stretched(passphrase, salt, **ARGON2ID))
    return {
        **ARGON2ID,
        "kdf": "argon2id",
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "ciphertext": box.encrypt(nonce, seed, verifier.encode()).hex(),
    }


def _unsealed(sealed: dict[str, Any], passphrase: str, verifier: str, path: Path) -> bytes:
    try:
        costs = {name: int(sealed[name]) for name in ARGON2ID}
        salt, nonce, ciphertext = (bytes.fromhex(sealed[name]) for name in ("salt", "nonce", "ciphertext"))
        if sealed["kdf"] != "argon2id" or costs["memory"] > MOST_MEMORY:
            raise Refusal("key-unreadable", path=str(path))
        return AESGCM(stretched(passphrase, salt, **costs)).decrypt(nonce, ciphertext, verifier.encode())
    except InvalidTag as error:
        raise Refusal("key-passphrase-wrong", path=str(path)) from error
    except (KeyError, TypeError, ValueError) as error:
        raise Refusal("key-unreadable", path=str(path)) from error


def stretched(passphrase: str, salt: bytes, *, iterations: int, lanes: int, memory: int) -> bytes:
    """Make 32 bytes of a passphrase; ``memory`` in KiB."""
    secret = canonical.normalised(passphrase).encode()
    kdf = Argon2id(salt=salt, length=32, iterations=iterations, lanes=lanes, memory_cost=memory)
    return kdf.derive(secret)
