"""A whole tree held in memory, for those who read an export: 64 bytes an entry."""

from governance.register.tree import HASH_SIZE, Frontier


class Nodes:
    """The hashes of all complete subtrees of a growing log."""

    def __init__(self) -> None:
        self.frontier = Frontier()
        self._levels: list[bytearray] = []

    @property
    def size(self) -> int:
        """Return how many leaves were appended."""
        return self.frontier.size

    def append(self, leaf: bytes) -> None:
        """Append one leaf hash and keep every subtree it completes."""
        self.frontier, completed = self.frontier.append(leaf)
        for level, _, node in completed:
            if level == len(self._levels):
                self._levels.append(bytearray())
            self._levels[level] += node

    def read(self, level: int, index: int) -> bytes:
        """Return the hash of one complete subtree, as the proofs of ``governance.register.tree`` ask for it."""
        start = index * HASH_SIZE
        return bytes(self._levels[level][start : start + HASH_SIZE])
