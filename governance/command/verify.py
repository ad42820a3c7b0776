"""``governance verify``: hold an export of the register, and the receipts one kept, against every rule of it."""

import argparse
import email
import email.policy
from collections.abc import Iterator
from pathlib import Path

from governance.refusal import Refusal
from governance.register.receipts import Receipt
from governance.register.verify import Report, verify_export
from governance.words.findings import say_finding
from governance.words.speak import gettext as _
from governance.words.speak import ngettext

INTACT, BROKEN = 0, 1
RECEIPT_SUFFIX = ".tlog-proof"
LARGEST_LETTER = 10_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The export, the receipts as files, and the letters as files."""
    parser.description = _(
        "Check an export of the register: every entry, head, vote and outcome, and the receipts you kept."
    )
    parser.add_argument("export", type=Path, metavar="EXPORT")
    parser.add_argument("--receipt", type=Path, nargs="+", action="extend", default=[], metavar="FILE")
    parser.add_argument("--eml", type=Path, nargs="+", action="extend", default=[], metavar="FILE")


def run(args: argparse.Namespace) -> int:
    """Answer 0 where nothing contradicts anything and 1 where something does; what cannot be read is refused."""
    receipts = [
        *map(_receipt, args.receipt),
        *(receipt for path in args.eml for receipt in _receipts_in(path)),
    ]
    _check_there(args.export)
    with args.export.open("rb") as lines:
        report = verify_export(lines, receipts=receipts)
    _say(report, len(receipts))
    return INTACT if report.intact else BROKEN


def _say(report: Report, receipts: int) -> None:
    print(_("Register of %(origin)s") % {"origin": report.origin})
    print(_("Key: %(key)s") % {"key": report.key})
    root = {"entries": report.entries, "root": report.root.hex()}
    print(_("Root over %(entries)s entries: %(root)s") % root)
    print(
        _("Signed heads: %(heads)s. Ballots counted again: %(recounted)s. Receipts checked: %(receipts)s.")
        % {"heads": report.heads, "recounted": report.recounted, "receipts": receipts}
    )
    for note in report.notes:
        print(_("For information: %(sentence)s") % {"sentence": say_finding(note)})
    for finding in report.findings:
        print(f"{say_finding(finding)} [{finding.code}]")
    n = len(report.findings)
    broken = ngettext("BROKEN: %(n)s finding.", "BROKEN: %(n)s findings.", n) % {"n": n}
    print(broken if n else _("INTACT: nothing contradicts anything."))


def _receipt(path: Path) -> Receipt:
    _check_there(path)
    return Receipt(path.name, path.read_text(encoding="utf-8", errors="replace"))


def _receipts_in(path: Path) -> Iterator[Receipt]:
    """The receipts attached to a letter; a letter without any is refused (``letter-unreadable``)."""
    _check_there(path)
    letter = email.message_from_bytes(path.read_bytes()[:LARGEST_LETTER], policy=email.policy.default)
    found = False
    for part in letter.walk():
        if (part.get_filename() or "").endswith(RECEIPT_SUFFIX):
            content = part.get_payload(decode=True)
            found = True
            yield Receipt(path.name, content.decode(errors="replace") if isinstance(content, bytes) else "")
    if not found:
        raise Refusal("letter-unreadable", path=str(path))


def _check_there(path: Path) -> None:
    if not path.is_file():
        raise Refusal("file-missing", path=str(path))
