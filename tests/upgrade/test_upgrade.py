"""A home and an export of every released schema open, upgrade and verify under the program of today, for ever.

Each folder of ``homes`` was made by the program of its time: ``home.tar.xz``, a home with a ballot open and every act
in its register; ``export.jsonl.xz``, what that program published; ``receipt.tlog-proof``, a receipt it sent.
"""

import lzma
import tarfile
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from governance.register import canonical
from governance.register.receipts import Receipt
from governance.register.verify import verify_export
from governance.store.migrate import steps
from governance.web.public.register import export_lines
from tests.equipment.looking import entries
from tests.register.stolen_database import SEATS, YES
from tests.test_safekeeping import started

HOMES = Path(__file__).parent / "homes"
RELEASED = sorted(folder.name for folder in HOMES.iterdir())


def test_the_first_schema_is_kept() -> None:
    """A released schema is one of the steps of today's, and the first stays with us."""
    assert RELEASED[0] == "0001"
    assert set(RELEASED) <= set(steps())


@pytest.mark.parametrize("release", RELEASED)
def test_an_old_export_verifies(release: str) -> None:
    """What was published then is intact today, with the receipt of then."""
    receipt = Receipt("receipt", (HOMES / release / "receipt.tlog-proof").read_text(encoding="utf-8"))
    report = verify_export(_export(release), receipts=[receipt])
    assert (report.findings, report.notes) == ((), ())
    assert report.recounted == 2


@pytest.mark.parametrize("release", RELEASED)
def test_an_old_home_is_taken_up(release: str, tmp_path: Path) -> None:
    """It is upgraded as it starts, its register begins with what was published then, its open ballot takes votes."""
    with tarfile.open(HOMES / release / "home.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    network = started(tmp_path / "home")
    try:
        network.clock.at = _last_instant(release) + timedelta(minutes=1)
        opened = entries(network.service, "ballot-opened")[-1]
        network.cast(UUID(opened["ballot"]), SEATS[5], YES)
        lines = "".join(export_lines(network.service)).splitlines()
        assert verify_export(lines).intact
        assert _entries(lines)[: len(_entries(_export(release)))] == _entries(_export(release))
        assert len(_entries(lines)) > len(_entries(_export(release)))
    finally:
        network.close()


def _export(release: str) -> list[str]:
    return lzma.decompress((HOMES / release / "export.jsonl.xz").read_bytes()).decode().splitlines()


def _entries(lines: list[str]) -> list[str]:
    return [line for line in lines if '"leaf"' in line]


def _last_instant(release: str) -> object:
    last = canonical.decode(_entries(_export(release))[-1])
    return canonical.read_instant(last["entry"]["entered_at"])
