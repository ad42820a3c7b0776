"""The decision: criteria judged in order, options sorted into eligible and not, a winner chosen or none."""

from dataclasses import replace

from governance.refusal import Refusal
from governance.rules.answers import Answers
from governance.rules.criteria import CriterionFact, judge, total
from governance.rules.decision import Decision
from governance.rules.numbers import Number
from governance.rules.rounds import next_round
from governance.rules.rule import Rule, Select
from governance.rules.selection import Choice, Layers, choose, rank_options
from governance.rules.shortfall import Shortfall, shortfall
from governance.rules.states import MOTION, SETS
from governance.rules.verdict import single_tally


def decide(rule: Rule, answers: Answers, *, round: int = 1) -> Decision:
    """The decision of ``answers`` under ``rule`` in round number ``round``; the same data always give the same.

    Every criterion is judged for every option, whichever failed first. Raises Refusal: ``tally-missing`` where an
    absent tally would decide, ``chair-missing`` where a tie waits for a chair that nobody named.
    """
    if rule.ballot.kind == "positions":
        decision = _decide_motion(rule, answers, round)
    else:
        decision = _decide_options(rule, answers, round)
    if _is_empty(answers):
        decision = replace(
            decision,
            outcome="rejected",
            winners=(),
            eligible=(),
            tied=(),
            shortfall=(),
            empty_electorate=True,
        )
    return replace(decision, next=next_round(rule, decision, round=round))


def _is_empty(answers: Answers) -> bool:
    """Whether nobody is entitled: an empty roll, or all recused."""
    counted = [counts for options in answers.counts.values() for counts in options.values()]
    return bool(counted) and all(total(counts, SETS["entitled"]) == 0 for counts in counted)


def _decide_motion(rule: Rule, answers: Answers, round: int) -> Decision:
    facts = tuple(judge(rule, criterion, MOTION, answers) for criterion in rule.criteria)
    failed = _first_failure(facts)
    outcome = failed.criterion.on_fail if failed else "adopted"
    return Decision(
        rule=rule.id,
        kind=rule.ballot.kind,
        round=round,
        outcome=outcome,
        options=answers.options,
        criteria=facts,
        counts=answers.counts,
        failed={MOTION: failed.criterion.name} if failed else {},
        shortfall=_shortfalls(rule, answers, (MOTION,)) if failed else (),
        silent=answers.silent,
        recused=answers.recused,
        excluded=answers.excluded,
    )


def _first_failure(facts: tuple[CriterionFact, ...]) -> CriterionFact | None:
    """The first criterion that fails; refused where an absent tally comes before it."""
    for fact in facts:
        if fact.holds is None:
            raise Refusal("tally-missing", criterion=fact.criterion.name, tally=_absent(fact))
        if not fact.holds:
            return fact
    return None


def _absent(fact: CriterionFact) -> str:
    return next(each.comparison.tally for each in fact.facts if each.holds is None)


def _decide_options(rule: Rule, answers: Answers, round: int) -> Decision:
    """Options that fail a criterion are out, but for the default option; the rule's method picks among the rest."""
    select = _select_of(rule)
    _check_default(rule, answers)
    facts, failed = _judge_options(rule, answers)
    eligible = tuple(option for option in answers.options if option not in failed)
    counts = answers.counts.get("members", {})
    yes: dict[str, Number] = {option: counts[option]["yes"] for option in counts}
    layers = rank_options(rule, answers, eligible, yes)
    choice = _choose(select, layers, answers)
    rejected = tuple(option for option in answers.options if option in failed)
    return Decision(
        rule=rule.id,
        kind=rule.ballot.kind,
        round=round,
        outcome=_outcome(choice, answers.default),
        options=answers.options,
        criteria=facts,
        counts=answers.counts,
        winners=choice.winners,
        eligible=eligible,
        failed=failed,
        tied=choice.tied,
        ranking=layers,
        matrix=answers.matrix,
        totals=answers.totals if rule.ballot.kind == "resistance" else _totals(rule, yes),
        shortfall=() if choice.winners else _shortfalls(rule, answers, rejected),
        silent=answers.silent,
        recused=answers.recused,
        excluded=answers.excluded,
    )


def _select_of(rule: Rule) -> Select:
    if rule.select is None:
        raise Refusal("rule-key-missing", source="rule", rule=rule.id, key="select", expected="method")
    return rule.select


def _check_default(rule: Rule, answers: Answers) -> None:
    """Yes and no of a ranked ballot have no meaning without the default option they are measured against."""
    if (
        rule.ballot.kind == "ranked"
        and rule.criteria
        and rule.select
        and rule.select.default
        and not answers.default
    ):
        raise Refusal("default-missing", rule=rule.id, default=rule.select.default)


def _judge_options(rule: Rule, answers: Answers) -> tuple[tuple[CriterionFact, ...], dict[str, str]]:
    """Every criterion for every option but the default one, and the first that each failing option fails."""
    facts: list[CriterionFact] = []
    failed: dict[str, str] = {}
    for option in answers.options:
        if option == answers.default:
            continue
        own = tuple(judge(rule, criterion, option, answers) for criterion in rule.criteria)
        first = _first_failure(own)
        facts += own
        failed |= {option: first.criterion.name} if first else {}
    return tuple(facts), failed


def _choose(select: Select, layers: Layers, answers: Answers) -> Choice:
    """The choice; the default option wins where nothing does better in resistance."""
    if select.method == "least-resistance" and layers and answers.default in layers[0]:
        return Choice(winners=(str(answers.default),))
    return choose(select, layers, answers)


def _outcome(choice: Choice, default: str | None) -> str:
    if not choice.winners:
        return "no_decision"
    return "default" if choice.winners == (default,) else "adopted"


def _totals(rule: Rule, yes: dict[str, Number]) -> dict[str, Number] | None:
    return yes if rule.ballot.kind in ("choice", "approval") else None


def _shortfalls(rule: Rule, answers: Answers, options: tuple[str, ...]) -> tuple[Shortfall, ...]:
    """What each option that failed its criteria lacked; nothing where yes and no are not what seats cast."""
    if rule.ballot.kind not in ("positions", "options", "choice"):
        return ()
    counts = answers.counts.get(single_tally(rule) or "", {})
    found = (
        shortfall(
            rule,
            option,
            counts[option],
            chair=answers.chair[option] if answers.chair else None,
            own=rule.option_params.get(option, {}),
        )
        for option in options
        if option in counts
    )
    return tuple(each for each in found if each is not None)
