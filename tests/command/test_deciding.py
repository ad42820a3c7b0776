"""``governance decide``, ``rules`` and ``rehearse`` as they are typed."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from governance.__main__ import main
from tests.rules.shipped import CASE_FILES, CASES, shipped

UNSC = CASES / "un-security-council" / "unsc-2022-155.json"
RULES = """
[[rule]]
id = "nearly-all"
ballot.offer = ["yes", "no"]
criterion = [{ name = "most", count = ["yes"], op = ">=", share = "9/10", of = ["entitled"], on_fail = "rejected" }]
"""


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main(["decide", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_case_is_decided_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """The keys of the public contract come first; numbers are strings; a motion has no option, winner or next round."""
    decision = _json(capsys, str(UNSC))
    assert list(decision)[:5] == ["outcome", "winner", "winners", "next_round", "criteria"]
    assert (decision["outcome"], decision["winner"], decision["winners"], decision["next_round"]) == (
        "blocked",
        None,
        [],
        None,
    )
    nine, veto = decision["criteria"]
    assert (nine["name"], nine["option"], nine["holds"], nine["counted"], nine["needed"]) == (
        "nine-votes",
        None,
        True,
        "11",
        "9",
    )
    assert (veto["name"], veto["holds"], veto["counted"], veto["needed"]) == ("no-veto", False, "1", "0")


@pytest.mark.parametrize("path", CASE_FILES, ids=lambda path: path.stem)
def test_every_case_is_decided_on_the_command_line(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the published outcome, in JSON without a float."""
    decision = _json(capsys, str(path))
    assert decision["outcome"] == json.loads(path.read_text(encoding="utf-8"))["published"]["outcome"]
    assert not [value for value in _values(decision) if isinstance(value, float)]


def _values(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [value, *(found for each in inner for found in _values(each))]


def test_where_a_tally_is_absent_its_criterion_is_null(capsys: pytest.CaptureFixture[str]) -> None:
    """Not known is neither true nor false."""
    decision = _json(capsys, str(CASES / "eu-council" / "eu-2017-glyphosate-november-9.json"))
    population = decision["criteria"][1]
    assert (population["holds"], population["counted"], population["needed"]) == (None, None, None)


def test_options_carry_the_cases_own_labels(capsys: pytest.CaptureFixture[str]) -> None:
    """Winner, ranking with ties as lists, pairwise table and totals."""
    ranked = _json(capsys, str(CASES / "textbook-ranked" / "tennessee.json"))
    assert (ranked["winner"], ranked["ranking"]) == ("N", ["N", "C", "K", "M"])
    assert ranked["matrix"][0] == ["0", "83", "58", "32"]
    rated = _json(capsys, str(CASES / "systemic-consensing" / "systemic-weekend.json"))
    assert rated["totals"]["Museum"] == "10"


def test_without_json_it_speaks(capsys: pytest.CaptureFixture[str]) -> None:
    """The rule, the outcome and each criterion, in the language of the terminal."""
    assert main(["decide", str(UNSC)]) == 0
    said = capsys.readouterr().out
    assert "The motion is not adopted: an objection stands." in said
    assert "- 11 members agreed; 9 were needed: met." in said


def test_another_rule_may_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Without veto the same votes adopt."""
    assert _json(capsys, str(UNSC), "--rule", "unsc-procedural")["outcome"] == "adopted"


def test_rules_may_come_from_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The only rule of a file decides, whatever rule the case names; among several the case's own must be there."""
    file = tmp_path / "rules.toml"
    file.write_text(RULES, encoding="utf-8")
    assert _json(capsys, str(UNSC), "--rules", str(file))["outcome"] == "rejected"
    file.write_text(RULES + RULES.replace("nearly-all", "other"), encoding="utf-8")
    assert main(["decide", str(UNSC), "--rules", str(file)]) == 2
    assert "unsc-substantive" in capsys.readouterr().err


REFUSED = {
    "no file": None,
    "no JSON": "{",
    "a key twice": '{"kind": "position", "kind": "options"}',
    "a list": "[]",
    "no inputs": '{"kind": "position", "rule": "majorite-exprimes"}',
    "a float": '{"kind": "position", "rule": "majorite-exprimes", "inputs": {"tallies": {"members": {"yes": 1.5}}}}',
    "an unknown rule": '{"kind": "position", "rule": "none", "inputs": {}}',
    "an unknown parameter": '{"kind": "position", "rule": "majorite-exprimes", "params": {"x": "1"}, "inputs": {}}',
    "deep nesting": "[" * 100_000,
    "not a number": '{"kind": "position", "rule": "gitvote", "inputs": {"tallies": {"members": {"yes": NaN}}}}',
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_decided_is_refused_in_one_line(
    case: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Exit code 2, nothing on standard output, one line on standard error."""
    path = tmp_path / "case.json"
    if (text := REFUSED[case]) is not None:
        path.write_text(text, encoding="utf-8")
    assert main(["decide", str(path), "--json"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert captured.err.startswith("governance: ")


def test_bytes_that_are_no_text_are_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A picture is neither a case nor a file of rules."""
    path = tmp_path / "picture"
    path.write_bytes(b"\x89PNG\xff\xfe")
    assert main(["decide", str(path)]) == 2
    assert main(["decide", str(UNSC), "--rules", str(path)]) == 2
    assert main(["rules", "check", str(path)]) == 2
    assert capsys.readouterr().err.count("\n") == 3


def test_deciding_needs_no_database_and_no_web() -> None:
    """The command starts without importing either."""
    code = (
        "import sys; from governance.__main__ import main; "
        f"main(['decide', {str(UNSC)!r}]); "
        "print([name for name in ('sqlmodel', 'sqlalchemy', 'litestar') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_file_of_rules_is_checked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """In order: each rule in a sentence. Not in order: the first fault with file, rule and key."""
    file = tmp_path / "ours.toml"
    file.write_text(RULES, encoding="utf-8")
    assert main(["rules", "check", str(file)]) == 0
    assert "nearly-all: Agreed: at least 90% of the members." in capsys.readouterr().out
    file.write_text(RULES.replace('"9/10"', "0.9"), encoding="utf-8")
    assert main(["rules", "check", str(file)]) == 2
    line = capsys.readouterr().err
    for part in ("ours.toml", "nearly-all", "criterion[0].share", "0.9"):
        assert part in line
    file.write_text(
        RULES.replace('count = ["yes"], op = ">="', 'count = ["no"], op = "<="'), encoding="utf-8"
    )
    assert main(["rules", "check", str(file)]) == 2
    assert "rule-adopts-without-yes" in capsys.readouterr().err


def test_the_shipped_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """A line each: id, kind, title."""
    assert main(["rules", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0] for line in lines] == list(shipped())


def test_a_rule_is_rehearsed(capsys: pytest.CaptureFixture[str]) -> None:
    """For thirteen seats unless told otherwise, with the parameters given."""
    assert main(["rehearse", "consensus-sans-objection", "--param", "min_support=2/3"]) == 0
    said = capsys.readouterr().out
    assert "At least 9 voices in favour are needed" in said
    assert "27,132" in said
    assert main(["rehearse", "majorite-membres", "--seats", "5"]) == 0
    assert "At least 3 voices" in capsys.readouterr().out
    assert main(["rehearse", "schulze"]) == 2
    assert main(["rehearse", "no-such-rule"]) == 2
    assert main(["rehearse", "majorite-membres", "--param", "x"]) == 2
