"""Rules and decisions in sentences: the sentence, the criteria and the numbers say the same, in every language."""

import re
from typing import Any

import pytest

from governance.rules.answers import answers_of_counts
from governance.rules.bind import bind
from governance.rules.case import answers_of_case, rule_of_case
from governance.rules.decide import decide
from governance.rules.load import parse_rules
from governance.rules.rehearse import rehearse
from governance.words.figures import say_number
from governance.words.languages import LANGUAGES
from governance.words.rehearsals import MARKS, say_rehearsal
from governance.words.rules import (
    say_criterion,
    say_next_round,
    say_outcome,
    say_position,
    say_requirements,
    say_rule,
    say_shortfall,
    say_silence,
)
from governance.words.speak import speaking
from tests.rules.shipped import CASE_FILES, case, edges, shipped


def _decision(rule_id: str, **counts: int) -> dict[str, Any]:
    return decide(shipped()[rule_id], answers_of_counts(counts)).as_data()


CRITERIA = [
    (
        "deux-tiers-membres",
        {"yes": 11, "no": 2},
        "11 of 13 members agreed; 9 were needed (two thirds of the members): met.",
        "Pour\u00a0: 11 sur 13 membres\u00a0; il en fallait 9 (deux tiers des membres)\u00a0: condition remplie.",
        "الموافقون: 11 من أصل 13 عضوا؛ المطلوب 9 (ثلثا الأعضاء): تحقق الشرط.",
    ),
    (
        "majorite-membres",
        {"yes": 6, "silent": 7},
        "6 of 13 members agreed; 7 were needed (more than half of the members): not met.",
        "Pour\u00a0: 6 sur 13 membres\u00a0; il en fallait 7 (plus de la moitié des membres)"
        "\u00a0: condition non remplie.",
        "الموافقون: 6 من أصل 13 عضوا؛ المطلوب 7 (أكثر من نصف الأعضاء): لم يتحقق الشرط.",
    ),
    (
        "procedure-silence",
        {"block": 1, "silent": 12},
        "1 member voted against or objected; none was allowed: not met.",
        "Contre ou opposés\u00a0: 1 membre\u00a0; aucun n’était admis\u00a0: condition non remplie.",
        "المعارضون أو المعترضون: عضو واحد؛ ولا يُقبل أي منهم: لم يتحقق الشرط.",
    ),
    (
        "hiero-plus",
        {"abstain": 13},
        "0 of 0 votes cast said yes; a share of nothing is never reached: not met.",
        "Pour\u00a0: 0 sur 0 suffrage exprimé\u00a0; une part de rien n’est jamais atteinte"
        "\u00a0: condition non remplie.",
        "الموافقون: 0 من أصل 0 صوت معبر عنه؛ ولا تتحقق نسبة من لا شيء: لم يتحقق الشرط.",
    ),
    (
        "iab-decision",
        {"yes": 2, "no": 2},
        "2 members agreed; 7 were needed: not met.",
        "Pour\u00a0: 2 membres\u00a0; il en fallait 7\u00a0: condition non remplie.",
        "الموافقون: عضوان؛ المطلوب 7: لم يتحقق الشرط.",
    ),
]


@pytest.mark.parametrize(("rule_id", "counts", "en", "fr", "ar"), CRITERIA)
def test_a_criterion_is_said_in_three_languages(
    rule_id: str, counts: dict[str, int], en: str, fr: str, ar: str
) -> None:
    """Who was counted, out of how many, how many were needed and why, and whether that was met."""
    fact = _decision(rule_id, **counts)["criteria"][0]
    for language, sentence in (("en", en), ("fr", fr), ("ar", ar)):
        with speaking(language):
            assert say_criterion(fact) == sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_carry_the_numbers_that_decided(language: str) -> None:
    """Over all small examples: counted, needed and whole stand in each sentence, and its verdict is the fact's."""
    met, not_met = {
        "en": ("met", "not met"),
        "fr": ("condition remplie", "condition non remplie"),
        "ar": ("تحقق الشرط", "لم يتحقق الشرط"),
    }[language]
    with speaking(language):
        for edge in edges():
            rule = bind(shipped()[edge.rule], edge.params)
            for fact in decide(rule, answers_of_counts(edge.counts, chair=edge.chair)).as_data()["criteria"]:
                sentence = say_criterion(fact)
                first = sentence.split(". ")[0].removesuffix(".")
                assert first.endswith(f": {met if fact['holds'] else not_met}"), sentence
                assert _numbers_missing(sentence, fact, language) == [], sentence


