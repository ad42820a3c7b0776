"""Saying a refusal: what happened, whether anything was recorded, and what can be done.

The sentences stand in ``refusal_tables``, one file per room, each a table of code -> (what happened, what to
do), listed in ``TABLES`` below. A sentence may name facts of the refusal as ``%(fact)s``: instants are said
in the network's zone, durations and lists in words, everything else as it stands.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from babel.lists import format_list

from governance.refusal import Refusal
from governance.words import dates
from governance.words.languages import LOCALES
from governance.words.refusal_tables import (
    backups,
    casting,
    confirming,
    desk,
    keeping,
    letters,
    lives,
    mail,
    members,
    motions,
    pages,
    programs,
    register,
    rules,
    starting,
)
from governance.words.speak import gettext as _
from governance.words.speak import language
from governance.words.speak import message as N_

# A code stands in one table only.
TABLES = (
    backups.WORDS,
    casting.WORDS,
    confirming.WORDS,
    desk.WORDS,
    keeping.WORDS,
    letters.WORDS,
    mail.WORDS,
    lives.WORDS,
    motions.WORDS,
    members.WORDS,
    pages.WORDS,
    programs.WORDS,
    register.WORDS,
    rules.WORDS,
    starting.WORDS,
)

_UNKNOWN = (
    N_("The request cannot be met as it stands."),
    N_("Please check what you sent and try again. If it happens again, write to the secretariat."),
)


@dataclass(frozen=True)
class RefusalWords:
    """A refusal in one language; ``recorded`` says whether a vote stands, a voter's first question."""

    code: str
    happened: str
    recorded: str
    advice: str


def say_refusal(refusal: Refusal, *, zone: str = "UTC") -> RefusalWords:
    """The words of a refusal in the current language, its instants in ``zone`` (an IANA name).

    A code without words is said in general terms, never passed on bare.
    """
    happened, advice = known_words().get(refusal.code, _UNKNOWN)
    facts = _Facts({name: _say_fact(value, zone) for name, value in refusal.facts.items()})
    return RefusalWords(
        code=refusal.code,
        happened=_(happened) % facts,
        recorded=_say_recorded(refusal, zone),
        advice=_(advice) % facts,
    )


def known_words() -> dict[str, tuple[str, str]]:
    """Every code that has words of its own, with its English sentences."""
    return {code: words for table in TABLES for code, words in table.items()}


class _Facts(dict[str, str]):
    """Facts by name; one that the refusal did not carry leaves a visible gap instead of a second failure."""

    def __missing__(self, name: str) -> str:
        return "…"


def _say_recorded(refusal: Refusal, zone: str) -> str:
    recorded_at = refusal.facts.get("recorded_at")
    if refusal.code in ("incident", "records-unreachable") or refusal.facts.get("in_doubt"):
        # The failure may have come after the vote was on disk: nothing is claimed either way.
        return _("Open your link again: it tells whether a vote was recorded.")
    if isinstance(recorded_at, datetime):
        return _("A vote was recorded on %(instant)s and stands.") % {
            "instant": dates.say_instant(recorded_at, zone)
        }
    return _("No vote was recorded.")


def _say_fact(value: Any, zone: str) -> str:
    if isinstance(value, datetime):
        return dates.say_instant(value, zone)
    if isinstance(value, timedelta):
        return dates.say_duration(value)
    if isinstance(value, list | tuple | set | frozenset):
        return format_list([str(each) for each in value], locale=LOCALES[language()])
    return str(value)
