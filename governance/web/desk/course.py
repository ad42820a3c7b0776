"""The course a motion would take from now on: what happens when, and which letter goes out with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from governance.acts.report_silent import BEFORE
from governance.rules.durations import read_duration
from governance.rules.rule import Rule
from governance.rules.silence import meaning_of_silence
from governance.store.reads.desk_motions import MotionFacts


@dataclass(frozen=True, slots=True)
class Step:
    """Something that would happen at an instant: ``tabling``, ``opening``, ``reminder``, ``report`` or ``close``; and
    the kind of letter that goes out with it."""

    at: datetime
    kind: str
    letter: str


@dataclass(frozen=True, slots=True)
class Course:
    """The steps in the order of time, and the two ends of the ballot."""

    steps: tuple[Step, ...]
    opens_at: datetime
    closes_at: datetime


def course_of(
    motion: MotionFacts, rule: Rule, *, now: datetime, closing: Callable[[datetime], datetime]
) -> Course:
    """The course if everything is done at the first instant it can be: a draft tabled now, the ballot opened when it
    may be. ``closing`` says when a ballot opened at an instant would end."""
    opens_at = _opening(motion, now)
    closes_at = closing(opens_at)
    steps = [Step(now, "tabling", "motion-tabled")] if motion.state == "draft" else []
    steps.append(Step(opens_at, "opening", "invitation"))
    for before in filter(None, map(read_duration, motion.reminders)):
        if opens_at < closes_at - before:
            steps.append(Step(closes_at - before, "reminder", "reminder"))
    if meaning_of_silence(rule) != "consents" and opens_at < closes_at - BEFORE:
        steps.append(Step(closes_at - BEFORE, "report", "desk-silent"))
    steps.append(Step(closes_at, "close", "outcome"))
    return Course(tuple(sorted(steps, key=lambda step: step.at)), opens_at, closes_at)


def _opening(motion: MotionFacts, now: datetime) -> datetime:
    prepared = motion.round_in("prepared")
    if prepared is not None:
        return max(now, prepared.earliest_open_at)
    notice = read_duration(motion.notice)
    assert notice is not None  # checked when the motion was drafted
    return now + notice
