"""Saying what the desk asks other seats to confirm: a literal table, for each purpose its words.

Sentences name the facts of the confirmation as ``%(fact)s``; a fact ending in ``_at`` is said as an instant.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from governance.words import dates
from governance.words.figures import say_name
from governance.words.speak import gettext as _
from governance.words.speak import message as N_


@dataclass(frozen=True, slots=True)
class PurposeWords:
    """``title`` of the matter; ``what`` would be done, told to everybody; ``check``: what the seats make sure of before
    they confirm; ``private``: what they alone are told, as long as the fact ``needs`` is kept."""

    title: str
    what: str
    check: str
    private: str = ""
    needs: str = ""


PURPOSES: Mapping[str, PurposeWords] = {
    "address-change": PurposeWords(
        title=N_("Another address during a ballot"),
        what=N_(
            "While a ballot is open, the letters to %(member)s (%(role)s), with the link to vote and its code, "
            "would go to another address."
        ),
        private=N_("The new address would be: %(email)s"),
        needs="email",
        check=N_(
            "Confirm only if you have heard from %(member)s itself that this address is right; "
            "a telephone call is enough."
        ),
    ),
    "enforcement": PurposeWords(
        title=N_("A suspended resolution comes into force"),
        what=N_(
            "Resolution %(resolution)s, adopted and suspended until now, would be in force from then on."
        ),
        check=N_(
            "Read on the public page of the resolution until what it is suspended, "
            "and confirm only if you know that this is met."
        ),
    ),
    "restoration": PurposeWords(
        title=N_("An older copy of the database"),
        what=N_(
            "The database was lost, and an older copy was put in its place. What was entered in the register after "
            "entry %(kept)s would be given up (entries: %(lost)s). Ballots that were open would be stopped and put to "
            "the vote again. Receipts for what is lost would be marked as void by incident."
        ),
        check=N_(
            "Confirm only if you have learned for yourself that the database was lost, "
            "and that no newer copy can be found."
        ),
    ),
    "handover": PurposeWords(
        title=N_("Handover of the secretariat"),
        what=N_(
            "The secretariat would pass from %(from)s to %(to)s on %(hands_over_at)s. At that minute the accounts of "
            "%(from)s at the desk end and those of %(to)s begin; letters to the secretariat go to %(contact)s."
        ),
        check=N_("Confirm only if you know from both members that they agree; a telephone call is enough."),
    ),
}
"""Every purpose that can be asked for (``acts.carry_out.CARRIED_OUT``)."""

_WORDS = {"director": N_("director"), "alternate": N_("alternate")}
"""Facts that are words of the house."""

_OUTCOMES = {
    "asked": N_("Awaiting confirmation"),
    "carried_out": N_("Confirmed and done"),
    "declined": N_("Declined: nothing was done"),
    "lapsed": N_("Lapsed: nothing was done"),
    "withdrawn": N_("Taken back by the secretariat: nothing was done"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A matter in the current language; ``private`` is empty where there is nothing, or nothing any more."""

    title: str
    what: str
    check: str
    private: str


def say_confirmation(purpose: str, facts: Mapping[str, Any], *, zone: str) -> Asked:
    """What is asked, in the current language, its instants in ``zone``."""
    words = PURPOSES[purpose]
    said = {name: _say(name, fact, zone) for name, fact in facts.items()}
    return Asked(
        title=_(words.title),
        what=_(words.what) % said,
        check=_(words.check) % said,
        private=_(words.private) % said if words.needs in said else "",
    )


def confirmation_outcome(state: str) -> str:
    """What came of a matter."""
    return _(_OUTCOMES[state])


def _say(name: str, fact: Any, zone: str) -> str:
    if name.endswith("_at"):
        return dates.say_instant(datetime.fromisoformat(fact), zone)
    if fact in _WORDS:
        return _(_WORDS[fact])
    return say_name(str(fact))
