"""A rule, its criteria and its outcome in sentences; the numbers are those of the decision, never computed again."""

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import reduce
from typing import Any

from governance.rules.rule import Comparison, Criterion, Rule
from governance.rules.silence import meaning_of_silence
from governance.words.counted import is_part, say_base, say_did, say_of, say_state
from governance.words.figures import say_list, say_name, say_number, say_share_of
from governance.words.localized import pick
from governance.words.speak import gettext as _
from governance.words.speak import message as N_
from governance.words.speak import ngettext

Fact = Mapping[str, Any]

_PARAM = re.compile(r"@([A-Za-z0-9][A-Za-z0-9_-]*)")
_SILENCE = {
    "consents": N_("Not answering means letting the motion pass."),
    "prevents": N_("A member that does not answer prevents adoption."),
    "counts_against": N_("Not answering weighs like a missing voice in favour."),
    "lowers_turnout": N_("Not answering counts neither for nor against, but enough members must answer."),
    "not_counted": N_("Not answering counts neither for nor against: the others decide."),
}
_OUTCOMES = {
    "adopted": N_("The motion is adopted."),
    "rejected": N_("The motion is not adopted."),
    "blocked": N_("The motion is not adopted: an objection stands."),
    "no_quorum": N_("The motion is not adopted: the required participation was not reached."),
    "referred": N_("The motion is not adopted and goes to a meeting."),
    "pending": N_("The motion is left pending: answers are still missing."),
    "no_decision": N_("No decision: no option is adopted."),
    "default": N_("The default option stands: nothing else was adopted."),
}


def say_position(state: str) -> str:
    """A position or state as the roll call shows it: In favour, Against, Recused, No answer."""
    return say_state(state)


def say_silence(rule: Rule) -> str:
    """What not answering means under this rule, in one sentence, read off its criteria."""
    return _(_SILENCE[meaning_of_silence(rule)])


def say_title(rule: Rule) -> str:
    """The rule's title in the current language, else in another, else its id."""
    return pick(rule.title).text if rule.title else rule.id


def say_rule(rule: Rule) -> str:
    """The rule in a sentence: its own explanation with the parameters in words, else its requirements one by one."""
    if not rule.explain:
        return " ".join(say_requirements(rule))
    return _PARAM.sub(lambda found: _say_param(rule, found[1]) or found[0], pick(rule.explain).text)


def _say_param(rule: Rule, name: str) -> str | None:
    """A parameter in words: a share where the rule uses it as one, ``none`` for a share of nothing."""
    quantity = rule.params.get(name)
    if quantity is None:
        return None
    used = next((each for each in rule.comparisons if each.amount.param == name), None)
    if used is None or used.bound != "share" or not is_part(used.count, used.of):
        return say_number(quantity.text)
    if quantity.value == 0:
        return _("none required")
    return _say_share_of({"share": quantity.text, "op": ">=", "of": used.of}, full=False)


def say_requirements(rule: Rule) -> list[str]:
    """What the rule asks, a sentence per criterion, without the numbers of any ballot."""
    return [say_requirement(criterion) for criterion in rule.criteria]


def say_requirement(criterion: Criterion) -> str:
    """One criterion: ``Agreed: at least two thirds of the members.``"""
    said = [_say_comparison(comparison) for comparison in criterion.alternatives]
    return _("%(requirement)s.") % {"requirement": _first_capital(say_list(said, choice=True))}


def _say_comparison(comparison: Comparison) -> str:
    facts = {
        "tally": comparison.tally,
        "op": comparison.op,
        comparison.bound: str(comparison.amount.value),
        "of": comparison.of,
    }
    said = {"did": say_did(comparison.count, comparison.of), "bound": _say_bound(facts, full=True)}
    sentence = _("%(did)s: %(bound)s") % said
    return sentence if comparison.tally == "members" else _in_tally(comparison.tally, sentence)


def _in_tally(tally: str, sentence: str) -> str:
    return _("in the count “%(tally)s”, %(sentence)s") % {"tally": say_name(tally), "sentence": sentence}


