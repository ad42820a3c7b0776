"""What a motion needs before its next step, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from governance.acts import find
from governance.acts.missing import Missing, missing_before_opening
from governance.acts.missing_wording import missing_before_tabling
from governance.acts.open_ballot import gather_opening
from governance.refusal import Refusal
from governance.rules.bind import bind
from governance.rules.durations import read_duration
from governance.rules.load import rule_from_data
from governance.rules.rule import Rule
from governance.service import Service
from governance.store.reads.desk_motions import MotionFacts
from governance.web.desk.closing_time import suggest_closing
from governance.web.desk.pages import say
from governance.words.labels import language_label


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing, said: what it is, what to do, and whether the next step waits for it."""

    code: str
    happened: str
    advice: str
    blocks: bool


def rule_of(service: Service, motion: MotionFacts) -> Rule | None:
    """The rule the motion is put under: frozen in its newest ballot, else the one it names, bound; None where the
    rulebook does not have it any more."""
    if motion.rounds:
        return rule_from_data(motion.rounds[-1].rule, source=motion.number)
    rule = service.rulebook.get(motion.rule_id)
    return bind(rule, motion.params, fallback=motion.fallback) if rule else None


def tabling_gaps(motion: MotionFacts, rule: Rule | None) -> list[Missing]:
    """What a draft needs before it can be tabled."""
    if rule is None:
        return [Missing("rule-missing")]
    return missing_before_tabling(
        authentic=motion.authentic,
        wording={"title": motion.title, "question": motion.question, "text": motion.text},
        options=motion.options,
        kind=rule.ballot.kind,
    )


def opening_gaps(
    service: Service,
    number: str,
    *,
    closes_at: datetime | None,
    chair: str | None,
    concerned: str | None,
    now: datetime,
) -> list[Missing]:
    """What the prepared ballot of a motion needs before it can be opened until ``closes_at``."""
    mail_ready = service.mail_ready
    opening = service.read(
        lambda session: gather_opening(
            session,
            find.motion(session, number),
            closes_at=closes_at,
            chair=chair,
            concerned=concerned,
            mail_ready=mail_ready,
            now=now,
        )
    )
    return missing_before_opening(opening)


def say_gaps(gaps: Iterable[Missing], zone: str) -> list[Gap]:
    """The gaps in words."""
    said = []
    for gap in gaps:
        words = say(Refusal(gap.code, **_name_languages(gap.facts)), zone)
        said.append(Gap(gap.code, words.happened, words.advice, gap.blocks))
    return said


def suggested_opening(motion: MotionFacts, *, zone: str, now: datetime) -> dict[str, str]:
    """The fields of the form that opens a ballot: an end after the motion's own period, counted from when it can be
    opened, and from now where that is past."""
    prepared = motion.round_in("prepared")
    earliest = max(now, prepared.earliest_open_at) if prepared else now
    open_for = read_duration(motion.open_for)
    assert open_for is not None  # checked when the motion was drafted
    return suggest_closing(earliest, open_for, zone)


def _name_languages(facts: Mapping[str, object]) -> dict[str, object]:
    """The same facts, languages by their names."""
    named = dict(facts)
    codes = facts.get("languages")
    if isinstance(codes, str):
        codes = codes.split(", ")
    if isinstance(codes, list | tuple):
        named["languages"] = [language_label(code) for code in codes]
    if isinstance(facts.get("language"), str):
        named["language"] = language_label(str(facts["language"]))
    return named
