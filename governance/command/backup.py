"""``governance backup``: the database and its sealed keys in two files, while the service runs or stands still."""

import argparse
import os
from pathlib import Path

from governance.backup.writing import make_backup
from governance.clock import Clock
from governance.settings import read_settings
from governance.startup import check_home
from governance.store.database import Database
from governance.words.speak import gettext as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folder to write to, where it is not that of GOVERNANCE_BACKUP_FOLDER."""
    parser.add_argument("folder", type=Path, nargs="?", metavar="DIR")


def run(args: argparse.Namespace) -> int:
    """Write both files, and say where they are."""
    settings = read_settings(os.environ)
    if args.folder is not None:
        settings = settings.model_copy(update={"backup_folder": args.folder.expanduser().resolve()})
    check_home(settings.home)
    database = Database(settings.database_url)
    try:
        backup = make_backup(database, settings, now=Clock().now())
    finally:
        database.close()
    print(backup.database, backup.keys, sep="\n")
    print(_("Keep copies of both files away from this machine."))
    return 0
