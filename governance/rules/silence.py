"""What it means, under a rule, that a seat does not answer: read off the criteria, so that no letter says otherwise."""

from governance.rules.rule import Comparison, Rule
from governance.rules.states import SEATS

MEANINGS = ("consents", "prevents", "counts_against", "lowers_turnout", "not_counted")


def meaning_of_silence(rule: Rule) -> str:
    """The gravest thing silence does under the rule, one of ``MEANINGS``.

    ``consents``: the rule offers no yes, who is silent lets it pass. ``prevents``: one silent seat is enough to fail.
    ``counts_against``: silence weighs like a missing yes. ``lowers_turnout``: it only makes a quorum harder to reach.
    """
    if rule.ballot.kind in ("positions", "options") and "yes" not in rule.ballot.offer:
        return "consents"
    found = {_meaning(comparison) for comparison in rule.comparisons}
    return next((meaning for meaning in MEANINGS if meaning in found), "not_counted")


def _meaning(comparison: Comparison) -> str:
    amount = comparison.amount.value
    if "silent" in comparison.counted_states:
        return _when_counted(comparison)
    if comparison.op in ("<", "<="):
        return "not_counted"
    weighed = "silent" in comparison.base_states or comparison.of == (SEATS,)
    if not weighed and (comparison.bound != "number" or amount <= 1):
        return "not_counted"
    if amount == 0:
        return "not_counted"
    if comparison.bound == "share" and amount == 1 and "silent" in comparison.base_states:
        return "prevents"
    return "lowers_turnout" if {"no", "abstain"} & set(comparison.counted_states) else "counts_against"


def _when_counted(comparison: Comparison) -> str:
    """Silent seats are limited by the criterion itself."""
    if comparison.op not in ("<", "<="):
        return "not_counted"
    none_allowed = comparison.amount.value == 0 or (comparison.op == "<" and comparison.amount.value <= 1)
    return "prevents" if none_allowed and comparison.bound == "number" else "counts_against"
