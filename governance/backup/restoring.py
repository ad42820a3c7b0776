"""A home put back from a backup: made whole and verified beside the old one before it takes its place."""

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url

from governance.backup.shelf import stamp
from governance.backup.writing import digest
from governance.paths import MARK
from governance.refusal import Refusal
from governance.register.checkpoint import Checkpoint, read_checkpoint
from governance.register.headfile import HeadFile
from governance.register.keys import SigningKey, load_key
from governance.register.privatefile import write_private
from governance.register.proof import FIRST_LINE, read_tlog_proof
from governance.register.recovery import read_keys_file
from governance.register.verify import verify_export
from governance.settings import Settings
from governance.store.copying import check_sound, copy_to_database
from governance.store.database import Database
from governance.store.export import export_pieces
from governance.store.heads import Signer
from governance.store.migrate import upgrade

_BESIDE = ".restoring"
_NAMES = {"signing.key", "link.key", "box.key", "head", "recovery.public"}


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back: how many entries, how many more a known head had signed, and where the old home went."""

    entries: int
    lost: int
    aside: Path | None


@dataclass(frozen=True, slots=True)
class Source:
    """The two files of a backup and what opens them."""

    database: Path
    keys: Path
    phrase: str
    passphrase: str | None = None


def check_backup(source: Source, folder: Path) -> int:
    """Open and verify a backup in ``folder``, which is emptied before and after; answers how many entries it has."""
    try:
        _, entries = _unpack(source, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return entries


def restore(
    source: Source, settings: Settings, *, head: str | None, nothing_newer: bool, now: datetime
) -> Restored:
    """Put a backup in the place of the home of ``settings``; what stood there is moved aside, never deleted.

    The newest signed head that is known (the home's, or ``head``: a checkpoint or a receipt) goes with it: where it
    names more entries than the backup has, the service does not start before the incident is entered. Refused, and
    nothing is touched: ``head-needed`` where no head is known and nobody said that there is none, what
    ``_unpack`` refuses, ``target-not-empty`` on PostgreSQL.
    """
    fresh = settings.home / _BESIDE
    try:
        key, entries = _unpack(source, fresh)
        newest = _newest_head(key, settings.home, fresh, head=head, nothing_newer=nothing_newer)
        if newest is not None:
            HeadFile(fresh / "keys" / "head", verifiers=[key.verifier]).write(newest.note)
        aside = _put_in_place(fresh, settings, now=now)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Restored(entries, max(0, newest.size - entries) if newest else 0, aside)


def _unpack(source: Source, folder: Path) -> tuple[SigningKey, int]:
    """Write database and keys into an empty folder and verify all of it; answers the key and how many entries.

    Refused: ``file-missing``, ``keys-file-unreadable``, ``phrase-mistyped``, ``phrase-wrong``, ``backup-mismatch``,
    ``database-damaged``, ``register-broken``, what ``load_key`` and ``Signer.take_up`` refuse.
    """
    for path in (source.database, source.keys):
        if not path.is_file():
            raise Refusal("file-missing", path=str(path))
    sealed = read_keys_file(source.keys.read_bytes())
    files = sealed.open(source.phrase)
    if sealed.about.get("database") != digest(source.database):
        raise Refusal("backup-mismatch", database=source.database.name, keys=source.keys.name)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    _write_files(folder, files)
    copy = folder / "governance.sqlite"
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    shutil.copyfile(source.database, copy)
    check_sound(copy)
    key = load_key(folder / "keys" / "signing.key", passphrase=source.passphrase)
    return key, _verify(copy, folder, key)


def _write_files(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        first, _, last = name.partition("/")
        if name == MARK:
            (folder / MARK).touch()
        elif first == "keys" and last in _NAMES:
            write_private(folder / "keys" / last, content)


def _verify(copy: Path, folder: Path, key: SigningKey) -> int:
    """The register verified from its first entry on; answers how many there are."""
    database = Database(f"sqlite:///{copy}")
    try:
        upgrade(database)
        signer = Signer(key, HeadFile(folder / "keys" / "head", verifiers=[key.verifier]))
        with database.reading() as session:
            signer.take_up(session)
        report = verify_export("".join(export_pieces(database, signer)).splitlines())
    finally:
        database.close()
    if not report.intact:
        raise Refusal("register-broken", finding=report.findings[0].code)
    return report.entries


def _newest_head(
    key: SigningKey, home: Path, fresh: Path, *, head: str | None, nothing_newer: bool
) -> Checkpoint | None:
    """The head with the most entries among those that are known from outside the backup."""
    known = [HeadFile(fresh / "keys" / "head", verifiers=[key.verifier]).read()]
    standing = HeadFile(home / "keys" / "head", verifiers=[key.verifier]).read()
    if standing is None and head is None and not nothing_newer:
        raise Refusal("head-needed")
    if head is not None:
        note = read_tlog_proof(head).note if head.startswith(FIRST_LINE) else head
        known.append(read_checkpoint(note, verifiers=[key.verifier]))
    return max(filter(None, [*known, standing]), key=lambda each: each.size, default=None)


def _put_in_place(fresh: Path, settings: Settings, *, now: datetime) -> Path | None:
    """Move what stands there aside, then the new in its place; run again after a crash it ends the same way."""
    url = make_url(settings.database_url)
    file = Path(f"{url.database}") if url.get_backend_name() == "sqlite" else None
    if file is None:
        _copy_into(settings.database_url, fresh / "governance.sqlite")
    standing = [settings.home / "keys", settings.home / MARK]
    standing += [file.with_name(file.name + end) for end in ("", "-journal", "-wal", "-shm")] if file else []
    aside = settings.home / f"before-{stamp(now)}"
    moved = [path for path in standing if path.exists()]
    for path in moved:
        aside.mkdir(mode=0o700, exist_ok=True)
        shutil.move(path, aside / path.name)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(fresh / "governance.sqlite", file)
    for path in (fresh / "keys", fresh / MARK):
        if path.exists():
            path.rename(settings.home / path.name)
    return aside if moved else None


def _copy_into(url: str, restored: Path) -> None:
    target, source = Database(url), Database(f"sqlite:///{restored}")
    try:
        copy_to_database(source, target)
    finally:
        source.close()
        target.close()
