"""What adopting a motion brings with it, and how a resolution stands, in sentences."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from governance.rules.force import Happening, Standing
from governance.words import dates
from governance.words.figures import say_list, say_name
from governance.words.localized import pick
from governance.words.speak import gettext as _
from governance.words.speak import message as N_
from governance.words.speak import ngettext

STANDINGS = {
    "in_force": N_("In force"),
    "suspended": N_("Suspended"),
    "repealed": N_("Repealed"),
    "replaced": N_("Replaced"),
}
_WOULD = {
    "amends": N_("If it is adopted, it amends resolution %(resolution)s."),
    "repeals": N_("If it is adopted, it repeals resolution %(resolution)s."),
    "replaces": N_("If it is adopted, it replaces resolution %(resolution)s."),
}
_DID = {
    "amended": N_("It amends resolution %(resolution)s."),
    "repealed": N_("It repeals resolution %(resolution)s."),
    "replaced": N_("It replaces resolution %(resolution)s."),
}
_SINCE = {
    "in_force": N_("In force since %(date)s."),
    "suspended": N_("Adopted, and suspended since %(date)s."),
    "repealed": N_("Repealed on %(date)s by resolution %(by)s."),
    "replaced": N_("Replaced on %(date)s by resolution %(by)s."),
}


def standing_label(state: str) -> str:
    """The short name of a resolution's state in the current language; a state without a name as it is."""
    return _(STANDINGS.get(state, state))


def say_life(life: Mapping[str, Any] | None, *, authentic: str) -> list[str]:
    """What adopting the motion would bring with it, a sentence each; nothing where its version says nothing."""
    stated = life or {}
    said = [_say_would(change["act"], change["resolution"]) for change in stated.get("changes", ())]
    if stated.get("suspended_until"):
        said.append(
            _("If it is adopted, it stays suspended until this is met: %(condition)s.")
            % {"condition": say_condition(stated["suspended_until"], authentic=authentic)}
        )
    if stated.get("review_on"):
        said.append(
            _("If it is adopted, it is reviewed on %(date)s.")
            % {"date": dates.say_date(date.fromisoformat(stated["review_on"]))}
        )
    return said


def _say_would(act: str, resolution: str) -> str:
    return _(_WOULD[act]) % {"resolution": say_name(resolution)}


def say_condition(until: Mapping[str, Any], *, authentic: str = "fr") -> str:
    """Until what a resolution is suspended, its parts after one another."""
    parts = []
    members = until.get("members_at_least")
    if members:
        parts.append(
            ngettext("the network has %(n)s member", "the network has %(n)s members", members)
            % {"n": members}
        )
    if until.get("date"):
        parts.append(dates.say_date(date.fromisoformat(until["date"])))
    if until.get("text"):
        parts.append(say_name(pick(until["text"], authentic=authentic).text.rstrip(".")))
    return _("; ").join(parts)


def say_standing(standing: Standing, *, zone: str) -> str:
    """How a resolution stands, since when, and by which later one."""
    return _(_SINCE[standing.state]) % {
        "date": dates.say_date(standing.since, zone),
        "by": say_name(standing.by),
    }


def say_amended(amended: Happening, *, zone: str) -> str:
    """That a later resolution amended this one."""
    return _("Amended on %(date)s by resolution %(by)s.") % {
        "date": dates.say_date(amended.at, zone),
        "by": say_name(amended.by),
    }


def say_enforced(facts: Mapping[str, Any]) -> str:
    """By whom the coming into force was confirmed."""
    return _("It was suspended at first; that its condition is met was confirmed by: %(seats)s.") % {
        "seats": say_list([say_name(seat) for seat in facts.get("seats", ())])
    }


def say_reviewed(at: datetime, facts: Mapping[str, Any], *, zone: str) -> str:
    """What a review found."""
    return _("Reviewed on %(date)s: %(note)s") % {
        "date": dates.say_date(at, zone),
        "note": say_name(str(facts.get("note", ""))),
    }


def say_review_on(day: date) -> str:
    """When it is looked at next."""
    return _("It is reviewed on %(date)s.") % {"date": dates.say_date(day)}


def say_change(kind: str, resolution: str) -> str:
    """What a resolution did to an earlier one."""
    return _(_DID[kind]) % {"resolution": say_name(resolution)}
