"""``governance decide``: decide a case by a rule, in sentences or as JSON; needs neither the web nor the database."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from governance.files.cases import read_case
from governance.files.rules import read_rulebook, read_rules
from governance.paths import DATA
from governance.rules.case import answers_of_case, rule_of_case
from governance.rules.decide import decide
from governance.rules.decision import Decision
from governance.rules.rule import Rule
from governance.words.rules import (
    say_criterion,
    say_next_round,
    say_outcome,
    say_rule,
    say_shortfall,
    say_title,
)
from governance.words.speak import gettext as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``CASE.json [--rule ID | --rules FILE.toml] [--json]``."""
    parser.add_argument("case", type=Path, metavar="CASE.json")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--rule", metavar="ID", help=_("decide by this rule instead of the case's own"))
    source.add_argument("--rules", type=Path, metavar="FILE.toml", help=_("take the rules from this file"))
    parser.add_argument("--json", action="store_true", help=_("print the decision as JSON"))


def run(args: argparse.Namespace) -> int:
    """Print the decision of the case."""
    case = read_case(args.case)
    rule = _rule(case, args)
    decision = decide(rule, answers_of_case(case, rule))
    if args.json:
        print(json.dumps(public_data(decision), ensure_ascii=False, indent=2))
    else:
        print("\n".join(say_decision(rule, decision, _labels(case))))
    return 0


def _rule(case: Any, args: argparse.Namespace) -> Rule:
    """The rule of the case; of a file with one rule, that rule, whatever the case names."""
    if not args.rules:
        return rule_of_case(case, read_rulebook(DATA / "rules"), rule_id=args.rule)
    rules = read_rules(args.rules)
    named = case.get("rule") if isinstance(case, dict) else None
    only = next(iter(rules)) if len(rules) == 1 and named not in rules else None
    return rule_of_case(case, rules, rule_id=only)


def public_data(decision: Decision) -> dict[str, Any]:
    """The decision as the public contract has it: what is not known or does not apply is null."""
    data = decision.as_data()
    single = decision.kind == "positions"
    data["winner"] = decision.winner
    data["next_round"] = list(decision.next_round) if decision.next_round else None
    data["criteria"] = [
        {**fact, "option": None if single else fact["option"]} | {key: fact.get(key) for key in _CRITERION}
        for fact in data["criteria"]
    ]
    return {key: data[key] for key in (*_FIRST, *data) if key in data}


_FIRST = ("outcome", "winner", "winners", "next_round", "criteria")
_CRITERION = ("holds", "counted", "needed")


def _labels(case: Any) -> dict[str, str]:
    """The names a case gives its options, where they are names."""
    names = case["inputs"].get("option_names")
    return {option: str(name) for option, name in names.items()} if isinstance(names, dict) else {}


def say_decision(rule: Rule, decision: Decision, labels: Mapping[str, str]) -> list[str]:
    """The decision in lines: the rule, the outcome, each criterion with its numbers, what follows, how near it was.

    ``labels`` name options by id, where they have names.
    """
    data = decision.as_data()
    single = decision.kind == "positions"
    criteria = [
        say_criterion(fact, option=None if single else labels.get(fact["option"], fact["option"]))
        for fact in data["criteria"]
    ]
    following = say_next_round(data, options=labels)
    return [
        f"{say_title(rule)} ({rule.id})",
        say_rule(rule),
        "",
        say_outcome(data, options=labels),
        *(f"- {line}" for line in criteria),
        *([following] if following else []),
        *say_shortfall(data, options=labels),
    ]
