"""The Merkle tree over the entries, as RFC 6962 section 2.1 and RFC 9162 sections 2.1.3 and 2.1.4 define it.

The hash of every complete subtree is kept once, addressed by ``(level, index)``: level 0 are the leaves, and
the node at ``(level, index)`` covers the leaves ``[index * 2**level, (index + 1) * 2**level)``. Proofs read
such nodes through a function ``read(level, index) -> bytes``, so that an append and a proof cost O(log n)
whatever the size.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()

Node = tuple[int, int, bytes]
"""A complete subtree: its level, its index on that level, its hash."""

ReadNode = Callable[[int, int], bytes]


def leaf_hash(entry: bytes) -> bytes:
    """Hash the bytes of one entry: SHA-256(0x00 || entry)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into their parent: SHA-256(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """A log of ``size`` entries, told by its ``peaks``: its largest complete subtrees, from the left."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        """Refuse, with ``ValueError``, peaks that no log of this size has."""
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise ValueError(f"a log of {self.size} entries does not have {len(self.peaks)} peaks")
        if any(len(peak) != HASH_SIZE for peak in self.peaks):
            raise ValueError("every peak is a hash of 32 bytes")

    def append(self, leaf: bytes) -> "tuple[Frontier, list[Node]]":
        """Return the log with one more leaf hash, and the subtrees it completes, the leaf itself first."""
        peaks, level, index, node = list(self.peaks), 0, self.size, leaf
        completed = [(level, index, node)]
        while index % 2:
            level, index, node = level + 1, index // 2, node_hash(peaks.pop(), node)
            completed.append((level, index, node))
        return Frontier(self.size + 1, (*peaks, node)), completed

    def root(self) -> bytes:
        """Return the root hash; that of the empty log is SHA-256 of nothing."""
        return _fold(self.peaks)

    def as_bytes(self) -> bytes:
        """Write the peaks down, one after another; the size is stored beside them."""
        return b"".join(self.peaks)

    @classmethod
    def from_bytes(cls, size: int, stored: bytes) -> "Frontier":
        """Read what ``as_bytes`` wrote for a log of ``size`` entries; ``ValueError`` where it is damaged."""
        return cls(size, tuple(stored[at : at + HASH_SIZE] for at in range(0, len(stored), HASH_SIZE)))


def frontier_at(size: int, read: ReadNode) -> Frontier:
    """Return the frontier the log had when it held ``size`` entries."""
    return Frontier(size, _peaks(0, size, read))


def root_at(size: int, read: ReadNode) -> bytes:
    """Return the root hash the log had when it held ``size`` entries."""
    return range_root(0, size, read)


def range_root(start: int, stop: int, read: ReadNode) -> bytes:
    """Return the hash of a subtree ``[start, stop)`` that RFC 6962 forms (``start`` is aligned to it)."""
    return _fold(_peaks(start, stop, read))


def inclusion_proof(index: int, size: int, read: ReadNode) -> list[bytes]:
    """Return the audit path of leaf ``index`` in a log of ``size``, its sibling first (RFC 6962, 2.1.1)."""
    return [range_root(start, stop, read) for start, stop in inclusion_ranges(index, size)]


def inclusion_ranges(index: int, size: int) -> list[tuple[int, int]]:
    """Return which leaves ``[start, stop)`` each hash of the audit path covers, the leaf's sibling first."""
    if not 0 <= index < size:
        raise ValueError(f"a log of {size} entries holds no entry {index}")
    start, stop, ranges = 0, size, []
    while stop - start > 1:
        middle = start + _split(stop - start)
        if index < middle:
            ranges.append((middle, stop))
            stop = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def consistency_proof(old: int, new: int, read: ReadNode) -> list[bytes]:
    """Prove that the log of ``old`` entries begins the log of ``new`` entries (RFC 6962, 2.1.2)."""
    if not 0 <= old <= new:
        raise ValueError(f"a log of {new} entries does not begin with {old} entries")
    if old in (0, new):
        return []
    start, stop, ranges = 0, new, []
    while stop != old:
        middle = start + _split(stop - start)
        if old <= middle:
            ranges.append((middle, stop))
            stop = middle
        else:
            ranges.append((start, middle))
            start = middle
    if start > 0:
        ranges.append((start, stop))
    return [range_root(start, stop, read) for start, stop in reversed(ranges)]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Tell whether ``proof`` shows this leaf at ``index`` of a log of ``size`` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or any(len(part) != HASH_SIZE for part in (leaf, root, *proof)):
        return False
    place, last, node = index, size - 1, leaf
    for part in proof:
        if last == 0:
            return False
        if place % 2 or place == last:
            node = node_hash(part, node)
            while place % 2 == 0 and place:
                place, last = place // 2, last // 2
        else:
            node = node_hash(node, part)
        place, last = place // 2, last // 2
    return last == 0 and node == root


def verify_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Tell whether ``proof`` shows that the log of ``old`` entries begins that of ``new`` (9162, 2.1.4.2)."""
    if not 0 <= old <= new or any(len(part) != HASH_SIZE for part in (old_root, new_root, *proof)):
        return False
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    path = [old_root, *proof] if old.bit_count() == 1 else list(proof)
    return bool(path) and _walk(old, new, path) == (old_root, new_root)


def _walk(old: int, new: int, path: list[bytes]) -> tuple[bytes, bytes] | None:
    """Rebuild both roots from a consistency path; None where it is too long or too short."""
    place, last = old - 1, new - 1
    while place % 2:
        place, last = place // 2, last // 2
    left = whole = path[0]
    for part in path[1:]:
        if last == 0:
            return None
        if place % 2 or place == last:
            left, whole = node_hash(part, left), node_hash(part, whole)
            while place % 2 == 0 and place:
                place, last = place // 2, last // 2
        else:
            whole = node_hash(whole, part)
        place, last = place // 2, last // 2
    return (left, whole) if last == 0 else None


def _peaks(start: int, stop: int, read: ReadNode) -> tuple[bytes, ...]:
    """Read the largest complete subtrees that make up ``[start, stop)``, from the left."""
    peaks = []
    while start < stop:
        level = (stop - start).bit_length() - 1
        peaks.append(read(level, start >> level))
        start += 1 << level
    return tuple(peaks)


def _fold(peaks: Sequence[bytes]) -> bytes:
    """Hash peaks into one root, the smallest (rightmost) first."""
    if not peaks:
        return EMPTY_ROOT
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def _split(size: int) -> int:
    """Return the largest power of two smaller than ``size``."""
    return 1 << ((size - 1).bit_length() - 1)
