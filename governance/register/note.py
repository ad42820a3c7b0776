"""Signed notes, byte for byte as C2SP signed-note defines them, with Ed25519 signatures (type 0x01).

A note is a text, an empty line, and signature lines. A key is known by its name and a key id of four bytes;
its public half is written as a verifier key ``name+keyid+base64`` that any tool speaking the format reads.
"""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from governance.refusal import Refusal

ED25519 = b"\x01"
SIGNATURE_MARK = "— "
MOST_SIGNATURES = 64
LONGEST_NOTE = 1_000_000


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """The public half of a signing key: a name and 32 bytes."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Return the first four bytes of SHA-256(name, newline, signature type, public key)."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{b64encode(ED25519 + self.public).decode()}"

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Tell whether ``signature`` is this key's over ``message``."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line: whose it says it is, and the signature."""

    name: str
    key_id: bytes
    signature: bytes

    def __str__(self) -> str:
        return f"{SIGNATURE_MARK}{self.name} {b64encode(self.key_id + self.signature).decode()}\n"


def read_verifier(text: str) -> VerifierKey:
    """Read a verifier key ``name+keyid+base64``; else ``Refusal("verifier-key-unreadable")``."""
    name, _, rest = text.partition("+")
    key_id, _, data = rest.partition("+")
    raw = read_base64(data)
    if raw is not None and len(raw) == 33 and raw[:1] == ED25519 and is_key_name(name):
        key = VerifierKey(name, raw[1:])
        if key.key_id.hex() == key_id:
            return key
    raise Refusal("verifier-key-unreadable", key=text[:200])


def is_key_name(name: str) -> bool:
    """Tell whether ``name`` may name a key: not empty, no space, no plus sign, no control character."""
    return bool(name) and "+" not in name and not any(sign.isspace() or ord(sign) < 0x20 for sign in name)


def write_note(text: str, signatures: Iterable[NoteSignature]) -> str:
    """Return the note: ``text`` (which ends in a newline), an empty line, the signature lines."""
    if not text.endswith("\n"):
        raise ValueError("the text of a note ends in a newline")
    return text + "\n" + "".join(map(str, signatures))


def read_note(note: str, *, verifiers: Iterable[VerifierKey]) -> str:
    """Return the text of a note that at least one of the verifier keys signed.

    Lines of unknown keys are ignored, as the format asks. Raises ``Refusal`` with ``note-malformed``,
    ``note-signature-wrong`` (a known key's signature does not verify) or ``note-unsigned`` (no known key
    signed).
    """
    text, signatures = split_note(note)
    known = {(key.name, key.key_id): key for key in verifiers}
    verified = False
    for line in signatures:
        key = known.get((line.name, line.key_id))
        if key is None:
            continue
        if not key.verifies(text.encode(), line.signature):
            raise Refusal("note-signature-wrong", key=line.name)
        verified = True
    if not verified:
        raise Refusal("note-unsigned", keys=sorted({line.name for line in signatures}))
    return text


def split_note(note: str) -> tuple[str, list[NoteSignature]]:
    """Take a note apart without judging its signatures; else ``Refusal("note-malformed")``."""
    if len(note) > LONGEST_NOTE or any(ord(sign) < 0x20 and sign != "\n" for sign in note):
        raise Refusal("note-malformed", wrong="too long, or a control character")
    text, gap, block = note.rpartition("\n\n")
    lines = block.split("\n")
    if not gap or lines.pop() != "" or not 1 <= len(lines) <= MOST_SIGNATURES:
        raise Refusal("note-malformed", wrong="no signature block")
    return text + "\n", [_read_signature(line) for line in lines]


def read_base64(text: str) -> bytes | None:
    """Read standard base64 (RFC 4648, section 4) in its one written form; None where it is anything else."""
    try:
        raw = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if b64encode(raw).decode() == text else None


def _read_signature(line: str) -> NoteSignature:
    name, space, encoded = line.removeprefix(SIGNATURE_MARK).partition(" ")
    raw = read_base64(encoded)
    if not line.startswith(SIGNATURE_MARK) or not space or not is_key_name(name) or not raw or len(raw) < 5:
        raise Refusal("note-malformed", wrong="a signature line")
    return NoteSignature(name, raw[:4], raw[4:])
