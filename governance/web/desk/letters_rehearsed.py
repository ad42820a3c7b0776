"""A letter as it would be written if a motion took its course, by the code that writes the real ones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.mail.letter import render
from governance.mail.writing import Keys, Office
from governance.rules.answers import SeatAnswer, answers_of_seats
from governance.rules.decide import decide
from governance.rules.rule import Rule
from governance.settings import Settings
from governance.store.reads.desk_motions import Addressee, MotionFacts
from governance.store.reads.letters import (
    BallotFacts,
    LetterFacts,
    LinkFacts,
    Receiver,
    SeatFacts,
)
from governance.store.reads.letters import MotionFacts as LetterMotion
from governance.store.reads.public_network import NetworkFacts
from governance.web.desk.course import Course

NOBODY = UUID(int=0)
TOKEN, CODE = "EXAMPLE", "ABC234"
"""What stands where a link and a code would; it opens nothing."""

SILENT = "outcome"
"""The kind of letter that is rehearsed as if nobody had answered: the one case that can be told beforehand."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A letter that is not sent: its subject and its text, as plain as it would be read."""

    subject: str
    text: str


def rehearse_letter(
    kind: str,
    *,
    motion: MotionFacts,
    rule: Rule,
    course: Course,
    network: NetworkFacts,
    addressees: Sequence[Addressee],
    settings: Settings,
    at: datetime,
    language: str,
) -> Rehearsed:
    """The letter of this kind to the first of the addressees, in ``language``; to the desk where it is for the desk."""
    first = next((each for each in addressees if each.email), None)
    code, name = (first.code, first.member) if first else ("—", network.name)
    ballot = _ballot(motion, rule, course, network.zone)
    extra: dict[str, Any] = {}
    if kind == SILENT:
        ballot = _as_if_nobody_answered(ballot, rule, addressees)
    if kind == "desk-silent":
        extra = {"seats": [each.code for each in addressees]}
    facts = LetterFacts(
        id=NOBODY,
        kind=kind,
        message_id="<rehearsal@localhost>",
        created_at=at,
        extra=extra,
        network=network,
        receiver=Receiver(settings.sender, language, "director", first.function or {} if first else {}),
        motion=_motion(motion, course),
        ballot=ballot,
        seat=SeatFacts(code, name, None),
        link=LinkFacts(NOBODY, NOBODY, NOBODY, 1, 1),
        resolution="R-…" if kind == SILENT else None,
    )
    keys = Keys(token=TOKEN, code=CODE if rule.conduct.code else None)
    letter = render(facts, keys=keys, office=Office(settings.sender, settings.base_url))
    return Rehearsed(letter.envelope.subject, letter.text)


def _motion(motion: MotionFacts, course: Course) -> LetterMotion:
    return LetterMotion(
        number=motion.number,
        authentic=motion.authentic,
        title=motion.title,
        question=motion.question,
        text=motion.text,
        no_decision=motion.no_decision,
        notice_ends_at=motion.notice_ends_at or course.opens_at,
        withdrawn_reason=None,
        version=motion.version,
        life=motion.life,
    )


def _ballot(motion: MotionFacts, rule: Rule, course: Course, zone: str) -> BallotFacts:
    prepared = motion.round_in("prepared")
    options = prepared.options if prepared else motion.options or ({"id": "motion", "label": motion.title},)
    return BallotFacts(
        id=NOBODY,
        round=prepared.round if prepared else 1,
        state="open",
        rule=rule.as_data(),
        options=tuple(options),
        zone=zone,
        earliest_open_at=course.opens_at,
        opens_at=course.opens_at,
        closes_at=course.closes_at,
        outcome=None,
        decision=None,
        stop_reason=None,
        stop_note=None,
    )


def _as_if_nobody_answered(ballot: BallotFacts, rule: Rule, addressees: Sequence[Addressee]) -> BallotFacts:
    weights = {tally.weight: "1" for tally in rule.tallies.values() if tally.weight is not None}
    answers = answers_of_seats(
        rule,
        options=tuple(option["id"] for option in ballot.options),
        seats=[SeatAnswer(each.code, weights=weights) for each in addressees],
    )
    decision = decide(rule, answers, round=ballot.round)
    return replace(ballot, state="closed", outcome=decision.outcome, decision=decision.as_data())
