"""Saying a vote: the positions as a director chooses among them, and a whole vote in sentences about the seat."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.rules.premature import DATE, MEMBERS, PREMATURE
from governance.words.dates import say_date
from governance.words.figures import say_name
from governance.words.speak import gettext as _
from governance.words.speak import message as N_
from governance.words.speak import ngettext

CHOICES = {
    "yes": (N_("In favour"), N_("I want this to be adopted.")),
    "no": (N_("Against"), N_("I do not want this to be adopted.")),
    PREMATURE: (
        N_("Too early"),
        N_("Against for now: I could agree later. Say below what would change your mind."),
    ),
    "abstain": (N_("Abstention"), N_("I answer without taking sides.")),
    "stand_aside": (N_("I stand aside"), N_("I have reservations, but I do not stand in the way.")),
    "block": (N_("I object"), N_("I cannot accept this. A reason is required.")),
}
"""What can be cast, in the words of whoever casts it: the label, and what it means."""

_ON_MOTION = {
    "yes": N_("%(seat)s is in favour of the motion."),
    "no": N_("%(seat)s is against the motion."),
    "abstain": N_("%(seat)s abstains."),
    "stand_aside": N_("%(seat)s stands aside and lets the others decide."),
    "block": N_("%(seat)s objects to the motion."),
}
_TOO_EARLY = N_("%(seat)s is against the motion for now: it is too early.")
_OPTION_TOO_EARLY = N_("%(seat)s is against the option “%(option)s” for now: it is too early.")
_ON_OPTION = {
    "yes": N_("%(seat)s is in favour of the option “%(option)s”."),
    "no": N_("%(seat)s is against the option “%(option)s”."),
    "abstain": N_("%(seat)s abstains on the option “%(option)s”."),
    "stand_aside": N_("%(seat)s stands aside on the option “%(option)s” and lets the others decide."),
    "block": N_("%(seat)s objects to the option “%(option)s”."),
}


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """One sentence about what a seat answers, the sign that goes with it, and the reason given, if any."""

    sentence: str
    mark: str
    reason: str = ""


def say_choice(position: str) -> str:
    """A position as the label of a choice, in the first person where the language has it so."""
    return _(CHOICES[position][0])


def say_choice_hint(position: str) -> str:
    """What choosing a position means, in one sentence."""
    return _(CHOICES[position][1])


def say_vote(kind: str, vote: Mapping[str, Any], *, seat: str, options: Mapping[str, str]) -> list[Said]:
    """A checked vote in sentences, in the order of ``options`` (labels by id), with the reasons in words."""
    names = _Names(seat, options)
    reasons: Mapping[str, str] = vote.get("reasons", {})
    if kind in ("positions", "options"):
        return list(_say_positions(vote, reasons, names, of_options=kind == "options"))
    said = list(_SAY[kind](vote, names))
    whole = reasons.get("vote", "")
    return [*said[:-1], Said(said[-1].sentence, said[-1].mark, whole)] if whole else said


class _Names:
    """The names that stand in the sentences of one vote."""

    def __init__(self, seat: str, options: Mapping[str, str]) -> None:
        self.seat = seat
        self.options = options

    def say(self, sentence: str, option: str | None = None, **facts: object) -> str:
        """The sentence in the current language, about the seat and one option."""
        names = {"seat": self.seat} | ({"option": self.options[option]} if option is not None else {})
        return _(sentence) % {**facts, **{name: say_name(text) for name, text in names.items()}}


def _say_positions(
    vote: Mapping[str, Any], reasons: Mapping[str, str], names: _Names, *, of_options: bool
) -> Iterator[Said]:
    sentences, early = (_ON_OPTION, _OPTION_TOO_EARLY) if of_options else (_ON_MOTION, _TOO_EARLY)
    premature = vote.get(PREMATURE, {})
    for option in names.options:
        position = vote["positions"][option]
        sentence = names.say(early if option in premature else sentences[position], option)
        awaited = say_awaited(premature.get(option, {}))
        yield Said(" ".join(filter(None, (sentence, awaited))), position, reasons.get(option, ""))


def say_awaited(awaited: Mapping[str, Any]) -> str:
    """What a seat waits for that finds it too early; empty where its reason alone says it."""
    members, day = awaited.get(MEMBERS), awaited.get(DATE)
    said = []
    if members is not None:
        sentence = ngettext(
            "It could agree once the network has %(members)s member.",
            "It could agree once the network has %(members)s members.",
            members,
        )
        said.append(sentence % {"members": members})
    if day:
        sentence = _("Not before %(date)s.") if said else _("It could agree from %(date)s on.")
        said.append(sentence % {"date": say_date(date.fromisoformat(day))})
    return " ".join(said)


def _say_choice_of_one(vote: Mapping[str, Any], names: _Names) -> Iterator[Said]:
    option = vote["choice"]
    if option not in names.options:
        yield Said(names.say(_ON_MOTION["abstain"]), "abstain")
    else:
        yield Said(names.say(N_("%(seat)s chooses the option “%(option)s”."), option), "choice")


def _say_ranks(vote: Mapping[str, Any], names: _Names) -> Iterator[Said]:
    ranks = vote["ranks"]
    if not ranks:
        yield Said(names.say(_ON_MOTION["abstain"]), "abstain")
        return
    for option in sorted(ranks, key=lambda each: (ranks[each], list(names.options).index(each))):
        sentence = N_("%(seat)s puts the option “%(option)s” in place %(rank)s.")
        yield Said(names.say(sentence, option, rank=ranks[option]), "choice")
    for option in names.options:
        if option not in ranks:
            yield Said(names.say(N_("%(seat)s does not rank the option “%(option)s”."), option), "abstain")


def _say_approvals(vote: Mapping[str, Any], names: _Names) -> Iterator[Said]:
    for option in names.options:
        if option in vote["approves"]:
            yield Said(names.say(N_("%(seat)s approves the option “%(option)s”."), option), "yes")
        else:
            yield Said(names.say(N_("%(seat)s does not approve the option “%(option)s”."), option), "no")


def _say_resistance(vote: Mapping[str, Any], names: _Names) -> Iterator[Said]:
    for option in names.options:
        sentence = N_("%(seat)s gives the option “%(option)s” a resistance of %(points)s out of 10.")
        yield Said(names.say(sentence, option, points=vote["resistance"][option]), "choice")


_SAY = {
    "choice": _say_choice_of_one,
    "ranked": _say_ranks,
    "approval": _say_approvals,
    "resistance": _say_resistance,
}
