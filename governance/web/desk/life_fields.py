"""What adopting a motion would bring with it, as the fields of its form, there and back.

Fields: ``life-act-1``, ``life-resolution-1`` ... (what it does to earlier ones), ``life-members``, ``life-date``,
``life-text-fr`` ... (until what it stays suspended), ``life-review``.
"""

from collections.abc import Mapping
from typing import Any

from governance.acts.check_life import MOST_CHANGES, check_date
from governance.refusal import Refusal
from governance.rules.force import CHANGES
from governance.words.languages import LANGUAGES

Fields = dict[str, str]


def fill_life(life: Mapping[str, Any] | None) -> Fields:
    """The fields of what a version states."""
    stated = life or {}
    until = stated.get("suspended_until", {})
    fields = {
        "life-members": str(until.get("members_at_least", "")),
        "life-date": until.get("date", ""),
        "life-review": stated.get("review_on", ""),
    }
    fields |= {f"life-text-{lang}": until.get("text", {}).get(lang, "") for lang in LANGUAGES}
    for place, change in enumerate(stated.get("changes", ()), start=1):
        fields[f"life-act-{place}"] = change["act"]
        fields[f"life-resolution-{place}"] = change["resolution"]
    return fields


def change_places(fields: Mapping[str, str]) -> list[int]:
    """The rows of changes that the form shows: those that are filled in, and one more."""
    filled = [
        place for place in range(1, MOST_CHANGES + 1) if fields.get(f"life-resolution-{place}", "").strip()
    ]
    return list(range(1, min(max(filled, default=0) + 1, MOST_CHANGES) + 1))


def read_life(
    fields: Mapping[str, str], *, before: Mapping[str, Any] | None, errors: dict[str, Refusal]
) -> dict[str, Any] | None:
    """What the fields state; None where they state nothing. What the form does not show is kept from ``before``."""
    shown = ("changes", "suspended_until", "review_on")
    life = {name: fact for name, fact in (before or {}).items() if name not in shown}
    changes = [change for place in range(1, MOST_CHANGES + 1) if (change := _change(fields, place, errors))]
    until = _until(fields, errors)
    review = _date(fields, "life-review", errors)
    stated = {"changes": changes, "suspended_until": until, "review_on": review}
    return life | {name: fact for name, fact in stated.items() if fact} or None


def _change(fields: Mapping[str, str], place: int, errors: dict[str, Refusal]) -> dict[str, str] | None:
    resolution = fields.get(f"life-resolution-{place}", "").strip()
    if not resolution:
        return None
    act = fields.get(f"life-act-{place}", "")
    if act not in CHANGES:
        errors[f"life-act-{place}"] = Refusal("change-unknown", act=act[:40])
    return {"act": act, "resolution": resolution}


def _until(fields: Mapping[str, str], errors: dict[str, Refusal]) -> dict[str, Any]:
    text = {lang: fields.get(f"life-text-{lang}", "").strip() for lang in LANGUAGES}
    stated: dict[str, Any] = {
        "members_at_least": _members(fields, errors),
        "date": _date(fields, "life-date", errors),
        "text": {lang: said for lang, said in text.items() if said},
    }
    return {name: fact for name, fact in stated.items() if fact}


def _members(fields: Mapping[str, str], errors: dict[str, Refusal]) -> int | None:
    written = fields.get("life-members", "").strip()
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) <= 5 and int(written) > 0):
        errors["life-members"] = Refusal("members-malformed")
        return None
    return int(written)


def _date(fields: Mapping[str, str], name: str, errors: dict[str, Refusal]) -> str | None:
    written = fields.get(name, "").strip()
    if not written:
        return None
    try:
        return check_date(written).isoformat()
    except Refusal as refusal:
        errors[name] = refusal
        return None
