"""Rules read from TOML or from stored data: whatever is not exactly of the language is refused, with its place.

Refusal codes: ``rule-file-unreadable``, ``rule-key-unknown``, ``rule-key-missing``, ``rule-value-unknown``,
``rule-value-malformed``, ``rule-number-malformed``, ``rule-param-unknown``, ``rule-tally-undeclared``,
``rule-doubled``, ``rule-contradiction``; each with source, rule, key and the reason's facts.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from governance.refusal import Refusal
from governance.rules.keys import BOUNDS, LEAST_OPTIONS, METHODS, read_table
from governance.rules.numbers import read_number
from governance.rules.place import Place
from governance.rules.readers import read_list, read_mapping, read_name, read_numbers
from governance.rules.rule import (
    MEMBERS,
    Ballot,
    Comparison,
    Conduct,
    Criterion,
    Fallback,
    Quantity,
    Rule,
    Schedule,
    Select,
    Tally,
)
from governance.rules.states import SEATS, states_of

_NEEDS_YES = frozenset({"yes", "no", "block", "stand_aside", "cast", "against", "not_yes"})


def parse_rules(text: str, *, source: str) -> dict[str, Rule]:
    """The rules of a TOML file (``[[rule]]`` tables) by id, in the order of the file.

    Raises Refusal: ``rule-file-unreadable`` where the text is not TOML, else as this module says.
    """
    place = Place(source)
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise Refusal("rule-file-unreadable", source=source, problem=str(problem)) from None
    for key in data:
        if key != "rule":
            raise place.at(key).refuse("rule-key-unknown", allowed="rule")
    entries = read_list(data.get("rule", []), place.at("rule"))
    if not entries:
        raise place.at("rule").refuse("rule-key-missing", expected="[[rule]]")
    return _by_id(entries, place)


def _by_id(entries: list[Any], place: Place) -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    for entry in entries:
        rule = rule_from_data(entry, source=place.source)
        if rule.id in rules:
            raise place.within(rule.id).at("id").refuse("rule-doubled", value=rule.id)
        rules[rule.id] = rule
    return rules


def rule_from_data(data: Any, *, source: str) -> Rule:
    """One rule from plain data, as ``Rule.as_data`` gives it or a TOML table holds it. Raises Refusal."""
    place = _named(data, Place(source))
    table = read_table(data, place, "rule")
    params = {name: _plain(text) for name, text in table["params"].items()}
    scope = _Scope(params=params, tallies=_read_tallies(table["tally"], place.at("tally")))
    rule = Rule(
        id=table["id"],
        title=table["title"],
        explain=table["explain"],
        ballot=_read_ballot(table["ballot"], place.at("ballot")),
        tallies=scope.tallies,
        criteria=_read_criteria(table["criterion"], place.at("criterion"), scope),
        exclude=_read_exclude(table["electorate"], place.at("electorate")),
        params=params,
        option_params=_read_option_params(table["option_params"], place.at("option_params"), params),
        select=_read_select(table["select"], place.at("select"), params),
        rounds=table["rounds"],
        fallback=tuple(
            _read_fallback(entry, place.at("fallback").at(n)) for n, entry in enumerate(table["fallback"])
        ),
        schedule=Schedule(**read_table(table["schedule"], place.at("schedule"), "schedule")),
        conduct=Conduct(**read_table(table["conduct"], place.at("conduct"), "conduct")),
    )
    _check_whole(rule, place)
    return rule


@lru_cache(maxsize=256)
def rule_from_text(text: str) -> Rule:
    """One rule from the JSON it is stored as. The same text is the same rule: it is read once."""
    return rule_from_data(json.loads(text), source="stored")


def stored_rule(data: Mapping[str, Any]) -> Rule:
    """One rule from plain data that was stored, for those who need it on every page."""
    return rule_from_text(json.dumps(data, ensure_ascii=False, sort_keys=True))


def _named(data: Any, place: Place) -> Place:
    """The place with the rule's id, as far as it can be told before the rule is read."""
    named = data.get("id") if isinstance(data, Mapping) else None
    return place.within(named) if isinstance(named, str) else place


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a comparison may refer to."""

    params: Mapping[str, Quantity]
    tallies: Mapping[str, Tally]


def _plain(text: str) -> Quantity:
    return Quantity(text=text, value=read_number(text) or Fraction(0))


def _quantity(text: str, params: Mapping[str, Quantity], place: Place) -> Quantity:
    """The amount with its value: itself, or that of the parameter it names."""
    if not text.startswith("@"):
        return _plain(text)
    if text[1:] not in params:
        raise place.refuse("rule-param-unknown", value=text, allowed=", ".join(params))
    return Quantity(text=text, value=params[text[1:]].value)


def _read_ballot(data: Any, place: Place) -> Ballot:
    table = read_table(data, place, "ballot")
    ranked = table["kind"] == "ranked"
    if "unranked" in data and not ranked:
        raise place.at("unranked").refuse("rule-contradiction", reason=f"kind = {table['kind']}")
    return Ballot(kind=table["kind"], offer=table["offer"], unranked=table["unranked"] if ranked else None)


def _read_tallies(data: Mapping[str, Any], place: Place) -> dict[str, Tally]:
    tallies = {MEMBERS.name: MEMBERS}
    for name, entry in data.items():
        declared = read_table(entry, place.at(name), "tally")
        tallies[read_name(name, place)] = Tally(name, **declared)
    return tallies


def _read_exclude(data: Mapping[str, Any], place: Place) -> tuple[str, ...]:
    if not data:
        return ()
    excluded: tuple[str, ...] = read_table(data, place, "electorate")["exclude"]
    return excluded


def _read_option_params(
    data: Mapping[str, Any], place: Place, params: Mapping[str, Quantity]
) -> dict[str, dict[str, Quantity]]:
    """Parameters an option brings of its own, over those of the rule; only names the rule has."""
    options: dict[str, dict[str, Quantity]] = {}
    for option, entry in data.items():
        own = read_numbers(entry, place.at(option))
        for name in own:
            if name not in params:
                raise (
                    place.at(option)
                    .at(name)
                    .refuse("rule-param-unknown", value=name, allowed=", ".join(params))
                )
        options[option] = {name: _plain(text) for name, text in own.items()}
    return options


def _read_criteria(data: list[Any], place: Place, scope: _Scope) -> tuple[Criterion, ...]:
    criteria = tuple(_read_criterion(entry, place.at(n), scope) for n, entry in enumerate(data))
    names = [criterion.name for criterion in criteria]
    for n, name in enumerate(names):
        if name in names[:n]:
            raise place.at(n).at("name").refuse("rule-doubled", value=name)
    return criteria


def _read_criterion(data: Any, place: Place, scope: _Scope) -> Criterion:
    entry = read_mapping(data, place)
    if "any" not in entry:
        table = read_table(entry, place, "criterion", "comparison")
        comparison = _make_comparison(table, place, scope)
        return Criterion(table["name"], table["on_fail"], (comparison,), tie=table["tie"])
    table = read_table(entry, place, "criterion")
    if "tie" in entry:
        raise place.at("tie").refuse("rule-contradiction", reason="any")
    if not table["any"]:
        raise place.at("any").expected("a list of comparisons, at least one", table["any"])
    alternatives = tuple(
        _make_comparison(read_table(each, place.at("any").at(n), "comparison"), place.at("any").at(n), scope)
        for n, each in enumerate(table["any"])
    )
    return Criterion(table["name"], table["on_fail"], alternatives, any=True)


def _make_comparison(table: Mapping[str, Any], place: Place, scope: _Scope) -> Comparison:
    if table["tally"] not in scope.tallies:
        raise place.at("tally").refuse(
            "rule-tally-undeclared", value=table["tally"], allowed=", ".join(scope.tallies)
        )
    bound = _only_bound(table, place)
    of = _read_base(table, bound, place, scope)
    return Comparison(
        tally=table["tally"],
        count=table["count"],
        op=table["op"],
        bound=bound,
        amount=_quantity(table[bound], scope.params, place.at(bound)),
        of=of,
        counted_states=states_of(table["count"]),
        base_states=() if of == (SEATS,) else states_of(of),
    )


def _only_bound(table: Mapping[str, Any], place: Place) -> str:
    bounds = [bound for bound in BOUNDS if table[bound] is not None]
    if not bounds:
        raise place.at("number").refuse("rule-key-missing", expected="number, share | sqrt_share")
    if len(bounds) > 1:
        raise place.at(bounds[1]).refuse("rule-contradiction", reason=bounds[0])
    return bounds[0]


def _read_base(table: Mapping[str, Any], bound: str, place: Place, scope: _Scope) -> tuple[str, ...]:
    of: tuple[str, ...] = table["of"] or ()
    if bound == "number" and of:
        raise place.at("of").refuse("rule-contradiction", reason="number")
    if bound != "number" and not of:
        raise place.at("of").refuse("rule-key-missing", expected="list of states and sets")
    if SEATS in of and of != (SEATS,):
        raise place.at("of").refuse("rule-contradiction", reason=SEATS)
    if SEATS in of and SEATS not in scope.params:
        raise place.at("of").refuse("rule-param-unknown", value=SEATS, allowed=", ".join(scope.params))
    return of


def _read_select(data: Any, place: Place, params: Mapping[str, Quantity]) -> Select | None:
    if data is None:
        return None
    table = read_table(data, place, "select")
    winners = _quantity(table["winners"], params, place.at("winners"))
    if winners.value.denominator != 1 or winners.value < 1:
        raise place.at("winners").expected("a whole number, at least 1", str(winners.value))
    return Select(method=table["method"], winners=winners, tie=table["tie"], default=table["default"])


def _read_fallback(data: Any, place: Place) -> Fallback:
    return Fallback(**read_table(data, place, "fallback"))


def _check_whole(rule: Rule, place: Place) -> None:
    """What no key alone can tell: that the keys of the rule go together."""
    _check_select(rule, place)
    _check_default(rule, place.at("criterion"))
    kind = rule.ballot.kind
    for n, fallback in enumerate(rule.fallback):
        if fallback.keep and (kind == "positions" or fallback.keep.number < LEAST_OPTIONS[kind]):
            raise place.at("fallback").at(n).at("keep").refuse("rule-contradiction", reason=f"kind = {kind}")
    if rule.ballot.kind == "positions" and not rule.criteria:
        raise place.at("criterion").refuse("rule-key-missing", expected="[[rule.criterion]]")


def _check_select(rule: Rule, place: Place) -> None:
    kind, select = rule.ballot.kind, rule.select
    if kind == "positions":
        if select:
            raise place.at("select").refuse("rule-contradiction", reason="kind = positions")
        return
    if not select:
        raise place.at("select").at("method").refuse("rule-key-missing", expected=" | ".join(METHODS[kind]))
    if select.method not in METHODS[kind]:
        raise place.at("select").at("method").unknown(select.method, METHODS[kind])
    if select.method in ("condorcet", "cssd") and select.winners.value != 1:
        raise (
            place.at("select").at("winners").refuse("rule-contradiction", reason=f"method = {select.method}")
        )


def _check_default(rule: Rule, place: Place) -> None:
    """Ranked ballots say yes or no only against a default option, resistance never: nothing there to count."""
    relative = rule.ballot.kind == "ranked" and rule.select is not None and rule.select.default is not None
    if rule.ballot.kind not in ("ranked", "resistance") or relative:
        return
    for n, criterion in enumerate(rule.criteria):
        for comparison in criterion.alternatives:
            if _NEEDS_YES & {*comparison.count, *comparison.of}:
                raise place.at(n).refuse("rule-contradiction", reason=f"kind = {rule.ballot.kind}")