def say_criterion(fact: Fact, *, option: str | None = None) -> str:
    """A criterion judged, as ``Decision.as_data()["criteria"]`` holds it, with its numbers.

    ``11 of 13 members agreed; 9 were needed (two thirds of the members): met.`` ``option`` is the label of the option
    where there are several.
    """
    sentence = _first_capital(_say_judged(fact))
    if fact.get("chair"):
        tie = _("The tie was exact; the chair decided it by its own position: %(position)s.")
        sentence = f"{sentence} {tie % {'position': say_position(fact['chair'])}}"
    if option is None:
        return sentence
    return _("Option “%(option)s”. %(sentence)s") % {"option": say_name(option), "sentence": sentence}


def _say_judged(fact: Fact) -> str:
    alternatives = fact.get("any", [fact])
    said = reduce(_say_or, [_say_counted(each) for each in alternatives])
    if len(alternatives) > 1:
        said = _("one of these is enough: %(alternatives)s") % {"alternatives": said}
    return _("%(said)s: %(verdict)s.") % {"said": said, "verdict": _say_verdict(fact.get("holds"))}


def _say_or(one: str, other: str) -> str:
    return _("%(one)s; or %(other)s") % {"one": one, "other": other}


def _say_verdict(holds: bool | None) -> str:
    if holds is None:
        return _("not known")
    return _("met") if holds else _("not met")


def _say_counted(fact: Fact) -> str:
    if "counted" not in fact:
        return _in_tally(fact["tally"], _("nothing was counted"))
    said = {"count": _say_count(fact), "needed": _say_needed(fact)}
    sentence = _("%(count)s; %(needed)s") % said
    return sentence if fact["tally"] == "members" else _in_tally(fact["tally"], sentence)


def _say_count(fact: Fact) -> str:
    """``11 of 13 members agreed``; in a count of weights or of a group the whole is a number alone.

    Where the whole does not contain those counted, it is left to the bound: ``199 members agreed``.
    """
    of = fact.get("of", ())
    did, counted = say_did(fact["count"], of), say_number(fact["counted"])
    if "base" in fact and is_part(fact["count"], of):
        plain = fact["tally"] != "members"
        base = say_number(fact["base"]) if plain else say_base(of, fact["base"])
        return _("%(counted)s of %(base)s %(did)s") % {"counted": counted, "base": base, "did": did}
    if fact["tally"] != "members":
        return _("%(counted)s %(did)s") % {"counted": counted, "did": did}
    n = int(fact["counted"]) if fact["counted"].isdecimal() else 2
    sentence = ngettext("%(counted)s member %(did)s", "%(counted)s members %(did)s", n)
    return sentence % {"counted": counted, "did": did}


def _say_needed(fact: Fact) -> str:
    """``9 were needed (two thirds of the members)``; at most, for an upper bound; why not, where the whole is empty."""
    if fact.get("base") == "0":
        return _("a share of nothing is never reached")
    needed = fact.get("needed_whole", fact.get("needed", ""))
    if needed == "0" and fact["op"] != ">":
        return _("no minimum was asked for") if fact["op"] == ">=" else _("none was allowed")
    n = int(needed) if needed.isdecimal() else 2
    if fact["op"] in (">=", ">", "=="):
        sentence = ngettext("%(needed)s was needed", "%(needed)s were needed", n)
    else:
        sentence = ngettext("at most %(needed)s was allowed", "at most %(needed)s were allowed", n)
    said = sentence % {"needed": say_number(needed) if needed else "…"}
    if not fact.get("of"):
        return said
    return _("%(needed)s (%(bound)s)") % {"needed": said, "bound": _say_bound(fact, full=False)}


def _say_bound(fact: Fact, *, full: bool) -> str:
    """The bound of a comparison: ``two thirds of the members``; ``full`` adds ``at least`` where it stands alone."""
    if "number" in fact:
        bound = say_number(fact["number"])
    elif "sqrt_share" in fact:
        said = {"times": say_number(fact["sqrt_share"]), "whole": say_of(fact["of"])}
        bound = _("%(times)s times the square root of the number of %(whole)s") % said
    else:
        return _say_share_of(fact, full=full)
    return _say_limit(fact["op"], bound, full=full)


