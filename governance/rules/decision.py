"""A decision: the outcome with everything that led to it, as frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from governance.rules.answers import Counts
from governance.rules.criteria import CriterionFact
from governance.rules.durations import write_duration
from governance.rules.numbers import Number, write_number
from governance.rules.pairs import Matrix
from governance.rules.rounds import NextRound
from governance.rules.shortfall import Shortfall

Layers = tuple[tuple[str, ...], ...]  # options, best first; several in one layer are a tie


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided and why.

    ``winners`` are the options chosen (the default option where the outcome is ``default``; none for a motion with one
    option); ``failed`` names for each option that is not eligible the first criterion it fails; ``tied`` the options
    among which nobody chose; ``silent`` and ``recused`` the seats, where they are known.
    """

    rule: str
    kind: str
    round: int
    outcome: str
    options: tuple[str, ...]
    criteria: tuple[CriterionFact, ...]
    counts: Mapping[str, Mapping[str, Counts]]
    winners: tuple[str, ...] = ()
    eligible: tuple[str, ...] = ()
    failed: Mapping[str, str] = field(default_factory=dict)
    tied: tuple[str, ...] = ()
    ranking: Layers | None = None
    matrix: Matrix | None = None
    totals: Mapping[str, Number] | None = None
    next: NextRound | None = None
    shortfall: tuple[Shortfall, ...] = ()
    empty_electorate: bool = False
    silent: tuple[str, ...] = ()
    recused: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    @property
    def winner(self) -> str | None:
        """The one winner, or None where there is none or more than one."""
        return self.winners[0] if len(self.winners) == 1 else None

    @property
    def next_round(self) -> tuple[str, ...] | None:
        """The options kept for the next round, or None where no round follows or it keeps them all."""
        return self.next.keep if self.next else None

    @property
    def main_counts(self) -> Mapping[str, Counts]:
        """The counts of the members, per option; of the first tally there is where members are not counted."""
        return self.counts.get("members") or next(iter(self.counts.values()), {})

    def as_data(self) -> dict[str, Any]:
        """Plain data for the register: numbers are strings, what does not apply is left out."""
        data: dict[str, Any] = {
            "rule": self.rule,
            "kind": self.kind,
            "round": self.round,
            "outcome": self.outcome,
            "winners": list(self.winners),
            "criteria": [fact.as_data() for fact in self.criteria],
            "counts": {tally: _counts_data(options) for tally, options in self.counts.items()},
        }
        data |= {"winner": self.winner} if self.winner is not None else {}
        data |= self._options_data() if self.kind != "positions" else {}
        return data | self._further_data()

    def _options_data(self) -> dict[str, Any]:
        data: dict[str, Any] = {"eligible": list(self.eligible), "failed": dict(self.failed)}
        data |= {"tied": list(self.tied)} if self.tied else {}
        data |= {"ranking": ranking_data(self.ranking)} if self.ranking is not None else {}
        data |= (
            {"matrix": [[write_number(cell) for cell in row] for row in self.matrix]} if self.matrix else {}
        )
        totals = {option: write_number(value) for option, value in (self.totals or {}).items()}
        return data | ({"totals": totals} if totals else {})

    def _further_data(self) -> dict[str, Any]:
        data: dict[str, Any] = {"empty_electorate": True} if self.empty_electorate else {}
        if self.next:
            data |= {"next_round": list(self.next.keep)} if self.next.keep is not None else {}
            data["fallback"] = {"rule": self.next.rule, "after": write_duration(self.next.after)}
        data |= {"shortfall": [shortfall.as_data() for shortfall in self.shortfall]} if self.shortfall else {}
        for name in ("silent", "recused", "excluded"):
            data |= {name: list(getattr(self, name))} if getattr(self, name) else {}
        return data


def _counts_data(options: Mapping[str, Counts]) -> dict[str, dict[str, str]]:
    return {
        option: {state: write_number(number) for state, number in counts.items()}
        for option, counts in options.items()
    }


def ranking_data(layers: Layers) -> list[Any]:
    """Options best first; options tied with each other stand in a list of their own."""
    return [layer[0] if len(layer) == 1 else list(layer) for layer in layers]
