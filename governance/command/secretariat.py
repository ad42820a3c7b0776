"""``governance secretariat``: accounts of the desk."""

import argparse
import getpass
import os
import sys

from governance.access.passwords import check_strength, hash_password
from governance.acts.add_account import add_account
from governance.acts.reset_password import reset_password
from governance.app import build_service
from governance.command import tokens
from governance.files.network import read_network
from governance.founding import found
from governance.settings import read_settings
from governance.store.reads.accounts import accounts
from governance.words.languages import DEFAULT, LANGUAGES
from governance.words.speak import gettext as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``add EMAIL [--observer]`` or ``reset EMAIL``, with the password asked for or read from standard input; or
    ``list``."""
    verbs = parser.add_subparsers(dest="what", required=True)
    adding = verbs.add_parser("add")
    adding.add_argument("email")
    adding.add_argument("--name", default="")
    adding.add_argument("--language", choices=LANGUAGES, default=DEFAULT)
    adding.add_argument("--role", choices=("secretariat", "observer"), default="secretariat")
    adding.add_argument("--observer", action="store_const", const="observer", dest="role")
    adding.add_argument(
        "--member", default=None, help=_("whose account it is, if not the present secretariat's")
    )
    resetting = verbs.add_parser("reset")
    resetting.add_argument("email")
    verbs.add_parser("list")
    tokens.add_arguments(verbs.add_parser("token"))


def run(args: argparse.Namespace) -> int:
    """Add an account or give it another password, which is never an argument others could read; or list them."""
    settings = read_settings(os.environ)
    service = build_service(settings)
    try:
        found(service, read_network(settings.network_file), now=service.now())
        if args.what == "add":
            password = _ask_password()
            check_strength(password)
            service.do(
                add_account,
                email=args.email,
                name=args.name or args.email,
                language=args.language,
                role=args.role,
                member=args.member,
                password_hash=hash_password(password),
                now=service.now(),
            )
            print(
                _("The account %(email)s can sign in at %(address)s.") % _where(args.email, settings.base_url)
            )
        elif args.what == "reset":
            password = _ask_password()
            check_strength(password)
            service.do(
                reset_password, email=args.email, password_hash=hash_password(password), now=service.now()
            )
            print(
                _("The account %(email)s can sign in at %(address)s.") % _where(args.email, settings.base_url)
            )
            print(_("The register says so, and the secretariat and the second contact are told by letter."))
        elif args.what == "token":
            tokens.run(service, args)
        else:
            for account in service.read(accounts):
                print(f"{account.email}\t{account.role}\t{account.name}")
    finally:
        service.close()
    return 0


def _where(email: str, base_url: str) -> dict[str, str]:
    return {"email": email, "address": f"{base_url}/desk/sign-in"}


def _ask_password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass(_("Password (at least 12 characters): "))
    return sys.stdin.readline().rstrip("\n")
