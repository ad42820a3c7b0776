"""Rules read from files: what is of the language is taken exactly, everything else refused with its place."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from governance.refusal import Refusal
from governance.rules.keys import KEYS
from governance.rules.load import parse_rules, rule_from_data
from tests.rules.shipped import shipped

PLAIN = """
[[rule]]
id = "plain"
title.en = "Plain"
ballot.offer = ["yes", "no"]
params.part = "2/3"
[[rule.criterion]]
name = "support"
count = ["yes"]
op = ">="
share = "@part"
of = ["entitled"]
on_fail = "rejected"
"""


def _refused(text: str) -> Refusal:
    with pytest.raises(Refusal) as refused:
        parse_rules(text, source="rules.toml")
    return refused.value


def _changed(old: str, new: str) -> str:
    assert old in PLAIN
    return PLAIN.replace(old, new)


def test_a_rule_is_read_whole() -> None:
    """Numbers are exact fractions; what is left out has its default."""
    rule = parse_rules(PLAIN, source="rules.toml")["plain"]
    assert rule.criteria[0].alternatives[0].amount.value == Fraction(2, 3)
    assert (rule.ballot.kind, rule.ballot.offer, rule.rounds) == ("positions", ("yes", "no"), 1)
    assert (rule.conduct.code, rule.conduct.change, rule.conduct.meeting_request) == (True, True, None)
    assert (rule.schedule.notice, rule.schedule.reminders) == (timedelta(), ())


@pytest.mark.parametrize("rule_id", shipped())
def test_a_stored_rule_reads_back_as_itself(rule_id: str) -> None:
    """The plain data of a rule, defaults written out and nothing null, makes an equal rule again, and equal data."""
    rule = shipped()[rule_id]
    again = rule_from_data(rule.as_data(), source="register")
    assert again == rule
    assert again.as_data() == rule.as_data()
    assert None not in _values(rule.as_data())


def _values(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [inner for each in value.values() for inner in _values(each)]
    if isinstance(value, list):
        return [inner for each in value for inner in _values(each)]
    return [value]


REFUSED = {
    "an unknown key of the rule": (
        _changed('title.en = "Plain"', "early_close = true"),
        "rule-key-unknown",
        "early_close",
    ),
    "an unknown key of the ballot": (
        _changed("ballot.offer", 'ballot.scale = "x"\nballot.offer'),
        "rule-key-unknown",
        "ballot.scale",
    ),
    "an unknown key of a criterion": (
        _changed('op = ">="', 'op = ">="\nempty = "pass"'),
        "rule-key-unknown",
        "criterion[0].empty",
    ),
    "an unknown table beside the rules": (PLAIN + '\n[other]\na = "1"\n', "rule-key-unknown", "other"),
    "a missing id": (_changed('id = "plain"\n', ""), "rule-key-missing", "id"),
    "a missing offer": (
        _changed('ballot.offer = ["yes", "no"]', 'ballot.kind = "positions"'),
        "rule-key-missing",
        "ballot.offer",
    ),
    "an empty offer": (_changed('["yes", "no"]', "[]"), "rule-value-malformed", "ballot.offer"),
    "silence offered": (
        _changed('["yes", "no"]', '["yes", "silent"]'),
        "rule-value-unknown",
        "ballot.offer[1]",
    ),
    "a recusal offered": (
        _changed('["yes", "no"]', '["yes", "recused"]'),
        "rule-value-unknown",
        "ballot.offer[1]",
    ),
    "a position offered twice": (
        _changed('["yes", "no"]', '["yes", "yes"]'),
        "rule-value-malformed",
        "ballot.offer",
    ),
    "an unknown state": (
        _changed('count = ["yes"]', 'count = ["aye"]'),
        "rule-value-unknown",
        "criterion[0].count[0]",
    ),
    "an unknown set": (
        _changed('of = ["entitled"]', 'of = ["everybody"]'),
        "rule-value-unknown",
        "criterion[0].of[0]",
    ),
    "seats counted": (
        _changed('count = ["yes"]', 'count = ["seats"]'),
        "rule-value-unknown",
        "criterion[0].count[0]",
    ),
    "an unknown operator": (_changed('op = ">="', 'op = "=>"'), "rule-value-unknown", "criterion[0].op"),
    "an unknown outcome": (_changed('"rejected"', '"failed"'), "rule-value-unknown", "criterion[0].on_fail"),
    "adopted as a failure": (
        _changed('"rejected"', '"adopted"'),
        "rule-value-unknown",
        "criterion[0].on_fail",
    ),
    "an unknown kind": (
        _changed("ballot.offer", 'ballot.kind = "stv"\nballot.offer'),
        "rule-value-unknown",
        "ballot.kind",
    ),
    "a float": (_changed('share = "@part"', "share = 0.66"), "rule-number-malformed", "criterion[0].share"),
    "a float parameter": (
        _changed('params.part = "2/3"', "params.part = 0.5"),
        "rule-number-malformed",
        "params.part",
    ),
    "a bare integer": (
        _changed('share = "@part"', "share = 1"),
        "rule-number-malformed",
        "criterion[0].share",
    ),
    "a number in words": (
        _changed('params.part = "2/3"', 'params.part = "most"'),
        "rule-number-malformed",
        "params.part",
    ),
    "a division by zero": (
        _changed('params.part = "2/3"', 'params.part = "2/0"'),
        "rule-number-malformed",
        "params.part",
    ),
    "a negative number": (
        _changed('params.part = "2/3"', 'params.part = "-1"'),
        "rule-number-malformed",
        "params.part",
    ),
    "an exponent": (
        _changed('params.part = "2/3"', 'params.part = "1e3"'),
        "rule-number-malformed",
        "params.part",
    ),
    "digits of another script": (
        _changed('params.part = "2/3"', 'params.part = "٢/٣"'),
        "rule-number-malformed",
        "params.part",
    ),
    "an unknown parameter": (
        _changed('share = "@part"', 'share = "@quorum"'),
        "rule-param-unknown",
        "criterion[0].share",
    ),
    "an undeclared tally": (
        _changed('op = ">="', 'op = ">="\ntally = "p5"'),
        "rule-tally-undeclared",
        "criterion[0].tally",
    ),
    "no bound": (
        _changed('share = "@part"\nof = ["entitled"]\n', ""),
        "rule-key-missing",
        "criterion[0].number",
    ),
    "two bounds": (
        _changed('share = "@part"', 'share = "@part"\nnumber = "9"'),
        "rule-contradiction",
        "criterion[0].share",
    ),
    "a share of what?": (_changed('of = ["entitled"]\n', ""), "rule-key-missing", "criterion[0].of"),
    "a number of something": (
        _changed('share = "@part"', 'number = "9"'),
        "rule-contradiction",
        "criterion[0].of",
    ),
    "seats that are not given": (
        _changed('of = ["entitled"]', 'of = ["seats"]'),
        "rule-param-unknown",
        "criterion[0].of",
    ),
    "seats among states": (
        _changed('of = ["entitled"]', 'of = ["seats", "yes"]'),
        "rule-contradiction",
        "criterion[0].of",
    ),
    "a rule twice": (PLAIN + PLAIN, "rule-doubled", "id"),
    "a criterion twice": (
        PLAIN + PLAIN[PLAIN.index("[[rule.criterion]]") :],
        "rule-doubled",
        "criterion[1].name",
    ),
    "no criterion": (PLAIN[: PLAIN.index("[[rule.criterion]]")], "rule-key-missing", "criterion"),
    "a choice without method": (
        _changed("ballot.offer", 'ballot.kind = "choice"\nballot.offer'),
        "rule-key-missing",
        "select.method",
    ),
    "a method of another kind": (
        _changed("ballot.offer", 'ballot.kind = "choice"\nselect.method = "schulze"\nballot.offer'),
        "rule-value-unknown",
        "select.method",
    ),
    "a method for one option": (
        _changed("ballot.offer", 'select.method = "most-yes"\nballot.offer'),
        "rule-contradiction",
        "select",
    ),
    "ranks without ranking": (
        _changed("ballot.offer", 'ballot.unranked = "last"\nballot.offer'),
        "rule-contradiction",
        "ballot.unranked",
    ),
    "half a winner": (
        _changed(
            "ballot.offer",
            'ballot.kind = "choice"\nselect = { method = "most-yes", winners = "1/2" }\nballot.offer',
        ),
        "rule-value-malformed",
        "select.winners",
    ),
    "two winners of every duel": (
        '[[rule]]\nid = "r"\nballot = { kind = "ranked", offer = ["yes"] }\n'
        'select = { method = "condorcet", winners = "2" }\n',
        "rule-contradiction",
        "select.winners",
    ),
    "yes and no without default option": (
        _changed("ballot.offer", 'ballot.kind = "ranked"\nselect.method = "schulze"\nballot.offer'),
        "rule-contradiction",
        "criterion[0]",
    ),
    "months in a duration": (
        _changed("ballot.offer", 'schedule.notice = "P1M"\nballot.offer'),
        "rule-value-malformed",
        "schedule.notice",
    ),
    "an empty duration": (
        _changed("ballot.offer", 'schedule.notice = "P"\nballot.offer'),
        "rule-value-malformed",
        "schedule.notice",
    ),
    "reminders that are no list": (
        _changed("ballot.offer", 'schedule.reminders = "P1D"\nballot.offer'),
        "rule-value-malformed",
        "schedule.reminders",
    ),
    "no rounds": (_changed("ballot.offer", "rounds = 0\nballot.offer"), "rule-value-malformed", "rounds"),
    "a switch in words": (
        _changed("ballot.offer", 'conduct.code = "yes"\nballot.offer'),
        "rule-value-malformed",
        "conduct.code",
    ),
    "a kept half": (
        _changed(
            "ballot.offer", 'fallback = [{ on = ["rejected"], rule = "plain", keep = "half" }]\nballot.offer'
        ),
        "rule-value-malformed",
        "fallback[0].keep",
    ),
    "options kept where there is one": (
        _changed(
            "ballot.offer", 'fallback = [{ on = ["rejected"], rule = "plain", keep = "top:2" }]\nballot.offer'
        ),
        "rule-contradiction",
        "fallback[0].keep",
    ),
    "a choice of one": (
        '[[rule]]\nid = "r"\nballot = { kind = "choice", offer = ["yes"] }\nselect = { method = "most-yes" }\n'
        'fallback = [{ on = ["no_decision"], rule = "r", keep = "top:1" }]\n',
        "rule-contradiction",
        "fallback[0].keep",
    ),
    "a round after adoption": (
        _changed("ballot.offer", 'fallback = [{ on = ["adopted"], rule = "plain" }]\nballot.offer'),
        "rule-value-unknown",
        "fallback[0].on[0]",
    ),
    "nobody excluded": (
        _changed("ballot.offer", "electorate.exclude = []\nballot.offer"),
        "rule-value-malformed",
        "electorate.exclude",
    ),
    "a majority for an option without that parameter": (
        _changed("ballot.offer", 'option_params.A.majority = "3"\nballot.offer'),
        "rule-param-unknown",
        "option_params.A.majority",
    ),
    "a title in one word": (
        _changed('title.en = "Plain"', 'title = "Plain"'),
        "rule-value-malformed",
        "title",
    ),
    "a date": (_changed('title.en = "Plain"', "title.en = 2026-01-01"), "rule-value-malformed", "title.en"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_of_the_language_is_refused(case: str) -> None:
    """Each fault is refused by its own code, with file, rule and key; nothing of the file is taken."""
    text, code, key = REFUSED[case]
    refusal = _refused(text)
    assert refusal.code == code
    assert refusal.facts["key"] == key
    assert refusal.facts["source"] == "rules.toml"
    assert refusal.facts["rule"] in ("plain", "r", "?")


def test_every_table_refuses_unknown_keys() -> None:
    """Wherever a table stands in a rule, a key that is not in the table of keys is refused there."""
    data = shipped()["consensus-multi-options"].as_data()
    data |= {"tally": {"binding": {"group": "binding"}}, "electorate": {"exclude": ["concerned"]}}
    places = {
        "ballot": data["ballot"],
        "select": data["select"],
        "schedule": data["schedule"],
        "conduct": data["conduct"],
    }
    places |= {"criterion[0]": data["criterion"][0], "fallback[0]": data["fallback"][0]}
    places |= {"tally.binding": data["tally"]["binding"], "electorate": data["electorate"]}
    for place, table in places.items():
        table["stranger"] = "x"
        with pytest.raises(Refusal) as refused:
            rule_from_data(data, source="register")
        assert (refused.value.code, refused.value.facts["key"]) == ("rule-key-unknown", f"{place}.stranger")
        del table["stranger"]
    assert {path.split(".")[0] for path in KEYS} == {
        "rule",
        "comparison",
        *(re_head(place) for place in places),
    }


def re_head(place: str) -> str:
    """The table's name without its number or its own name."""
    return place.split("[", maxsplit=1)[0].split(".", maxsplit=1)[0]


