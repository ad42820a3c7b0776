"""A close in a process of its own that is killed at a named point, as a power cut would.

``main(HOME, POINT, NOW, DATABASE_URL)`` founds nothing, only closes what is due at NOW in HOME; for a child of
``tests.equipment.forking``.
"""

import importlib
import os
import signal
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event

from governance.timekeeper import tick
from tests.equipment.network import StillClock, a_service

POINTS = {
    "before the update": ("governance.timekeeper", "close_ballot", "before"),
    "after the update": ("governance.acts.close_ballot", "rule_from_data", "before"),
    "before the votes are opened": ("governance.acts.close_ballot", "_open_votes", "before"),
    "between two opened votes": ("governance.acts.close_ballot", "_open_vote", "after"),
    "after the votes are opened": ("governance.acts.close_ballot", "_open_votes", "after"),
    "before the decision": ("governance.acts.close_ballot", "_decide", "before"),
    "before the keys are destroyed": ("governance.acts.close_ballot", "_destroy_keys", "before"),
    "after the keys are destroyed": ("governance.acts.close_ballot", "_destroy_keys", "after"),
    "after the outcome": ("governance.acts.close_ballot", "_declare", "after"),
    "after the number": ("governance.acts.close_ballot", "number_resolution", "after"),
    "between two letters": ("governance.acts.close_ballot", "write_to_directors", "after"),
    "after the outbox": ("governance.acts.close_ballot", "write_to_desk", "after"),
    "before the entries are saved": ("governance.store.log", "Log.save", "before"),
    "after the entries are saved": ("governance.store.log", "Log.save", "after"),
    "before the head is signed": ("governance.store.heads", "Signer.sign", "before"),
    "after the head is signed": ("governance.store.heads", "Signer.sign", "after"),
    "before the commit": ("", "", "commit"),
}
"""Where a close can be cut off: module, function, and whether before or after it."""


def die(*_args: Any) -> None:
    """End as a power cut would: nothing is flushed, nothing is closed."""
    os.kill(os.getpid(), signal.SIGKILL)


def cut(module: str, name: str, when: str) -> None:
    """Let the named function kill the process, before or after it has run."""
    if when == "commit":
        event.listen(Connection, "commit", die)
        return
    holder: Any = importlib.import_module(module)
    *classes, last = name.split(".")
    for each in classes:
        holder = getattr(holder, each)
    setattr(holder, last, _killing(getattr(holder, last), when))


def _killing(function: Callable[..., Any], when: str) -> Callable[..., Any]:
    def run(*args: Any, **facts: Any) -> Any:
        if when == "before":
            die()
        value = function(*args, **facts)
        die()
        return value

    return run


def main(home: str, point: str, now: str, database_url: str) -> None:
    """Close what is due, and die at the point; ``none`` lives."""
    clock = StillClock(datetime.fromisoformat(now))
    module, name, when = POINTS.get(point, ("", "", ""))
    if module:
        cut(module, name, when)
    service = a_service(Path(home), clock, database_url=database_url)
    if when == "commit":  # the service's own start commits too
        cut(module, name, when)
    tick(service, now=clock.now())
    service.close()
