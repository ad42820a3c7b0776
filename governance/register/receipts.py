"""Heads and receipts held against a whole log: is this entry there, and is this head the beginning of it?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from governance.refusal import Refusal
from governance.register.checkpoint import Checkpoint, read_checkpoint
from governance.register.export import HeadLine
from governance.register.findings import Finding, found
from governance.register.history.state import History
from governance.register.nodes import Nodes
from governance.register.proof import TlogProof, check_receipt, read_tlog_proof
from governance.register.tree import EMPTY_ROOT, inclusion_ranges, leaf_hash, range_root, root_at


@dataclass(frozen=True, slots=True)
class Receipt:
    """The text of a ``.tlog-proof`` file and the name under which a finding speaks of it."""

    name: str
    text: str


def judge_heads(history: History, nodes: Nodes, heads: Sequence[HeadLine]) -> Iterator[Finding]:
    """Yield what is wrong with the heads of an export; where roots differ, between which heads the log parted."""
    if not heads:
        yield found("heads-missing", None)
    agreed = 0
    for line in sorted(heads, key=lambda head: head.size):
        try:
            head = _read_head(history, line)
        except Refusal as refusal:
            yield found("head-not-signed", None, size=line.size, why=refusal.code)
            continue
        if head.size > nodes.size:
            if not _is_lost(history, head.size):
                yield found("head-beyond-entries", None, size=head.size, entries=nodes.size)
        elif root_at(head.size, nodes.read) != head.root:
            if not _is_lost(history, head.size):
                yield found("head-root-differs", agreed, start=agreed, stop=head.size)
        else:
            agreed = head.size


def judge_receipt(history: History, nodes: Nodes, receipt: Receipt) -> Iterator[Finding]:
    """Yield what a receipt shows about the log: nothing where the log holds what the receipt proves."""
    try:
        proof = read_tlog_proof(receipt.text)
        head = _check(history, proof)
    except Refusal as refusal:
        code = _CODES.get(refusal.code, "receipt-not-signed")
        yield found(code, None, receipt=receipt.name, why=refusal.code)
        return
    if head.size <= nodes.size and root_at(head.size, nodes.read) == head.root:
        return
    if _is_lost(history, head.size):
        yield from _judge_lost(history, nodes, receipt, proof, head)
    elif head.size > nodes.size:
        yield found("receipt-beyond-entries", None, receipt=receipt.name, start=nodes.size, stop=head.size)
    else:
        yield from _parted(nodes, receipt, proof, head)


_CODES = {
    "receipt-malformed": "receipt-malformed",
    "note-malformed": "receipt-malformed",
    "checkpoint-malformed": "receipt-malformed",
    "receipt-not-in-head": "receipt-not-in-head",
}

VOID_BY_INCIDENT = "receipt-void-by-incident"
"""The one code of ``judge_receipt`` that speaks of no tampering."""


def _check(history: History, proof: TlogProof) -> Checkpoint:
    """Check a receipt by the keys the register names; its head must be of this register."""
    return _of_this_register(history, check_receipt(proof, verifiers=[key for _, key in history.keys]))


def _read_head(history: History, line: HeadLine) -> Checkpoint:
    key = history.key_at(max(line.size, 1))
    head = read_checkpoint(line.note, verifiers=[key] if key else [])
    if head.size != line.size:
        raise Refusal("checkpoint-malformed", wrong="another size than its line")
    return _of_this_register(history, head)


def _of_this_register(history: History, head: Checkpoint) -> Checkpoint:
    if head.origin != history.origin:
        raise Refusal("checkpoint-of-another-log", origin=head.origin)
    return head


def _is_lost(history: History, size: int) -> bool:
    """Tell whether a head of this size may have been lost when an older database was put back."""
    return any(restored.start < size <= restored.size for restored in history.restorations)


def _judge_lost(
    history: History, nodes: Nodes, receipt: Receipt, proof: TlogProof, head: Checkpoint
) -> Iterator[Finding]:
    """Say that a receipt's head was lost; an entry from before the restoration must still stand."""
    restored = min(each.start for each in history.restorations if each.start < head.size <= each.size)
    if proof.index < restored and nodes.read(0, proof.index) != leaf_hash(proof.entry):
        yield found("receipt-entry-differs", proof.index, receipt=receipt.name)
    else:
        yield found(VOID_BY_INCIDENT, proof.index, receipt=receipt.name)


def _parted(nodes: Nodes, receipt: Receipt, proof: TlogProof, head: Checkpoint) -> Iterator[Finding]:
    """Name the smallest range the receipt can tell: its own entry, or the least subtree that differs."""
    if nodes.read(0, proof.index) != leaf_hash(proof.entry):
        yield found("receipt-entry-differs", proof.index, receipt=receipt.name)
    ranges = inclusion_ranges(proof.index, head.size)
    for (start, stop), told in zip(ranges, proof.hashes, strict=True):
        held = EMPTY_ROOT if start == stop else range_root(start, stop, nodes.read)
        if held != told:
            yield found("receipt-range-differs", start, receipt=receipt.name, start=start, stop=stop)
