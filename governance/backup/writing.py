"""Making a backup while the service runs: the database in one file, its keys, sealed, in another."""

import hashlib
import os
from datetime import datetime
from pathlib import Path

from governance.backup.phrase import FILE, read_recovery
from governance.backup.shelf import Backup, clear, place_of
from governance.paths import MARK
from governance.register.canonical import instant
from governance.register.privatefile import write_private
from governance.register.recovery import seal_keys
from governance.settings import Settings
from governance.store.copying import check_sound, copy_to_file
from governance.store.database import Database

KEY_FILES = ("signing.key", "link.key", "box.key", "head", FILE)
"""What a home needs beside its database. The passphrase of the signing key, where there is one, stays outside."""


def make_backup(database: Database, settings: Settings, *, now: datetime) -> Backup:
    """Write both files, look the copy over, and remove the oldest backups beyond those that are kept.

    Refused: ``recovery-missing`` where no phrase was made, ``database-damaged``. A pair is there whole or not at all.
    """
    recovery = read_recovery(settings.home / "keys")
    folder = settings.backup_folder
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    backup = place_of(folder, now)
    # The head first: whatever it covers is on disk, and so in the copy.
    files = read_files(settings.home)
    fresh = folder / f".{backup.database.name}.{os.getpid()}.new"
    try:
        copy_privately(database, fresh)
        check_sound(fresh)
        about = {"made_at": instant(now), "database": digest(fresh)}
        sealed = seal_keys(files, recovery=recovery, about=about)
        write_private(backup.keys, sealed.encode(), replace=True)
        fresh.replace(backup.database)
    finally:
        fresh.unlink(missing_ok=True)
    clear(folder, keep=settings.backup_keep)
    return backup


def read_files(home: Path) -> dict[str, bytes]:
    """The keys, the last signed head, and the mark of a demonstration, by name."""
    names = {f"keys/{name}": home / "keys" / name for name in KEY_FILES} | {MARK: home / MARK}
    return {name: path.read_bytes() for name, path in names.items() if path.is_file()}


def copy_privately(database: Database, path: Path) -> None:
    """A copy that its owner alone may read, on disk when this returns."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    copy_to_file(database, path)
    with path.open("rb+") as copy:
        os.fsync(copy.fileno())


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
