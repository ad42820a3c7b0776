"""docs/rules.md, made from the table of keys, the sets and the rules that ship; its examples are parsed by a test."""

from collections.abc import Iterable

from governance.files.rules import read_rules
from governance.paths import DATA
from governance.rules.durations import write_duration
from governance.rules.keys import KEYS, KINDS, METHODS, Key
from governance.rules.numbers import OPERATORS
from governance.rules.rehearse import MOST_SEATS
from governance.rules.states import CASTABLE, OUTCOMES, SEATS, SETS, STATES
from governance.rules.votes import LONGEST_REASON, MOST_RESISTANCE

MEANINGS = {
    "rule.id": "the name by which motions, next rounds and commands call the rule",
    "rule.title": "`title.fr`, `title.ar`, `title.en`: what lists show",
    "rule.explain": "the rule in a sentence or two, per language; `@name` is replaced by the parameter in words",
    "rule.ballot": "what is cast",
    "rule.tally": "counts other than one per member, by name; every one that a criterion uses is declared",
    "rule.criterion": "`[[rule.criterion]]`, in the order in which a failure gives the outcome",
    "rule.electorate": "who is left out of every count",
    "rule.params": 'values a motion may replace, used as `"@name"`',
    "rule.option_params": "`option_params.<option>.<name>`: a parameter's value for one option, as a larger majority",
    "rule.select": "how the winner is picked; required where there are several options, refused where there is one",
    "rule.rounds": "how many rounds the rule may have under itself; after the last, what was decided stands",
    "rule.fallback": "what follows certain outcomes; the first entry that names the outcome holds",
    "rule.schedule": "least times, and reminders",
    "rule.conduct": "how votes are taken",
    "ballot.kind": "what a vote is: see *Kinds of ballot*",
    "ballot.offer": "what may be cast; anything else is refused at the booth",
    "ballot.unranked": "ranked ballots only: an option without rank is below all others, or not compared at all",
    "tally.group": "only seats of this group are counted",
    "tally.weight": "each seat counts its weight of this name instead of 1",
    "criterion.name": "named in decisions; a rule has each name once",
    "criterion.on_fail": "the outcome when this criterion is the first to fail",
    "criterion.any": "a list of comparisons instead of one: one that holds is enough",
    "criterion.tie": "`chair`: an exact tie is decided by the position of the seat named as chair at opening",
    "comparison.tally": "the count compared; `members` is one per seat",
    "comparison.count": "what is counted: states and sets, each state once",
    "comparison.op": "how it is compared",
    "comparison.number": "with this number",
    "comparison.share": "with this share of what `of` counts",
    "comparison.sqrt_share": "with this share of the square root of what `of` counts (squares are compared)",
    "comparison.of": 'the whole a share is taken of; `["seats"]` is the parameter `seats`, whoever is on the roll',
    "electorate.exclude": "seats of these groups, or named at opening, are in no count",
    "select.method": "see *Several options*",
    "select.winners": "how many win",
    "select.tie": "what a tie across the last place does: nobody wins, the chair's own order decides, or all tied win",
    "select.default": "the option that stands when no other does better; it needs to meet no criterion",
    "fallback.on": "the outcomes it follows",
    "fallback.rule": "the rule of the next round; a rule may name itself",
    "fallback.params": "parameters of the next round",
    "fallback.keep": "which options go on; without it, all",
    "fallback.after": "the earliest opening, counted from the close",
    "schedule.notice": "least time from tabling to opening",
    "schedule.min_open": "least time a ballot is open",
    "schedule.reminders": "how long before the close reminders go to seats that have not answered",
    "conduct.code": "the code of the letter confirms a vote",
    "conduct.change": "a vote may be changed until the close",
    "conduct.meeting_request": "so many seats may stop the ballot and ask for a meeting; left out, none can",
}

_SETS = {
    "roll": "all seven: everybody on the roll",
    "entitled": "the roll less recused seats",
    "present": "all who answered",
    "cast": "votes for and against",
    "against": "plain votes against and objections",
    "not_yes": "the entitled less those in favour",
}

_KINDS = {
    "positions": "a position on the one motion",
    "options": "a position on every option",
    "choice": "one option, or an abstention where it is offered; whoever chose another is against this one",
    "ranked": "a rank per option; above the default option is yes, below it no",
    "approval": "the options approved; those not approved are against",
    "resistance": f"0 to {MOST_RESISTANCE} points of resistance to every option",
}

