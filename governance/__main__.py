"""The command line: ``governance VERB``. Each verb has a file in ``governance.command`` and is imported alone,
because deciding a case or verifying an export needs neither the web nor the database."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from governance.refusal import Refusal
from governance.words.languages import choose_language
from governance.words.refusals import say_refusal
from governance.words.speak import gettext as _
from governance.words.speak import message as N_
from governance.words.speak import speaking

REFUSED = 2
"""Exit code of a verb that was asked something it cannot do."""

MISCONFIGURED = 78
"""Exit code of a start that its configuration keeps from happening (EX_CONFIG of sysexits.h)."""

VERBS = {
    "install": N_("found the network, and show the recovery phrase once"),
    "serve": N_("run the service"),
    "demo": N_("run the service with made-up members, letters on a page and a clock that can be moved"),
    "tick": N_("close what is due and post what is to be posted, once"),
    "decide": N_("decide a case by a rule"),
    "rehearse": N_("show every outcome that a rule can have"),
    "rules": N_("check or list rules"),
    "verify": N_("check an export of the register, receipts and letters"),
    "watch": N_("keep an eye on a register that somebody else serves"),
    "register": N_("replace the key of the register, or enter that an older database was put back"),
    "backup": N_("write the database and the sealed keys into two files"),
    "restore": N_("put a backup back, once it is verified"),
    "migrate-to": N_("copy everything into another database"),
    "doctor": N_("look whether all is well, and say what to mend"),
    "erase": N_("erase a person, or the text of a seat’s reasons"),
    "export": N_("write the public pages as files that need no server"),
    "members": N_("import or list members"),
    "secretariat": N_("add or list accounts of the desk"),
}

CONFIGURED = {
    "install",
    "serve",
    "demo",
    "tick",
    "members",
    "secretariat",
    "erase",
    "register",
    "export",
    "backup",
    "restore",
    "migrate-to",
    "doctor",
}
"""Verbs that read the settings: what they refuse at the start is a configuration to mend."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and answer its exit code; a refusal is one line on standard error."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    with speaking(choose_language(None, None, _terminal_language())):
        verb = next((word for word in given if not word.startswith("-")), None)
        parser = _parser(verb)
        parsed = parser.parse_args(given)
        if parsed.verb is None:
            parser.print_help()
            return REFUSED
        try:
            return int(parsed.run(parsed))
        except Refusal as refusal:
            print(_one_line(refusal), file=sys.stderr)
            return MISCONFIGURED if parsed.verb in CONFIGURED else REFUSED
        except KeyboardInterrupt:
            return 130


def _parser(wanted: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="governance", description=_("Decide between meetings, and check it.")
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    for verb, says in VERBS.items():
        sub = verbs.add_parser(verb, help=_(says), description=_(says))
        if verb == wanted:
            room = importlib.import_module(f"governance.command.{verb.replace('-', '_')}")
            room.add_arguments(sub)
            sub.set_defaults(run=room.run)
    return parser


def _one_line(refusal: Refusal) -> str:
    words = say_refusal(refusal)
    return " ".join(f"governance: {refusal.code}: {words.happened} {words.advice}".split())


def _terminal_language() -> str:
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return named.split("_")[0].split(".")[0].replace("C", "") or "fr"


if __name__ == "__main__":
    sys.exit(main())
