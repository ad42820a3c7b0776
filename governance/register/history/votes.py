"""Links, votes, recusals and the opening of the votes that count."""

from collections.abc import Iterator
from datetime import timedelta

from governance.refusal import Refusal
from governance.register import canonical, seal
from governance.register.findings import Finding, found
from governance.register.history.state import Ballot, Entry, History, Vote
from governance.rules.votes import check_vote

LATEST_ENTRY = timedelta(minutes=1)
"""A vote stands in the register at most so long after the deadline; one that cannot is entered as refused."""


def link_issued(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Issue the next link of a mandate of the seat's member, in an open ballot."""
    ballot = history.ballots.get(entry["ballot"])
    if ballot is None or ballot.state != "open":
        yield found("ballot-not-open", index, ballot=entry["ballot"])
        return
    yield from _judge_mandate(history, ballot, index, entry, at=entry["entered_at"])
    key = entry["seat"], entry["mandate"]
    if entry["issue"] != ballot.links.get(key, 0) + 1:
        yield found("link-out-of-order", index, seat=entry["seat"], issue=entry["issue"])
    ballot.links[key] = max(entry["issue"], ballot.links.get(key, 0))


def link_revoked(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Revoke a link that was issued and is not revoked."""
    ballot = history.ballots.get(entry["ballot"])
    link = entry["seat"], entry["mandate"], entry["issue"]
    issued = ballot is not None and 1 <= link[2] <= ballot.links.get(link[:2], 0)
    if ballot is None or not issued or link in ballot.revoked:
        yield found("link-out-of-order", index, seat=entry["seat"], issue=entry["issue"])
        return
    ballot.revoked.add(link)


def of_the_roll(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Say something of a seat of the roll: a letter did not reach it, its reasons were erased."""
    ballot = history.ballots.get(entry["ballot"])
    if ballot is None or entry["seat"] not in ballot.roll:
        yield found("seat-unknown", index, seat=entry["seat"])


def cast(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Enter a vote: its ballot open, received in time, entered promptly, no more marks than seats."""
    ballot = history.ballots.get(entry["ballot"])
    if ballot is None or ballot.state != "open" or ballot.opened:
        yield found("vote-outside-ballot", index, ballot=entry["ballot"])
        return
    yield from _judge_time(ballot, index, entry)
    votes = ballot.votes.setdefault(entry["mark"], [])
    if any(vote.request == entry["request"] for vote in votes):
        yield found("request-twice", index)
    if ballot.rule and not ballot.rule.conduct.change and ballot.live(entry["mark"]):
        yield found("change-not-allowed", index)
    votes.append(Vote(index, entry["commitment"], entry["received_at"], entry["request"]))
    if len(ballot.votes) > len(ballot.roll):
        yield found("more-voters-than-seats", index, seats=len(ballot.roll))


def confirmed(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Confirm the live vote of a mark while its ballot is open."""
    ballot = history.ballots.get(entry["ballot"])
    vote = ballot.live(entry["mark"]) if ballot else None
    if ballot is None or ballot.state != "open" or vote is None or vote.index != entry["confirms"]:
        yield found("confirmed-vote-wrong", index, confirms=entry["confirms"])


def annulled(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Annul the live vote of a mark while its ballot is open."""
    ballot = history.ballots.get(entry["ballot"])
    vote = ballot.live(entry["mark"]) if ballot else None
    if ballot is None or ballot.state != "open" or vote is None or vote.index != entry["annuls"]:
        yield found("annulment-wrong", index, annuls=entry["annuls"])
        return
    vote.annulled = True


def refused(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Keep that a vote came in time and could not be taken."""
    ballot = history.ballots.get(entry["ballot"])
    if ballot is None or not ballot.opens_at <= entry["received_at"] < ballot.closes_at:
        yield found("vote-out-of-time", index, received_at=entry["received_at"])


def recused(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Let a seat of the roll step out of an open ballot, once."""
    ballot = history.ballots.get(entry["ballot"])
    if ballot is None or ballot.state != "open" or ballot.opened:
        yield found("ballot-not-open", index, ballot=entry["ballot"])
        return
    if entry["seat"] not in ballot.roll or entry["seat"] in ballot.recused:
        yield found("recusal-wrong", index, seat=entry["seat"])
    ballot.recused.add(entry["seat"])
    history.digests[index] = {entry["reason"]}


def opened(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Open the vote that counts: of a seat of the roll, live, as committed, allowed by the rule; one per seat."""
    ballot = history.ballots.get(entry["ballot"])
    if ballot is None or ballot.state not in ("open", "closed"):
        yield found("ballot-not-open", index, ballot=entry["ballot"])
        return
    if entry["entered_at"] < ballot.closes_at:
        yield found("opened-before-close", index)
    yield from _judge_seat(ballot, index, entry)
    vote = ballot.live(entry["mark"])
    if vote is None or vote.index != entry["cast"]:
        yield found("opened-not-live", index, cast=entry["cast"])
    elif seal.commitment(bytes.fromhex(entry["opening"]), canonical.encode(entry["vote"])) != vote.commitment:
        yield found("commitment-broken", index, cast=vote.index)
    if vote and "mandate" in entry:
        yield from _judge_mandate(history, ballot, index, entry, at=vote.received_at)
    yield from _judge_vote(ballot, index, entry)
    ballot.opened.setdefault(entry["seat"], entry["vote"])
    ballot.opened_marks.add(entry["mark"])
    history.digests[index] = set(_reasons(entry["vote"]).values())


def _judge_time(ballot: Ballot, index: int, entry: Entry) -> Iterator[Finding]:
    received_at = entry["received_at"]
    if not ballot.opens_at <= received_at < ballot.closes_at:
        yield found("vote-out-of-time", index, received_at=received_at, closes_at=ballot.closes_at)
    if canonical.instant(canonical.read_instant(ballot.closes_at) + LATEST_ENTRY) < entry["entered_at"]:
        yield found("vote-entered-late", index, entered_at=entry["entered_at"], closes_at=ballot.closes_at)


def _judge_seat(ballot: Ballot, index: int, entry: Entry) -> Iterator[Finding]:
    seat = entry["seat"]
    if seat not in ballot.roll or seat in ballot.recused:
        yield found("seat-not-voting", index, seat=seat)
    if seat in ballot.opened or entry["mark"] in ballot.opened_marks:
        yield found("opened-twice", index, seat=seat)
    if seal.seat_mark(bytes.fromhex(entry["mark_salt"]), seat) != entry["mark"]:
        yield found("mark-wrong", index, seat=seat)


def _judge_vote(ballot: Ballot, index: int, entry: Entry) -> Iterator[Finding]:
    if ballot.rule is None:
        return
    try:
        allowed = check_vote(ballot.rule, options=ballot.options, vote=entry["vote"])
    except Refusal as refusal:
        yield found("vote-not-allowed", index, seat=entry["seat"], why=refusal.code)
        return
    if canonical.encode(allowed) != canonical.encode(entry["vote"]):
        yield found("vote-not-allowed", index, seat=entry["seat"], why="vote-malformed")


def _judge_mandate(
    history: History, ballot: Ballot, index: int, entry: Entry, *, at: str
) -> Iterator[Finding]:
    """Hold the mandate that acts for a seat at an instant against the roll and the mandates."""
    seat, mandate_id = entry["seat"], entry["mandate"]
    mandate = history.mandates.get(mandate_id)
    if seat not in ballot.roll:
        yield found("seat-unknown", index, seat=seat)
    elif mandate is None or mandate.member != ballot.roll[seat]["member"]:
        yield found("mandate-unknown", index, mandate=mandate_id)
    elif at < mandate.opens_at or (mandate.closes_at is not None and at >= mandate.closes_at):
        yield found("mandate-not-live", index, mandate=mandate_id)


def _reasons(vote: Entry) -> dict[str, str]:
    reasons = vote.get("reasons", {})
    return reasons if isinstance(reasons, dict) else {}
