"""``governance export --site DIR``: the whole public side as files, for any web server or for a folder that is kept."""

import argparse
import os
from pathlib import Path

from governance.app import build_service
from governance.settings import read_settings
from governance.web.site import export_site
from governance.words.speak import gettext as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folder to write to; it is made where it is not there."""
    parser.add_argument("--site", type=Path, required=True, metavar="DIR")


def run(args: argparse.Namespace) -> int:
    """Write every public page, in every language; what stands in the folder under the same name is replaced."""
    service = build_service(read_settings(os.environ))
    try:
        count = export_site(service, args.site)
    finally:
        service.close()
    print(_("%(count)s files written to %(folder)s.") % {"count": count, "folder": args.site})
    return 0
