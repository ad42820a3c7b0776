"""``governance doctor``: whether all is well, and what to mend, one line for each finding."""

import argparse
import json
import os
from collections.abc import Sequence
from dataclasses import asdict

from governance.app import key_passphrase
from governance.clock import Clock
from governance.doctor.examine import examine
from governance.doctor.findings import Examined, Finding
from governance.settings import read_settings
from governance.store.database import Database
from governance.words.speak import gettext as _

MARKS = {"well": "ok  ", "note": "note", "wrong": "!!  "}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--json`` for programs. Run it with the settings, and as the account, of the service."""
    parser.add_argument("--json", action="store_true", help=_("print the findings as JSON"))


def run(args: argparse.Namespace) -> int:
    """Look at everything and change nothing; 1 where something is wrong, else 0."""
    settings = read_settings(os.environ)
    database = Database(settings.database_url)
    try:
        found = list(examine(Examined(settings, database, key_passphrase(settings), Clock().now())))
    finally:
        database.close()
    healthy = all(finding.state != "wrong" for finding in found)
    print(_as_json(found, healthy=healthy) if args.json else "\n".join(_lines(found)))
    return 0 if healthy else 1


def _as_json(found: Sequence[Finding], *, healthy: bool) -> str:
    said = {"healthy": healthy, "findings": [asdict(finding) for finding in found]}
    return json.dumps(said, ensure_ascii=False, indent=2)


def _lines(found: Sequence[Finding]) -> list[str]:
    return [f"{MARKS[each.state]} {each.check}: {each.says} {each.mend}".rstrip() for each in found]
