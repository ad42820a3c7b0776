"""What follows a resolution: contests filed and settled, actions declared and moved, in an order that can be."""

from collections.abc import Iterator

from governance.register.findings import Finding, found
from governance.register.history.state import Entry, History
from governance.rules.actions import PLANNED, step


def contest_filed(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Contest a resolution that has its number, once under this id and by a seat of its roll."""
    ballot = history.ballots.get(entry["ballot"])
    seat = entry.get("seat")
    wrong = ballot is None or ballot.state != "numbered" or (seat is not None and seat not in ballot.roll)
    if wrong or entry["contest"] in history.contests:
        yield found("contest-misplaced", index, contest=entry["contest"])
    history.contests[entry["contest"]] = entry["ballot"]
    history.digests[index] = {entry["reason"]}


def contest_settled(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Settle a contest that was filed about this ballot, once."""
    if history.contests.get(entry["contest"]) != entry["ballot"]:
        yield found("contest-misplaced", index, contest=entry["contest"])
    history.contests[entry["contest"]] = ""
    history.digests[index] = {entry["reason"]}


def action_declared(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Declare an action of an adopted resolution, once under this id."""
    if entry["number"] not in history.force or entry["action"] in history.actions:
        yield found("action-misplaced", index, action=entry["action"])
    history.actions[entry["action"]] = PLANNED


def action_moved(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Move an action as its state allows; only an assignment names a member and a day."""
    state = history.actions.get(entry["action"])
    following = None if state is None else step(state, entry["step"])
    given = {"member", "due"} <= entry.keys()
    if following is None or given != (entry["step"] == "assigned"):
        yield found("action-misplaced", index, action=entry["action"])
    history.digests[index] = {entry[name] for name in ("note", "evidence") if name in entry}
    if following is not None:
        history.actions[entry["action"]] = following
