"""A ballot from its opening to its end: what was frozen, and whether it may be opened, extended, stopped or closed."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

from governance.refusal import Refusal
from governance.register import canonical
from governance.register.findings import Finding, found
from governance.register.history.motions import step
from governance.register.history.state import Ballot, Entry, History, Motion
from governance.rules.load import rule_from_data
from governance.rules.rule import Rule


def opened(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Open a ballot on the motion's newest version, under its rule, for every member."""
    motion = history.motions.get(entry["motion"])
    if motion is None or entry["ballot"] in history.ballots:
        yield found("ballot-misplaced", index, ballot=entry["ballot"], motion=entry["motion"])
        return
    came_from = motion.state
    yield from step(motion, "ballot-opened", index)
    rule = _rule(entry)
    yield from _judge_text(motion, index, entry)
    yield from _judge_rule(motion, came_from, index, entry, rule)
    yield from _judge_times(motion, came_from, index, entry, rule)
    yield from _judge_roll(history, index, entry)
    follows = came_from == "between_rounds" and motion.following is not None
    motion.last_round = entry["round"]
    history.ballots[entry["ballot"]] = Ballot(
        id=entry["ballot"],
        motion=entry["motion"],
        index=index,
        rule=rule,
        rule_round=motion.following_round if follows else 1,
        options=tuple(entry["options"]),
        roll={seat["seat"]: seat for seat in entry["roll"]},
        chair=entry.get("chair"),
        concerned=tuple(entry.get("concerned", ())),
        opens_at=entry["opens_at"],
        closes_at=entry["closes_at"],
    )


def extended(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Extend an open ballot: from its deadline to a later one, before that deadline or after an outage."""
    ballot = history.ballots.get(entry["ballot"])
    if ballot is None or ballot.state != "open":
        yield found("ballot-not-open", index, ballot=entry["ballot"])
        return
    in_time = entry["entered_at"] < ballot.closes_at or bool(history.outages)
    if entry["from"] != ballot.closes_at or entry["closes_at"] <= ballot.closes_at or not in_time:
        yield found("extension-illegal", index, closes_at=ballot.closes_at, new=entry["closes_at"])
    ballot.closes_at = max(entry["closes_at"], ballot.closes_at)


def stopped(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Stop an open ballot: its votes are never opened. Where seats asked for it, they are of the roll, as many as the
    rule asks for, and none that stepped out."""
    ballot = history.ballots.get(entry["ballot"])
    if ballot is None or ballot.state != "open" or ballot.opened:
        yield found("ballot-not-open", index, ballot=entry["ballot"])
        return
    ballot.state = "stopped"
    history.digests[index] = set(entry.get("reasons", {}).values())
    if "seats" in entry:
        yield from _judge_meeting(ballot, index, entry)
    yield from step(history.motions[ballot.motion], "ballot-stopped", index)


def _judge_meeting(ballot: Ballot, index: int, entry: Entry) -> Iterator[Finding]:
    needed = ballot.rule.conduct.meeting_request if ballot.rule else None
    asked = set(entry["seats"])
    allowed = needed is not None and entry["reason"] == "meeting" and len(asked) >= needed
    if (
        not allowed
        or asked - (ballot.roll.keys() - ballot.recused)
        or entry.get("reasons", {}).keys() - asked
    ):
        yield found("meeting-wrong", index)


def closed(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Close an open ballot at its deadline, not before, its links having gone to the whole roll."""
    ballot = history.ballots.get(entry["ballot"])
    if ballot is None or ballot.state != "open":
        yield found("ballot-not-open", index, ballot=entry["ballot"])
        return
    if entry["closes_at"] != ballot.closes_at or entry["entered_at"] < ballot.closes_at:
        yield found("closed-off-time", index, closes_at=ballot.closes_at)
    if ballot.void:
        yield found("closed-over-restoration", index)
    yield from letters_missing(history, ballot, index)
    ballot.state, ballot.counted = "closed", entry["votes"]


def letters_missing(history: History, ballot: Ballot, index: int) -> Iterator[Finding]:
    """Yield the seats of the roll to which no link was issued, though somebody spoke for them when it opened."""
    voiced = {
        mandate.member
        for mandate in history.mandates.values()
        if mandate.opens_at <= ballot.opens_at
        and (mandate.closes_at is None or mandate.closes_at > ballot.opens_at)
    }
    written = {seat for seat, _ in ballot.links}
    missing = sorted(
        seat for seat, facts in ballot.roll.items() if seat not in written and facts["member"] in voiced
    )
    if missing:
        yield found("letters-missing", index, seats=missing)


def _rule(entry: Entry) -> Rule | None:
    try:
        return rule_from_data(entry["rule"], source="register")
    except Refusal:
        return None


def _judge_text(motion: Motion, index: int, entry: Entry) -> Iterator[Finding]:
    if (entry["version"], entry["text"]) != (motion.version, motion.text):
        yield found("ballot-text-differs", index, version=motion.version)
    if not entry["options"] or len(set(entry["options"])) < len(entry["options"]):
        yield found("options-wrong", index)


def _judge_rule(
    motion: Motion, came_from: str, index: int, entry: Entry, rule: Rule | None
) -> Iterator[Finding]:
    if sha256(canonical.encode(entry["rule"])).hexdigest() != entry["rule_hash"]:
        yield found("rule-hash-wrong", index)
    if rule is None:
        yield found("rule-unreadable", index)
        return
    following = motion.following if came_from == "between_rounds" else None
    if rule.id != (following.rule if following else motion.rule):
        yield found("rule-differs", index, rule=rule.id)
    params = {name: quantity.text for name, quantity in rule.params.items()}
    if following and not following.params.items() <= params.items():
        yield found("rule-differs", index, rule=rule.id)
    if following and following.keep is not None and set(entry["options"]) != set(following.keep):
        yield found("options-wrong", index)


def _judge_times(
    motion: Motion, came_from: str, index: int, entry: Entry, rule: Rule | None
) -> Iterator[Finding]:
    opens_at, closes_at = entry["opens_at"], entry["closes_at"]
    earliest = motion.earliest_at if came_from == "between_rounds" else motion.notice_ends_at
    if opens_at < earliest:
        yield found("opened-too-early", index, opens_at=opens_at, earliest=earliest)
    least = rule.schedule.min_open if rule else timedelta()
    open_for = canonical.read_instant(closes_at) - canonical.read_instant(opens_at)
    if closes_at <= opens_at or open_for < least or opens_at > entry["entered_at"]:
        yield found("ballot-times-wrong", index, opens_at=opens_at, closes_at=closes_at)
    if entry["round"] <= motion.last_round:
        yield found("round-wrong", index, round=entry["round"])


def _judge_roll(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    seats = [seat["seat"] for seat in entry["roll"]]
    members = [seat["member"] for seat in entry["roll"]]
    if len(set(seats)) < len(seats) or len(set(members)) < len(members):
        yield found("seat-twice", index)
    present = history.present(entry["opens_at"])
    if set(members) != present:
        yield found("roll-not-the-members", index, differ=sorted(set(members) ^ present))
    if not seats or {*entry.get("concerned", ()), *filter(None, [entry.get("chair")])} - set(seats):
        yield found("seat-unknown", index)
