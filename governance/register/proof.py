"""Receipts: C2SP tlog-proof files that show one entry in one signed head, without the service and for ever.

The entry's own bytes travel as the proof's extra data, so that a receipt can be checked by itself: they are
believed because their hash is the leaf that the proof leads to the signed root, and for no other reason.
"""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from governance.refusal import Refusal
from governance.register.checkpoint import SIZE_FORM, Checkpoint, read_checkpoint
from governance.register.note import VerifierKey, read_base64
from governance.register.tree import HASH_SIZE, leaf_hash, verify_inclusion

FIRST_LINE = "c2sp.org/tlog-proof@v1"
LONGEST_PROOF = 63


@dataclass(frozen=True, slots=True)
class TlogProof:
    """A receipt taken apart: the entry's index and bytes, its audit path, the note of its head."""

    index: int
    entry: bytes
    hashes: tuple[bytes, ...]
    note: str


def encode_tlog_proof(*, index: int, entry: bytes, hashes: Sequence[bytes], note: str) -> str:
    """Write a receipt as the text of a ``.tlog-proof`` file."""
    lines = [FIRST_LINE, f"extra {b64encode(entry).decode()}", f"index {index}"]
    lines += [b64encode(part).decode() for part in hashes]
    return "\n".join([*lines, "", note])


def read_tlog_proof(text: str) -> TlogProof:
    """Take a receipt apart; ``Refusal("receipt-malformed")`` where it is none. Nothing is verified here."""
    head, gap, note = text.partition("\n\n")
    first, *lines = head.split("\n")
    if first != FIRST_LINE or not gap or len(lines) < 2:
        raise Refusal("receipt-malformed", wrong="not a transparency log proof with its entry")
    entry = read_base64(lines[0].removeprefix("extra ")) if lines[0].startswith("extra ") else None
    index = lines[1].removeprefix("index ")
    if not entry or not lines[1].startswith("index ") or not SIZE_FORM.fullmatch(index):
        raise Refusal("receipt-malformed", wrong="the entry or its index")
    hashes = tuple(read_base64(line) or b"" for line in lines[2:])
    if len(hashes) > LONGEST_PROOF or any(len(part) != HASH_SIZE for part in hashes):
        raise Refusal("receipt-malformed", wrong="the audit path")
    return TlogProof(index=int(index), entry=entry, hashes=hashes, note=note)


def check_receipt(receipt: TlogProof, *, verifiers: Iterable[VerifierKey]) -> Checkpoint:
    """Return the signed head that holds the receipt's entry.

    Raises the refusals of ``read_checkpoint``, and ``receipt-not-in-head`` where the proof does not lead from
    the entry to the signed root.
    """
    head = read_checkpoint(receipt.note, verifiers=verifiers)
    if not verify_inclusion(leaf_hash(receipt.entry), receipt.index, head.size, receipt.hashes, head.root):
        raise Refusal("receipt-not-in-head", index=receipt.index, size=head.size)
    return head
