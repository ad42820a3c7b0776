"""What criteria count and count out of, in words: states, sets and tallies."""

from collections.abc import Sequence

from governance.rules.states import SEATS, states_of
from governance.words.figures import say_list, say_number
from governance.words.speak import gettext as _
from governance.words.speak import message as N_
from governance.words.speak import ngettext

_STATES = {
    "yes": N_("In favour"),
    "no": N_("Against"),
    "abstain": N_("Abstention"),
    "block": N_("Objection"),
    "stand_aside": N_("Stood aside"),
    "recused": N_("Recused"),
    "silent": N_("No answer"),
}

# What members did, as the sentence "11 of 13 members agreed" has it; other languages name it before the number.
_DID = {
    ("yes",): N_("agreed"),
    ("no",): N_("voted against"),
    ("block",): N_("objected"),
    ("against",): N_("voted against or objected"),
    ("no", "block"): N_("voted against or objected"),
    ("abstain",): N_("abstained"),
    ("stand_aside",): N_("stood aside"),
    ("recused",): N_("stepped out"),
    ("silent",): N_("did not answer"),
    ("present",): N_("answered"),
    ("cast",): N_("voted for or against"),
    ("not_yes",): N_("did not agree"),
    ("entitled",): N_("were entitled to vote"),
    ("roll",): N_("were on the roll"),
}
_SAID = {
    ("yes",): N_("said yes"),
    ("against",): N_("said no"),
    ("no",): N_("said no"),
    ("no", "block"): N_("said no"),
}

# What a share is of, after "two thirds of".
_OF: dict[tuple[str, ...], str] = {
    ("entitled",): N_("the members"),
    ("roll",): N_("the members on the roll"),
    ("present",): N_("the members that answered"),
    ("cast",): N_("the votes cast"),
    ("seats",): N_("the seats"),
    ("no",): N_("the votes against"),
    ("against",): N_("the votes against and objections"),
    ("silent",): N_("the members that did not answer"),
}


def say_state(state: str) -> str:
    """A state as roll calls and tables show it: In favour, Against, No answer."""
    return _(_STATES[state])


def say_did(count: Sequence[str], of: Sequence[str] = ()) -> str:
    """What the counted members did: ``agreed``; of votes cast, ``said yes``."""
    known = _SAID if tuple(of) == ("cast",) and tuple(count) in _SAID else _DID
    if tuple(count) in known:
        return _(known[tuple(count)])
    return say_list([say_did((each,)) for each in count], choice=True)


def say_of(of: Sequence[str], tally: str = "members") -> str:
    """The whole a share is of, as it stands after ``two thirds of``: ``the members``, ``the votes cast``."""
    if tally != "members" and tuple(of) in (("entitled",), ("roll",)):
        return _("the whole")
    if tuple(of) in _OF:
        return _(_OF[tuple(of)])
    return _("the members that %(did)s") % {"did": say_did(of)}


def is_part(count: Sequence[str], of: Sequence[str]) -> bool:
    """Whether those counted are among the whole they are compared with, so that one can say ``11 of 13``."""
    return tuple(of) == (SEATS,) or set(states_of(count)) <= set(states_of(of))


def say_base(of: Sequence[str], base: str) -> str:
    """The whole with its number: ``13 members``, ``12 votes cast``."""
    number = {"n": say_number(base)}
    n = int(base) if base.isdecimal() else 2
    if tuple(of) == ("cast",):
        return ngettext("%(n)s vote cast", "%(n)s votes cast", n) % number
    if tuple(of) == ("present",):
        return ngettext("%(n)s member that answered", "%(n)s members that answered", n) % number
    if tuple(of) == ("roll",):
        return ngettext("%(n)s member on the roll", "%(n)s members on the roll", n) % number
    if tuple(of) == ("seats",):
        return ngettext("%(n)s seat", "%(n)s seats", n) % number
    if tuple(of) in (("no",), ("against",)):
        return ngettext("%(n)s vote against", "%(n)s votes against", n) % number
    return ngettext("%(n)s member", "%(n)s members", n) % number
