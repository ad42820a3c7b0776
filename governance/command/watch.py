"""``governance watch``: an outsider's monitor, which keeps the heads of a register that somebody else serves.

The folder is good to keep in git: ``heads`` holds one small file for each head that was seen, never changed again, and
``register.jsonl`` the newest export that contradicted none of them. One that does is kept as ``contradiction.jsonl``
and nothing else in the folder is touched: the heads and that file are the evidence.
"""

import argparse
import urllib.error
import urllib.request
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from governance.refusal import Refusal
from governance.register.checkpoint import Checkpoint, read_checkpoint, read_unverified
from governance.register.export import head_line
from governance.register.note import read_verifier
from governance.register.verify import Report, verify_export
from governance.words.findings import say_finding
from governance.words.speak import gettext as _
from governance.words.speak import ngettext

EXTENDED, CONTRADICTED = 0, 1
PATIENCE = 60
"""Seconds without a byte after which a register counts as unreachable."""

LARGEST_HEAD = 10_000
LARGEST_EXPORT = 4_000_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The address of the service, the folder of what was seen, and the key where it is known from elsewhere."""
    parser.description = _(
        "Fetch a register, check it, and check that it still begins with every head seen before. One line, for cron."
    )
    parser.add_argument("url", metavar="URL")
    parser.add_argument("--folder", type=Path, required=True, metavar="DIR")
    parser.add_argument("--key", metavar="KEY", help=_("the public key of the register, as letters show it"))


def run(args: argparse.Namespace) -> int:
    """Answer 0 where the register extends what was seen, 1 where it contradicts it; unreachable or unreadable is
    refused (exit code 2) and says nothing about the register."""
    head = read_unverified(_fetch(args.url, "checkpoint", at_most=LARGEST_HEAD).decode(errors="replace"))
    exported = _fetch(args.url, "export.jsonl", at_most=LARGEST_EXPORT)
    seen = [*_heads(args.folder), head_line(head.size, head.note)]
    report = verify_export(chain(exported.splitlines(keepends=True), seen))
    if not report.intact or _is_foreign(report, args.key) or head.size > report.entries:
        _keep(args.folder / "contradiction.jsonl", exported)
        print(_contradiction(args.url, report))
        return CONTRADICTED
    before = _largest(args.folder)
    _keep(args.folder / "register.jsonl", exported)
    _keep_head(args.folder, head, report)
    print(_extension(args.url, report, report.entries - before))
    return EXTENDED


def _fetch(url: str, page: str, *, at_most: int) -> bytes:
    """What stands at ``URL/register/PAGE``. Refused: ``register-unreachable``."""
    address = f"{url.rstrip('/')}/register/{page}"
    if urlsplit(address).scheme not in ("http", "https"):
        raise Refusal("register-unreachable", address=address, why="http(s)")
    try:
        with urllib.request.urlopen(
            address, timeout=PATIENCE
        ) as answer:  # never a file: the scheme was checked
            content: bytes = answer.read(at_most + 1)
    except (OSError, ValueError, urllib.error.URLError) as error:
        raise Refusal("register-unreachable", address=address, why=str(error)) from error
    if len(content) > at_most:
        raise Refusal("register-unreachable", address=address, why=f"> {at_most} B")
    return content


def _heads(folder: Path) -> Iterator[str]:
    """Every head seen before, as a line of an export: the verifier holds each against the entries."""
    for path in sorted((folder / "heads").glob("*.txt")):
        note = path.read_text(encoding="utf-8")
        yield head_line(read_unverified(note).size, note)


def _largest(folder: Path) -> int:
    """How many entries the largest head seen before covers."""
    return max((int(path.stem) for path in (folder / "heads").glob("*.txt")), default=0)


def _is_foreign(report: Report, key: str | None) -> bool:
    """Whether the register ends under another key than the one given."""
    return key is not None and key != report.key


def _keep_head(folder: Path, head: Checkpoint, report: Report) -> None:
    """Keep a head, once: the number of its entries names it, and what was seen is not written again."""
    checked = read_checkpoint(head.note, verifiers=[read_verifier(report.key)])
    path = folder / "heads" / f"{checked.size:012d}.txt"
    if not path.exists():
        _keep(path, checked.note.encode())


def _keep(path: Path, content: bytes) -> None:
    """Write whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(content)
    fresh.replace(path)


def _extension(url: str, report: Report, new: int) -> str:
    added = ngettext("%(n)s new entry", "%(n)s new entries", new) % {"n": new}
    facts = {"url": url, "entries": report.entries, "added": added, "root": report.root.hex()}
    return _("INTACT: %(url)s: %(entries)s entries, %(added)s, root %(root)s") % facts


def _contradiction(url: str, report: Report) -> str:
    """The first thing found, and how many there are."""
    first = say_finding(report.findings[0]) if report.findings else _("The key is not the one you gave.")
    facts = {"url": url, "first": first, "n": max(1, len(report.findings))}
    return _("CONTRADICTION: %(url)s: %(first)s (findings: %(n)s)") % facts
