"""How the register grows: a durable append, a receipt, and the verification of it all, from 10^3 to 10^6 entries."""

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from governance.register.verify import verify_export
from governance.store.reads.receipts import read_receipt
from governance.store.transaction import Transaction
from governance.web.public.register import export_lines
from tests.equipment.benchmarks import keep_section, table
from tests.equipment.network import NOON, NetworkAtHand, a_network

SIZES = (1_000, 10_000, 100_000, 1_000_000)
TRIES = 100
GROUP = 5_000
NOTE = "L’horloge a été remise à l’heure, comme chaque entrée a la longueur d’un vote. " * 4


@dataclass(frozen=True)
class Measured:
    """At one size: milliseconds of an append, of one to a register of 10^3 entries at the same time, and of a receipt;
    the bytes of a receipt; seconds and megabytes of the verification; megabytes of the export and of the database."""

    size: int
    append: float
    beside: float
    receipt: float
    receipt_bytes: int
    verify: float
    memory: float
    export: float
    database: float

    def figures(self) -> tuple[str, ...]:
        """The row of the table."""
        times = f"{self.append:.2f} ms", f"{self.beside:.2f} ms", f"{self.receipt:.2f} ms"
        sizes = f"{self.memory:.0f} MB", f"{self.export:.1f} MB", f"{self.database:.1f} MB"
        return f"{self.size:,}", *times, f"{self.receipt_bytes} bytes", f"{self.verify:.1f} s", *sizes


HEADS = (
    "entries",
    "a durable append (at most 1.2 times that of 1,000)",
    "in turns, with 1,000 entries",
    "a receipt made",
    "its size (at most 2 kB)",
    "all verified (100,000: at most 30 s)",
    "memory",
    "export",
    "database",
)


def enter_one(tx: Transaction) -> int:
    """Append one entry as long as a vote's."""
    return tx.enter("incident-clock", now=NOON, before=NOON, after=NOON, note=NOTE[:250])


def grow(network: NetworkAtHand, size: int) -> None:
    """Append until the register has so many entries."""

    def many(tx: Transaction) -> None:
        for _ in range(min(GROUP, size - tx.log.frontier.size)):
            enter_one(tx)

    while network.service.do(enter_one) < size - 1:
        network.service.do(many)


def milliseconds(*works: Callable[[], object]) -> list[float]:
    """The median of many tries of each, in turns, so that a busy machine slows them alike."""
    spent: list[list[float]] = [[] for _ in works]
    for _ in range(TRIES):
        for work, times in zip(works, spent, strict=True):
            started = time.perf_counter()
            work()
            times.append(time.perf_counter() - started)
    return [statistics.median(times) * 1000 for times in spent]


def measure(network: NetworkAtHand, small: NetworkAtHand, size: int) -> Measured:
    """Everything at one size; ``small`` is a register of 10^3 entries beside it."""
    grow(network, size)
    service, places = network.service, iter(range(0, size, max(1, size // (2 * TRIES))))
    append, beside = milliseconds(
        lambda: service.do(enter_one),
        lambda: small.service.do(enter_one),
    )
    receipts: list[str] = []
    [receipt] = milliseconds(
        lambda: receipts.append(service.read(read_receipt, signer=service.signer, entry=next(places)))
    )
    home = service.settings.home
    export = home / "export.jsonl"
    with export.open("w", encoding="utf-8") as file:
        file.writelines(export_lines(service))
    started = time.perf_counter()
    with export.open("rb") as lines:
        report = verify_export(lines)
    spent = time.perf_counter() - started
    assert report.intact, report.findings[:3]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    files = export.stat().st_size / 1e6, (home / "governance.sqlite").stat().st_size / 1e6
    return Measured(size, append, beside, receipt, max(map(len, receipts)), spent, peak, *files)


def in_folder(folder: Path) -> NetworkAtHand:
    """A network in a folder of its own."""
    folder.mkdir()
    return a_network(folder)


@pytest.mark.bench
def test_the_register_grows_without_slowing_down(tmp_path: Path) -> None:
    """An append at 10^6 costs at most 1.2 times one at 10^3; 100,000 entries verify within 30 s; a receipt is small."""
    network, small = in_folder(tmp_path / "growing"), in_folder(tmp_path / "small")
    try:
        grow(small, SIZES[0])
        measured = [measure(network, small, size) for size in SIZES]
    finally:
        network.close()
        small.close()
    lines = table(HEADS, [row.figures() for row in measured])
    print("\n" + "\n".join(lines))
    keep_section("Register", lines)
    by_size = {row.size: row for row in measured}
    assert by_size[SIZES[-1]].append <= 1.2 * by_size[SIZES[-1]].beside
    assert by_size[100_000].verify < 30
    assert max(row.receipt_bytes for row in measured) < 2_048
