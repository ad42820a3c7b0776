"""``governance demo``: made-up members and votes, letters on a page, a clock that can be moved forward."""

import argparse
import os
import sys

from governance.app import build_service
from governance.command.serve import listen, set_up_log
from governance.demonstration import EMAIL, PASSWORD, fast_forward, seed
from governance.files.network import read_network
from governance.refusal import Refusal
from governance.service import Service
from governance.settings import read_settings
from governance.startup import check_listen, holding_home
from governance.timekeeper import tick
from governance.words.dates import say_instant
from governance.words.speak import gettext as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--fast-forward`` moves the clock of the demonstration, running or not, to the next due instant."""
    parser.add_argument("--fast-forward", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Fill an empty home, say where to look, and run until told to stop."""
    # Seeding makes hundreds of acts: their lines would bury the addresses told at the end.
    settings = read_settings({"GOVERNANCE_LOG_LEVEL": "warning", **os.environ, "GOVERNANCE_DEMO": "true"})
    set_up_log(settings)
    network = read_network(settings.network_file)
    with holding_home(settings.home):
        if args.fast_forward:
            return _fast_forward(build_service(settings), network.zone)
        check_listen(settings.listen_host, settings.listen_port)
        service = build_service(settings)
        seed(service, network, now=service.now(), say=_say)
        _say_where(service)
        listen(service)
    return 0


def _fast_forward(service: Service, zone: str) -> int:
    try:
        now = fast_forward(service)
        if now is None:
            raise Refusal("nothing-due")
        tick(service, now=now)
        print(_("The demonstration's clock now shows %(now)s.") % {"now": say_instant(now, zone)})
    finally:
        service.close()
    return 0


def _say(step: str) -> None:
    print(_("Preparing the demonstration: %(step)s") % {"step": step}, flush=True)


def _say_where(service: Service) -> None:
    base = service.settings.base_url
    lines = [
        "",
        _("Public pages:   %(address)s/") % {"address": base},
        _("Mailbox:        %(address)s/demo/mailbox") % {"address": base},
        _("Secretariat:    %(address)s/desk") % {"address": base},
        _("  sign in with  %(email)s / %(password)s") % {"email": EMAIL, "password": PASSWORD},
        _("Stop with Ctrl+C; the data stay. `make clean-demo` starts over."),
        "",
    ]
    print("\n".join(lines), flush=True)
    sys.stdout.flush()
