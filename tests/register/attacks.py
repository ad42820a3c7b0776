"""What somebody who holds the database and the signing key might do to it: each edit a function over the entries.

An attack takes the entries as plain data and changes them in place. ``forged`` then rebuilds leaves, tree and heads
and signs them all again, as only the holder of the key can; ``patched`` leaves heads as they were.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from types import ModuleType
from typing import Any

from governance.register import canonical, export
from governance.register.checkpoint import sign_checkpoint
from governance.register.nodes import Nodes
from governance.register.tree import leaf_hash
from tests.register import honest, writing

Entries = list[dict[str, Any]]
Attack = Callable[[Entries], None]


def edits_of(room: ModuleType) -> list[Attack]:
    """Return every edit that a file of attacks defines."""
    return [edit for edit in vars(room).values() if getattr(edit, "__module__", "") == room.__name__]


def entries_of(register: honest.Register) -> Entries:
    """Return the entries as plain data, free to be changed."""
    return [json.loads(body) for body in register.entries]


def patched(register: honest.Register, entries: Entries) -> list[str]:
    """Return the export of changed entries whose leaves and heads were left as they were."""
    kept = register.lines()
    bodies = [canonical.encode(entry) for entry in entries]
    lines = [export.entry_line(index, body) for index, body in enumerate(bodies)]
    for index, body in enumerate(register.entries[: len(lines)]):
        lines[index] = lines[index].replace(leaf_hash(bodies[index]).hex(), leaf_hash(body).hex())
    return [kept[0], *lines, *(line for line in kept if line.startswith(('{"note"', '{"reason_of"')))]


def forged(register: honest.Register, entries: Entries) -> list[str]:
    """Return the export of changed entries with every leaf, root and head made anew and signed again."""
    nodes, lines, heads, key = Nodes(), [export.version_line()], [], writing.KEY
    sizes = {*register.heads, len(entries)}
    for index, entry in enumerate(entries):
        body = canonical.encode(entry)
        key = register.keys[entry["new"]] if entry["kind"] == "key-replaced" else key
        nodes.append(leaf_hash(body))
        lines.append(export.entry_line(index, body))
        if index + 1 in sizes:
            note = sign_checkpoint(
                key, origin=entries[0].get("origin", "x"), size=index + 1, root=nodes.frontier.root()
            )
            heads.append(export.head_line(index + 1, note))
    texts = [export.reason_line(index, salt=salt, text=text) for index, salt, text in register.reasons]
    return [*lines, *heads, *texts]


def at(entries: Entries, kind: str, **facts: Any) -> int:
    """Return the index of the first entry of a kind with these facts."""
    return next(
        index
        for index, entry in enumerate(entries)
        if entry["kind"] == kind and all(entry.get(name) == fact for name, fact in facts.items())
    )


def moved(instant: str, **duration: float) -> str:
    """Return an instant so much later."""
    return canonical.instant(canonical.read_instant(instant) + timedelta(**duration))


def decided(entries: Entries) -> int:
    """Return the index of the first vote-opened of a ballot on one option."""
    return next(
        index
        for index, entry in enumerate(entries)
        if entry["kind"] == "vote-opened" and "motion" in entry["vote"].get("positions", {})
    )
