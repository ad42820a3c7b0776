"""What is kept outside the database: the home, its keys, the recovery phrase, the backups."""

import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from governance.access.vault import open_vault
from governance.backup.phrase import read_recovery
from governance.backup.shelf import last_backup
from governance.doctor.findings import Examined, Finding, note, refused, well, wrong
from governance.refusal import Refusal
from governance.register.keys import load_key
from governance.words.dates import say_duration
from governance.words.speak import gettext as _

KEYS = ("signing.key", "link.key", "box.key")


def look_at_home(examined: Examined) -> Iterator[Finding]:
    """Whether the home is its owner's alone."""
    home = examined.settings.home
    mode = stat.S_IMODE(home.stat().st_mode)
    facts = {"path": home, "mode": f"{mode:04o}"}
    if mode & 0o077:
        mend = _("Allow its owner alone to enter it: chmod 700 %(path)s") % facts
        yield wrong("home", _("Others on this machine can enter %(path)s (%(mode)s).") % facts, mend)
    else:
        yield well("home", _("The home is %(path)s, its owner’s alone.") % facts)


def look_at_keys(examined: Examined) -> Iterator[Finding]:
    """Whether every key is there, whole, and read by nobody else."""
    folder = examined.settings.home / "keys"
    try:
        for name in KEYS:
            if not (folder / name).is_file():
                raise Refusal("file-missing", path=str(folder / name))
        load_key(folder / "signing.key", passphrase=examined.passphrase)
        open_vault(folder)
    except Refusal as refusal:
        yield refused("keys", refusal)
        return
    yield well("keys", _("The keys are whole, and their owner’s alone."))


def look_at_phrase(examined: Examined) -> Iterator[Finding]:
    """Whether the keys can be sealed."""
    try:
        read_recovery(examined.settings.home / "keys")
    except Refusal as refusal:
        yield refused("phrase", refusal)
        return
    yield well("phrase", _("A recovery phrase was made and shown; backups are sealed for it."))


def look_at_backups(examined: Examined) -> Iterator[Finding]:
    """Whether there is a backup, how old it is, and whether it would outlive this disk."""
    settings = examined.settings
    if settings.demo:
        return
    last = last_backup(settings)
    mend = _("Run governance backup, and look into the log for why the service makes none.")
    if last is None:
        yield wrong("backup", _("There is no backup."), mend)
        return
    age = max(timedelta(), examined.now - last)
    says = _("The newest backup is %(age)s old.") % {"age": say_duration(age - age % timedelta(minutes=1))}
    late = age > 2 * timedelta(hours=settings.backup_hours or 24)
    yield wrong("backup", says, mend) if late else well("backup", says)
    if _disk_of(settings.backup_folder) == _disk_of(settings.home):
        mend = _("Let another machine fetch them, or name a folder elsewhere in GOVERNANCE_BACKUP_FOLDER.")
        yield note("backup", _("The backups lie on the same disk as what they are to save."), mend)


def _disk_of(path: Path) -> int:
    return path.stat().st_dev
