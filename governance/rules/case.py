"""Votes that took place elsewhere, in the case format of schema 1, read into a rule and answers. Takes plain data.

Raises Refusal: ``case-malformed`` with key, value and what was expected; ``case-kind-mismatch``; ``rule-unknown``;
whatever binding the rule's parameters refuses.
"""

from collections.abc import Mapping
from typing import Any

from governance.refusal import Refusal
from governance.rules.answers import Answers
from governance.rules.bind import bind
from governance.rules.case_positions import read_choice, read_options, read_position
from governance.rules.case_ranked import read_approval, read_matrix, read_ranked, read_resistance
from governance.rules.case_values import malformed, read_table
from governance.rules.place import shown
from governance.rules.rule import Rule

_KINDS = {
    "position": ("positions",),
    "options": ("options", "choice"),
    "choice": ("choice",),
    "ranked": ("ranked",),
    "matrix": ("ranked",),
    "approval": ("approval",),
    "resistance": ("resistance",),
}
_INPUTS = {
    "position": {"members", "tallies"},
    "options": {"members"},
    "choice": {"choices", "members", "abstain", "silent", "recused"},
    "ranked": {"ballot_strings", "ranks", "orders", "unranked", "electorate_size", "majority"},
    "matrix": {"matrix"},
    "approval": {"approvals", "ballots_cast", "electorate_size"},
    "resistance": {"ratings", "scale", "electorate_size"},
}
_EVERYWHERE = {"options", "option_names", "default", "chair", "note"}


def rule_of_case(case: Any, rules: Mapping[str, Rule], *, rule_id: str | None = None) -> Rule:
    """The rule that decides the case, bound to its parameters.

    ``rule_id`` takes the place of the case's own rule; of its parameters then only those count that this rule has.
    """
    table = read_table(case, "case")
    named = table.get("rule")
    wanted = rule_id or named
    if not isinstance(wanted, str) or wanted not in rules:
        raise Refusal("rule-unknown", rule=shown(wanted), known=", ".join(rules))
    rule = rules[wanted]
    params = read_table(table.get("params") or {}, "params")
    if wanted != named:
        params = {name: value for name, value in params.items() if name in rule.params}
    majority = read_table(
        read_table(table.get("inputs", {}), "inputs").get("majority") or {}, "inputs.majority"
    )
    own = (
        {option: {"majority": value} for option, value in majority.items()}
        if "majority" in rule.params
        else {}
    )
    return bind(rule, params, option_params=own, source="case")


def answers_of_case(case: Any, rule: Rule) -> Answers:
    """The answers of a case under its rule."""
    table = read_table(case, "case")
    kind = table.get("kind")
    if table.get("schema", 1) != 1:
        raise malformed("schema", table["schema"], "1")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise malformed("kind", kind, " | ".join(_KINDS))
    if rule.ballot.kind not in _KINDS[kind]:
        raise Refusal("case-kind-mismatch", kind=kind, rule=rule.id, rule_kind=rule.ballot.kind)
    inputs = read_table(table.get("inputs"), "inputs")
    for key in inputs:
        if key not in _INPUTS[kind] | _EVERYWHERE:
            raise malformed(f"inputs.{key}", inputs[key], ", ".join(sorted(_INPUTS[kind] | _EVERYWHERE)))
    return _READERS[kind](inputs, rule)


_READERS = {
    "position": read_position,
    "options": read_options,
    "choice": read_choice,
    "ranked": read_ranked,
    "matrix": read_matrix,
    "approval": read_approval,
    "resistance": read_resistance,
}
