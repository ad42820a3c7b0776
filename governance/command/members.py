"""``governance members``: import the members of a file, list who is in, or change an address."""

import argparse
import os
from pathlib import Path

from governance.acts.change_address import change_address
from governance.app import build_service
from governance.files.members import read_members
from governance.files.network import read_network
from governance.founding import found, import_members
from governance.refusal import Refusal
from governance.settings import read_settings
from governance.store.reads.members import current_members
from governance.words.localized import pick
from governance.words.speak import gettext as _
from governance.words.speak import ngettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``import FILE`` (TOML or CSV), ``list``, or ``address MEMBER ROLE NAME@DOMAIN``."""
    verbs = parser.add_subparsers(dest="what", required=True)
    importing = verbs.add_parser("import")
    importing.add_argument("file", type=Path)
    verbs.add_parser("list")
    changing = verbs.add_parser("address")
    changing.add_argument("member")
    changing.add_argument("role", choices=("director", "alternate"))
    changing.add_argument("email")


def run(args: argparse.Namespace) -> int:
    """Import every member of a file whose code is new, all of them or none; list the members; or send the letters of
    a mandate to another address."""
    settings = read_settings(os.environ)
    service = build_service(settings)
    try:
        found(service, read_network(settings.network_file), now=service.now())
        if args.what == "import":
            if not args.file.is_file():
                raise Refusal("file-missing", path=str(args.file))
            added = import_members(service, read_members(args.file), now=service.now())
            print(ngettext("%(n)d member admitted.", "%(n)d members admitted.", added) % {"n": added})
        elif args.what == "address":
            service.do(
                change_address,
                member=args.member,
                role=args.role,
                email=args.email,
                vault=service.vault,
                now=service.now(),
            )
            print(_("The address is changed. Both addresses are told by letter when the service runs."))
        else:
            for member in service.read(current_members, now=service.now()):
                print(f"{member.code}\t{pick(member.name).text}")
    finally:
        service.close()
    return 0
