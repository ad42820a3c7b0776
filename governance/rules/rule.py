"""A rule as the program holds it: frozen, checked, with every number exact.

Made only by ``governance.rules.load`` and ``governance.rules.bind``; ``as_data`` gives back plain data that
``rule_from_data`` reads into an equal rule, with every default written out, so that a stored rule never changes
its meaning.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import Any

from governance.rules.durations import write_duration


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the rule writes it (``"2/3"``, ``"@min_quorum"``) and its value under the rule's parameters."""

    text: str
    value: Fraction

    @property
    def param(self) -> str | None:
        """The parameter that gives the value, or None for a plain number."""
        return self.text[1:] if self.text.startswith("@") else None

    def under(self, own: Mapping[str, "Quantity"]) -> Fraction:
        """The value where an option brings parameters of its own."""
        return own[self.text[1:]].value if self.text[1:] in own and self.param else self.value


@dataclass(frozen=True, slots=True)
class Tally:
    """Who is counted and with what weight. With neither group nor weight it is only ever given as counts."""

    name: str
    group: str | None = None
    weight: str | None = None

    def as_data(self) -> dict[str, str]:
        """``{"group": ..., "weight": ...}``, absent ones left out."""
        return {
            key: value for key, value in (("group", self.group), ("weight", self.weight)) if value is not None
        }


MEMBERS = Tally("members")  # one per seat: needs no declaration


@dataclass(frozen=True, slots=True)
class Comparison:
    """One exact comparison: a count of states against a number, a share of another count, or a share of its root."""

    tally: str
    count: tuple[str, ...]
    op: str
    bound: str
    amount: Quantity
    of: tuple[str, ...] = ()
    counted_states: tuple[str, ...] = ()
    base_states: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """The comparison as a rule file writes it, ``tally`` included."""
        data: dict[str, Any] = {"tally": self.tally, "count": list(self.count), "op": self.op}
        data[self.bound] = self.amount.text
        return data | ({"of": list(self.of)} if self.of else {})


@dataclass(frozen=True, slots=True)
class Criterion:
    """A named comparison, or several of which one is enough, and the outcome when it fails."""

    name: str
    on_fail: str
    alternatives: tuple[Comparison, ...]
    tie: str | None = None
    any: bool = False

    def as_data(self) -> dict[str, Any]:
        """The criterion as a rule file writes it."""
        data: dict[str, Any] = {"name": self.name, "on_fail": self.on_fail}
        if self.any:
            return data | {"any": [comparison.as_data() for comparison in self.alternatives]}
        return data | self.alternatives[0].as_data() | ({"tie": self.tie} if self.tie else {})


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a seat may cast; ``unranked`` says what a missing rank means and is None but for ranked ballots."""

    kind: str
    offer: tuple[str, ...]
    unranked: str | None = None

    def as_data(self) -> dict[str, Any]:
        """The ``ballot`` table."""
        data: dict[str, Any] = {"kind": self.kind, "offer": list(self.offer)}
        return data | ({"unranked": self.unranked} if self.unranked else {})


@dataclass(frozen=True, slots=True)
class Select:
    """How one winner, or several, are picked among the eligible options."""

    method: str
    winners: Quantity
    tie: str = "none"
    default: str | None = None

    def as_data(self) -> dict[str, str]:
        """The ``select`` table."""
        data = {"method": self.method, "winners": self.winners.text, "tie": self.tie}
        return data | ({"default": self.default} if self.default is not None else {})


@dataclass(frozen=True, slots=True)
class Keep:
    """Which options go to the next round: the first ``number`` by ``order`` (``top`` or ``fewest-against``)."""

    order: str
    number: int

    def __str__(self) -> str:
        return f"{self.order}:{self.number}"


@dataclass(frozen=True, slots=True)
class Fallback:
    """What follows certain outcomes: another round, under this rule or another, not before ``after`` from the close."""

    on: tuple[str, ...]
    rule: str
    params: Mapping[str, str]
    keep: Keep | None
    after: timedelta

    def as_data(self) -> dict[str, Any]:
        """One entry of the ``fallback`` list."""
        data: dict[str, Any] = {"on": list(self.on), "rule": self.rule, "after": write_duration(self.after)}
        data |= {"params": dict(self.params)} if self.params else {}
        return data | ({"keep": str(self.keep)} if self.keep else {})


@dataclass(frozen=True, slots=True)
class Schedule:
    """The least time from tabling to opening, the least time open, and when before the close reminders leave."""

    notice: timedelta
    min_open: timedelta
    reminders: tuple[timedelta, ...]

    def as_data(self) -> dict[str, Any]:
        """The ``schedule`` table."""
        return {
            "notice": write_duration(self.notice),
            "min_open": write_duration(self.min_open),
            "reminders": [write_duration(reminder) for reminder in self.reminders],
        }


@dataclass(frozen=True, slots=True)
class Conduct:
    """Whether a code confirms a vote, whether a vote may be changed, how many seats may ask for a meeting instead."""

    code: bool
    change: bool
    meeting_request: int | None

    def as_data(self) -> dict[str, Any]:
        """The ``conduct`` table."""
        data: dict[str, Any] = {"code": self.code, "change": self.change}
        return data | ({"meeting_request": self.meeting_request} if self.meeting_request is not None else {})


@dataclass(frozen=True, slots=True)
class Rule:
    """A whole rule. ``criteria`` are in the order in which a failure gives the outcome."""

    id: str
    title: Mapping[str, str]
    explain: Mapping[str, str]
    ballot: Ballot
    tallies: Mapping[str, Tally]
    criteria: tuple[Criterion, ...]
    exclude: tuple[str, ...]
    params: Mapping[str, Quantity]
    option_params: Mapping[str, Mapping[str, Quantity]]
    select: Select | None
    rounds: int
    fallback: tuple[Fallback, ...]
    schedule: Schedule
    conduct: Conduct

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Every comparison of every criterion."""
        return tuple(comparison for criterion in self.criteria for comparison in criterion.alternatives)

    @property
    def needs_chair(self) -> bool:
        """Whether some tie is left to the seat named as chair."""
        by_select = self.select is not None and self.select.tie == "chair"
        return by_select or any(criterion.tie == "chair" for criterion in self.criteria)

    def as_data(self) -> dict[str, Any]:
        """Plain data for the register: strings, integers, booleans, lists and tables; every default written out."""
        data: dict[str, Any] = {
            "id": self.id,
            "title": dict(self.title),
            "explain": dict(self.explain),
            "ballot": self.ballot.as_data(),
            "criterion": [criterion.as_data() for criterion in self.criteria],
            "rounds": self.rounds,
            "schedule": self.schedule.as_data(),
            "conduct": self.conduct.as_data(),
        }
        return data | self._optional_data()

    def _optional_data(self) -> dict[str, Any]:
        tables: dict[str, Any] = {
            "tally": {name: tally.as_data() for name, tally in self.tallies.items() if tally != MEMBERS},
            "electorate": {"exclude": list(self.exclude)} if self.exclude else {},
            "params": _texts(self.params),
            "option_params": {option: _texts(params) for option, params in self.option_params.items()},
            "select": self.select.as_data() if self.select else {},
            "fallback": [fallback.as_data() for fallback in self.fallback],
        }
        return {key: value for key, value in tables.items() if value}


def _texts(params: Mapping[str, Quantity]) -> dict[str, str]:
    return {name: quantity.text for name, quantity in params.items()}
