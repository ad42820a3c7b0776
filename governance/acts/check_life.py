"""What adopting a motion would bring with it, as its version says: checked whenever it is written.

``life`` has ``changes`` ({act, resolution}: it amends, repeals or replaces one in force), ``suspended_until``
(members_at_least, date, text by language: what must be met before it comes into force), ``review_on`` (a date) and
``actions`` (each with ``what`` by language: what is to be done once it is adopted).
Keys that say nothing are absent; a motion that brings nothing has None.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from governance.acts import find
from governance.refusal import Refusal
from governance.rules.force import CHANGES
from governance.store.reads.standings import standing_of

UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Control characters and marks that turn the reading direction."""

MOST_ACTIONS = 40
"""So many actions one resolution carries at most."""

LONGEST_ACTION = 300
"""Characters of what is to be done, in one language."""

MOST_CHANGES = 5
"""So many earlier resolutions can be changed by one motion."""


def check_life(session: Session, life: Mapping[str, Any] | None) -> None:
    """Refuse what a motion cannot bring.

    ``resolution-unknown``, ``resolution-unchangeable`` (not adopted, or repealed or replaced already),
    ``change-doubled``, ``changes-many``, ``change-unknown``, ``date-malformed``, ``members-malformed``, and what
    ``check_actions`` refuses.
    """
    changes = (life or {}).get("changes", [])
    if len(changes) > MOST_CHANGES:
        raise Refusal("changes-many", most=MOST_CHANGES)
    numbers = [change["resolution"] for change in changes]
    for change in changes:
        _check_change(session, change)
        if numbers.count(change["resolution"]) > 1:
            raise Refusal("change-doubled", resolution=change["resolution"])
    until = (life or {}).get("suspended_until", {})
    for written in (until.get("date"), (life or {}).get("review_on")):
        if written is not None:
            check_date(written)
    check_actions((life or {}).get("actions", []))
    members = until.get("members_at_least")
    if members is not None and not (isinstance(members, int) and 1 <= members <= 100_000):
        raise Refusal("members-malformed")


def check_actions(actions: Sequence[Mapping[str, Any]]) -> None:
    """Refuse actions without words (``note-missing``), too long (``note-long``), unsafe (``text-unsafe``) or too many
    (``actions-many``)."""
    if len(actions) > MOST_ACTIONS:
        raise Refusal("actions-many", most=MOST_ACTIONS)
    for action in actions:
        if not action["what"]:
            raise Refusal("note-missing")
        for text in action["what"].values():
            if len(text) > LONGEST_ACTION:
                raise Refusal("note-long", longest=LONGEST_ACTION)
            if UNSAFE.search(text):
                raise Refusal("text-unsafe", field="action")


def check_date(written: str) -> date:
    """A day as ISO 8601 writes it, or ``date-malformed``."""
    try:
        return date.fromisoformat(written)
    except (TypeError, ValueError):
        raise Refusal("date-malformed") from None


def _check_change(session: Session, change: Mapping[str, str]) -> None:
    if change["act"] not in CHANGES:
        raise Refusal("change-unknown", act=change["act"])
    stands = standing_of(session, find.resolution(session, change["resolution"]))
    if stands is None or not stands.can_change:
        raise Refusal("resolution-unchangeable", resolution=change["resolution"])
