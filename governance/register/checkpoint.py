"""Signed tree heads as C2SP tlog-checkpoint defines them: origin, size and root in a signed note."""

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from governance.refusal import Refusal
from governance.register.keys import SigningKey
from governance.register.note import VerifierKey, is_key_name, read_base64, read_note, split_note, write_note
from governance.register.tree import HASH_SIZE

SIZE_FORM = re.compile(r"0|[1-9]\d{0,15}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A head of the log: whose log, how many entries, the root over them, and the note that says so."""

    origin: str
    size: int
    root: bytes
    note: str


def sign_checkpoint(*keys: SigningKey, origin: str, size: int, root: bytes) -> str:
    """Return the signed note for this head; the first key is the log's own, named like its origin."""
    if not keys or not is_key_name(origin) or size < 0 or len(root) != HASH_SIZE:
        raise ValueError("a checkpoint needs a key, an origin, a size and a root of 32 bytes")
    text = f"{origin}\n{size}\n{b64encode(root).decode()}\n"
    return write_note(text, [key.sign_note(text) for key in keys])


def read_checkpoint(note: str, *, verifiers: Iterable[VerifierKey]) -> Checkpoint:
    """Return the head in a note one of ``verifiers`` signed.

    Raises ``Refusal`` with the codes of ``read_note`` and ``checkpoint-malformed``.
    """
    return _read_text(read_note(note, verifiers=verifiers), note)


def read_unverified(note: str) -> Checkpoint:
    """Return the head a note speaks of, whoever signed it: never proof of anything by itself."""
    return _read_text(split_note(note)[0], note)


def _read_text(text: str, note: str) -> Checkpoint:
    lines = text.split("\n")[:-1]
    if len(lines) < 3 or not all(lines) or not SIZE_FORM.fullmatch(lines[1]):
        raise Refusal("checkpoint-malformed", wrong="origin, size and root are needed")
    root = read_base64(lines[2])
    if root is None or len(root) != HASH_SIZE:
        raise Refusal("checkpoint-malformed", wrong="the root is not 32 bytes in base64")
    return Checkpoint(origin=lines[0], size=int(lines[1]), root=root, note=note)
