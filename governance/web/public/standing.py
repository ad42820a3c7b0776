"""How a resolution stands, for its page and for programs: sentences that lead to other resolutions, and plain data."""

from dataclasses import dataclass
from typing import Any

from governance.rules.conditions import review_day
from governance.store.reads.public_resolutions import ResolutionFacts
from governance.store.reads.standings import condition_of
from governance.words.lives import (
    say_amended,
    say_change,
    say_condition,
    say_enforced,
    say_review_on,
    say_reviewed,
    say_standing,
)
from governance.words.speak import gettext as _


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence about a resolution, and the other resolution it is about, if any."""

    sentence: str
    resolution: str = ""


def standing_lines(found: ResolutionFacts, *, zone: str) -> list[Line]:
    """How the resolution stands, until what it is suspended, what amended it, and what it did to others."""
    standing = found.standing
    if standing is None:
        return []
    lines = [Line(say_standing(standing, zone=zone), standing.by)]
    condition = condition_of(found.told)
    if standing.state == "suspended" and condition:
        said = say_condition(condition, authentic=found.motion.authentic)
        lines.append(Line(_("It comes into force once this is met: %(condition)s.") % {"condition": said}))
    lines += [Line(say_enforced(each.facts)) for each in found.told if each.kind == "enforced"]
    lines += [Line(say_amended(each, zone=zone), each.by) for each in standing.amended]
    lines += [Line(say_change(each.kind, each.resolution), each.resolution) for each in found.changes]
    reviews = [each for each in found.told if each.kind == "reviewed"]
    lines += [Line(say_reviewed(each.at, each.facts, zone=zone)) for each in reviews]
    review = review_day((found.motion.life or {}).get("review_on"), [each.facts for each in reviews])
    if review is not None and standing.can_change:
        lines.append(Line(say_review_on(review)))
    return lines


def standing_json(found: ResolutionFacts) -> dict[str, Any]:
    """The same facts as data: ``standing`` is null for a resolution that was not adopted."""
    standing = found.standing
    told = [
        {
            "kind": each.kind,
            "at": each.at,
            "by": each.by or None,
            "facts": dict(each.facts),
            "entry": each.entry,
        }
        for each in found.told
    ]
    return {
        "standing": standing
        and {"state": standing.state, "since": standing.since, "by": standing.by or None},
        "happened": told,
        "changes": [
            {"kind": each.kind, "resolution": each.resolution, "at": each.at} for each in found.changes
        ],
    }
