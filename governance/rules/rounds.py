"""Whether another round follows a decision, under which rule, with which options, and from when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from governance.rules.answers import Counts, counts_of
from governance.rules.bind import bind
from governance.rules.criteria import total
from governance.rules.numbers import Number
from governance.rules.place import Place
from governance.rules.rule import Fallback, Keep, Rule
from governance.rules.states import SETS

MOST_ROUNDS = 9


@dataclass(frozen=True, slots=True)
class NextRound:
    """A round to prepare: the rule's id, its parameters, the options kept (None: all), the wait from the close."""

    rule: str
    params: Mapping[str, str]
    keep: tuple[str, ...] | None
    after: timedelta


class Decided(Protocol):
    """What of a decision the next round depends on."""

    @property
    def outcome(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def options(self) -> tuple[str, ...]: ...
    @property
    def tied(self) -> tuple[str, ...]: ...
    @property
    def ranking(self) -> tuple[tuple[str, ...], ...] | None: ...
    @property
    def main_counts(self) -> Mapping[str, Counts]: ...
    @property
    def empty_electorate(self) -> bool: ...


def next_round(rule: Rule, decision: Decided, *, round: int) -> NextRound | None:
    """The round that follows round number ``round`` (from 1), or None where the decision stands.

    A rule repeats itself at most to its ``rounds``; a round that would keep every option is not made.
    """
    fallback = next((each for each in rule.fallback if decision.outcome in each.on), None)
    if fallback is None or decision.empty_electorate or round >= _last_round(rule, fallback):
        return None
    kept = _kept(fallback.keep, decision)
    again = fallback.rule == rule.id
    if kept is not None and len(kept) == len(decision.options):
        return None
    if kept is None and again and decision.kind != "positions":
        return None
    own = {name: quantity.text for name, quantity in rule.params.items()} if again else {}
    return NextRound(rule=fallback.rule, params={**own, **fallback.params}, keep=kept, after=fallback.after)


def _last_round(rule: Rule, fallback: Fallback) -> int:
    return rule.rounds if fallback.rule == rule.id else MOST_ROUNDS


def _kept(keep: Keep | None, decision: Decided) -> tuple[str, ...] | None:
    """The options kept, in their order: those tied after a tie, else the first n and whoever equals the n-th."""
    if keep is None:
        return None
    if decision.tied:
        return decision.tied
    places = _places(keep.order, decision)
    best = sorted(places.values())[: keep.number]
    return tuple(option for option in decision.options if places[option] <= best[-1])


def _places(order: str, decision: Decided) -> dict[str, tuple[Number, ...]]:
    """A key per option, lower is better: by yes, by no and block, or by rank where a kind has no yes."""
    if order == "top" and decision.kind in ("ranked", "resistance"):
        ranked = {option: n for n, layer in enumerate(decision.ranking or ()) for option in layer}
        return {option: (ranked.get(option, len(decision.options)),) for option in decision.options}
    counts = {option: decision.main_counts.get(option, counts_of({})) for option in decision.options}
    if order == "fewest-against":
        return {option: (total(own, SETS["against"]), -own["yes"]) for option, own in counts.items()}
    return {option: (-own["yes"],) for option, own in counts.items()}


def check_fallbacks(rule: Rule, rules: Mapping[str, Rule], *, source: str = "rules") -> None:
    """Refuse a rule whose next rounds cannot be held: ``fallback-unknown``, ``fallback-kind`` or ``fallback-cycle``;
    or whose next rule does not take the parameters it is given (``rule-param-unknown`` and what binding refuses).

    ``rules`` are all rules by id, ``source`` the file or motion that a refusal names. A rule may fall back on itself
    (its ``rounds`` end that) but not on another that leads back to it.
    """
    _follow(rule, rules, (rule.id,), source)


def _follow(rule: Rule, rules: Mapping[str, Rule], passed: tuple[str, ...], source: str) -> None:
    for n, fallback in enumerate(rule.fallback):
        place = Place(source, rule.id, "fallback").at(n)
        if fallback.rule == rule.id:
            _check_params(rule, fallback, place)
            continue
        if fallback.rule in passed:
            raise place.at("rule").refuse("fallback-cycle", fallback=fallback.rule)
        if fallback.rule not in rules:
            raise place.at("rule").refuse("fallback-unknown", fallback=fallback.rule)
        following = rules[fallback.rule]
        if following.ballot.kind != rule.ballot.kind:
            raise place.at("rule").refuse("fallback-kind", fallback=fallback.rule, kind=rule.ballot.kind)
        _check_params(following, fallback, place)
        _follow(following, rules, (*passed, fallback.rule), source)


def _check_params(following: Rule, fallback: Fallback, place: Place) -> None:
    """What would otherwise be refused at the close, when nobody can mend it any more."""
    for name in fallback.params:
        if name not in following.params:
            allowed = ", ".join(following.params)
            raise place.at("params").at(name).refuse("rule-param-unknown", value=name, allowed=allowed)
    bind(following, fallback.params, source=place.source)