_METHODS = {
    "most-yes": "most in favour among the options that meet every criterion",
    "condorcet": "beats every other option head to head; in a circle or on a tie, nobody",
    "schulze": "strongest paths of defeats, by winning votes",
    "cssd": "cloneproof Schwartz sequential dropping, as the Debian constitution (A.5) has it",
    "least-resistance": "fewest points; the default option wins where none has fewer",
}

_HEAD = """# The language of rules

A rule is data: a secretariat can read it, a lawyer can check it, a test can exhaust it. This page is
made from the code by `make docs`; `governance rules check FILE` reads a file of rules and names the
first fault by file, rule, key and reason.

Every seat is in exactly one state per option. A rule is an ordered list of exact comparisons between a
count of states and a number, or a share of another count. The first criterion that fails gives the
outcome and the reason; all of them are judged and shown. With several options the criteria sort them
into eligible ones and others, each with its reason, and a method picks the winner among the eligible.

All numbers are strings read as exact fractions: `"9"`, `"2/3"`, `"66.07"`. Nothing is rounded and
nothing is a float: two thirds of 13 is 26/3, so 9 are needed, and 8 of 12 are exactly two thirds. A
share of zero is never reached.

## An example

```toml
[[rule]]
id = "two-thirds-with-quorum"
title.en = "Two thirds, if half of the members answer"
ballot.offer = ["yes", "no", "abstain"]
params.min_quorum = "1/2"
schedule.notice = "P10D"
schedule.min_open = "P7D"
schedule.reminders = ["P2D", "P1D"]
fallback = [{ on = ["no_quorum"], rule = "two-thirds-with-quorum", params = { min_quorum = "1/3" }, after = "P15D" }]
rounds = 2

[[rule.criterion]]
name = "quorum"
count = ["present"]
op = ">="
share = "@min_quorum"
of = ["entitled"]
on_fail = "no_quorum"

[[rule.criterion]]
name = "two-thirds"
count = ["yes"]
op = ">="
share = "2/3"
of = ["cast"]
on_fail = "rejected"
```

Eight for, four against and one silent: 12 of 13 members answered and 7 were needed, met; 8 of 12 votes
cast said yes and 8 were needed, met: adopted.
"""

_GROUPS = """
Counting groups and weights: at least nine in favour, and nobody of the group `P5` against; or a share of
a population.

```toml
[[rule]]
id = "council"
ballot.offer = ["yes", "no", "abstain"]
tally.p5.group = "P5"
tally.population.weight = "population"

[[rule.criterion]]
name = "nine"
count = ["yes"]
op = ">="
number = "9"
on_fail = "rejected"

[[rule.criterion]]
name = "no-veto"
tally = "p5"
count = ["against"]
op = "<="
number = "0"
on_fail = "blocked"

[[rule.criterion]]
name = "population-or-hardly-anybody-against"
on_fail = "rejected"
any = [
  { tally = "population", count = ["yes"], op = ">=", share = "65/100", of = ["entitled"] },
  { count = ["not_yes"], op = "<", number = "4" },
]
```

A tally declared empty (`tally.people = {}`) is only ever given as numbers, by a case: it cannot be
counted from seats, and no ballot is opened under such a rule.
"""

_SEVERAL = """
```toml
[[rule]]
id = "consensus-among-options"
ballot.kind = "options"
ballot.offer = ["yes", "stand_aside", "block"]
select.method = "most-yes"
rounds = 2
fallback = [{ on = ["no_decision"], rule = "consensus-among-options", keep = "fewest-against:2", after = "P14D" }]

[[rule.criterion]]
name = "no-objection"
count = ["against"]
op = "<="
number = "0"
on_fail = "blocked"

[[rule.criterion]]
name = "some-support"
count = ["yes"]
op = ">="
number = "1"
on_fail = "rejected"
```
"""

