"""``governance tick``: look once for what is due, for instance from cron."""

import argparse
import os

from governance.acts.doubt_clock import confirm_clock
from governance.app import build_service
from governance.settings import read_settings
from governance.timekeeper import tick
from governance.words.speak import gettext as _
from governance.words.speak import ngettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--clock-ok`` confirms a clock that jumped and was doubted since."""
    parser.add_argument("--clock-ok", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Close every due ballot and post every due reminder; the letters leave with the running service."""
    service = build_service(read_settings(os.environ))
    try:
        service.set_clock_right()
        if args.clock_ok and service.do(confirm_clock, now=service.now()):
            print(_("The clock is confirmed; what is due is closed."))
        closed = tick(service, now=service.now())
    finally:
        service.close()
    print(ngettext("%(n)d ballot closed.", "%(n)d ballots closed.", closed) % {"n": closed})
    return 0
