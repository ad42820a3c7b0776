"""``governance tick``: look once for what is due, for instance from cron."""

import argparse
import os

from governance.app import build_service
from governance.settings import read_settings
from governance.timekeeper import tick
from governance.words.speak import ngettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(_args: argparse.Namespace) -> int:
    """Close every due ballot and post every due reminder; the letters leave with the running service."""
    service = build_service(read_settings(os.environ))
    try:
        closed = tick(service, now=service.now())
    finally:
        service.close()
    print(ngettext("%(n)d ballot closed.", "%(n)d ballots closed.", closed) % {"n": closed})
    return 0
