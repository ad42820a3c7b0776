"""Between the fields of the form and a vote: what a seat filled in, neither checked nor kept."""

from collections.abc import Mapping
from typing import Any

from governance.refusal import Refusal
from governance.rules.premature import DATE, MEMBERS, PREMATURE
from governance.rules.rule import Rule

REASON = "reason-"
CHOICE = "choice"
AGAIN = "again-"
EARLY_MEMBERS, EARLY_DATE = "early-members-", "early-date-"
"""What would change the mind of a seat that answers "too early", which the form offers as a position of its own."""

_PREFIXES = {
    "positions": "position-",
    "options": "position-",
    "ranked": "rank-",
    "approval": "approve-",
    "resistance": "resistance-",
}


def read_vote(rule: Rule, fields: Mapping[str, str]) -> dict[str, Any]:
    """The vote that the fields of a form stand for, as ``rules.votes.check_vote`` takes it."""
    kind = rule.ballot.kind
    reasons = _under(REASON, fields)
    return _answer(kind, fields) | ({"reasons": reasons} if reasons else {})


def use_again(fields: Mapping[str, str], earlier: Mapping[str, str]) -> dict[str, str]:
    """The fields with the earlier reasons that are to be used again, where no new one is written."""
    again = {
        REASON + option: text
        for option, text in earlier.items()
        if fields.get(AGAIN + option) and not fields.get(REASON + option, "").strip()
    }
    return {**fields, **again}


def kept_fields(rule: Rule, fields: Mapping[str, str]) -> dict[str, str]:
    """The fields that make the vote, to be sent on unchanged; empty ones and all others left out."""
    own = (_PREFIXES.get(rule.ballot.kind, CHOICE), REASON, EARLY_MEMBERS, EARLY_DATE)
    return {name: value for name, value in fields.items() if name.startswith(own) and value.strip()}


def faulty_options(rule: Rule, fields: Mapping[str, str], refusal: Refusal) -> tuple[str, ...]:
    """The options (or ``vote``) whose answer a refusal is about, so that the form can point at them.

    A refusal names the first objection without a reason; the reader is shown all of them at once.
    """
    named = [*str(refusal.facts.get("missing", "")).split(", "), str(refusal.facts.get("option", ""))]
    if refusal.code == "reason-missing":
        reasons = _under(REASON, fields)
        named += [
            option
            for option, position in _under(_PREFIXES["positions"], fields).items()
            if position == "block" and not reasons.get(option, "").strip()
        ]
    return tuple(dict.fromkeys(option for option in named if option))


def _answer(kind: str, fields: Mapping[str, str]) -> dict[str, Any]:
    if kind == "choice":
        return {"choice": fields.get(CHOICE, "")}
    given = {option: value for option, value in _under(_PREFIXES[kind], fields).items() if value.strip()}
    if kind == "ranked":
        return {"ranks": {option: _number(value) for option, value in given.items()}}
    if kind == "resistance":
        return {"resistance": {option: _number(value) for option, value in given.items()}}
    if kind == "approval":
        return {"approves": list(given)}
    return _positions(given, fields)


def _positions(given: Mapping[str, str], fields: Mapping[str, str]) -> dict[str, Any]:
    """Positions, and for each "too early" the no that it is with what the seat waits for. What was filled in there
    beside a yes is passed on all the same: the check of the vote refuses it rather than drop it."""
    members, days = _under(EARLY_MEMBERS, fields), _under(EARLY_DATE, fields)
    early = {
        option: ({MEMBERS: _number(members[option])} if members.get(option, "").strip() else {})
        | ({DATE: days[option].strip()} if days.get(option, "").strip() else {})
        for option in given
    }
    premature = {
        option: awaited for option, awaited in early.items() if awaited or given[option] == PREMATURE
    }
    positions = {option: "no" if value == PREMATURE else value for option, value in given.items()}
    return {"positions": positions} | ({PREMATURE: premature} if premature else {})


def _under(prefix: str, fields: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix(prefix): value for name, value in fields.items() if name.startswith(prefix)}


def _number(text: str) -> int | str:
    """The whole number a field holds; anything else stays text, which the check of the vote refuses."""
    plain = text.strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 5 else text
