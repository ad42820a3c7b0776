"""``governance install``: found the network, and show the recovery phrase once; or write an installation's files."""

import argparse
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from governance.app import build_service
from governance.backup.phrase import has_phrase, make_phrase
from governance.files.deploy import write_deploy_files
from governance.files.network import read_network
from governance.founding import found
from governance.settings import Settings, read_settings
from governance.words.localized import pick
from governance.words.speak import gettext as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--new-phrase`` makes another recovery phrase; backups made before still open with the old one. ``--files DIR``
    founds nothing: it writes units, files of the server in front and settings, with the paths of this program."""
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--new-phrase", action="store_true", help=_("make another recovery phrase"))
    instead.add_argument(
        "--files", type=Path, metavar="DIR", help=_("only write the files of an installation there")
    )


def run(args: argparse.Namespace) -> int:
    """Found the network of the settings. Asked again, it says that all is there, and shows nothing secret."""
    settings = read_settings(os.environ)
    if args.files is not None:
        print(*write_deploy_files(args.files, _deploy_facts(settings)), sep="\n")
        return 0
    service = build_service(settings)
    network = read_network(settings.network_file)
    try:
        found(service, network, now=service.now())
    finally:
        service.close()
    print(_("%(network)s is founded in %(home)s.") % _facts(network.name, settings.home))
    keys = settings.home / "keys"
    if has_phrase(keys) and not args.new_phrase:
        print(_("Its recovery phrase was shown before. Whoever has lost it: governance install --new-phrase"))
        return 0
    say_phrase(make_phrase(keys))
    return 0


def _deploy_facts(settings: Settings) -> dict[str, str]:
    return {
        "PROGRAM": str(Path(sys.executable).with_name("governance")),
        "HOME": str(settings.home),
        "BACKUPS": str(settings.backup_folder),
        "LISTEN": settings.listen,
        "BASE_URL": settings.base_url,
        "HOST": urlsplit(settings.base_url).netloc,
    }


def say_phrase(phrase: str) -> None:
    """Show the phrase, and what it is for."""
    lines = [
        "",
        _("Recovery phrase, shown this once:"),
        "",
        f"    {phrase}",
        "",
        _("Write it on paper, twice, and keep it in two places away from this machine."),
        _("A backup is worth nothing without it: it alone opens the keys. It is stored nowhere."),
        "",
    ]
    print("\n".join(lines))


def _facts(name: object, home: object) -> dict[str, object]:
    return {"network": pick(dict(name)).text, "home": home}  # type: ignore[call-overload]