_ROUNDS = f"""
## Rounds

`keep = "top:n"` keeps the n options with most yes; `"fewest-against:n"` those with fewest plain votes
against and objections, equal ones by most yes. Whoever equals the n-th is kept too. After a tie only
those tied are kept. A round that would keep every option is not made: no decision stands. A rule repeats
itself up to its `rounds`; another rule may follow it, but rules that lead back to each other are
refused, so rounds always end. The roll is frozen anew for every round.

## What is refused, and when

At load: an unknown key, state, set, operator, outcome or parameter, an undeclared tally, a float or a
bare number, a missing `ballot.offer`, keys that contradict each other. At opening: a rule that no answer
of the roll can satisfy; one that would adopt although nobody says yes, unless it offers no yes, as a
silence procedure; a tie left to a chair nobody named; a seat to leave out that nobody named; an empty
electorate. At the booth: what is not offered, an option without answer, a `block` without a reason (at
most {LONGEST_REASON} characters).

Everybody recused, or an empty roll: rejected, whatever the criteria say. Nobody ranked or rated
anything: no decision.

## Trying a rule

`governance rehearse RULE` shows every outcome for 13 seats (27,132 count vectors; `--seats` takes up to
{MOST_SEATS}); the desk shows the same at `/desk/rules/<id>`, as a table.
`governance decide CASE.json --rules FILE.toml` decides a worked example, in sentences or with `--json`.

Next rounds are tried with the rule, whether it is a file's or a motion's own: a rule nobody knows, one
that takes another kind of vote, a circle, or a parameter the next rule does not have is refused with its
place before anything is put to the vote.

After the close the decision carries how near it was: the fewest seats whose other answer would have
adopted it. Nothing of the kind is worked out while a ballot is open.

## What this version cannot say

Identical ballots of one affiliation counted once; caps on winners per group; STAR, STV and IRV; a
chair's judgement of "rough" consensus; closing early because the result is certain (votes may change and
are sealed, so nothing is certain before the close).
"""


def rules_page() -> str:
    """docs/rules.md as the code would have it."""
    states = " ".join(f"`{state}`" for state in STATES)
    cast = " ".join(f"`{state}`" for state in CASTABLE)
    counted = [
        f"\n## What is counted\n\nStates: {states}.\nOf these {cast} can be cast;",
        "a `block` is an objection with a reason. An abstention counts for the quorum, not among the",
        "votes cast; silence is a state of its own.\n",
        *_table(("set", "states", "meaning"), ((f"`{n}`", _listed(SETS[n]), _SETS[n]) for n in SETS)),
        f"| `{SEATS}` | | a fixed whole, given as a parameter; in `of` only |\n",
        f"Operators: {_listed(OPERATORS)}. Outcomes: {_listed(OUTCOMES)}.",
        _GROUPS,
    ]
    several = [
        "## Kinds of ballot\n",
        *_table(
            ("kind", "a vote is", "methods"),
            ((f"`{k}`", _KINDS[k], _listed(METHODS.get(k, ()))) for k in KINDS),
        ),
        "\nWhere a kind has no yes and no, a vote cast counts as `abstain`: present, not cast.\n",
        "## Several options\n",
        *_table(("method", "the winner"), ((f"`{name}`", text) for name, text in _METHODS.items())),
        "\nA tie is a result, never settled by order or silently.",
        _SEVERAL,
    ]
    return "\n".join([_HEAD, *_keys(), *counted, *several, _ROUNDS, *_shipped()]) + "\n"


def _keys() -> Iterable[str]:
    yield "## Every key\n"
    yield "The keys of `comparison` stand in a criterion itself, or in the entries of its `any`.\n"
    rows = ((f"`{key.path}`", MEANINGS[key.path], _form(key), _default(key)) for key in KEYS.values())
    yield from _table(("key", "meaning", "form", "left out"), rows)


def _shipped() -> Iterable[str]:
    yield "## The rules that ship\n"
    for path in sorted((DATA / "rules").glob("*.toml")):
        yield f"`data/rules/{path.name}`:\n"
        rules = read_rules(path).values()
        yield from _table(
            ("rule", "kind", "title"), ((f"`{r.id}`", r.ballot.kind, r.title["en"]) for r in rules)
        )
        yield ""


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterable[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join('---' for _ in heads)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _form(key: Key) -> str:
    return key.form.replace("|", "\\|")


def _default(key: Key) -> str:
    if key.required:
        return "refused"
    if key.default in (None, {}, [], ()):
        return ""
    value = key.default
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`" if isinstance(value, str | int) else f"`{write_duration(value)}`"
