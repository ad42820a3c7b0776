"""One winner, or several, out of the eligible options; a tie is a result, never settled by order or silently."""

from collections.abc import Mapping
from dataclasses import dataclass

from governance.refusal import Refusal
from governance.rules.answers import Answers
from governance.rules.condorcet import condorcet_layers
from governance.rules.cssd import cssd_layers
from governance.rules.numbers import Number
from governance.rules.pairs import restrict
from governance.rules.rule import Rule, Select
from governance.rules.schulze import schulze_layers

Layers = tuple[tuple[str, ...], ...]

_BY_PAIRS = {"condorcet": condorcet_layers, "schulze": schulze_layers, "cssd": cssd_layers}


@dataclass(frozen=True, slots=True)
class Choice:
    """The winners in the order of the options, or none; ``tied`` are those a tie kept from winning."""

    winners: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()


def rank_options(
    rule: Rule, answers: Answers, eligible: tuple[str, ...], yes: Mapping[str, Number]
) -> Layers:
    """The eligible options in layers, best first, by the rule's method; none where no vote was cast."""
    method = rule.select.method if rule.select else ""
    if method in _BY_PAIRS:
        return _rank_by_pairs(method, answers, eligible)
    if method == "least-resistance":
        return _rank_by_key({option: answers.totals[option] for option in eligible} if answers.totals else {})
    return _rank_by_key({option: -yes[option] for option in eligible})


def _rank_by_pairs(method: str, answers: Answers, eligible: tuple[str, ...]) -> Layers:
    if answers.matrix is None or not any(map(any, answers.matrix)):
        return ()
    matrix = restrict(answers.matrix, [answers.options.index(option) for option in eligible])
    return tuple(tuple(eligible[i] for i in layer) for layer in _BY_PAIRS[method](matrix))


def _rank_by_key(keys: Mapping[str, Number]) -> Layers:
    return tuple(
        tuple(option for option in keys if keys[option] == key) for key in sorted(set(keys.values()))
    )


def choose(select: Select, layers: Layers, answers: Answers) -> Choice:
    """The first ``select.winners`` options of the ranking; where a tie stands across the last place, as ``tie`` says.

    ``none``: nobody wins. ``shared``: all tied win. ``chair``: those the chair prefers, where that settles it.
    Raises Refusal ``chair-missing`` where the chair has to settle it and none is named.
    """
    seats = int(select.winners.value)
    won: list[str] = []
    for layer in layers:
        room = seats - len(won)
        if room <= 0:
            break
        if len(layer) > room and select.tie != "shared":
            settled = _settled_by_chair(layer, room, answers) if select.tie == "chair" else ()
            if not settled:
                return Choice(tied=_in_order(layer, answers))
            won += settled
        else:
            won += layer
    return Choice(winners=_in_order(won, answers))


def _in_order(options: list[str] | tuple[str, ...], answers: Answers) -> tuple[str, ...]:
    return tuple(option for option in answers.options if option in options)


def _settled_by_chair(layer: tuple[str, ...], room: int, answers: Answers) -> tuple[str, ...]:
    """The ``room`` options the chair puts strictly before the rest of the tied ones, or none."""
    if answers.chair_order is None:
        raise Refusal("chair-missing", criterion="select.tie")
    order = answers.chair_order
    last = sorted(order[option] for option in layer)[room - 1]
    chosen = tuple(option for option in layer if order[option] <= last)
    return chosen if len(chosen) == room else ()
