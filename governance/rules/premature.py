""" "Too early": a no that says what would change the seat's mind. It is counted as the no it is.

``{"premature": {option: {"members_at_least": 15, "date": "2027-01-01"}}}``: a number of members, a date, both, or
neither; then the reason for that option says in words which fact the seat waits for.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from governance.refusal import Refusal

PREMATURE = "premature"
MEMBERS, DATE = "members_at_least", "date"
MOST_MEMBERS = 9999

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def check_premature(
    value: Any, *, positions: Mapping[str, str], reasons: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """What the seat waits for, by option, in canonical form.

    Raises Refusal: ``vote-malformed``, ``premature-misplaced`` (beside anything but a no), ``premature-malformed`` (no
    number of members, no date), ``premature-unexplained`` (neither of them, and no reason).
    """
    if not isinstance(value, Mapping) or set(value) - set(positions):
        raise Refusal("vote-malformed", expected=PREMATURE)
    return {
        option: _check_one(option, value[option], positions[option], option in reasons)
        for option in sorted(value)
    }


def _check_one(option: str, awaited: Any, position: str, explained: bool) -> dict[str, Any]:
    if not isinstance(awaited, Mapping) or set(awaited) - {MEMBERS, DATE}:
        raise Refusal("vote-malformed", expected=f"{MEMBERS}, {DATE}")
    if position != "no":
        raise Refusal("premature-misplaced", option=option)
    members, day = awaited.get(MEMBERS), awaited.get(DATE)
    if members is not None and not _is_number_of_members(members):
        raise Refusal("premature-malformed", option=option, most=MOST_MEMBERS)
    if day is not None and not is_date(day):
        raise Refusal("premature-malformed", option=option, most=MOST_MEMBERS)
    if members is None and day is None and not explained:
        raise Refusal("premature-unexplained", option=option)
    return {name: awaited[name] for name in (DATE, MEMBERS) if awaited.get(name) is not None}


def _is_number_of_members(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_MEMBERS


def is_date(value: Any) -> bool:
    """Whether this is a day of the calendar, written YYYY-MM-DD."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
