"""Cases in which seats take positions: on one option, on each of several, or by choosing one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from governance.rules.answers import (
    Answers,
    Counts,
    SeatAnswer,
    answers_of_seats,
    counts_of,
    order_of_states,
)
from governance.rules.case_values import (
    malformed,
    read_count,
    read_default,
    read_labels,
    read_list,
    read_state,
    read_states,
    read_table,
    read_text,
)
from governance.rules.rule import Rule
from governance.rules.states import MOTION

_MEMBER = {"id", "position", "positions", "choice", "groups", "weights", "name", "popular"}


def read_position(inputs: dict[str, Any], rule: Rule) -> Answers:
    """One option: ``members`` with a position each, ``tallies`` counted elsewhere, or both."""
    given = _given_tallies(inputs.get("tallies") or {})
    if "members" not in inputs and not given:
        raise malformed("inputs", list(inputs), "members, tallies")
    chair = _chair_states(inputs.get("chair"), (MOTION,))
    answers = _of_members(inputs, rule, (MOTION,))
    return _with_chair(replace(answers, counts=_merged(answers.counts, given)), chair)


def _given_tallies(value: Any) -> dict[str, dict[str, Counts]]:
    tallies = read_table(value, "inputs.tallies")
    return {name: {MOTION: read_states(states, f"inputs.tallies.{name}")} for name, states in tallies.items()}


def _merged(
    counted: Mapping[str, Mapping[str, Counts]], given: Mapping[str, Mapping[str, Counts]]
) -> dict[str, Mapping[str, Counts]]:
    """Counted and given tallies together; given figures that contradict the members listed are refused."""
    for name, options in given.items():
        if name in counted and counted[name] != options:
            raise malformed(f"inputs.tallies.{name}", "", "inputs.members")
    return {**counted, **given}


def _of_members(inputs: Mapping[str, Any], rule: Rule, options: tuple[str, ...]) -> Answers:
    """The tallies that can be counted from a list of members; none without such a list."""
    if "members" not in inputs:
        return Answers(options=options, counts={})
    seats = [
        _read_member(entry, f"inputs.members[{n}]", rule, options)
        for n, entry in enumerate(read_list(inputs["members"], "inputs.members"))
    ]
    names = [seat.seat for seat in seats]
    if len(set(names)) < len(names):
        raise malformed("inputs.members", names, "id")
    return answers_of_seats(rule, options=options, seats=seats)


def _read_member(value: Any, key: str, rule: Rule, options: tuple[str, ...]) -> SeatAnswer:
    member = read_table(value, key)
    for name in member:
        if name not in _MEMBER:
            raise malformed(f"{key}.{name}", member[name], ", ".join(sorted(_MEMBER)))
    vote, recused = _read_vote(member, key, rule, options)
    weights = read_table(member.get("weights") or {}, f"{key}.weights")
    for name, weight in weights.items():
        read_count(weight, f"{key}.weights.{name}")
    return SeatAnswer(
        seat=read_text(member.get("id"), f"{key}.id"),
        vote=vote,
        recused=recused,
        groups=_read_groups(member.get("groups") or [], f"{key}.groups"),
        weights={name: str(weight) for name, weight in weights.items()},
    )


def _read_groups(value: Any, key: str) -> tuple[str, ...]:
    return tuple(read_text(group, key) for group in read_list(value, key))


def _read_vote(
    member: Mapping[str, Any], key: str, rule: Rule, options: tuple[str, ...]
) -> tuple[dict[str, Any] | None, bool]:
    """What the member cast (None where it was silent) and whether it was recused."""
    position = member.get("positions", member.get("position"))
    if rule.ballot.kind == "choice" and "choice" in member:
        chosen = member["choice"]
        if chosen in ("silent", "recused"):
            return None, chosen == "recused"
        if chosen not in (*options, "abstain"):
            raise malformed(f"{key}.choice", chosen, " | ".join(options))
        return {"choice": chosen}, False
    if isinstance(position, Mapping):
        states = {option: read_state(position.get(option, "silent"), f"{key}.position") for option in options}
        for option in position:
            if option not in options:
                raise malformed(f"{key}.position", option, " | ".join(options))
    else:
        states = dict.fromkeys(options, read_state(position, f"{key}.position"))
    return _vote_of_states(states, key)


def _vote_of_states(states: Mapping[str, str], key: str) -> tuple[dict[str, Any] | None, bool]:
    if "recused" in states.values():
        if set(states.values()) != {"recused"}:
            raise malformed(f"{key}.position", states, "recused")
        return None, True
    silent = set(states.values()) == {"silent"}
    return (None if silent else {"positions": dict(states)}), False


def _chair_states(value: Any, options: tuple[str, ...]) -> dict[str, str] | None:
    if value is None:
        return None
    if isinstance(value, Mapping):
        states = read_table(value, "inputs.chair")
        return {option: read_state(states.get(option, "silent"), "inputs.chair") for option in options}
    return dict.fromkeys(options, read_state(value, "inputs.chair"))


def _with_chair(answers: Answers, chair: dict[str, str] | None) -> Answers:
    return replace(answers, chair=chair, chair_order=order_of_states(chair) if chair else None)


def read_options(inputs: dict[str, Any], rule: Rule) -> Answers:
    """``options = {label: counts}``, or labels and members with a position on each."""
    value = inputs.get("options")
    if isinstance(value, Mapping):
        table = read_table(value, "inputs.options")
        options = read_labels(list(table))
        counted = {
            option: read_states(states, f"inputs.options.{option}") for option, states in table.items()
        }
        return answers_of_options(inputs, rule, options, {"members": counted})
    if "members" not in inputs:
        raise malformed("inputs.options", value, "{ }")
    options = read_labels(value if value is not None else _labels(inputs["members"]))
    return _of_members_with_chair(inputs, rule, options)


def _of_members_with_chair(inputs: Mapping[str, Any], rule: Rule, options: tuple[str, ...]) -> Answers:
    answers = replace(_of_members(inputs, rule, options), default=read_default(inputs, rule, options))
    return _with_chair(answers, _chair_states(inputs.get("chair"), options))


def _labels(members: Any) -> list[str]:
    """The options as the members' positions name them, in the order in which they first appear."""
    named: dict[str, None] = {}
    for n, entry in enumerate(read_list(members, "inputs.members")):
        member = read_table(entry, f"inputs.members[{n}]")
        position = member.get("positions", member.get("position"))
        named |= dict.fromkeys(position) if isinstance(position, Mapping) else {}
    return list(named)


