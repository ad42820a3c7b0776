"""The roll call of a closed ballot: who answered what, as marks by position and as a table with the reasons."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from governance.rules.premature import PREMATURE
from governance.store.reads.public_resolutions import CountedVote, RoundVotes

# In the order in which a reader looks: support, opposition, the rest, and those who did not answer.
POSITIONS = ("yes", "stand_aside", "abstain", "no", "block", "recused", "silent")
# What is no position on each option is shown as one roll for the whole ballot.
WHOLE = "vote"


@dataclass(frozen=True)
class Group:
    """The seats that answered alike. ``option`` is set where the answer was an option chosen, not a position."""

    position: str
    option: str | None
    seats: tuple[tuple[str, Mapping[str, str]], ...]


@dataclass(frozen=True)
class OptionRoll:
    """The roll call on one option, or on the ballot as a whole (``option`` is ``vote``)."""

    option: str
    label: Mapping[str, str]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Row:
    """One seat in the table: its answer on each option (``positions``), or the one answer it gave, and its
    reasons; ``premature`` are the options it finds too early, ``answers`` what the secretariat answered
    to its objections."""

    seat: str
    name: Mapping[str, str]
    positions: Mapping[str, str]
    choice: str | None
    ordered: tuple[tuple[str, str], ...]
    reasons: Mapping[str, str]
    premature: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)


def rolls_of(closed: RoundVotes) -> list[OptionRoll]:
    """The roll call of each option where seats took positions; of the whole ballot where they chose, or ranked."""
    kind = closed.round.rule["ballot"]["kind"]
    if kind in ("positions", "options"):
        return [_positions_roll(closed, option) for option in closed.round.options]
    return [OptionRoll(WHOLE, {}, _groups(closed, _choice_of))]


def rows_of(closed: RoundVotes) -> list[Row]:
    """Every seat of the roll with its answer, by code; silence and recusal are answers too."""
    votes = {vote.seat: vote for vote in closed.votes}
    return [
        _row(closed, seat.code, seat.name, votes.get(seat.code), seat.recusal) for seat in closed.round.seats
    ]


def _positions_roll(closed: RoundVotes, option: Mapping[str, Any]) -> OptionRoll:
    def position_of(vote: CountedVote) -> tuple[str, str | None]:
        return vote.vote["positions"].get(option["id"], "silent"), None

    return OptionRoll(option["id"], option["label"], _groups(closed, position_of))


def _choice_of(vote: CountedVote) -> tuple[str, str | None]:
    """The group of a vote that is not a position: the option chosen, an abstention, or simply an answer."""
    choice = vote.vote.get("choice")
    if choice == "abstain":
        return "abstain", None
    return "choice", choice


def _groups(closed: RoundVotes, answer_of: Any) -> tuple[Group, ...]:
    votes = {vote.seat: vote for vote in closed.votes}
    found: dict[tuple[str, str | None], list[tuple[str, Mapping[str, str]]]] = defaultdict(list)
    for seat in closed.round.seats:
        key = ("silent", None) if seat.code not in votes else answer_of(votes[seat.code])
        key = ("recused", None) if seat.recusal is not None else key
        found[key].append((seat.code, seat.name))
    order = {option["id"]: place for place, option in enumerate(closed.round.options)}

    def place(key: tuple[str, str | None]) -> tuple[int, int]:
        position, option = key
        return POSITIONS.index(position) if position in POSITIONS else -1, order.get(option or "", 0)

    return tuple(Group(*key, tuple(found[key])) for key in sorted(found, key=place))


def _row(
    closed: RoundVotes,
    code: str,
    name: Mapping[str, str],
    vote: CountedVote | None,
    recusal: str | None,
) -> Row:
    options = [option["id"] for option in closed.round.options]
    if recusal is not None:
        return Row(code, name, dict.fromkeys(options, "recused"), None, (), {WHOLE: recusal})
    if vote is None:
        return Row(code, name, dict.fromkeys(options, "silent"), None, (), {})
    positions = vote.vote.get("positions", {})
    early = tuple(vote.vote.get(PREMATURE, ()))
    answers = {each.option: each.answer for each in closed.objections if each.seat == code and each.answer}
    choice = vote.vote.get("choice")
    return Row(code, name, positions, choice, _ordered(vote.vote), vote.reasons, early, answers)


def _ordered(vote: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Options with a number or a mark, of a vote that ranks, approves or rates: (option, what it was given)."""
    if "ranks" in vote:
        return tuple(
            (option, str(rank)) for option, rank in sorted(vote["ranks"].items(), key=lambda each: each[1])
        )
    if "resistance" in vote:
        return tuple((option, str(points)) for option, points in vote["resistance"].items())
    return tuple((option, "") for option in vote.get("approves", ()))
