"""A resolution after its number: suspended, in force, amended, repealed, replaced, in an order that can be."""

from collections.abc import Iterator

from governance.register.findings import Finding, found
from governance.register.history.state import Entry, History
from governance.rules.force import IN_FORCE, step


def suspended(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Suspend a resolution in the act that numbers it: the next entry, and no later one."""
    if history.numbered.get(entry["number"]) != index - 1 or not entry.keys() & {"members", "date", "text"}:
        yield found("suspension-misplaced", index, number=entry["number"])
    yield from _move(history, index, entry["number"], "suspended")


def enforced(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Put a suspended resolution in force, in the act in which enough seats have confirmed it."""
    confirmed = any(
        (each.purpose, each.subject, each.outcome) == ("enforcement", entry["number"], "")
        and len(each.given) >= each.needed
        and each.given == set(entry["seats"])
        for each in history.confirmations.values()
    )
    if not confirmed:
        yield found("enforcement-unconfirmed", index, number=entry["number"])
    yield from _move(history, index, entry["number"], "enforced")


def reviewed(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Review a resolution that is in force or suspended."""
    state = history.force.get(entry["number"])
    if state is None or step(state, "amended") is None:
        yield found("force-step-illegal", index, number=entry["number"], kind=entry["kind"])


def changed(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Amend, repeal or replace a resolution by another one that is in force."""
    if history.force.get(entry["by"]) != IN_FORCE or entry["by"] == entry["number"]:
        yield found("change-without-force", index, number=entry["number"], by=entry["by"])
    yield from _move(history, index, entry["number"], entry["change"])


def _move(history: History, index: int, number: str, kind: str) -> Iterator[Finding]:
    state = history.force.get(number)
    following = None if state is None else step(state, kind)
    if following is None:
        yield found("force-step-illegal", index, number=number, kind=kind)
        return
    history.force[number] = following
