"""What came of a ballot: every vote that counts opened, the outcome recounted, the resolution numbered."""

import re
from collections.abc import Iterator
from typing import Any

from governance.refusal import Refusal
from governance.register import canonical
from governance.register.findings import Finding, found
from governance.register.history.ballots import letters_missing
from governance.register.history.motions import step
from governance.register.history.state import Ballot, Entry, History
from governance.rules.answers import SeatAnswer, answers_of_seats
from governance.rules.decide import decide
from governance.rules.decision import Decision
from governance.rules.force import IN_FORCE
from governance.rules.rounds import next_round

NUMBER_FORM = re.compile(r"R-(?P<year>\d{4})-(?P<sequence>\d{2,})", re.ASCII)


def declared(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Declare the outcome of a closed ballot: it is what the frozen rule makes of the opened votes."""
    ballot = history.ballots.get(entry["ballot"])
    if ballot is None or ballot.state != "closed":
        yield found("outcome-misplaced", index, ballot=entry["ballot"])
        return
    yield from _judge_opened(ballot, index)
    ballot.state = "declared"
    ballot.outcome = str(entry["decision"].get("outcome", ""))
    decision = recount(ballot)
    if decision is None:
        yield found("recount-impossible", index)
        return
    recounted = canonical.normalised(decision.as_data())
    if recounted != entry["decision"]:
        yield found("outcome-differs", index, declared=ballot.outcome, recounted=decision.outcome)
    yield from _go_on(history, ballot, decision, index)


def recount(ballot: Ballot) -> Decision | None:
    """Decide the ballot again from its opened votes; None where its rule or its roll cannot be counted."""
    if ballot.rule is None:
        return None
    try:
        answers = answers_of_seats(
            ballot.rule,
            options=ballot.options,
            seats=[_answer(ballot, seat) for seat in ballot.roll.values()],
            chair=ballot.chair,
            concerned=ballot.concerned,
        )
        return decide(ballot.rule, answers, round=ballot.rule_round)
    except (Refusal, KeyError, TypeError, ValueError, AttributeError):
        return None  # votes that the rule does not allow were found where they were opened


def numbered(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Number the resolution of a motion that has reached its end: the next number of its year."""
    ballot = history.ballots.get(entry["ballot"])
    if ballot is None or ballot.state != "declared" or ballot.motion != entry["motion"]:
        yield found("number-misplaced", index, number=entry["number"])
        return
    ballot.state = "numbered"
    if entry["outcome"] != ballot.outcome:
        yield found("outcome-differs", index, declared=entry["outcome"], recounted=ballot.outcome)
    yield from step(history.motions[ballot.motion], "resolution-numbered", index)
    yield from _judge_number(history, index, entry["number"])
    history.numbered[entry["number"]] = index
    if entry["outcome"] == "adopted":
        history.force[entry["number"]] = IN_FORCE


def corrected(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Correct the published text of a resolution that was numbered."""
    if history.numbered.get(entry["number"]) != entry["corrects"]:
        yield found("correction-misplaced", index, number=entry["number"])


def minutes_signed(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Sign the minutes of a ballot that has its outcome."""
    ballot = history.ballots.get(entry["ballot"])
    if ballot is None or ballot.state not in ("declared", "numbered"):
        yield found("minutes-misplaced", index, ballot=entry["ballot"])


def unfinished(history: History) -> Iterator[Finding]:
    """Yield what the last entry leaves undone although it stands in one act with what was entered."""
    for ballot in history.ballots.values():
        if ballot.state == "open":
            yield from letters_missing(history, ballot, ballot.index)
        if ballot.state == "closed" or (ballot.state == "open" and ballot.opened):
            yield found("outcome-missing", ballot.index, ballot=ballot.id)
        if ballot.state == "declared" and history.motions[ballot.motion].state == "voting":
            yield found("number-missing", ballot.index, ballot=ballot.id)


def _answer(ballot: Ballot, seat: dict[str, Any]) -> SeatAnswer:
    return SeatAnswer(
        seat=seat["seat"],
        vote=ballot.opened.get(seat["seat"]),
        recused=seat["seat"] in ballot.recused,
        groups=tuple(seat.get("groups", ())),
        weights=seat.get("weights", {}),
    )


def _judge_opened(ballot: Ballot, index: int) -> Iterator[Finding]:
    """Hold the opened votes against the live ones; a recused seat's vote may stay closed, nobody else's."""
    closed = [mark for mark in ballot.votes if ballot.live(mark) and mark not in ballot.opened_marks]
    if len(closed) > len(ballot.recused):
        votes = [vote.index for mark in closed if (vote := ballot.live(mark))]
        yield found("vote-not-opened", index, cast=sorted(votes))
    if ballot.counted != len(ballot.opened):
        yield found("count-wrong", index, said=ballot.counted, opened=len(ballot.opened))


def _go_on(history: History, ballot: Ballot, decision: Decision, index: int) -> Iterator[Finding]:
    """Where the rule leads to another round, the motion waits for it and has no number yet."""
    if ballot.rule is None:
        return
    motion = history.motions[ballot.motion]
    motion.following = next_round(ballot.rule, decision, round=ballot.rule_round)
    if motion.following is None:
        return
    again = motion.following.rule == ballot.rule.id
    motion.following_round = ballot.rule_round + 1 if again else 1
    earliest = canonical.read_instant(ballot.closes_at) + motion.following.after
    motion.earliest_at = canonical.instant(earliest)
    yield from step(motion, "round-ended", index)


def _judge_number(history: History, index: int, number: str) -> Iterator[Finding]:
    form = NUMBER_FORM.fullmatch(number)
    if form is None:
        yield found("number-out-of-order", index, number=number)
        return
    expected = history.numbers.get(form["year"], 0) + 1
    if int(form["sequence"]) != expected or any(year > form["year"] for year in history.numbers):
        yield found("number-out-of-order", index, number=number, expected=f"R-{form['year']}-{expected:02d}")
    history.numbers[form["year"]] = expected


def objection_answered(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """The desk answers, once, an objection that the close has opened."""
    ballot = history.ballots.get(entry["ballot"])
    vote = ballot.opened.get(entry["seat"], {}) if ballot else {}
    positions = vote.get("positions")
    objected = isinstance(positions, dict) and positions.get(entry["option"]) == "block"
    key = entry["seat"], entry["option"]
    if (
        ballot is None
        or ballot.state not in ("declared", "numbered")
        or not objected
        or key in ballot.answered
    ):
        yield found("answer-misplaced", index)
        return
    ballot.answered.add(key)
    history.digests[index] = {entry["answer"]}