def answers_of_options(
    inputs: Mapping[str, Any],
    rule: Rule,
    options: tuple[str, ...],
    counts: Mapping[str, Mapping[str, Counts]],
) -> Answers:
    """Answers from counts per option, with the case's chair and default option."""
    chair = _chair_states(inputs.get("chair"), options)
    return Answers(
        options=options,
        counts=counts,
        chair=chair,
        chair_order=order_of_states(chair) if chair else None,
        default=read_default(inputs, rule, options),
    )


def read_choice(inputs: dict[str, Any], rule: Rule) -> Answers:
    """``choices = {label: n}`` with abstain, silent and recused beside; or labels and members with a choice each."""
    if "choices" not in inputs:
        return _of_members_with_chair(inputs, rule, read_labels(inputs.get("options")))
    table = read_table(inputs["choices"], "inputs.choices")
    choices = {label: read_count(n, f"inputs.choices.{label}") for label, n in table.items()}
    options = read_labels(list(choices), "inputs.choices")
    other = {
        state: read_count(inputs.get(state) or 0, f"inputs.{state}")
        for state in ("abstain", "silent", "recused")
    }
    cast = sum(choices.values())
    counted = {option: counts_of({"yes": n, "no": cast - n, **other}) for option, n in choices.items()}
    return answers_of_options(inputs, rule, options, {"members": counted})
