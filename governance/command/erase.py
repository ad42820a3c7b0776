"""``governance erase``: take a person's data, or the text of a seat's reasons, out of what is kept and shown."""

import argparse
import os
from uuid import UUID

from governance.acts.erase_person import erase_person
from governance.acts.erase_reasons import erase_reasons
from governance.app import build_service
from governance.refusal import Refusal
from governance.service import Service
from governance.settings import read_settings
from governance.words.speak import gettext as _
from governance.words.speak import ngettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reasons NUMBER SEAT``, or ``person MANDATE`` (the id of the mandate, as the register shows it)."""
    parser.epilog = _("Erase older backups too, or erase again after each restoration from one.")
    verbs = parser.add_subparsers(dest="what", required=True)
    reasons = verbs.add_parser("reasons")
    reasons.add_argument("number", metavar="NUMBER")
    reasons.add_argument("seat", metavar="SEAT")
    person = verbs.add_parser("person")
    person.add_argument("mandate", metavar="MANDATE")


def run(args: argparse.Namespace) -> int:
    """Erase, and say what was erased; the register says it too."""
    service = build_service(read_settings(os.environ))
    try:
        print(_erase_reasons(service, args) if args.what == "reasons" else _erase_person(service, args))
    finally:
        service.close()
    return 0


def _erase_reasons(service: Service, args: argparse.Namespace) -> str:
    n = service.do(erase_reasons, number=args.number, seat=args.seat, now=service.now())
    return ngettext("%(n)s reason erased.", "%(n)s reasons erased.", n) % {"n": n}


def _erase_person(service: Service, args: argparse.Namespace) -> str:
    try:
        mandate = UUID(args.mandate)
    except ValueError as error:
        raise Refusal("mandate-unknown", mandate=args.mandate) from error
    erased = service.do(erase_person, mandate_id=mandate, now=service.now())
    return _("The person is erased.") if erased else _("The person was erased before.")
