"""Every key of the rule language in one table: the loader reads by it, the reference page is tested against it.

A path names the table it stands in: ``criterion.op`` is the key ``op`` of a criterion; ``comparison.*`` are the keys
a criterion and an entry of its ``any`` list have in common.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from governance.rules.numbers import OPERATORS
from governance.rules.place import Place
from governance.rules.readers import (
    Reader,
    one_of,
    read_amount,
    read_keep,
    read_list,
    read_mapping,
    read_name,
    read_numbers,
    read_period,
    read_periods,
    read_rounds,
    read_seats,
    read_switch,
    read_text,
    read_texts,
    read_words,
    some_of,
)
from governance.rules.states import CASTABLE, FAILURES, OUTCOMES, SEATS, SETS, STATES

KINDS = ("positions", "options", "choice", "ranked", "approval", "resistance")
METHODS: Mapping[str, tuple[str, ...]] = {
    "options": ("most-yes",),
    "choice": ("most-yes",),
    "approval": ("most-yes",),
    "ranked": ("condorcet", "schulze", "cssd"),
    "resistance": ("least-resistance",),
}
LEAST_OPTIONS: Mapping[str, int] = {kind: 1 if kind in ("positions", "options") else 2 for kind in KINDS}
BOUNDS = ("number", "share", "sqrt_share")
COUNTED = (*STATES, *SETS)
_ALL_METHODS = tuple(dict.fromkeys(method for methods in METHODS.values() for method in methods))
_FOLLOWED = tuple(outcome for outcome in OUTCOMES if outcome not in ("adopted", "default"))


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its path, how its value is read, the form shown to readers, and what holds when it is left out."""

    path: str
    read: Reader
    form: str
    required: bool = False
    default: Any = None


KEYS: Mapping[str, Key] = {
    key.path: key
    for key in (
        Key("rule.id", read_name, "name", required=True),
        Key("rule.title", read_words, "text per language", default={}),
        Key("rule.explain", read_words, "text per language", default={}),
        Key("rule.ballot", read_mapping, "table", required=True),
        Key("rule.tally", read_mapping, "table of tallies", default={}),
        Key("rule.criterion", read_list, "list of criteria", default=[]),
        Key("rule.electorate", read_mapping, "table", default={}),
        Key("rule.params", read_numbers, "table of numbers", default={}),
        Key("rule.option_params", read_mapping, "table of numbers per option", default={}),
        Key("rule.select", read_mapping, "table"),
        Key("rule.rounds", read_rounds, "whole number", default=1),
        Key("rule.fallback", read_list, "list of next rounds", default=[]),
        Key("rule.schedule", read_mapping, "table", default={}),
        Key("rule.conduct", read_mapping, "table", default={}),
        Key("ballot.kind", one_of(*KINDS), " | ".join(KINDS), default="positions"),
        Key("ballot.offer", some_of(CASTABLE), "list of positions", required=True),
        Key("ballot.unranked", one_of("last", "no-opinion"), "last | no-opinion", default="last"),
        Key("tally.group", read_text, "text"),
        Key("tally.weight", read_text, "text"),
        Key("criterion.name", read_text, "text", required=True),
        Key("criterion.on_fail", one_of(*FAILURES), " | ".join(FAILURES), required=True),
        Key("criterion.any", read_list, "list of comparisons"),
        Key("criterion.tie", one_of("chair"), "chair"),
        Key("comparison.tally", read_name, "name", default="members"),
        Key("comparison.count", some_of(COUNTED), "list of states and sets", required=True),
        Key("comparison.op", one_of(*OPERATORS), " | ".join(OPERATORS), required=True),
        Key("comparison.number", read_amount, "number"),
        Key("comparison.share", read_amount, "number"),
        Key("comparison.sqrt_share", read_amount, "number"),
        Key("comparison.of", some_of((*COUNTED, SEATS)), "list of states and sets"),
        Key("electorate.exclude", read_texts, "list of texts", required=True),
        Key("select.method", one_of(*_ALL_METHODS), " | ".join(_ALL_METHODS), required=True),
        Key("select.winners", read_amount, "number", default="1"),
        Key("select.tie", one_of("none", "chair", "shared"), "none | chair | shared", default="none"),
        Key("select.default", read_text, "option"),
        Key("fallback.on", some_of(_FOLLOWED), "list of outcomes", required=True),
        Key("fallback.rule", read_name, "name", required=True),
        Key("fallback.params", read_numbers, "table of numbers", default={}),
        Key("fallback.keep", read_keep, "top:n | fewest-against:n"),
        Key("fallback.after", read_period, "duration", default=timedelta()),
        Key("schedule.notice", read_period, "duration", default=timedelta()),
        Key("schedule.min_open", read_period, "duration", default=timedelta()),
        Key("schedule.reminders", read_periods, "list of durations", default=()),
        Key("conduct.code", read_switch, "true | false", default=True),
        Key("conduct.change", read_switch, "true | false", default=True),
        Key("conduct.meeting_request", read_seats, "whole number"),
    )
}


def read_table(data: Any, place: Place, *prefixes: str) -> dict[str, Any]:
    """The values of one table, read by the keys under the given prefixes, defaults filled in.

    Refuses a key that is not in the table of keys, a required one that is missing, and whatever a reader refuses.
    """
    table = read_mapping(data, place)
    known = {key.path.split(".", 1)[1]: key for key in KEYS.values() if key.path.split(".", 1)[0] in prefixes}
    for name in table:
        if name not in known:
            raise place.at(name).refuse("rule-key-unknown", allowed=", ".join(known))
    for name, key in known.items():
        if key.required and name not in table:
            raise place.at(name).refuse("rule-key-missing", expected=key.form)
    return {
        name: key.read(table[name], place.at(name)) if name in table else key.default
        for name, key in known.items()
    }