_BOUNDS = {
    ">=": N_("at least %(bound)s"),
    ">": N_("more than %(bound)s"),
    "<=": N_("at most %(bound)s"),
    "<": N_("fewer than %(bound)s"),
    "==": N_("exactly %(bound)s"),
}
# Said whole, for a language may change the form of a share after "more than".
_MORE_THAN = {
    Fraction(1, 2): N_("more than half of %(whole)s"),
    Fraction(2, 3): N_("more than two thirds of %(whole)s"),
}


def _say_share_of(fact: Fact, *, full: bool) -> str:
    share, op, whole = (
        Fraction(fact["share"]),
        fact["op"],
        {"whole": say_of(fact["of"], fact.get("tally", "members"))},
    )
    if share == 0 and op == ">=":
        return _("no minimum")
    if share == 1 and op == "==":
        return _("all of %(whole)s") % whole
    if op == ">" and share in _MORE_THAN:
        return _(_MORE_THAN[share]) % whole
    if share == 1:
        bound = _("the number of %(whole)s") % whole
    elif share > 1:
        bound = _("%(times)s times the number of %(whole)s") % {"times": say_number(fact["share"]), **whole}
    else:
        bound = say_share_of(fact["share"], whole["whole"])
    return _say_limit(op, bound, full=full)


def _say_limit(op: str, bound: str, *, full: bool) -> str:
    """``more than`` and ``fewer than`` always; ``at least`` and ``at most`` only where the bound stands alone."""
    limit = _BOUNDS[op]
    return _(limit) % {"bound": bound} if full or op in (">", "<") else bound


def say_outcome(decision: Mapping[str, Any], *, options: Mapping[str, str] | None = None) -> str:
    """The outcome of a decision's data in one or two sentences; ``options`` are labels by option id."""
    labels = options or {}
    if decision.get("empty_electorate"):
        return _("The motion is not adopted: nobody was entitled to vote.")
    winners = [_quoted(option, labels) for option in decision["winners"]]
    if decision["outcome"] == "adopted" and winners:
        said = ngettext(
            "The option %(options)s is adopted.", "The options %(options)s are adopted.", len(winners)
        )
        return said % {"options": say_list(winners)}
    if decision["outcome"] == "default" and winners:
        return _("The option %(option)s stands: no other option did better.") % {"option": winners[0]}
    if decision.get("tied"):
        tied = say_list([_quoted(option, labels) for option in decision["tied"]])
        return _("No decision: the options %(options)s are tied.") % {"options": tied}
    said = _OUTCOMES[decision["outcome"]]
    return _(said)


def _quoted(option: str, labels: Mapping[str, str]) -> str:
    return _("“%(name)s”") % {"name": say_name(labels.get(option, option))}


def say_next_round(decision: Mapping[str, Any], *, options: Mapping[str, str] | None = None) -> str | None:
    """What follows a decision that leads to another round, or None: the options kept where some were dropped."""
    if "fallback" not in decision:
        return None
    if not decision.get("next_round"):
        return _("Another round follows.")
    kept = say_list([_quoted(option, options or {}) for option in decision["next_round"]])
    return _("Another round follows between %(options)s.") % {"options": kept}


def say_shortfall(decision: Mapping[str, Any], *, options: Mapping[str, str] | None = None) -> list[str]:
    """How near it was, a sentence per option that failed: the fewest seats whose other answer would have adopted it."""
    return [
        _say_missing(each, options or {}, single=decision["kind"] == "positions")
        for each in decision.get("shortfall", [])
    ]


def _say_missing(shortfall: Mapping[str, Any], labels: Mapping[str, str], *, single: bool) -> str:
    n = int(shortfall["seats"])
    if shortfall["to"] == "yes":
        sentence = ngettext(
            "It would have been enough if %(n)s more member had been in favour.",
            "It would have been enough if %(n)s more members had been in favour.",
            n,
        )
    else:
        sentence = ngettext(
            "It would have been enough if %(n)s member had not spoken against.",
            "It would have been enough if %(n)s members had not spoken against.",
            n,
        )
    said = sentence % {"n": say_number(shortfall["seats"])}
    if single:
        return said
    return _("Option “%(option)s”. %(sentence)s") % {
        "option": say_name(labels.get(shortfall["option"], shortfall["option"])),
        "sentence": said,
    }


def _first_capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
