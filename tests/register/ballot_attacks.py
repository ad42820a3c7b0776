"""Edits of motions, ballots, rolls, rules and outcomes."""

from hashlib import sha256

from governance.register import canonical
from tests.register.attacks import Entries, at, moved


def close_earlier(entries: Entries) -> None:
    """The deadline was a day earlier."""
    index = at(entries, "ballot-opened")
    entries[index]["closes_at"] = moved(entries[index]["closes_at"], days=-1)


def close_later(entries: Entries) -> None:
    """The deadline was a day later."""
    index = at(entries, "ballot-opened")
    entries[index]["closes_at"] = moved(entries[index]["closes_at"], days=1)


def move_both_deadlines(entries: Entries) -> None:
    """Opening and close agree on a later deadline."""
    close_later(entries)
    index = at(entries, "ballot-closed", ballot=entries[at(entries, "ballot-opened")]["ballot"])
    entries[index]["closes_at"] = moved(entries[index]["closes_at"], days=1)


def extend_backwards(entries: Entries) -> None:
    """An extension shortens."""
    index = at(entries, "ballot-extended")
    entries[index]["closes_at"] = moved(entries[index]["from"], hours=-1)


def drop_an_extension(entries: Entries) -> None:
    """A ballot was never extended."""
    del entries[at(entries, "ballot-extended")]


def delete_a_motion(entries: Entries) -> None:
    """Nothing of a motion was ever there."""
    motion = entries[at(entries, "motion-tabled")]["motion"]
    ballots = {
        entry["ballot"] for entry in entries if entry["kind"] == "ballot-opened" and entry["motion"] == motion
    }
    entries[:] = [
        entry for entry in entries if entry.get("motion") != motion and entry.get("ballot") not in ballots
    ]


def drop_the_tabling(entries: Entries) -> None:
    """A motion was voted on without being tabled."""
    del entries[at(entries, "motion-tabled")]


def end_the_notice_later(entries: Entries) -> None:
    """The notice had not ended when the ballot opened."""
    index = at(entries, "motion-tabled")
    entries[index]["notice_ends_at"] = moved(entries[index]["notice_ends_at"], days=5)


def shrink_the_roll(entries: Entries) -> None:
    """A seat was not on the roll."""
    del entries[at(entries, "ballot-opened")]["roll"][-1]


def grow_the_roll(entries: Entries) -> None:
    """A seat that is no member was on the roll."""
    entries[at(entries, "ballot-opened")]["roll"].append(
        {"seat": "cluster-9", "member": "cluster-9", "name": "X"}
    )


def rename_a_seat(entries: Entries) -> None:
    """A seat of the roll has another name."""
    entries[at(entries, "ballot-opened")]["roll"][0]["name"] = "Un autre"


def rename_a_member(entries: Entries) -> None:
    """A member was admitted under another name."""
    entries[at(entries, "member-admitted")]["name"] = "Un autre"


def edit_the_text_voted_on(entries: Entries) -> None:
    """The ballot was on another text than the motion's."""
    entries[at(entries, "ballot-opened")]["text"]["ar"] = "0c" * 32


def edit_the_text_everywhere(entries: Entries) -> None:
    """Motion and ballot agree on another text."""
    edit_the_text_voted_on(entries)
    entries[at(entries, "motion-tabled")]["text"]["ar"] = "0c" * 32


def edit_the_rule(entries: Entries) -> None:
    """A threshold is another."""
    criteria = entries[at(entries, "ballot-opened")]["rule"]["criterion"]
    criteria[0]["op"] = ">" if criteria[0]["op"] != ">" else ">="


def edit_the_rule_and_its_hash(entries: Entries) -> None:
    """The hash is made to fit."""
    edit_the_rule(entries)
    opened = entries[at(entries, "ballot-opened")]
    opened["rule_hash"] = sha256(canonical.encode(opened["rule"])).hexdigest()


def name_another_rule(entries: Entries) -> None:
    """The motion was tabled under another rule."""
    entries[at(entries, "motion-tabled")]["rule"] = "deux-tiers-exprimes"


def drop_an_option(entries: Entries) -> None:
    """One option was not put to the vote."""
    opened = next(
        entry for entry in entries if entry["kind"] == "ballot-opened" and len(entry["options"]) > 2
    )
    opened["options"].pop()


def edit_the_outcome(entries: Entries) -> None:
    """The declared outcome is another."""
    decision = entries[at(entries, "outcome-declared")]["decision"]
    decision["outcome"] = "adopted" if decision["outcome"] != "adopted" else "rejected"


def edit_the_outcome_and_the_resolution(entries: Entries) -> None:
    """Outcome and resolution agree on another outcome."""
    numbered = entries[at(entries, "resolution-numbered")]
    decision = entries[at(entries, "outcome-declared", ballot=numbered["ballot"])]["decision"]
    decision["outcome"] = numbered["outcome"] = "adopted" if decision["outcome"] != "adopted" else "rejected"


def edit_the_counts(entries: Entries) -> None:
    """The outcome stays, a number moves."""
    counts = entries[at(entries, "outcome-declared")]["decision"]["counts"]["members"]
    next(iter(counts.values()))["silent"] = "7"


def skip_a_number(entries: Entries) -> None:
    """A resolution has the number after next."""
    entries[at(entries, "resolution-numbered")]["number"] = "R-2026-09"


def drop_a_resolution(entries: Entries) -> None:
    """A decided motion has no resolution."""
    del entries[at(entries, "resolution-numbered")]