def _numbers_missing(sentence: str, fact: dict[str, Any], language: str) -> list[str]:
    """The numbers of the fact that the sentence does not give; Arabic says one and two in a word of their own."""
    wanted = [fact["counted"]]
    if fact.get("base", "1") != "0":
        wanted += [fact[name] for name in ("base", "needed_whole") if name in fact]
    return [
        number
        for number in wanted
        if say_number(number) not in re.findall(r"\d+", sentence)
        and number != "0"
        and not (language == "ar" and number in ("1", "2"))
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule_id", shipped())
def test_every_rule_can_be_said(rule_id: str, language: str) -> None:
    """Sentence, requirements and what silence means: whole, with no placeholder left, in the language asked for."""
    rule = shipped()[rule_id]
    with speaking(language):
        said = [say_rule(rule), say_silence(rule), *say_requirements(rule)]
    for sentence in said:
        assert not re.search(r"@\w|%\(|\{\}", sentence)
        assert sentence.endswith((".", "؟"))
        assert bool(re.search(r"[\u0621-\u064a]", sentence)) is (language == "ar")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", CASE_FILES, ids=lambda path: path.stem)
def test_every_case_can_be_said(path: Any, language: str) -> None:
    """Outcome, criteria, next round and shortfall of every published vote, whatever its kind."""
    rule = rule_of_case(case(path), shipped())
    decision = decide(rule, answers_of_case(case(path), rule))
    data = decision.as_data()
    with speaking(language):
        said = [say_outcome(data), *(say_criterion(fact, option=fact["option"]) for fact in data["criteria"])]
        said += [*say_shortfall(data), *filter(None, [say_next_round(data)])]
    assert all(sentence.endswith(".") and "%(" not in sentence for sentence in said)


def test_parameters_are_said_in_words() -> None:
    """A share of the members, none where it is nothing, a number where it is one."""
    with speaking("en"):
        rule = shipped()["consensus-sans-objection"]
        assert "says yes: half of the members." in say_rule(rule)
        assert "says yes: two thirds of the members." in say_rule(bind(rule, {"min_support": "2/3"}))
        assert say_rule(shipped()["majorite-exprimes"]).endswith("abstentions included: none required.")
        assert "Number of seats: 7." in say_rule(shipped()["kubernetes-steering"])
        assert "55% of the members" in say_rule(bind(rule, {"min_support": "55/100"}))
        assert "5/13 of the members" in say_rule(bind(rule, {"min_support": "5/13"}))


def test_a_rule_without_explanation_is_said_by_its_criteria() -> None:
    """A file of rules need not bring sentences."""
    criterion = (
        '{ name = "c", count = ["yes"], op = ">=", share = "2/3", of = ["cast"], on_fail = "rejected" }'
    )
    text = f'[[rule]]\nid = "r"\nballot.offer = ["yes"]\ncriterion = [{criterion}]'
    with speaking("en"):
        assert (
            say_rule(parse_rules(text, source="x")["r"]) == "Said yes: at least two thirds of the votes cast."
        )


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (1, "كان يكفي أن يوافق عضو واحد إضافي."),
        (2, "كان يكفي أن يوافق عضوان إضافيان."),
        (3, "كان يكفي أن يوافق 3 أعضاء إضافيين."),
        (11, "كان يكفي أن يوافق 11 عضوا إضافيا."),
    ],
)
def test_arabic_counts_in_all_its_forms(n: int, expected: str) -> None:
    """One, two, a few, many: each has its own form."""
    with speaking("ar"):
        assert say_shortfall(_decision("consensus-tous", yes=13 - n, silent=n)) == [expected]


