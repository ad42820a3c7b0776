"""The rules a secretariat chooses from: seven shown first, each in a sentence, with its parameters."""

from collections.abc import Mapping
from dataclasses import dataclass

from governance.rules.rule import Rule
from governance.words.rules import say_rule, say_silence

FIRST = (
    "consensus-tous",
    "consensus-sans-objection",
    "procedure-silence",
    "majorite-exprimes",
    "deux-tiers-membres",
    "consensus-multi-options",
    "pluralite-majoritaire",
)
"""Shown first, in this order; every other rule of the rulebook stands behind them."""


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A rule as it is offered: its title by language, its sentence here and now, its parameters as written.

    ``meeting_request`` is how many seats may have a meeting called instead.
    """

    id: str
    title: Mapping[str, str]
    sentence: str
    silence: str
    params: Mapping[str, str]
    several_options: bool
    meeting_request: int | None


def rule_cards(
    rulebook: Mapping[str, Rule], *, chosen: str, everything: bool
) -> tuple[list[RuleCard], list[RuleCard], int]:
    """The rules shown first; of the others, by title, all or only the chosen one; and how many are not shown."""
    first = [rule_card(rulebook[each]) for each in FIRST if each in rulebook]
    others = [rule for each, rule in rulebook.items() if each not in FIRST]
    shown = [rule_card(rule) for rule in others if everything or rule.id == chosen]
    return first, sorted(shown, key=lambda card: card.title.get("fr", card.id)), len(others) - len(shown)


def rule_card(rule: Rule) -> RuleCard:
    """One rule as it is offered."""
    return RuleCard(
        id=rule.id,
        title=rule.title,
        sentence=say_rule(rule),
        silence=say_silence(rule),
        params={name: quantity.text for name, quantity in rule.params.items()},
        several_options=rule.ballot.kind != "positions",
        meeting_request=rule.conduct.meeting_request,
    )
