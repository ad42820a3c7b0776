"""What a seat casts: checked against the rule and the options, and brought to the one form in which it is kept.

A vote is a mapping: positions and options ``{"positions": {option: position}}``, choice ``{"choice": option}``,
ranked ``{"ranks": {option: rank}}``, approval ``{"approves": [option, ...]}``, resistance
``{"resistance": {option: 0-10}}``; every kind may add ``"reasons": {option: text}``, a position ``"no"`` that it comes
too early (``"premature"``, see ``governance.rules.premature``).
"""

import unicodedata
from collections.abc import Mapping
from typing import Any

from governance.refusal import Refusal
from governance.rules.premature import PREMATURE, check_premature
from governance.rules.rule import Rule

LONGEST_REASON = 1000
MOST_RESISTANCE = 10
ABSTAIN = "abstain"
WHOLE = "vote"  # the key of a reason for the vote as a whole, where a vote is not a position on each option

_FIELD = {
    "positions": "positions",
    "options": "positions",
    "choice": "choice",
    "ranked": "ranks",
    "approval": "approves",
    "resistance": "resistance",
}


def check_vote(rule: Rule, *, options: tuple[str, ...], vote: Mapping[str, Any]) -> dict[str, Any]:
    """The vote in its canonical form: options sorted, ranks 1, 2, 3 ... without gaps, reasons stripped, no empty one.

    Raises Refusal: ``vote-malformed``, ``missing-choice`` (an option without answer, nothing chosen),
    ``unknown-option``, ``position-not-offered``, ``reason-missing`` (a block without one), ``reason-too-long``
    (over 1,000 characters), and what ``check_premature`` refuses. The facts never tell what was cast.
    """
    kind = rule.ballot.kind
    field = _FIELD[kind]
    if not isinstance(vote, Mapping) or set(vote) - _fields(field):
        raise Refusal("vote-malformed", expected=f"{field}, reasons")
    if field not in vote:
        raise Refusal("missing-choice", missing=", ".join(options))
    checked: dict[str, Any] = {field: _CHECKS[kind](rule, options, vote[field])}
    reasons = _check_reasons(vote.get("reasons", {}), options, whole=field != "positions")
    if field == "positions":
        _check_blocks(checked["positions"], reasons)
        checked |= _premature(vote.get(PREMATURE), checked["positions"], reasons)
    return checked | ({"reasons": reasons} if reasons else {})


def _fields(field: str) -> set[str]:
    return {field, "reasons"} | ({PREMATURE} if field == "positions" else set())


def _premature(value: Any, positions: Mapping[str, str], reasons: Mapping[str, str]) -> dict[str, Any]:
    premature = {} if value is None else check_premature(value, positions=positions, reasons=reasons)
    return {PREMATURE: premature} if premature else {}


def _table(value: Any, options: tuple[str, ...]) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise Refusal("vote-malformed", expected="option = answer")
    _check_known(value, options)
    return value


def _check_known(named: Any, options: tuple[str, ...]) -> None:
    for option in named:
        if option not in options:
            raise Refusal("unknown-option", option=str(option)[:80])


def _check_complete(value: Mapping[str, Any], options: tuple[str, ...]) -> None:
    missing = [option for option in options if value.get(option) is None]
    if missing:
        raise Refusal("missing-choice", missing=", ".join(missing))


def _check_positions(rule: Rule, options: tuple[str, ...], value: Any) -> dict[str, str]:
    positions = _table(value, options)
    _check_complete(positions, options)
    for option, position in positions.items():
        if position not in rule.ballot.offer:
            raise Refusal("position-not-offered", option=option, offered=", ".join(rule.ballot.offer))
    return {option: positions[option] for option in sorted(positions)}


def _check_choice(rule: Rule, options: tuple[str, ...], value: Any) -> str:
    if value in (None, ""):
        raise Refusal("missing-choice", missing=", ".join(options))
    if not isinstance(value, str):
        raise Refusal("vote-malformed", expected="choice = option")
    if value == ABSTAIN and value not in options:
        _check_offered(rule, ABSTAIN)
        return value
    _check_known((value,), options)
    return value


def _check_offered(rule: Rule, position: str) -> None:
    if position not in rule.ballot.offer:
        raise Refusal("position-not-offered", option="", offered=", ".join(rule.ballot.offer))


def _check_ranks(rule: Rule, options: tuple[str, ...], value: Any) -> dict[str, int]:
    ranks = {option: rank for option, rank in _table(value, options).items() if rank is not None}
    if any(not _is_integer(rank) or rank < 1 for rank in ranks.values()):
        raise Refusal("vote-malformed", expected="1, 2, 3 ...")
    if not ranks and ABSTAIN not in rule.ballot.offer:
        raise Refusal("missing-choice", missing=", ".join(options))
    places = {rank: place for place, rank in enumerate(sorted(set(ranks.values())), start=1)}
    return {option: places[ranks[option]] for option in sorted(ranks)}


def _check_approves(rule: Rule, options: tuple[str, ...], value: Any) -> list[str]:
    if not isinstance(value, list | tuple) or not all(isinstance(option, str) for option in value):
        raise Refusal("vote-malformed", expected="[option, ...]")
    _check_known(value, options)
    if len(set(value)) < len(value):
        raise Refusal("vote-malformed", expected="[option, ...]")
    if not value and not {"no", ABSTAIN} & set(rule.ballot.offer):
        raise Refusal("missing-choice", missing=", ".join(options))
    return sorted(value)


def _check_resistance(_rule: Rule, options: tuple[str, ...], value: Any) -> dict[str, int]:
    ratings = _table(value, options)
    _check_complete(ratings, options)
    if any(not _is_integer(rating) or not 0 <= rating <= MOST_RESISTANCE for rating in ratings.values()):
        raise Refusal("vote-malformed", expected=f"0 - {MOST_RESISTANCE}")
    return {option: ratings[option] for option in sorted(ratings)}


_CHECKS = {
    "positions": _check_positions,
    "options": _check_positions,
    "choice": _check_choice,
    "ranked": _check_ranks,
    "approval": _check_approves,
    "resistance": _check_resistance,
}


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _check_reasons(value: Any, options: tuple[str, ...], *, whole: bool) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise Refusal("vote-malformed", expected="reasons")
    _check_known(value, (*options, WHOLE) if whole else options)
    reasons = {option: check_reason(option, value[option]) for option in sorted(value)}
    return {option: text for option, text in reasons.items() if text}


def check_reason(option: str, text: Any) -> str:
    """The text stripped, with one kind of line end.

    Raises Refusal: ``vote-malformed`` (control characters), ``reason-too-long``.
    """
    if not isinstance(text, str):
        raise Refusal("vote-malformed", expected="reasons")
    cleaned: str = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if any(unicodedata.category(mark) in ("Cc", "Cs") and mark not in "\n\t" for mark in cleaned):
        raise Refusal("vote-malformed", expected="reasons")
    if len(cleaned) > LONGEST_REASON:
        raise Refusal("reason-too-long", option=option, longest=LONGEST_REASON, length=len(cleaned))
    return cleaned


def _check_blocks(positions: Mapping[str, str], reasons: Mapping[str, str]) -> None:
    for option, position in positions.items():
        if position == "block" and option not in reasons:
            raise Refusal("reason-missing", option=option)
