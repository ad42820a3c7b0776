"""``governance restore``: a home put back from the two files of a backup, once all of it is verified."""

import argparse
import getpass
import os
import sys
import tempfile
from pathlib import Path

from governance.app import key_passphrase
from governance.backup.restoring import Restored, Source, check_backup, restore
from governance.clock import Clock
from governance.refusal import Refusal
from governance.register.recovery import read_phrase
from governance.settings import Settings, read_settings
from governance.startup import holding_home
from governance.words.speak import gettext as _
from governance.words.speak import ngettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The recovery phrase is asked for, or read from standard input: an argument could be read by others."""
    parser.epilog = _("Stop the service first, and start it again afterwards.")
    parser.add_argument("database", type=Path, metavar="DATABASE_FILE")
    parser.add_argument("keys", type=Path, metavar="KEYS_FILE")
    parser.add_argument("--check", action="store_true", help=_("only open and verify the backup"))
    newest = parser.add_mutually_exclusive_group()
    newest.add_argument(
        "--head", type=Path, metavar="FILE", help=_("the newest signed head or receipt that is known")
    )
    newest.add_argument(
        "--no-newer-head", action="store_true", help=_("nobody has a receipt from after the backup")
    )


def run(args: argparse.Namespace) -> int:
    """Verify the backup; then, unless it was only to be checked, put it in place and say what comes next."""
    settings = read_settings(os.environ)
    source = Source(args.database, args.keys, _ask_phrase(), key_passphrase(settings))
    if args.check:
        with tempfile.TemporaryDirectory() as folder:
            entries = check_backup(source, Path(folder) / "home")
        print(_entries(entries))
        return 0
    with holding_home(settings.home, alone=True):
        print(_say(_restore(args, source, settings)))
    return 0


def _restore(args: argparse.Namespace, source: Source, settings: Settings) -> Restored:
    if args.head is not None and not args.head.is_file():
        raise Refusal("file-missing", path=str(args.head))
    head = args.head.read_text(encoding="utf-8", errors="replace") if args.head else None
    return restore(source, settings, head=head, nothing_newer=args.no_newer_head, now=Clock().now())


def _say(restored: Restored) -> str:
    lines = [_entries(restored.entries)]
    if restored.aside:
        lines.append(_("What stood there before lies in %(folder)s.") % {"folder": restored.aside})
    if restored.lost:
        n = restored.lost
        lost = ngettext("%(n)s later entry was lost.", "%(n)s later entries were lost.", n) % {"n": n}
        next_step = _("The service starts once two members are asked to confirm this:")
        lines += [lost, f"{next_step} governance register restored --seat CODE --seat CODE --note TEXT"]
    return "\n".join(lines)


def _entries(n: int) -> str:
    return ngettext("Verified: %(n)s entry.", "Verified: %(n)s entries.", n) % {"n": n}


def _ask_phrase() -> str:
    if sys.stdin.isatty():
        return read_phrase(getpass.getpass(_("Recovery phrase: ")))
    return read_phrase(sys.stdin.readline())
