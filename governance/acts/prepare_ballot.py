"""Making the ballot that will be opened: its rule bound, and every rule a later round may need beside it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from governance.acts import find
from governance.refusal import Refusal
from governance.rules.bind import bind
from governance.rules.load import rule_from_data
from governance.rules.rounds import check_fallbacks
from governance.rules.rule import Rule
from governance.store.tables.ballots import Ballot
from governance.store.tables.motions import Motion, MotionVersion

SINGLE_OPTION = "motion"
"""The option's id where the motion itself is the only thing to decide."""


def bound_rule(rulebook: Mapping[str, Rule], motion: Motion) -> Rule:
    """The motion's rule with its parameters and, where the motion names them, its own next rounds.

    Refused: ``rule-unknown``, and what ``bind`` and ``check_fallbacks`` refuse, with the place: a next round that
    could not be prepared is found before the first ballot, not at its close.
    """
    rule = bind(_known(rulebook, motion.rule_id), motion.params, motion.fallback, source=motion.number)
    check_fallbacks(rule, rulebook, source=motion.number)
    return rule


def reachable_rules(rulebook: Mapping[str, Rule], rule: Rule) -> dict[str, Any]:
    """The data of every rule that the rounds of ``rule`` can lead to, by id; ``rule`` stands for itself."""
    found: dict[str, Any] = {rule.id: rule.as_data()}
    waiting = [step.rule for step in rule.fallback]
    while waiting:
        rule_id = waiting.pop()
        if rule_id not in found:
            following = _known(rulebook, rule_id)
            found[rule_id] = following.as_data()
            waiting += [step.rule for step in following.fallback]
    return found


def options_of(version: MotionVersion) -> list[dict[str, Any]]:
    """What a version puts to the vote: its options, or the motion itself."""
    return version.options or [{"id": SINGLE_OPTION, "label": version.title}]


def prepare_first_ballot(
    session: Session,
    *,
    motion: Motion,
    version: MotionVersion,
    rulebook: Mapping[str, Rule],
    zone: str,
    earliest_open_at: datetime,
    round: int = 1,
) -> Ballot:
    """Prepare a ballot on the newest version of a motion, under the rule the motion names."""
    rule = bound_rule(rulebook, motion)
    ballot = Ballot(
        motion_id=motion.id,
        version_id=version.id,
        round=round,
        state="prepared",
        rule=rule.as_data(),
        rulebook=reachable_rules(rulebook, rule),
        options=options_of(version),
        zone=zone,
        reminders=motion.reminders,
        earliest_open_at=earliest_open_at,
    )
    session.add(ballot)
    session.flush()
    return ballot


def prepare_next_ballot(
    session: Session,
    *,
    last: Ballot,
    rule_id: str,
    params: Mapping[str, str],
    keep: tuple[str, ...] | None,
    earliest_open_at: datetime,
) -> Ballot:
    """Prepare the round that follows ``last`` as its frozen rule says, with the options that are kept."""
    follows_itself = rule_id == last.rule["id"]
    data = last.rule if follows_itself else last.rulebook[rule_id]
    rule = bind(rule_from_data(data, source=str(last.id)), params)
    motion = find.motion_of(session, last)
    ballot = Ballot(
        motion_id=last.motion_id,
        version_id=last.version_id,
        round=last.round + 1,
        rule_round=last.rule_round + 1 if follows_itself else 1,
        state="prepared",
        rule=rule.as_data(),
        rulebook=last.rulebook,
        options=[option for option in last.options if keep is None or option["id"] in keep],
        zone=last.zone,
        reminders=motion.reminders,
        earliest_open_at=earliest_open_at,
    )
    session.add(ballot)
    session.flush()
    return ballot


def _known(rulebook: Mapping[str, Rule], rule_id: str) -> Rule:
    if rule_id not in rulebook:
        raise Refusal("rule-unknown", rule=rule_id)
    return rulebook[rule_id]
