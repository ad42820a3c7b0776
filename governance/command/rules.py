"""``governance rules``: check a file of rules, or list the rules that ship."""

import argparse
from pathlib import Path

from governance.files.rules import read_rulebook, read_rules
from governance.paths import DATA
from governance.rules.feasible import check_asks_for_yes
from governance.rules.rounds import check_fallbacks
from governance.words.rules import say_rule, say_title
from governance.words.speak import ngettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``check FILE``, or ``list``."""
    verbs = parser.add_subparsers(dest="what", required=True)
    checking = verbs.add_parser("check")
    checking.add_argument("file", type=Path, metavar="FILE.toml")
    verbs.add_parser("list")


def run(args: argparse.Namespace) -> int:
    """List the rules that ship; or read a file of rules whole, refusing the first that could not be put to a vote."""
    shipped = read_rulebook(DATA / "rules")
    if args.what == "list":
        for rule in shipped.values():
            print(f"{rule.id}\t{rule.ballot.kind}\t{say_title(rule)}")
        return 0
    rules = read_rules(args.file)
    for rule in rules.values():
        check_asks_for_yes(rule)
        check_fallbacks(rule, shipped | rules, source=args.file.name)
        print(f"{rule.id}: {say_rule(rule)}")
    print(ngettext("%(n)d rule is in order.", "%(n)d rules are in order.", len(rules)) % {"n": len(rules)})
    return 0
