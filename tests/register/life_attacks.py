"""Edits of what happened to resolutions after their numbers."""

from tests.register.attacks import Entries, at


def drop_a_suspension(entries: Entries) -> None:
    """A resolution was never suspended, but the letter that says so is out."""
    del entries[at(entries, "resolution-suspended")]


def suspend_later(entries: Entries) -> None:
    """A resolution in force is suspended afterwards."""
    moved = entries.pop(at(entries, "resolution-suspended"))
    place = at(entries, "resolution-changed")
    entries.insert(place, moved | {"entered_at": entries[place]["entered_at"]})


def suspend_without_condition(entries: Entries) -> None:
    """Nobody knows until when."""
    entry = entries[at(entries, "resolution-suspended")]
    for name in ("members", "text"):
        del entry[name]


def repeal_by_itself(entries: Entries) -> None:
    """A resolution repeals itself."""
    entry = entries[at(entries, "resolution-changed", change="repealed")]
    entry["by"] = entry["number"]


def repeal_by_a_suspended_one(entries: Entries) -> None:
    """A resolution that is suspended repeals another."""
    del entries[at(entries, "resolution-enforced")]
    suspended = entries[at(entries, "resolution-suspended")]["number"]
    entries[at(entries, "resolution-changed", change="repealed")]["by"] = suspended


def repeal_twice(entries: Entries) -> None:
    """What is repealed is replaced as well."""
    place = at(entries, "resolution-changed", change="repealed")
    entries.insert(place + 1, entries[place] | {"change": "replaced"})


def enforce_unconfirmed(entries: Entries) -> None:
    """A resolution comes into force before the seat that was asked has answered."""
    entry = entries.pop(at(entries, "resolution-enforced"))
    place = at(entries, "confirmation-asked", purpose="enforcement") + 1
    entries.insert(place, entry | {"entered_at": entries[place - 1]["entered_at"]})


def enforce_in_other_names(entries: Entries) -> None:
    """Another seat is said to have confirmed."""
    entries[at(entries, "resolution-enforced")]["seats"] = ["cluster-2"]


def enforce_twice(entries: Entries) -> None:
    """What is in force comes into force again."""
    place = at(entries, "resolution-enforced")
    entries.insert(place + 1, dict(entries[place]))


def review_what_has_no_force(entries: Entries) -> None:
    """A review of a resolution that never was."""
    entries[at(entries, "resolution-reviewed")]["number"] = "R-2026-99"


def settle_what_was_not_filed(entries: Entries) -> None:
    """A contest was never filed, and yet it is answered."""
    del entries[at(entries, "contest-filed")]


def settle_twice(entries: Entries) -> None:
    """A second answer takes the place of the first."""
    place = at(entries, "contest-settled")
    entries.insert(place + 1, entries[place] | {"upheld": True})


def contest_by_a_stranger(entries: Entries) -> None:
    """A seat that is not on the roll contests."""
    entries[at(entries, "contest-filed")]["seat"] = "cluster-99"


def finish_twice(entries: Entries) -> None:
    """What is done is done again."""
    place = at(entries, "action-moved", step="done")
    entries.insert(place + 1, dict(entries[place]))


def move_an_unknown_action(entries: Entries) -> None:
    """An action that nobody declared is given to a member."""
    del entries[at(entries, "action-declared")]


def declare_for_nothing(entries: Entries) -> None:
    """An action of a resolution that never was."""
    entries[at(entries, "action-declared")]["number"] = "R-2026-99"
