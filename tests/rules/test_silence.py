"""What not answering means, read off a rule, is what it does."""

import pytest

from governance.rules.rehearse import count_vectors
from governance.rules.silence import meaning_of_silence
from governance.rules.states import STATES
from governance.rules.verdict import verdict
from tests.rules.readings import READINGS
from tests.rules.shipped import shipped

MEANINGS = {
    "consensus-tous": "prevents",
    "consensus-moins-un": "prevents",
    "consensus-multi-options": "prevents",
    "procedure-silence": "consents",
    "asf-lazy-consensus": "consents",
    "ue-majorite-qualifiee-inversee": "consents",
    "consensus-sans-objection": "counts_against",
    "deux-tiers-membres": "counts_against",
    "iab-decision": "counts_against",
    "kubernetes-steering": "counts_against",
    "rust-council-consent": "counts_against",
    "unanimite-presents": "lowers_turnout",
    "ag-ordinaire": "lowers_turnout",
    "majorite-exprimes": "not_counted",
    "unanimite-votants": "not_counted",
    "pluralite-majoritaire": "not_counted",
    "condorcet": "not_counted",
}


@pytest.mark.parametrize("rule_id", MEANINGS)
def test_silence_means_what_the_rule_says(rule_id: str) -> None:
    """As a reader of the charter would answer."""
    assert meaning_of_silence(shipped()[rule_id]) == MEANINGS[rule_id]


@pytest.mark.parametrize("rule_id", READINGS)
def test_silence_does_what_it_is_said_to_do(rule_id: str) -> None:
    """Over all answers of six seats: it never adopts where it prevents, never matters where it is not counted."""
    rule = shipped()[rule_id]
    meaning = meaning_of_silence(rule)
    for vector in count_vectors(6):
        counts = dict(zip(STATES, vector, strict=True))
        if not counts["silent"] or counts["silent"] + counts["recused"] == 6:
            continue
        outcome = verdict(rule, counts)
        stayed_away = verdict(rule, {**counts, "silent": 0})
        if meaning == "prevents":
            assert outcome != "adopted", counts
        if meaning == "not_counted":
            assert outcome == stayed_away, counts
        if meaning == "lowers_turnout":
            assert outcome in (stayed_away, "no_quorum"), counts
        if meaning == "consents":
            assert (outcome == "adopted") is (counts["no"] + counts["block"] == 0), counts
