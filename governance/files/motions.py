"""Motions as files say: what is asked, its text in each language, its options, its rule, its times."""

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from governance.files.reading import (
    Language,
    Line,
    Lines,
    Place,
    Strict,
    Texts,
    check_data,
    check_once,
    read_text,
    read_toml,
    toml_line,
)
from governance.refusal import Refusal
from governance.rules.durations import read_duration, write_duration

PERIOD_FORM = "P14D | PT36H | ..."
DAY_FORM = "2027-01-31"


def _period(text: object) -> timedelta:
    period = read_duration(text)
    if period is None:
        raise ValueError(PERIOD_FORM)
    return period


Period = Annotated[timedelta, BeforeValidator(_period)]


def _day(day: object) -> str:
    if type(day) is not date:
        raise ValueError(DAY_FORM)
    return day.isoformat()


Day = Annotated[str, BeforeValidator(_day)]
"""A day, which TOML writes 2027-01-31, kept as ISO 8601 text."""


class Schedule(Strict):
    """Periods: from tabling to opening, from opening to close, and reminders before the close."""

    notice: Period
    open: Period
    reminders: tuple[Period, ...] = ()


class Option(Strict):
    """One of several things that can be chosen."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
    label: Lines


class ReopenWhen(Strict):
    """When the desk receives a prepared motion on the same question: so many members, a day, or both; it decides
    nothing."""

    members_at_least: Annotated[int, Field(strict=True, ge=1)] | None = None
    date: Day | None = None

    @model_validator(mode="after")
    def _names_something(self) -> "ReopenWhen":
        if self.members_at_least is None and self.date is None:
            raise ValueError("members_at_least | date")
        return self


class Change(Strict):
    """What the motion would do to an earlier resolution."""

    act: Literal["amends", "repeals", "replaces"]
    resolution: Annotated[str, Field(pattern=r"^R-[0-9]{4}-[0-9]{2,}$")]


class Condition(Strict):
    """Until what an adopted motion stays suspended: a number of members, a day, a fact in words, or several."""

    members_at_least: Annotated[int, Field(strict=True, ge=1)] | None = None
    date: Day | None = None
    text: Lines | None = None


class Action(Strict):
    """Something to be done once the motion is adopted; who does it, and until when, is said afterwards."""

    what: Lines


class Life(Strict):
    """What adopting the motion would bring with it."""

    changes: tuple[Change, ...] = ()
    suspended_until: Condition | None = None
    review_on: Day | None = None


class Motion(Strict):
    """A motion of a file; ``rule``, ``params`` and ``fallback`` are for ``rules.bind``, unchecked here.

    Without options it is answered as a whole. ``no_decision`` says what holds where nothing is adopted.
    """

    schema_: Literal[1] = Field(alias="schema")
    number: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}$")]
    rule: Line
    params: dict[str, str] = Field(default_factory=dict)
    fallback: tuple[dict[str, Any], ...] | None = None
    authentic: Language
    title: Lines
    question: Lines
    text: Texts
    no_decision: Lines
    schedule: Schedule
    option: tuple[Option, ...] = ()
    reopen_when: ReopenWhen | None = None
    life: Life = Life()
    action: tuple[Action, ...] = ()

    def wording(self) -> dict[str, Any]:
        """Texts and options, as the act of drafting takes them."""
        return {
            "title": dict(self.title),
            "question": dict(self.question),
            "text": dict(self.text),
            "no_decision": dict(self.no_decision),
            "options": [{"id": option.id, "label": dict(option.label)} for option in self.option],
            "life": self._brings() or None,
        }

    def _brings(self) -> dict[str, Any]:
        """What adopting it would bring with it, without what says nothing."""
        stated = self.life.model_dump(mode="json")
        return _stated(stated | {"actions": [action.model_dump() for action in self.action]})

    def conduct(self) -> dict[str, Any]:
        """Rule and times, as the act of drafting takes them."""
        return {
            "authentic": self.authentic,
            "rule_id": self.rule,
            "params": dict(self.params),
            "fallback": None if self.fallback is None else [dict(step) for step in self.fallback],
            "notice": write_duration(self.schedule.notice),
            "open_for": write_duration(self.schedule.open),
            "reminders": [write_duration(each) for each in self.schedule.reminders],
            "reopen_when": None
            if self.reopen_when is None
            else self.reopen_when.model_dump(exclude_none=True),
        }


def _stated(facts: dict[str, Any]) -> dict[str, Any]:
    """The same facts without what says nothing, at any depth."""
    plain = {name: _stated(fact) if isinstance(fact, dict) else fact for name, fact in facts.items()}
    return {name: fact for name, fact in plain.items() if fact not in (None, [], {})}


def parse_motion(text: str, *, source: str) -> Motion:
    """The motion of a TOML text; refused as ``files.reading`` says, and where

    the authentic language is missing from title, question or text, or an option stands twice or alone.
    """
    line_of = toml_line(text)
    motion = check_data(Motion, read_toml(text, source=source), source=source, line_of=line_of)
    for key in ("title", "question", "text"):
        if motion.authentic not in getattr(motion, key):
            missing = f"{key}.{motion.authentic}"
            raise Refusal("file-key-missing", source=source, line=line_of((key,)), key=missing)
    if len(motion.option) == 1:
        raise Refusal("file-key-missing", source=source, line=line_of(("option", 0)), key="option 2")
    ids: list[tuple[Place, str]] = [
        (("option", index, "id"), option.id) for index, option in enumerate(motion.option)
    ]
    check_once(source, ids, line_of)
    return motion


def read_motions(folder: Path) -> tuple[Motion, ...]:
    """The motions of every TOML file of a folder, by number. A number that stands twice is refused."""
    motions: list[Motion] = []
    for path in sorted(folder.glob("*.toml")):
        text = read_text(path)
        motions.append(parse_motion(text, source=path.name))
        numbers: list[tuple[Place, str]] = [(("number",), motion.number) for motion in motions]
        check_once(path.name, numbers, toml_line(text))
    return tuple(sorted(motions, key=lambda motion: motion.number))
