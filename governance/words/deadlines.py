"""A deadline as its voters read it: the text that is frozen with the ballot, in every language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from governance.words.dates import say_instant
from governance.words.languages import LANGUAGES
from governance.words.speak import language, speaking
from governance.zones import tzdata_version


class Announced(Protocol):
    """A ballot as a page knows it: its end, and the words and time-zone data by which that was announced."""

    @property
    def closes_at(self) -> datetime | None:
        """The instant, which never moves by itself."""

    @property
    def zone(self) -> str:
        """Where it was announced."""

    @property
    def shown(self) -> Mapping[str, str] | None:
        """The words, by language."""

    @property
    def tzdata(self) -> str | None:
        """The version of the data."""


def say_deadlines(closes_at: datetime, zone: str) -> dict[str, str]:
    """The instant in words for each language, in the network's zone."""
    said = {}
    for each in LANGUAGES:
        with speaking(each):
            said[each] = say_instant(closes_at, zone)
    return said


def announced_otherwise(ballot: Announced) -> str:
    """The words of the announcement where newer time-zone data say the same instant in others; else nothing."""
    if ballot.closes_at is None or not ballot.shown or ballot.tzdata in (None, tzdata_version()):
        return ""
    announced = ballot.shown.get(language(), "")
    return "" if announced == say_instant(ballot.closes_at, ballot.zone) else announced
