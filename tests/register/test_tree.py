"""The Merkle tree is the one of RFC 6962: its published roots, its proofs, and no proof of anything else."""

import random
from functools import cache
from hashlib import sha256

import pytest

from governance.register import tree

# The eight leaves, and the root of each beginning of them, that certificate transparency projects publish.
REFERENCE_LEAVES = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
]  # fmt: skip
REFERENCE_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


class Log:
    """A whole log in memory: its leaves, its nodes, and the root after each append."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.nodes: dict[tuple[int, int], bytes] = {}
        self.frontier, self.leaves, self.roots = tree.Frontier(), leaves, [tree.EMPTY_ROOT]
        for leaf in leaves:
            self.frontier, completed = self.frontier.append(leaf)
            self.nodes.update({(level, index): node for level, index, node in completed})
            self.roots.append(self.frontier.root())

    def read(self, level: int, index: int) -> bytes:
        """Give one stored node; a node that is not complete was never stored and is a fault."""
        return self.nodes[level, index]


@cache
def log_of(size: int) -> Log:
    """Build a log of so many distinct leaves."""
    return Log([tree.leaf_hash(str(number).encode()) for number in range(size)])


def recursive_root(leaves: list[bytes]) -> bytes:
    """Compute the root as RFC 6962 section 2.1 writes it down, with no shortcut."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"").digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\x01" + recursive_root(leaves[:half]) + recursive_root(leaves[half:])).digest()


def test_the_reference_leaves_give_the_reference_roots() -> None:
    """Each beginning of the eight published leaves has its published root."""
    log = Log([tree.leaf_hash(bytes.fromhex(leaf)) for leaf in REFERENCE_LEAVES])
    assert [root.hex() for root in log.roots] == REFERENCE_ROOTS


def test_every_size_has_the_root_the_rfc_defines() -> None:
    """The frontier, the stored nodes and the recursive definition agree at every size to 256."""
    log = log_of(256)
    for size in range(257):
        assert log.roots[size] == recursive_root(log.leaves[:size]) == tree.root_at(size, log.read)


def test_every_inclusion_proof_to_256_holds() -> None:
    """Every leaf of every log of up to 256 entries is proven by its audit path."""
    log = log_of(256)
    for size in range(1, 257):
        for index in range(size):
            proof = tree.inclusion_proof(index, size, log.read)
            assert tree.verify_inclusion(log.leaves[index], index, size, proof, log.roots[size])


def test_every_consistency_proof_to_128_holds() -> None:
    """Every log of up to 128 entries is shown to begin with each of its earlier states."""
    log = log_of(128)
    for new in range(129):
        for old in range(new + 1):
            proof = tree.consistency_proof(old, new, log.read)
            assert tree.verify_consistency(old, new, proof, log.roots[old], log.roots[new]), (old, new)


def test_no_mutated_proof_is_accepted(request: pytest.FixtureRequest) -> None:
    """A flipped bit, a lost, doubled or swapped hash, another index, size or leaf: none proves anything."""
    log, chance = log_of(256), random.Random(6962)
    for _ in range(100_000 if request.config.getoption("--prove", default=False) else 4_000):
        size = chance.randint(2, 256)
        index = chance.randrange(size)
        proof = tree.inclusion_proof(index, size, log.read)
        changed = mutated(chance, proof)
        if changed != proof:
            assert not tree.verify_inclusion(log.leaves[index], index, size, changed, log.roots[size])
        other = chance.randrange(size)
        if other != index:
            assert not tree.verify_inclusion(log.leaves[index], other, size, proof, log.roots[size])
            assert not tree.verify_inclusion(log.leaves[other], index, size, proof, log.roots[size])
        old = chance.randint(1, size - 1)
        proof = tree.consistency_proof(old, size, log.read)
        changed = mutated(chance, proof)
        if changed != proof:
            assert not tree.verify_consistency(old, size, changed, log.roots[old], log.roots[size])
        assert not tree.verify_consistency(old, size, proof, log.roots[old - 1], log.roots[size])
        assert not tree.verify_consistency(old, size, proof, log.roots[old], log.roots[size - 1])


def mutated(chance: random.Random, proof: list[bytes]) -> list[bytes]:
    """Change a proof in one of the ways an accident or an attacker would."""
    changed = list(proof)
    place = chance.randrange(len(proof))
    match chance.randrange(5):
        case 0:
            flipped = bytearray(changed[place])
            flipped[chance.randrange(32)] ^= 1 << chance.randrange(8)
            changed[place] = bytes(flipped)
        case 1:
            del changed[place]
        case 2:
            changed.insert(place, changed[place])
        case 3:
            changed[place] = changed[place][:31]
        case _:
            other = chance.randrange(len(proof))
            changed[place], changed[other] = changed[other], changed[place]
    return changed


def test_the_empty_log_begins_every_log() -> None:
    """Size 0 has the root of nothing; any other root claimed for it is refused."""
    log = log_of(256)
    assert tree.verify_consistency(0, 7, [], tree.EMPTY_ROOT, log.roots[7])
    assert not tree.verify_consistency(0, 7, [], log.roots[1], log.roots[7])
    assert not tree.verify_consistency(8, 7, [], log.roots[7], log.roots[7])


@pytest.mark.parametrize(("index", "size"), [(-1, 4), (4, 4), (0, 0)])
def test_no_proof_is_made_of_an_entry_the_log_does_not_hold(index: int, size: int) -> None:
    """Asking for it is a fault of the caller."""
    with pytest.raises(ValueError):
        tree.inclusion_proof(index, size, log_of(256).read)


def test_a_frontier_survives_being_written_down() -> None:
    """A frontier read back goes on to the same roots."""
    log, frontier = log_of(256), tree.Frontier()
    for size, leaf in enumerate(log.leaves):
        frontier = tree.Frontier.from_bytes(frontier.size, frontier.as_bytes())
        assert frontier.root() == log.roots[size]
        frontier, _ = frontier.append(leaf)
    assert tree.frontier_at(77, log.read).root() == log.roots[77]


@pytest.mark.parametrize(
    ("size", "stored"), [(1, b""), (2, b"x" * 31), (3, b"x" * 96), (-1, b""), (4, b"x" * 33)]
)
def test_a_damaged_frontier_is_not_read(size: int, stored: bytes) -> None:
    """Cut, or with fewer peaks than its size has, it is refused before anything is appended to it."""
    with pytest.raises(ValueError):
        tree.Frontier.from_bytes(size, stored)


def test_a_proof_stays_short_in_a_long_log() -> None:
    """At 100,000 entries a proof is at most 17 hashes, made from at most 33 stored nodes."""
    log = log_of(100_000)
    reads: list[tuple[int, int]] = []

    def counted(level: int, index: int) -> bytes:
        reads.append((level, index))
        return log.read(level, index)

    for index in [*range(0, 100_000, 997), 99_999]:
        reads.clear()
        proof = tree.inclusion_proof(index, 100_000, counted)
        assert len(proof) <= 17
        assert len(reads) <= 33
        assert tree.verify_inclusion(log.leaves[index], index, 100_000, proof, log.roots[-1])
