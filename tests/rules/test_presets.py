"""The rules that ship: complete, in three languages, each tried by an example."""

import re

import pytest

from governance.files.rules import read_rules
from governance.paths import DATA
from governance.rules.answers import counts_of
from governance.rules.case import answers_of_case, rule_of_case
from governance.rules.decide import decide
from governance.rules.verdict import single_tally, verdict
from governance.words.languages import LANGUAGES
from tests.rules.readings import READINGS
from tests.rules.shipped import CASE_FILES, case, edges, options, shipped

DESK = [
    "consensus-tous",
    "consensus-sans-objection",
    "procedure-silence",
    "majorite-exprimes",
    "deux-tiers-membres",
    "consensus-multi-options",
    "pluralite-majoritaire",
]


def test_the_desk_shows_seven() -> None:
    """The file of the network holds them, in the order in which they are shown."""
    assert list(read_rules(DATA / "rules" / "network.toml")) == DESK


def test_there_are_sixty() -> None:
    """The others are for import, teaching and tests."""
    assert len(shipped()) >= 60


def test_every_rule_is_tried() -> None:
    """Each by a published vote, a worked example, a small one, or all its count vectors."""
    tried = {case(path)["rule"] for path in CASE_FILES} | {edge.rule for edge in edges()}
    tried |= {example["rule"] for example in options()} | set(READINGS)
    assert set(shipped()) - tried == {
        "ue-majorite-qualifiee-72",
        "ue-majorite-qualifiee-inversee",
        "ue-nice-2013",
    }


@pytest.mark.parametrize("rule_id", shipped())
def test_a_rule_is_explained_in_every_language(rule_id: str) -> None:
    """Title and sentence in French, Arabic and English; each sentence names the same parameters, all of which exist."""
    rule = shipped()[rule_id]
    assert set(rule.title) == set(rule.explain) == set(LANGUAGES)
    named = {language: set(re.findall(r"@(\w+)", text)) for language, text in rule.explain.items()}
    assert named["fr"] == named["ar"] == named["en"] <= set(rule.params)
    assert re.search(r"[\u0621-\u064a]", rule.title["ar"])


@pytest.mark.parametrize("rule_id", shipped())
def test_numbers_in_a_sentence_are_those_of_the_rule(rule_id: str) -> None:
    """Where the three sentences give figures, they give the same ones."""
    figures = [sorted(re.findall(r"\d+", text)) for text in shipped()[rule_id].explain.values()]
    assert figures[0] == figures[1] == figures[2]


@pytest.mark.parametrize("rule_id", shipped())
def test_it_is_never_adopted_over_everybody_s_opposition(rule_id: str) -> None:
    """Thirteen seats that all give the same answer against, of those offered, adopt nothing."""
    rule = shipped()[rule_id]
    if rule.ballot.kind in ("positions", "options") and single_tally(rule):
        for answer in {"no", "block"} & set(rule.ballot.offer):
            assert verdict(rule, counts_of({answer: 13})) != "adopted"


EUROPE = [
    ("ue-majorite-qualifiee-72", {"yes": 20, "no": 8}, {"yes": "70", "no": "30"}, "rejected"),
    ("ue-majorite-qualifiee-72", {"yes": 21, "no": 7}, {"yes": "65", "no": "35"}, "adopted"),
    ("ue-majorite-qualifiee-72", {"yes": 21, "no": 7}, {"yes": "64.99", "no": "35.01"}, "rejected"),
    ("ue-majorite-qualifiee-72", {"yes": 25, "no": 3}, {"yes": "55", "no": "45"}, "adopted"),
    ("ue-majorite-qualifiee-inversee", {"silent": 28}, {"silent": "100"}, "adopted"),
    ("ue-majorite-qualifiee-inversee", {"no": 15, "silent": 13}, {"no": "90", "silent": "10"}, "adopted"),
    ("ue-majorite-qualifiee-inversee", {"no": 16, "silent": 12}, {"no": "64", "silent": "36"}, "adopted"),
    ("ue-majorite-qualifiee-inversee", {"no": 16, "silent": 12}, {"no": "65", "silent": "35"}, "rejected"),
    ("ue-nice-2013", {"yes": 15, "no": 13}, {"yes": "62", "no": "38"}, "adopted"),
    ("ue-nice-2013", {"yes": 14, "no": 14}, {"yes": "80", "no": "20"}, "rejected"),
    ("ue-nice-2013", {"yes": 15, "no": 13}, {"yes": "61.9", "no": "38.1"}, "rejected"),
]


@pytest.mark.parametrize(("rule_id", "members", "population", "outcome"), EUROPE)
def test_states_and_population_both_weigh(
    rule_id: str, members: dict[str, int], population: dict[str, str], outcome: str
) -> None:
    """The Council's other majorities, at their edges; 260 weighted votes of 352 are given where Nice asks for them."""
    tallies = {"members": members, "population": population, "votes": {"yes": 260, "no": 92}}
    data = {"kind": "position", "rule": rule_id, "inputs": {"tallies": tallies}}
    rule = rule_of_case(data, shipped())
    assert decide(rule, answers_of_case(data, rule)).outcome == outcome


def test_members_that_ask_for_consent_are_not_offered_a_plain_no() -> None:
    """Rules that look at reasoned objections alone would adopt over thirteen plain votes against."""
    for rule_id in ("consentement-sociocratique", "rust-rfcbot", "kubernetes-quorum-meeting"):
        assert "no" not in shipped()[rule_id].ballot.offer
