"""``governance register``: replace its key, or take up a database that is older than the last signed head."""

import argparse
import os

from governance.app import key_passphrase, signing_key
from governance.clock import Clock
from governance.files.network import read_network
from governance.files.rules import read_rulebook
from governance.register.keys import SigningKey
from governance.safekeeping import replace_signing_key, take_up_older_database
from governance.settings import Settings, read_settings
from governance.startup import holding_home
from governance.store.database import Database
from governance.store.migrate import upgrade
from governance.words.speak import gettext as _
from governance.words.speak import ngettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``replace-key``, or ``restored --seat CODE --seat CODE --note TEXT``."""
    parser.epilog = _("Stop the service first, and start it again afterwards.")
    verbs = parser.add_subparsers(dest="what", required=True)
    verbs.add_parser("replace-key")
    restored = verbs.add_parser("restored")
    restored.add_argument("--seat", action="append", required=True, metavar="CODE")
    restored.add_argument("--note", required=True)


def run(args: argparse.Namespace) -> int:
    """Do it while no service runs on this home (``home-in-use``), and say what was done."""
    settings = read_settings(os.environ)
    with holding_home(settings.home, alone=True):
        return _run_alone(args, settings)


def _run_alone(args: argparse.Namespace, settings: Settings) -> int:
    key = signing_key(settings, read_network(settings.network_file).origin)
    database = Database(settings.database_url)
    try:
        upgrade(database)
        if args.what == "replace-key":
            print(_replace(settings, database, key))
        else:
            print(_restore(settings, database, key, args))
    finally:
        database.close()
    return 0


def _replace(settings: Settings, database: Database, key: SigningKey) -> str:
    passphrase, now = key_passphrase(settings), Clock().now()
    new = replace_signing_key(database, settings.home / "keys", old=key, passphrase=passphrase, now=now)
    return _("The register is signed from now on by this key: %(key)s") % {"key": new.verifier}


def _restore(settings: Settings, database: Database, key: SigningKey, args: argparse.Namespace) -> str:
    n = take_up_older_database(
        database,
        settings.home / "keys",
        key=key,
        seats=tuple(args.seat),
        note=args.note,
        rulebook=read_rulebook(settings.rules_folder),
        now=Clock().now(),
    )
    said = ngettext("%(n)s entry was lost.", "%(n)s entries were lost.", n) % {"n": n}
    return said + " " + _("Open ballots were stopped; put them to the vote again.")
