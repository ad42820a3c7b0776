"""The outcome alone, from counts alone: what rehearsals, shortfalls and feasibility ask thousands of times.

It judges with the same ``holds`` as a decision does; a test decides every count vector both ways.
"""

from collections.abc import Mapping

from governance.rules.answers import Counts
from governance.rules.criteria import Own, base_of, holds, total
from governance.rules.rule import Comparison, Criterion, Rule

NOBODY: Own = {}


def single_tally(rule: Rule) -> str | None:
    """The tally of seats the rule counts by, or None where it compares several, or weights."""
    tallies = {comparison.tally for comparison in rule.comparisons}
    if len(tallies) != 1:
        return None
    (name,) = tallies
    return None if rule.tallies[name].weight else name


def verdict(rule: Rule, counts: Counts, *, chair: str | None = None, own: Own = NOBODY) -> str:
    """The outcome for one option by a rule of one tally: ``adopted``, or what the first failing criterion says.

    Without a ``chair`` (a state) a tie fails. An empty electorate is ``rejected``.
    """
    if total(counts, _ENTITLED) == 0:
        return "rejected"
    failing = (
        criterion.on_fail for criterion in rule.criteria if not _holds(rule, criterion, counts, chair, own)
    )
    return next(failing, "adopted")


_ENTITLED = ("yes", "no", "abstain", "block", "stand_aside", "silent")


def _holds(rule: Rule, criterion: Criterion, counts: Counts, chair: str | None, own: Own) -> bool:
    for comparison in criterion.alternatives:
        if _compares(rule, comparison, counts, own, comparison.op):
            return True
    if criterion.tie is None or chair != "yes":
        return False
    return _compares(rule, criterion.alternatives[0], counts, own, "==")


def _compares(rule: Rule, comparison: Comparison, counts: Counts, own: Own, op: str) -> bool:
    counted = total(counts, comparison.counted_states)
    base = base_of(rule, comparison, counts, own)
    return holds(op, comparison.bound, counted, comparison.amount.under(own), base)


def changed(counts: Mapping[str, int], moves: Mapping[str, int], to: str) -> dict[str, int]:
    """The counts after ``moves[state]`` seats of each state answer ``to`` instead."""
    after = {state: number - moves.get(state, 0) for state, number in counts.items()}
    after[to] += sum(moves.values())
    return after
