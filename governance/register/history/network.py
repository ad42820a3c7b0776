"""The register itself, the members, and who speaks for them."""

from collections.abc import Iterator

from governance.refusal import Refusal
from governance.register.findings import Finding, found
from governance.register.history.state import Entry, History, Mandate, Restoration
from governance.register.keys import replacement_statement
from governance.register.note import read_verifier
from governance.register.purposes import RESTORATION


def register_opened(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Open the register: once, first, with a key of its own name."""
    if index != 0:
        yield found("register-opened-again", index)
        return
    history.origin = entry["origin"]
    try:
        key = read_verifier(entry["key"])
    except Refusal:
        yield found("key-unreadable", index)
        return
    history.keys.append((index, key))


def key_replaced(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Replace the key: the old one was in force, and both signed the replacement."""
    said = replacement_statement(origin=history.origin, old=entry["old"], new=entry["new"])
    try:
        old, new = read_verifier(entry["old"]), read_verifier(entry["new"])
    except Refusal:
        yield found("key-unreadable", index)
        return
    signed = old.verifies(said, bytes.fromhex(entry["by_old"])) and new.verifies(
        said, bytes.fromhex(entry["by_new"])
    )
    if not signed or old != history.key_at(index):
        yield found("key-replacement-unsigned", index)
        return
    history.keys.append((index, new))


def incident_restored(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Put an older database back, as the seats it names have confirmed; ballots that were open do not count.

    The histories part where the seats were asked, as long as nothing but their answers was entered since.
    """
    start = index if history.restoration_asked_at is None else history.restoration_asked_at
    if not _confirmed(history, set(entry["seats"])):
        yield found("restoration-unconfirmed", index, seats=len(set(entry["seats"])))
    if entry["size"] <= start:
        yield found("restoration-pointless", index, size=entry["size"])
    history.restorations.append(Restoration(start, entry["size"]))
    for ballot in history.ballots.values():
        ballot.void = ballot.void or ballot.state == "open"


def _confirmed(history: History, seats: set[str]) -> bool:
    """Whether enough seats, and these, have confirmed a restoration that is still to be carried out."""
    return any(
        each.purpose == RESTORATION and not each.outcome and seats <= each.given and len(seats) >= each.needed
        for each in history.confirmations.values()
    )


def incident_outage(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Keep when the service was away: it explains an extension entered after the deadline it moves."""
    if entry["from"] >= entry["to"]:
        yield found("times-reversed", index)
    history.outages.append(entry["to"])


def member_admitted(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Admit a member that is not one."""
    if history.members.get(entry["member"]):
        yield found("member-admitted-twice", index, member=entry["member"])
    history.members[entry["member"]] = True


def member_left(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Let a member go that is one."""
    yield from known_member(history, index, entry["member"])
    history.members[entry["member"]] = False


FOR_EVER = "~"
"""Sorts after every instant: a suspension whose end is not known."""


def member_suspended(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Suspend a member that is one, and not suspended already."""
    yield from known_member(history, index, entry["member"])
    if entry["entered_at"] < history.suspended.get(entry["member"], ""):
        yield found("member-suspension-misplaced", index, member=entry["member"])
    history.suspended[entry["member"]] = entry.get("until", FOR_EVER)


def member_reinstated(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """End the suspension of a member that is suspended."""
    if entry["entered_at"] >= history.suspended.get(entry["member"], ""):
        yield found("member-suspension-misplaced", index, member=entry["member"])
    history.suspended.pop(entry["member"], None)


def mandate_opened(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Open a mandate: the member is one, and nobody else holds the role at that time."""
    yield from known_member(history, index, entry["member"])
    until = entry.get("to")
    held = (
        mandate
        for mandate in history.mandates.values()
        if (mandate.member, mandate.role) == (entry["member"], entry["role"])
        and (mandate.closes_at is None or entry["from"] < mandate.closes_at)
        and (until is None or mandate.opens_at < until)
    )
    if entry["mandate"] in history.mandates or next(held, None):
        yield found("mandate-held", index, member=entry["member"])
    history.mandates[entry["mandate"]] = Mandate(entry["member"], entry["role"], entry["from"], until)


def mandate_closed(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Close a mandate that is known, under its member's name."""
    mandate = history.mandates.get(entry["mandate"])
    if mandate is None or mandate.member != entry["member"]:
        yield found("mandate-unknown", index, mandate=entry["mandate"])
        return
    mandate.closes_at = entry["to"]


def address_changed(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Change the address of a mandate that is known."""
    if entry["mandate"] not in history.mandates:
        yield found("mandate-unknown", index, mandate=entry["mandate"])


def secretariat_handed_over(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Hand the desk to a member."""
    yield from known_member(history, index, entry["to"])


def known_member(history: History, index: int, member: str) -> Iterator[Finding]:
    """Yield a finding where this is no member of the network now."""
    if not history.members.get(member):
        yield found("member-unknown", index, member=member)
