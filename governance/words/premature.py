"""Who finds it too early, and what would change their minds: the votes of one option, shown together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.rules.premature import DATE, MEMBERS, PREMATURE
from governance.words.dates import say_date
from governance.words.speak import gettext as _
from governance.words.speak import ngettext


@dataclass(frozen=True, slots=True)
class Awaited:
    """What some of them wait for, in a sentence, and their seats."""

    sentence: str
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TooEarly:
    """How many find it too early, in a sentence, and what each of them waits for."""

    sentence: str
    awaited: tuple[Awaited, ...]


def say_premature(votes: Iterable[tuple[str, Mapping[str, Any]]], option: str) -> TooEarly | None:
    """The votes (seat and canonical vote) that found this option too early; None where there is none."""
    groups: dict[tuple[int, str], list[str]] = defaultdict(list)
    for seat, vote in votes:
        awaited = vote.get(PREMATURE, {}).get(option)
        if awaited is not None:
            groups[awaited.get(MEMBERS, 0), awaited.get(DATE, "")].append(seat)
    if not groups:
        return None
    count = sum(len(seats) for seats in groups.values())
    sentence = ngettext("%(n)s member finds it too early.", "%(n)s members find it too early.", count)
    # Whoever named a number of members stands first, who named nothing but a fact in words last.
    ordered = sorted(groups, key=lambda awaited: (awaited == (0, ""), not awaited[0], awaited))
    return TooEarly(
        sentence % {"n": count}, tuple(Awaited(_say(*each), tuple(groups[each])) for each in ordered)
    )


def _say(members: int, day: str) -> str:
    said = say_date(date.fromisoformat(day)) if day else ""
    if members:
        sentence = ngettext("from %(members)s member on", "from %(members)s members on", members)
        counted = sentence % {"members": members}
        return (
            _("%(condition)s, and not before %(date)s") % {"condition": counted, "date": said}
            if day
            else counted
        )
    return _("from %(date)s on") % {"date": said} if day else _("once the fact named in the reason is there")


def say_reopening(reopen_when: Mapping[str, Any] | None) -> str:
    """When the question of a motion comes back to the desk; empty where it does not."""
    if not reopen_when:
        return ""
    condition = _say(reopen_when.get(MEMBERS, 0), reopen_when.get(DATE, ""))
    return _(
        "This question comes back to the secretariat, as a draft that decides nothing: %(condition)s."
    ) % {"condition": condition}
