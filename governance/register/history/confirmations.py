"""What the desk asked other seats to confirm, what they answered, and what came of it."""

from collections.abc import Iterator

from governance.register.findings import Finding, found
from governance.register.history.network import known_member
from governance.register.history.state import Confirmation, Entry, History
from governance.register.purposes import NEEDED, RESTORATION


def asked(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Ask as many members as the purpose needs, or more, once under this id."""
    for seat in entry["seats"]:
        yield from known_member(history, index, seat)
    if entry["confirmation"] in history.confirmations:
        yield found("confirmation-misplaced", index)
    if not NEEDED.get(entry["purpose"], 1) <= entry["needed"] <= len(set(entry["seats"])):
        yield found("confirmation-short", index)
    if entry["purpose"] == RESTORATION and history.restoration_asked_at is None:
        history.restoration_asked_at = index
    history.confirmations[entry["confirmation"]] = Confirmation(
        entry["purpose"], entry["subject"], entry["needed"], set(entry["seats"])
    )


def given(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Confirm: by a seat that was asked and has not answered, while the matter is open."""
    confirmation = _waiting(history, entry)
    if confirmation is None:
        yield found("confirmation-misplaced", index)
        return
    confirmation.waiting.discard(entry["seat"])
    confirmation.given.add(entry["seat"])


def declined(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Decline: as ``given``."""
    confirmation = _waiting(history, entry)
    if confirmation is None:
        yield found("confirmation-misplaced", index)
        return
    confirmation.waiting.discard(entry["seat"])


def settled(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Settle an open matter; what is carried out was confirmed by enough seats."""
    confirmation = history.confirmations.get(entry["confirmation"])
    if confirmation is None or confirmation.outcome:
        yield found("confirmation-misplaced", index)
        return
    confirmation.outcome = entry["outcome"]
    if entry["outcome"] == "carried_out" and len(confirmation.given) < confirmation.needed:
        yield found("confirmation-short", index)


def _waiting(history: History, entry: Entry) -> Confirmation | None:
    """The open matter in which this seat has still to answer."""
    confirmation = history.confirmations.get(entry["confirmation"])
    if confirmation is None or confirmation.outcome or entry["seat"] not in confirmation.waiting:
        return None
    return confirmation
