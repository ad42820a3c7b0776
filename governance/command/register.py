"""``governance register``: replace its key, or take up a database that is older than the last signed head."""

import argparse
import os
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from governance.app import key_passphrase, signing_key
from governance.clock import Clock
from governance.files.network import read_network
from governance.register.keys import SigningKey
from governance.safekeeping import ask_to_take_up, replace_signing_key
from governance.settings import Settings, read_settings
from governance.startup import holding_home
from governance.store.database import Database
from governance.store.migrate import upgrade
from governance.store.reads.clock import demo_offset
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
            print(_ask(settings, database, key, args))
    finally:
        database.close()
    return 0


def _replace(settings: Settings, database: Database, key: SigningKey) -> str:
    passphrase, now = key_passphrase(settings), _now(settings, database)
    new = replace_signing_key(database, settings.home / "keys", old=key, passphrase=passphrase, now=now)
    return _("The register is signed from now on by this key: %(key)s") % {"key": new.verifier}


def _ask(settings: Settings, database: Database, key: SigningKey, args: argparse.Namespace) -> str:
    n = ask_to_take_up(
        database,
        settings.home / "keys",
        key=key,
        seats=args.seat,
        note=args.note,
        mail_host=urlsplit(settings.base_url).hostname or "localhost",
        now=_now(settings, database),
    )
    lost = ngettext("%(n)s entry was lost.", "%(n)s entries were lost.", n) % {"n": n}
    start = _(
        "These members are asked to confirm it: %(seats)s. Start the service: it sends them their letters, and takes "
        "nothing but their answers until two have confirmed."
    ) % {"seats": ", ".join(sorted(set(args.seat)))}
    return f"{lost} {start}"


def _now(settings: Settings, database: Database) -> datetime:
    """What the service's clock would show."""
    with database.reading() as session:
        return Clock(demo_offset(session) if settings.demo else timedelta()).now()