@pytest.mark.parametrize("text", ["", "x = 1\n", "[[rule]\n", 'rule = "x"\n', "[[rule]]\nid = 1\n"])
def test_a_file_without_rules_is_refused(text: str) -> None:
    """Nothing, something else, broken TOML, or a rule that is none."""
    assert _refused(text).code in (
        "rule-key-missing",
        "rule-key-unknown",
        "rule-file-unreadable",
        "rule-value-malformed",
    )


@pytest.mark.parametrize(
    "data", [None, [], "rule", 1.5, {"id": "x", "ballot": None}, {"id": "x", "ballot": {"offer": "yes"}}]
)
def test_data_that_is_no_rule_is_refused(data: Any) -> None:
    """Whatever is given instead of a rule's data is refused, never a crash."""
    with pytest.raises(Refusal):
        rule_from_data(data, source="register")


def test_any_of_nothing_is_refused() -> None:
    """A list of alternatives needs at least one, and no tie."""
    start = PLAIN[: PLAIN.index("count =")]
    assert _refused(start + 'any = []\non_fail = "rejected"\n').facts["key"] == "criterion[0].any"
    one = 'any = [{ count = ["yes"], op = ">", number = "1" }]\ntie = "chair"\non_fail = "rejected"\n'
    assert _refused(start + one).code == "rule-contradiction"


def test_the_count_of_members_may_be_weighed_itself() -> None:
    """A network that gives its seats unequal weights declares it; the declaration is kept with the rule."""
    rule = parse_rules(_changed("ballot.offer", 'tally.members.weight = "votes"\nballot.offer'), source="x")[
        "plain"
    ]
    assert rule.tallies["members"].weight == "votes"
    assert rule_from_data(rule.as_data(), source="register") == rule
