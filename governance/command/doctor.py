"""``governance doctor``: whether all is well, and what to mend, one line for each finding."""

import argparse
import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from governance.app import key_passphrase
from governance.clock import Clock
from governance.doctor.examine import CHECKS, Check, examine
from governance.doctor.findings import Finding
from governance.doctor.post import Post, checks_of
from governance.refusal import Refusal
from governance.settings import read_settings
from governance.words.speak import gettext as _

RECORDS = ("spf", "dkim", "dmarc")
MARKS = {"well": "ok  ", "note": "note", "wrong": "!!  "}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--json`` for programs. Run it with the settings, and as the account, of the service."""
    parser.add_argument("--json", action="store_true", help=_("print the findings as JSON"))
    parser.add_argument("--mail", action="store_true", help=_("examine the mail as well"))
    parser.add_argument("--to", metavar="ADDRESS", help=_("with --mail: send a test letter there"))
    for record in RECORDS:
        parser.add_argument(
            f"--{record}", metavar="RECORD", help=_("with --mail: the record as the domain has it")
        )
    parser.add_argument(
        "--arrived",
        type=Path,
        metavar="FILE",
        help=_("with --mail: the test letter as it arrived, as a file"),
    )


def run(args: argparse.Namespace) -> int:
    """Look at everything and change nothing; 1 where something is wrong, else 0."""
    settings = read_settings(os.environ)
    facts: dict[str, Any] = {"passphrase": key_passphrase(settings), "now": Clock().now()}
    found = list(examine(settings, checks=(*CHECKS, *_asked(args)), **facts))
    healthy = all(finding.state != "wrong" for finding in found)
    print(_as_json(found, healthy=healthy) if args.json else "\n".join(_lines(found)))
    return 0 if healthy else 1


def _asked(args: argparse.Namespace) -> Sequence[Check]:
    """The checks of the mail, where it is to be examined. Refused: ``file-missing``."""
    records = {record: getattr(args, record) for record in RECORDS}
    if not (args.mail or args.to or args.arrived or any(records.values())):
        return ()
    if args.arrived is not None and not args.arrived.is_file():
        raise Refusal("file-missing", path=str(args.arrived))
    return checks_of(Post(to=args.to, arrived=args.arrived.read_bytes() if args.arrived else None, **records))


def _as_json(found: Sequence[Finding], *, healthy: bool) -> str:
    said = {"healthy": healthy, "findings": [asdict(finding) for finding in found]}
    return json.dumps(said, ensure_ascii=False, indent=2)


def _lines(found: Sequence[Finding]) -> list[str]:
    return [f"{MARKS[each.state]} {each.check}: {each.says} {each.mend}".rstrip() for each in found]
