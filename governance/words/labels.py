"""The names of states and outcomes, as badges and tables show them."""

from collections.abc import Mapping

from babel import Locale

from governance.words.figures import say_name
from governance.words.languages import LOCALES
from governance.words.localized import pick
from governance.words.speak import gettext as _
from governance.words.speak import language
from governance.words.speak import message as N_

MOTION_STATES = {
    "draft": N_("Draft"),
    "tabled": N_("Tabled"),
    "voting": N_("Being voted on"),
    "between_rounds": N_("Between two rounds"),
    "decided": N_("Decided"),
    "withdrawn": N_("Withdrawn"),
}
BALLOT_STATES = {
    "prepared": N_("Prepared"),
    "open": N_("Open"),
    "closed": N_("Closed"),
    "stopped": N_("Stopped"),
}
OUTCOMES = {
    "adopted": N_("Adopted"),
    "rejected": N_("Not adopted"),
    "blocked": N_("Not adopted: objection"),
    "no_quorum": N_("Not adopted: too few answers"),
    "referred": N_("Referred to a meeting"),
    "pending": N_("Left pending"),
    "no_decision": N_("No decision"),
    "default": N_("The default option stands"),
}


def motion_state_label(state: str) -> str:
    """The name of a motion's state in the current language; a state without a name is shown as it is."""
    return _(MOTION_STATES.get(state, state))


def ballot_state_label(state: str) -> str:
    """The name of a ballot's state in the current language."""
    return _(BALLOT_STATES.get(state, state))


def outcome_label(outcome: str) -> str:
    """The short name of an outcome in the current language; the criteria beside it say why."""
    return _(OUTCOMES.get(outcome, outcome))


def language_label(code: str) -> str:
    """The name of a language in the current one: français, الفرنسية, French."""
    return str(Locale.parse(LOCALES[language()]).languages[code])


def say_left_out() -> str:
    """Why the seat of the member concerned steps out, where the rule leaves it out."""
    return _("Under the rule of this ballot the member concerned does not vote.")


def say_named_seats(named: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Which seats the opening of a ballot named for its rule: ``chair`` and ``concerned``, each with its names by
    language."""
    said = {
        "chair": _("The position of %(member)s, which holds the chair, settles an exact tie."),
        "concerned": _("The member concerned is %(member)s."),
    }
    return [
        sentence % {"member": say_name(pick(named[part]).text)}
        for part, sentence in said.items()
        if part in named
    ]
