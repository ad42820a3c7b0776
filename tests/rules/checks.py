"""What the engine must say, in one list of faults: empty for the engine as it is, never for one that reads wrongly."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from governance.refusal import Refusal
from governance.rules.answers import SeatAnswer, answers_of_counts, answers_of_seats
from governance.rules.bind import bind
from governance.rules.case import answers_of_case, rule_of_case
from governance.rules.decide import decide
from governance.rules.decision import Decision
from governance.rules.load import parse_rules
from governance.rules.rule import Rule
from tests.rules.shipped import CASE_FILES, case, edges, options, shipped

EXTRA = """
[[rule]]
id = "two-seats"
ballot.kind = "approval"
ballot.offer = ["yes"]
select.method = "most-yes"
select.winners = "2"
criterion = [{ name = "some", count = ["yes"], op = ">=", number = "1", on_fail = "rejected" }]

[[rule]]
id = "chair-picks"
ballot.kind = "choice"
ballot.offer = ["yes", "abstain"]
select.method = "most-yes"
select.tie = "chair"
criterion = [{ name = "some", count = ["yes"], op = ">=", number = "1", on_fail = "rejected" }]

[[rule]]
id = "top-two"
ballot.kind = "options"
ballot.offer = ["yes", "stand_aside", "block"]
select.method = "most-yes"
rounds = 2
fallback = [{ on = ["no_decision"], rule = "top-two", keep = "top:2" }]
criterion = [
  { name = "no-objection", count = ["against"], op = "<=", number = "0", on_fail = "blocked" },
  { name = "some", count = ["yes"], op = ">=", number = "1", on_fail = "rejected" },
]
"""


def reread() -> dict[str, Rule]:
    """The shipped rules and a few more, loaded anew, so that whatever reads them is heard."""
    rules = {
        rule.id: rule
        for text in sorted({rule.id: rule.as_data() for rule in shipped().values()})
        for rule in [bind(shipped()[text], {})]
    }
    return rules | parse_rules(EXTRA, source="extra.toml")


def faults() -> Iterator[str]:
    """Every example the engine gets wrong; a refusal or a crash is a fault as well."""
    try:
        rules = reread()
    except (Refusal, ArithmeticError, LookupError) as problem:
        yield f"rules: {problem}"
        return
    for name, outcome, expected in _examples(rules):
        if outcome != expected:
            yield f"{name}: {outcome} instead of {expected}"


def _examples(rules: dict[str, Rule]) -> Iterator[tuple[str, object, object]]:
    for edge in edges():
        rule = bind(rules[edge.rule], edge.params)
        yield (
            f"{edge.rule}, {edge.why}",
            _outcome(rule, answers_of_counts(edge.counts, chair=edge.chair)),
            edge.expected,
        )
    for example in options():
        rule = rules[example["rule"]]
        data = {"kind": "options", "inputs": {"options": example["options"]}}
        expected = (
            example["outcome"],
            example["winner"],
            example["next_round"] and tuple(example["next_round"]),
        )
        yield example["why"], _facts(rule, data), expected
    for path in CASE_FILES:
        yield path.stem, *_published(rules, case(path))
    yield from _seat_examples(rules)


def _outcome(rule: Rule, answers: Any) -> str:
    decision = _decided(rule, answers)
    return decision if isinstance(decision, str) else decision.outcome


def _decided(rule: Rule, answers: Any) -> Decision | str:
    try:
        return decide(rule, answers)
    except Exception as problem:  # a wrong reading may break anywhere
        return type(problem).__name__


def _facts(rule: Rule, data: Any) -> object:
    decision = _decided(rule, answers_of_case(data, rule))
    return decision if isinstance(decision, str) else (decision.outcome, decision.winner, decision.next_round)


def _published(rules: dict[str, Rule], data: Any) -> tuple[object, object]:
    published = data["published"]
    rule = rule_of_case(data, rules)
    decision = _decided(rule, answers_of_case(data, rule))
    if isinstance(decision, str):
        return decision, published["outcome"]
    ranking = decision.as_data().get("ranking", [])[: len(published.get("ranking", []))]
    matrix = [[int(cell) for cell in row] for row in decision.matrix or ()] if "matrix" in published else None
    found = (decision.outcome, decision.winner if "winner" in published else None, ranking, matrix)
    return found, (
        published["outcome"],
        published.get("winner"),
        published.get("ranking", []),
        published.get("matrix"),
    )


def _seat_examples(rules: dict[str, Rule]) -> Iterator[tuple[str, object, object]]:
    """Seats with groups, weights, recusals and a chair, as a roll has them."""

    def roll(*positions: str, groups: tuple[str, ...] = ()) -> list[SeatAnswer]:
        return [
            SeatAnswer(
                str(n), None if position == "silent" else {"positions": {"motion": position}}, groups=groups
            )
            for n, position in enumerate(positions)
        ]

    def of(rule: str, seats: list[SeatAnswer], **named: Any) -> str:
        return _outcome(rules[rule], answers_of_seats(rules[rule], options=("motion",), seats=seats, **named))

    yield (
        "veto of the group alone",
        of("asf-code-change", [*roll("block"), *roll("yes", "yes", "yes", groups=("binding",))]),
        "adopted",
    )
    yield (
        "concerned seat is not counted",
        of("consensus-sans-interesse", roll("block", "yes"), concerned=["0"]),
        "adopted",
    )
    yield (
        "chair by its own position",
        of("majorite-exprimes-president", roll("yes", "no"), chair="0"),
        "adopted",
    )
    yield (
        "recused seat",
        of("majorite-membres", [*roll("yes"), replace(roll("silent")[0], seat="r", recused=True)]),
        "adopted",
    )
    light = SeatAnswer("w", {"positions": {"motion": "no"}}, weights={"cantonal-vote": "0"})
    heavy = SeatAnswer("h", {"positions": {"motion": "yes"}}, weights={"cantonal-vote": "1/2"})
    half = answers_of_seats(rules["ch-double-majorite"], options=("motion",), seats=[light, heavy])
    yield "weight 0 is nothing", half.counts["cantons"]["motion"]["no"], 0
    yield "weight of a half", str(half.counts["cantons"]["motion"]["yes"]), "1/2"
    approval = {
        "kind": "approval",
        "inputs": {"options": ["A", "B", "C"], "approvals": {"A": 5, "B": 3, "C": 3}},
    }
    yield "tie for the last place", _facts(rules["two-seats"], approval), ("no_decision", None, None)
    tied = {"kind": "choice", "inputs": {"choices": {"A": 3, "B": 3}, "chair": {"A": "no", "B": "yes"}}}
    yield "the chair picks", _facts(rules["chair-picks"], tied), ("adopted", "B", None)
    ratings = {"options": ["X", "zero"], "ratings": {"one": [None, 4], "two": [0, 0]}}
    resistance = {"kind": "resistance", "inputs": ratings}
    yield (
        "an empty cell counts five",
        _facts(rules["consensus-systemique"], resistance),
        ("default", "zero", None),
    )
    default = {
        "kind": "ranked",
        "inputs": {"options": ["A", "default"], "ranks": [{"count": 9, "ranks": [2, 1]}]},
    }
    yield "the default option wins", _facts(rules["debian-gr"], default), ("default", "default", None)
    circle = [
        {"count": n, "order": order}
        for n, order in ((4, ["A", "B", "C"]), (3, ["B", "C", "A"]), (2, ["C", "A", "B"]))
    ]
    yield (
        "a circle",
        _facts(
            rules["condorcet"], {"kind": "ranked", "inputs": {"options": ["A", "B", "C"], "orders": circle}}
        ),
        ("no_decision", None, None),
    )
    for yes, abstain, expected in ((25, 3, "adopted"), (24, 4, "rejected")):
        tallies = {"members": {"yes": yes, "abstain": abstain}, "population": {"yes": 60, "abstain": 40}}
        blockers = {"kind": "position", "inputs": {"tallies": tallies}}
        yield (
            f"{abstain} blocking states",
            _facts(rules["ue-majorite-qualifiee"], blockers),
            (expected, None, None),
        )
    behind = {
        "A": {"yes": 12, "block": 1},
        "B": {"yes": 6, "stand_aside": 7},
        "C": {"yes": 6, "stand_aside": 7},
    }
    tie_behind = {"kind": "options", "inputs": {"options": behind}}
    yield (
        "those tied go on, not who has more yes",
        _facts(rules["top-two"], tie_behind),
        (
            "no_decision",
            None,
            ("B", "C"),
        ),
    )
    nobody = {"kind": "ranked", "inputs": {"options": ["A", "B"], "ranks": [], "electorate_size": 13}}
    yield "no ranked ballot at all", _facts(rules["schulze"], nobody), ("no_decision", None, None)
