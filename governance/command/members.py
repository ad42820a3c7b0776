"""``governance members``: import or export members, list who is in, who sat on a day, or change an address."""

import argparse
import os
from pathlib import Path

from governance.acts.change_address import change_address
from governance.app import build_service
from governance.files.member_sheets import write_members, write_members_csv
from governance.files.members import read_members
from governance.files.network import read_network
from governance.founding import export_members, found, import_members
from governance.refusal import Refusal
from governance.service import Service
from governance.settings import read_settings
from governance.store.reads.desk_members import seated_at
from governance.store.reads.members import current_members
from governance.store.reads.public_network import read_network as read_the_network
from governance.words.localized import pick
from governance.words.speak import gettext as _
from governance.words.speak import ngettext
from governance.zones import noon_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``import FILE`` (TOML or CSV), ``export [--csv]``, ``list``, ``seated DAY [MEMBER]`` or
    ``address MEMBER ROLE NAME@DOMAIN``."""
    verbs = parser.add_subparsers(dest="what", required=True)
    importing = verbs.add_parser("import")
    importing.add_argument("file", type=Path)
    verbs.add_parser("list")
    exporting = verbs.add_parser("export")
    exporting.add_argument("--csv", action="store_true")
    seated = verbs.add_parser("seated")
    seated.add_argument("day")
    seated.add_argument("member", nargs="?")
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
        elif args.what == "export":
            write = write_members_csv if args.csv else write_members
            print(write(export_members(service, now=service.now())), end="")
        elif args.what == "seated":
            _print_seated(service, args.day, args.member)
        else:
            for member in service.read(current_members, now=service.now()):
                print(f"{member.code}\t{pick(member.name).text}")
    finally:
        service.close()
    return 0


def _print_seated(service: Service, day: str, member: str | None) -> None:
    """Who sat for each member, or for one, at noon of a day in the network's zone."""
    network = service.read(read_the_network)
    assert network is not None  # it has just been founded
    seated = service.read(seated_at, at=noon_of(day, network.zone))
    for each in seated:
        if member in (None, each.code):
            for holder in filter(None, (each.director, each.alternate)):
                print(f"{each.code}\t{_role(holder.role)}\t{pick(holder.title).text}")
    if member is not None and member not in {each.code for each in seated}:
        raise Refusal("member-unknown", member=member)


def _role(role: str) -> str:
    return {"director": _("director"), "alternate": _("alternate")}[role]
