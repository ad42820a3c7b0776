"""A home as an installation leaves it: founded, with its phrase, a ballot that is open and votes in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from governance.backup.phrase import make_phrase
from governance.backup.restoring import Restored, Source, restore
from governance.backup.shelf import Backup
from governance.backup.writing import make_backup
from governance.settings import Settings
from tests.equipment.network import NOON, ORIGIN, NetworkAtHand
from tests.register.stolen_database import SEATS, YES
from tests.test_safekeeping import started


@dataclass
class Installed:
    """A home, the network that runs in it, its phrase, and the ballot that is open."""

    home: Path
    network: NetworkAtHand
    phrase: str
    ballot: UUID

    @property
    def settings(self) -> Settings:
        """The settings of the home."""
        return settings_of(self.home)

    def cast(self, seat: str) -> int:
        """One more vote; answers its entry."""
        self.network.clock.at += timedelta(minutes=1)
        return self.network.cast(self.ballot, seat, YES).entry

    def back_up(self) -> Backup:
        """A backup, now."""
        return make_backup(self.network.service.database, self.settings, now=self.network.now())

    def source(self, backup: Backup) -> Source:
        """The backup and what opens it."""
        return Source(backup.database, backup.keys, self.phrase)


def settings_of(home: Path, database_url: str = "") -> Settings:
    """The settings of a home."""
    return Settings(home=home, base_url=ORIGIN, database_url=database_url)


def put_back(
    source: Source,
    home: Path,
    *,
    head: str | None = None,
    nothing_newer: bool = False,
    database_url: str = "",
) -> Restored:
    """Restore into a home, made where it is not there."""
    home.mkdir(mode=0o700, exist_ok=True)
    settings = settings_of(home, database_url)
    return restore(source, settings, head=head, nothing_newer=nothing_newer, now=NOON)


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[Installed]:
    """A home with one ballot and one vote, its service running."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    network = started(home)
    phrase = make_phrase(home / "keys")
    made = Installed(home, network, phrase, network.put("2026-01", "test-positions"))
    made.cast(SEATS[0])
    yield made
    made.network.close()
