"""``governance rehearse``: show every outcome a rule can have for a number of seats, before anybody votes."""

import argparse

from governance.files.rules import read_rulebook
from governance.paths import DATA
from governance.refusal import Refusal
from governance.rules.bind import bind
from governance.rules.rehearse import rehearse
from governance.words.rehearsals import say_rehearsal
from governance.words.rules import say_rule, say_title
from governance.words.speak import gettext as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``RULE [--seats N] [--param NAME=VALUE ...]``."""
    parser.add_argument("rule", metavar="RULE")
    parser.add_argument("--seats", type=int, default=13, metavar="N")
    parser.add_argument(
        "--param", action="append", default=[], metavar="NAME=VALUE", help=_("give a parameter another value")
    )


def run(args: argparse.Namespace) -> int:
    """Print the rule and its table of outcomes."""
    rules = read_rulebook(DATA / "rules")
    if args.rule not in rules:
        raise Refusal("rule-unknown", rule=args.rule)
    params = dict(given.partition("=")[::2] for given in args.param)
    rule = bind(rules[args.rule], params, source="--param")
    lines = [
        f"{say_title(rule)} ({rule.id})",
        say_rule(rule),
        "",
        *say_rehearsal(rehearse(rule, seats=args.seats)),
    ]
    print("\n".join(lines))
    return 0