def test_a_shortfall_is_said_as_what_would_have_been_enough() -> None:
    """In favour instead; or, where no yes is offered, not against."""
    with speaking("en"):
        assert say_shortfall(_decision("deux-tiers-membres", yes=8, no=5)) == [
            "It would have been enough if 1 more member had been in favour."
        ]
        assert say_shortfall(_decision("procedure-silence", block=2, silent=11)) == [
            "It would have been enough if 2 members had not spoken against."
        ]
        assert say_shortfall(_decision("deux-tiers-membres", yes=9, no=4)) == []


def test_outcomes_name_the_options_by_their_labels() -> None:
    """Chosen, tied, kept for the next round, or the default option."""
    labels = {"A": "Association", "B": "Coopérative"}
    two = {"A": {"yes": 6, "stand_aside": 7}, "B": {"yes": 6, "stand_aside": 7}, "C": {"yes": 1, "block": 12}}
    data = {"kind": "options", "rule": "consensus-multi-options", "inputs": {"options": two}}
    rule = rule_of_case(data, shipped())
    decision = decide(rule, answers_of_case(data, rule)).as_data()
    with speaking("en"):
        assert (
            say_outcome(decision, options=labels)
            == "No decision: the options “Association” and “Coopérative” are tied."
        )
        assert (
            say_next_round(decision, options=labels)
            == "Another round follows between “Association” and “Coopérative”."
        )
        assert say_next_round(_decision("ag-ordinaire", silent=13)) == "Another round follows."
        assert say_next_round(_decision("ag-ordinaire", yes=13)) is None
        won = {**decision, "outcome": "adopted", "winners": ["A"], "tied": []}
        assert say_outcome(won, options=labels) == "The option “Association” is adopted."
        assert say_outcome({**won, "outcome": "default"}, options=labels).startswith(
            "The option “Association” stands"
        )


def test_a_tie_broken_by_the_chair_is_said() -> None:
    """And how the chair voted."""
    rule = shipped()["majorite-exprimes-president"]
    fact = decide(rule, answers_of_counts({"yes": 6, "no": 6}, chair="yes")).as_data()["criteria"][0]
    with speaking("en"):
        assert say_criterion(fact).endswith("the chair decided it by its own position: In favour.")


def test_nobody_entitled_is_said() -> None:
    """Rather than a criterion nobody could meet."""
    with speaking("en"):
        assert say_outcome(_decision("procedure-silence", recused=13)).endswith(
            "nobody was entitled to vote."
        )


@pytest.mark.parametrize(
    ("text", "fr", "ar", "en"),
    [
        ("13", "13", "13", "13"),
        ("6607/100", "66,07", "66,07", "66.07"),
        ("26/3", "26/3", "26/3", "26/3"),
        ("25/2", "12,5", "12,5", "12.5"),
    ],
)
def test_numbers_are_written_as_each_language_does(text: str, fr: str, ar: str, en: str) -> None:
    """Exact: a decimal where it ends, else the fraction; the digits are 0-9 in Arabic too."""
    for language, expected in (("fr", fr), ("ar", ar), ("en", en)):
        with speaking(language):
            assert say_number(text) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rehearsal_can_be_read(language: str) -> None:
    """What is enough, two tables with a sign for every outcome, and how often each occurs."""
    rehearsal = rehearse(shipped()["ag-ordinaire"])
    with speaking(language):
        lines = say_rehearsal(rehearsal)
    text = "\n".join(lines)
    assert {MARKS[outcome] for outcome in rehearsal.outcomes} <= set(text)
    assert sum(line.lstrip().startswith("13 |") for line in lines) == 2
    assert say_position("yes")
