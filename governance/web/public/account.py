"""The account of one closed ballot as a page shows it: outcome, criteria, roll call, rule, all in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from governance.rules.load import rule_from_data
from governance.rules.rule import Rule
from governance.store.reads.public_resolutions import RoundVotes
from governance.store.reads.public_rounds import Round
from governance.web.public.rollcall import OptionRoll, Row, rolls_of, rows_of
from governance.words.localized import pick
from governance.words.rules import say_criterion, say_next_round, say_outcome, say_rule, say_shortfall


@dataclass(frozen=True)
class CriterionLine:
    """One criterion with its numbers in a sentence; ``holds`` is None where it could not be counted."""

    sentence: str
    holds: bool | None


@dataclass(frozen=True)
class OptionAccount:
    """What the rule said of one option, and whether it was chosen."""

    label: Mapping[str, str]
    criteria: tuple[CriterionLine, ...]
    chosen: bool


@dataclass(frozen=True)
class Account:
    """A closed ballot, told. ``labels`` are the options' texts by id; ``outcome`` one or two sentences."""

    round: Round
    outcome: str
    shortfall: tuple[str, ...]
    options: tuple[OptionAccount, ...]
    labels: Mapping[str, Mapping[str, str]]
    rolls: list[OptionRoll]
    rows: list[Row]
    rule: Rule
    rule_sentence: str


def account_of(closed: RoundVotes, *, authentic: str) -> Account:
    """The account of a closed ballot in the language being spoken; ``authentic`` names the motion's own."""
    round = closed.round
    decision = round.decision or {}
    labels = {option["id"]: option["label"] for option in round.options}
    said = {option: pick(label, authentic=authentic).text for option, label in labels.items()}
    rule = rule_from_data(round.rule, source=str(round.ballot_id))
    sentences = [say_outcome(decision, options=said), say_next_round(decision, options=said)]
    return Account(
        round=round,
        outcome=" ".join(sentence for sentence in sentences if sentence),
        shortfall=tuple(say_shortfall(decision, options=said)),
        options=tuple(_option_account(option, label, decision) for option, label in labels.items()),
        labels=labels,
        rolls=rolls_of(closed),
        rows=rows_of(closed),
        rule=rule,
        rule_sentence=say_rule(rule),
    )


def _option_account(option: str, label: Mapping[str, str], decision: Mapping[str, Any]) -> OptionAccount:
    criteria = tuple(
        CriterionLine(say_criterion(fact), fact.get("holds"))
        for fact in decision["criteria"]
        if fact["option"] == option
    )
    return OptionAccount(label, criteria, chosen=option in decision["winners"])
