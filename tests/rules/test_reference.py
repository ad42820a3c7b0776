"""The reference page of the rule language: every key on it, every example of it a rule."""

import re

from governance.rules.answers import answers_of_counts
from governance.rules.decide import decide
from governance.rules.keys import KEYS
from governance.rules.load import parse_rules
from tests.equipment.documents import DOCS
from tests.equipment.rules_reference import MEANINGS, rules_page
from tests.rules.shipped import shipped

EXAMPLES = re.findall(r"```toml\n(.*?)```", rules_page(), flags=re.DOTALL)


def test_the_page_is_the_one_the_code_makes() -> None:
    """``make docs`` has been run since the language last changed."""
    assert (DOCS / "rules.md").read_text(encoding="utf-8") == rules_page()


def test_every_key_has_its_meaning() -> None:
    """None is missing, none is left over."""
    assert set(MEANINGS) == set(KEYS)


def test_every_example_is_a_rule() -> None:
    """Whoever copies one from the page has a file that loads."""
    assert len(EXAMPLES) == 3
    for text in EXAMPLES:
        assert parse_rules(text, source="docs/rules.md")


def test_the_first_example_decides_as_the_page_says() -> None:
    """Eight, four and one silent: 12 of 13 where 7 were needed, 8 of 12 where 8 were."""
    (rule,) = parse_rules(EXAMPLES[0], source="docs/rules.md").values()
    decision = decide(rule, answers_of_counts({"yes": 8, "no": 4, "silent": 1}))
    assert decision.outcome == "adopted"
    shown = [(fact.main.counted, fact.main.base, fact.main.needed_whole) for fact in decision.criteria]
    assert shown == [(12, 13, 7), (8, 12, 8)]


def test_every_shipped_rule_is_listed() -> None:
    """By its id."""
    assert [rule for rule in shipped() if f"| `{rule}` |" not in rules_page()] == []
