"""Criteria judged: does it hold, what was counted, what was needed, out of what."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Any

from governance.refusal import Refusal
from governance.rules.answers import Answers, Counts
from governance.rules.numbers import OPERATORS, Number, is_whole, nearest_whole, root, simplest, write_number
from governance.rules.rule import Comparison, Criterion, Quantity, Rule
from governance.rules.states import SEATS

Own = Mapping[str, Quantity]


@dataclass(frozen=True, slots=True)
class ComparisonFact:
    """One comparison with its numbers; ``counted`` and ``holds`` are None where the tally is absent.

    ``needed`` is the exact bound, None where it is irrational; ``needed_whole`` the nearest whole number that
    satisfies it, where the counts are whole; ``margin`` the room left, negative by how much it failed.
    """

    comparison: Comparison
    amount: Fraction
    counted: Number | None = None
    base: Number | None = None
    needed: Number | None = None
    needed_whole: int | None = None
    margin: Number | None = None
    holds: bool | None = None

    def as_data(self) -> dict[str, Any]:
        """The comparison, then its numbers as strings; what is not known is left out."""
        compared = self.comparison
        data: dict[str, Any] = {"tally": compared.tally, "count": list(compared.count), "op": compared.op}
        data[compared.bound] = write_number(self.amount)
        data |= {"of": list(compared.of)} if compared.of else {}
        for name in ("counted", "base", "needed", "needed_whole", "margin"):
            value = getattr(self, name)
            data |= {} if value is None else {name: write_number(value)}
        return data | ({} if self.holds is None else {"holds": self.holds})


@dataclass(frozen=True, slots=True)
class CriterionFact:
    """A criterion judged for one option. ``chair`` is the chair's state where an exact tie was left to it."""

    criterion: Criterion
    option: str
    facts: tuple[ComparisonFact, ...]
    holds: bool | None
    chair: str | None = None

    @property
    def main(self) -> ComparisonFact:
        """The comparison that decided: the first that holds, else the first."""
        return next((fact for fact in self.facts if fact.holds), self.facts[0])

    def as_data(self) -> dict[str, Any]:
        """Plain facts; those of ``any`` also one by one, the deciding one's on the top."""
        data: dict[str, Any] = {"name": self.criterion.name, "option": self.option, **self.main.as_data()}
        data.pop("holds", None)
        data |= {} if self.holds is None else {"holds": self.holds}
        data["on_fail"] = self.criterion.on_fail
        data |= {"any": [fact.as_data() for fact in self.facts]} if self.criterion.any else {}
        return data | ({"tie": "chair", "chair": self.chair} if self.chair else {})


def judge(rule: Rule, criterion: Criterion, option: str, answers: Answers) -> CriterionFact:
    """The criterion for one option, with its numbers.

    Raises Refusal ``chair-missing`` where an exact tie waits for a chair and none is named.
    """
    own = rule.option_params.get(option, {})
    facts = tuple(_compare(rule, comparison, option, answers, own) for comparison in criterion.alternatives)
    holds = _any(fact.holds for fact in facts)
    if holds is False and criterion.tie and _is_tie(facts[0]):
        chair = _chair_state(criterion, option, answers)
        return CriterionFact(criterion, option, facts, holds=chair == "yes", chair=chair)
    return CriterionFact(criterion, option, facts, holds)


def _any(values: Any) -> bool | None:
    """True where one holds, None where none does but one is unknown, else False."""
    known = list(values)
    return True if True in known else None if None in known else False


def _is_tie(fact: ComparisonFact) -> bool:
    return fact.counted is not None and fact.counted == fact.needed and fact.base != 0


def _chair_state(criterion: Criterion, option: str, answers: Answers) -> str:
    if answers.chair is None:
        raise Refusal("chair-missing", criterion=criterion.name)
    return answers.chair[option]


def holds(op: str, bound: str, counted: Number, amount: Fraction, base: Number) -> bool:
    """Whether ``counted op amount`` (number), ``counted op amount * base`` (share) or ``* sqrt(base)`` (sqrt_share).

    Exact: both sides are multiplied out, squares are compared for the root. A share of zero never holds.
    """
    top, bottom = amount.numerator, amount.denominator
    compare = OPERATORS[op]
    if bound == "number":
        return compare(counted * bottom, top)
    if base == 0:
        return False
    if bound == "share":
        return compare(counted * bottom, top * base)
    return compare((counted * bottom) ** 2, top**2 * base)


def total(counts: Counts, states: tuple[str, ...]) -> Number:
    """How many are in any of the states."""
    return sum(counts[state] for state in states)


def base_of(rule: Rule, comparison: Comparison, counts: Counts, own: Own) -> Number:
    """What the share is of: a count of states, or the fixed number of seats; 0 for a plain number."""
    if comparison.of == (SEATS,):
        return simplest(rule.params[SEATS].value if SEATS not in own else own[SEATS].value)
    return total(counts, comparison.base_states)


def _compare(rule: Rule, comparison: Comparison, option: str, answers: Answers, own: Own) -> ComparisonFact:
    amount = comparison.amount.under(own)
    tally = answers.counts.get(comparison.tally)
    if tally is None:
        return ComparisonFact(comparison, amount)
    counts = tally[option]
    counted = total(counts, comparison.counted_states)
    base = base_of(rule, comparison, counts, own)
    needed = _needed(comparison.bound, amount, base)
    whole = _needed_whole(comparison, amount, base) if is_whole(counted) and is_whole(base) else None
    return ComparisonFact(
        comparison,
        amount,
        counted=counted,
        base=base if comparison.of else None,
        needed=needed,
        needed_whole=whole,
        margin=_margin(comparison.op, counted, needed if whole is None else whole),
        holds=holds(comparison.op, comparison.bound, counted, amount, base),
    )


def _needed(bound: str, amount: Fraction, base: Number) -> Number | None:
    if bound == "number":
        return simplest(amount)
    if bound == "share":
        return simplest(amount * base)
    exact = root(Fraction(amount**2 * base))
    return None if exact is None else simplest(exact)


def _needed_whole(comparison: Comparison, amount: Fraction, base: Number) -> int | None:
    """The nearest whole number that satisfies the comparison; None where the base is zero and nothing can."""

    def satisfies(whole: int) -> bool:
        return holds(comparison.op, comparison.bound, whole, amount, base)

    if comparison.bound == "sqrt_share":
        floor = isqrt(int(amount**2 * base))
    else:
        floor = int(amount * base if comparison.bound == "share" else amount)
    return nearest_whole(comparison.op, satisfies, floor)


def _margin(op: str, counted: Number, needed: Number | None) -> Number | None:
    if needed is None:
        return None
    room = counted - needed if op in (">=", ">") else needed - counted
    return simplest(-abs(Fraction(room)) if op == "==" else room)
