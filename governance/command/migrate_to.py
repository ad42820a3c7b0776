"""``governance migrate-to URL``: everything copied into another, empty database, and compared."""

import argparse
import os

from governance.settings import PREFIX, read_settings
from governance.startup import holding_home
from governance.store.copying import copy_to_database
from governance.store.database import Database
from governance.store.migrate import upgrade
from governance.words.speak import gettext as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The address of the database to move to, in the form of GOVERNANCE_DATABASE_URL."""
    parser.epilog = _("Stop the service first, and start it again afterwards.")
    parser.add_argument("url", metavar="URL")


def run(args: argparse.Namespace) -> int:
    """Copy in one transaction, count every table and hash the register again on both sides; the source stays."""
    settings = read_settings(os.environ)
    there = read_settings({**os.environ, f"{PREFIX}DATABASE_URL": args.url})
    with holding_home(settings.home, alone=True):
        rows = _move(settings.database_url, there.database_url)
    print(
        _("%(rows)s rows of %(tables)s tables copied; every count and the register’s root agree.")
        % _facts(rows)
    )
    print(
        _("From now on start the service with %(name)s set to that address.")
        % {"name": f"{PREFIX}DATABASE_URL"}
    )
    return 0


def _move(here: str, there: str) -> dict[str, int]:
    source, target = Database(here), Database(there)
    try:
        upgrade(source)
        return copy_to_database(source, target)
    finally:
        source.close()
        target.close()


def _facts(rows: dict[str, int]) -> dict[str, int]:
    return {"rows": sum(rows.values()), "tables": len(rows)}
