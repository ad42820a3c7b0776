"""The folder of the backups: each a pair of files named after the instant it was made at."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from governance.settings import Settings

_NAME = re.compile(r"governance-(\d{8}T\d{6}Z)\.sqlite")
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: the database, and the sealed keys that belong to it."""

    made_at: datetime
    database: Path
    keys: Path


def place_of(folder: Path, made_at: datetime) -> Backup:
    """Where a backup of this instant lies."""
    name = f"governance-{stamp(made_at)}"
    return Backup(made_at.replace(microsecond=0), folder / f"{name}.sqlite", folder / f"{name}.keys")


def stamp(instant: datetime) -> str:
    """An instant as it stands in names of files."""
    return instant.astimezone(UTC).strftime(_STAMP)


def backups(folder: Path) -> list[Backup]:
    """Every whole pair in the folder, the newest last."""
    found = sorted(path.name for path in folder.glob("governance-*.sqlite"))
    times = [match[1] for name in found if (match := _NAME.fullmatch(name))]
    pairs = [place_of(folder, datetime.strptime(each, _STAMP).replace(tzinfo=UTC)) for each in times]
    return [pair for pair in pairs if pair.keys.is_file()]


def last_backup(settings: Settings) -> datetime | None:
    """When the newest backup of this service was made; None where there is none."""
    pairs = backups(settings.backup_folder)
    return pairs[-1].made_at if pairs else None


def is_due(settings: Settings, *, now: datetime) -> bool:
    """Whether it is time for the next one: asked again and again, due as long as it is not done."""
    if settings.backup_hours == 0 or settings.demo:
        return False
    last = last_backup(settings)
    return last is None or now - last >= timedelta(hours=settings.backup_hours)


def clear(folder: Path, *, keep: int) -> int:
    """Remove the oldest pairs beyond ``keep``; answers how many."""
    old = backups(folder)[:-keep]
    for pair in old:
        pair.database.unlink(missing_ok=True)
        pair.keys.unlink(missing_ok=True)
    return len(old)
