"""The account of one closed ballot as a page shows it: outcome, criteria, roll call, rule, all in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from governance.press.participation import Participation, participation_of
from governance.rules.load import rule_from_data
from governance.rules.rule import Rule
from governance.store.reads.public_resolutions import RoundVotes
from governance.store.reads.public_rounds import Round
from governance.web.public.rollcall import WHOLE, OptionRoll, Row, rolls_of, rows_of
from governance.words.languages import direction
from governance.words.localized import pick
from governance.words.premature import TooEarly, say_premature
from governance.words.rules import say_criterion, say_next_round, say_outcome, say_rule, say_shortfall
from governance.words.speak import language


@dataclass(frozen=True)
class CriterionLine:
    """One criterion with its numbers in a sentence; ``holds`` is None where it could not be counted."""

    sentence: str
    holds: bool | None


@dataclass(frozen=True)
class OptionAccount:
    """What the rule said of one option and who took which position on it; ``roll`` is None where seats took none,
    ``premature`` where nobody finds it too early.

    ``shortfall`` says how near the option was, where that can be told.
    """

    label: Mapping[str, str]
    criteria: tuple[CriterionLine, ...]
    chosen: bool
    eligible: bool
    shortfall: tuple[str, ...]
    roll: OptionRoll | None
    premature: TooEarly | None


@dataclass(frozen=True)
class Account:
    """A closed ballot, told. ``labels`` are the options' texts by id; ``outcome`` is one or two sentences;
    ``whole`` the roll call where seats chose or ranked instead of taking positions."""

    round: Round
    outcome: str
    options: tuple[OptionAccount, ...]
    labels: Mapping[str, Mapping[str, str]]
    whole: OptionRoll | None
    rows: list[Row]
    rule: Rule
    rule_sentence: str
    participation: Participation


def account_of(closed: RoundVotes, *, authentic: str) -> Account:
    """The account of a closed ballot in the language being spoken; ``authentic`` names the motion's own."""
    round = closed.round
    decision = round.decision or {}
    labels = {option["id"]: option["label"] for option in round.options}
    said = {option: pick(label, authentic=authentic).text for option, label in labels.items()}
    rolls = {roll.option: roll for roll in rolls_of(closed)}
    rule = rule_from_data(round.rule, source=str(round.ballot_id))
    sentences = [say_outcome(decision, options=said), say_next_round(decision, options=said)]
    return Account(
        round=round,
        outcome=" ".join(sentence for sentence in sentences if sentence),
        options=tuple(
            _option_account(closed, option, label, rolls.get(option)) for option, label in labels.items()
        ),
        labels=labels,
        whole=rolls.get(WHOLE),
        rows=rows_of(closed),
        rule=rule,
        rule_sentence=say_rule(rule),
        participation=_participation(closed),
    )


def _participation(closed: RoundVotes) -> Participation:
    round = closed.round
    assert round.opens_at is not None and round.closes_at is not None  # it was open
    return participation_of(
        closed.answered_at,
        opens_at=round.opens_at,
        closes_at=round.closes_at,
        voters=round.voters,
        zone=round.zone,
        mirrored=direction(language()) == "rtl",
    )


def _option_account(
    closed: RoundVotes, option: str, label: Mapping[str, str], roll: OptionRoll | None
) -> OptionAccount:
    decision = closed.round.decision or {"criteria": (), "winners": ()}
    criteria = tuple(
        CriterionLine(say_criterion(fact), fact.get("holds"))
        for fact in decision["criteria"]
        if fact["option"] == option
    )
    short = [each for each in decision.get("shortfall", []) if each["option"] == option]
    return OptionAccount(
        label,
        criteria,
        chosen=option in decision["winners"],
        eligible=option in decision.get("eligible", []),
        # Said as of a motion with one option: the option's name stands above it already.
        shortfall=tuple(say_shortfall({"kind": "positions", "shortfall": short})),
        roll=roll,
        premature=say_premature([(vote.seat, vote.vote) for vote in closed.votes], option),
    )
