"""What somebody who holds the database and the signing key might do to it: each edit a function over the entries.

An attack takes the entries as plain data and changes them in place. ``forged`` then rebuilds leaves, tree and heads
and signs them all again, as only the holder of the key can; ``patched`` leaves heads as they were.
"""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from typing import Any

from governance.register import canonical, export, seal
from governance.register.checkpoint import sign_checkpoint
from governance.register.nodes import Nodes
from governance.register.tree import leaf_hash
from tests.register import honest

Entries = list[dict[str, Any]]
Attack = Callable[[Entries], None]
ATTACKS: list[Attack] = []


def attack(edit: Attack) -> Attack:
    """Put an edit on the list of attacks."""
    ATTACKS.append(edit)
    return edit


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
    nodes, lines, heads, key = Nodes(), [export.version_line()], [], honest.KEY
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


@attack
def flip_a_position(entries: Entries) -> None:
    """One opened position is another."""
    positions = entries[decided(entries)]["vote"]["positions"]
    positions["motion"] = "stand_aside" if positions["motion"] != "stand_aside" else "abstain"


@attack
def flip_a_position_and_its_commitment(entries: Entries) -> None:
    """The commitment is made to fit."""
    flip_a_position(entries)
    opened = entries[decided(entries)]
    entries[opened["cast"]]["commitment"] = seal.commitment(
        bytes.fromhex(opened["opening"]), canonical.encode(opened["vote"])
    )


@attack
def change_a_commitment(entries: Entries) -> None:
    """A commitment nobody opened is another."""
    entries[at(entries, "vote-cast")]["commitment"] = "0c" * 32


@attack
def change_an_opening(entries: Entries) -> None:
    """The 32 bytes are others."""
    entries[decided(entries)]["opening"] = "0c" * 32


@attack
def drop_a_cast_vote(entries: Entries) -> None:
    """A vote never came."""
    del entries[at(entries, "vote-cast")]


@attack
def drop_an_opened_vote(entries: Entries) -> None:
    """A vote is not opened."""
    del entries[decided(entries)]


@attack
def drop_a_vote_whole(entries: Entries) -> None:
    """Neither cast nor opened."""
    index = decided(entries)
    cast = entries[index]["cast"]
    del entries[index]
    del entries[cast]


@attack
def add_a_cast_vote(entries: Entries) -> None:
    """A vote of a mark nobody has."""
    index = at(entries, "vote-cast")
    entries.insert(index, {**entries[index], "mark": "0f" * 32, "request": "more"})


@attack
def add_many_votes(entries: Entries) -> None:
    """More marks than seats."""
    index = at(entries, "vote-cast")
    entries[index:index] = [{**entries[index], "mark": f"{n:064x}", "request": f"r{n}"} for n in range(9)]


@attack
def repeat_a_cast_vote(entries: Entries) -> None:
    """The same confirmation twice."""
    index = at(entries, "vote-cast")
    entries.insert(index, deepcopy(entries[index]))


@attack
def repeat_an_opened_vote(entries: Entries) -> None:
    """One seat counts twice."""
    index = decided(entries)
    entries.insert(index, deepcopy(entries[index]))


@attack
def count_a_replaced_vote(entries: Entries) -> None:
    """An earlier vote of the seat is opened instead of its last."""
    for opened in (entry for entry in entries if entry["kind"] == "vote-opened"):
        for index, entry in enumerate(entries[: opened["cast"]]):
            if entry["kind"] == "vote-cast" and entry["mark"] == opened["mark"]:
                opened["cast"] = index
                return
    raise AssertionError("no vote was ever replaced")


@attack
def give_a_vote_to_another_seat(entries: Entries) -> None:
    """The opened vote carries another seat's name."""
    opened = entries[decided(entries)]
    opened["seat"] = "cluster-1" if opened["seat"] != "cluster-1" else "cluster-2"


@attack
def change_a_mark(entries: Entries) -> None:
    """The vote belongs to another mark."""
    entries[at(entries, "vote-cast")]["mark"] = "0f" * 32


@attack
def receive_a_vote_late(entries: Entries) -> None:
    """A vote came after the close."""
    index = at(entries, "vote-cast")
    entries[index]["received_at"] = moved(entries[index]["received_at"], days=30)


@attack
def receive_a_vote_early(entries: Entries) -> None:
    """A vote came before the opening."""
    index = at(entries, "vote-cast")
    entries[index]["received_at"] = moved(entries[index]["received_at"], days=-30)


@attack
def close_earlier(entries: Entries) -> None:
    """The deadline was a day earlier."""
    index = at(entries, "ballot-opened")
    entries[index]["closes_at"] = moved(entries[index]["closes_at"], days=-1)


@attack
def close_later(entries: Entries) -> None:
    """The deadline was a day later."""
    index = at(entries, "ballot-opened")
    entries[index]["closes_at"] = moved(entries[index]["closes_at"], days=1)


@attack
def move_both_deadlines(entries: Entries) -> None:
    """Opening and close agree on a later deadline."""
    close_later(entries)
    index = at(entries, "ballot-closed", ballot=entries[at(entries, "ballot-opened")]["ballot"])
    entries[index]["closes_at"] = moved(entries[index]["closes_at"], days=1)


@attack
def extend_backwards(entries: Entries) -> None:
    """An extension shortens."""
    index = at(entries, "ballot-extended")
    entries[index]["closes_at"] = moved(entries[index]["from"], hours=-1)


@attack
def drop_an_extension(entries: Entries) -> None:
    """A ballot was never extended."""
    del entries[at(entries, "ballot-extended")]


@attack
def delete_a_motion(entries: Entries) -> None:
    """Nothing of a motion was ever there."""
    motion = entries[at(entries, "motion-tabled")]["motion"]
    ballots = {
        entry["ballot"] for entry in entries if entry["kind"] == "ballot-opened" and entry["motion"] == motion
    }
    entries[:] = [
        entry for entry in entries if entry.get("motion") != motion and entry.get("ballot") not in ballots
    ]


@attack
def drop_the_tabling(entries: Entries) -> None:
    """A motion was voted on without being tabled."""
    del entries[at(entries, "motion-tabled")]


@attack
def end_the_notice_later(entries: Entries) -> None:
    """The notice had not ended when the ballot opened."""
    index = at(entries, "motion-tabled")
    entries[index]["notice_ends_at"] = moved(entries[index]["notice_ends_at"], days=5)


@attack
def shrink_the_roll(entries: Entries) -> None:
    """A seat was not on the roll."""
    del entries[at(entries, "ballot-opened")]["roll"][-1]


@attack
def grow_the_roll(entries: Entries) -> None:
    """A seat that is no member was on the roll."""
    entries[at(entries, "ballot-opened")]["roll"].append(
        {"seat": "cluster-9", "member": "cluster-9", "name": "X"}
    )


@attack
def rename_a_seat(entries: Entries) -> None:
    """A seat of the roll has another name."""
    entries[at(entries, "ballot-opened")]["roll"][0]["name"] = "Un autre"


@attack
def rename_a_member(entries: Entries) -> None:
    """A member was admitted under another name."""
    entries[at(entries, "member-admitted")]["name"] = "Un autre"


@attack
def edit_the_text_voted_on(entries: Entries) -> None:
    """The ballot was on another text than the motion's."""
    entries[at(entries, "ballot-opened")]["text"]["ar"] = "0c" * 32


@attack
def edit_the_text_everywhere(entries: Entries) -> None:
    """Motion and ballot agree on another text."""
    edit_the_text_voted_on(entries)
    entries[at(entries, "motion-tabled")]["text"]["ar"] = "0c" * 32


@attack
def edit_the_rule(entries: Entries) -> None:
    """A threshold is another."""
    criteria = entries[at(entries, "ballot-opened")]["rule"]["criterion"]
    criteria[0]["op"] = ">" if criteria[0]["op"] != ">" else ">="


@attack
def edit_the_rule_and_its_hash(entries: Entries) -> None:
    """The hash is made to fit."""
    edit_the_rule(entries)
    opened = entries[at(entries, "ballot-opened")]
    opened["rule_hash"] = seal.sha256(canonical.encode(opened["rule"])).hexdigest()


@attack
def name_another_rule(entries: Entries) -> None:
    """The motion was tabled under another rule."""
    entries[at(entries, "motion-tabled")]["rule"] = "deux-tiers-exprimes"


@attack
def drop_an_option(entries: Entries) -> None:
    """One option was not put to the vote."""
    opened = next(
        entry for entry in entries if entry["kind"] == "ballot-opened" and len(entry["options"]) > 2
    )
    opened["options"].pop()


@attack
def edit_the_outcome(entries: Entries) -> None:
    """The declared outcome is another."""
    decision = entries[at(entries, "outcome-declared")]["decision"]
    decision["outcome"] = "adopted" if decision["outcome"] != "adopted" else "rejected"


@attack
def edit_the_outcome_and_the_resolution(entries: Entries) -> None:
    """Outcome and resolution agree on another outcome."""
    numbered = entries[at(entries, "resolution-numbered")]
    decision = entries[at(entries, "outcome-declared", ballot=numbered["ballot"])]["decision"]
    decision["outcome"] = numbered["outcome"] = "adopted" if decision["outcome"] != "adopted" else "rejected"


@attack
def edit_the_counts(entries: Entries) -> None:
    """The outcome stays, a number moves."""
    counts = entries[at(entries, "outcome-declared")]["decision"]["counts"]["members"]
    next(iter(counts.values()))["silent"] = "7"


@attack
def skip_a_number(entries: Entries) -> None:
    """A resolution has the number after next."""
    entries[at(entries, "resolution-numbered")]["number"] = "R-2026-09"


@attack
def drop_a_resolution(entries: Entries) -> None:
    """A decided motion has no resolution."""
    del entries[at(entries, "resolution-numbered")]


@attack
def swap_two_entries(entries: Entries) -> None:
    """Two entries change places."""
    first, second = at(entries, "motion-tabled"), at(entries, "ballot-opened")
    entries[first], entries[second] = entries[second], entries[first]


@attack
def swap_two_votes(entries: Entries) -> None:
    """Two votes change places and times, nothing else."""
    first = at(entries, "vote-cast")
    second = next(index for index in range(first + 1, len(entries)) if entries[index]["kind"] == "vote-cast")
    entries[first], entries[second] = entries[second], entries[first]


@attack
def cut_the_tail(entries: Entries) -> None:
    """The last entries were never there."""
    del entries[-3:]


@attack
def cut_the_beginning(entries: Entries) -> None:
    """The register begins later."""
    del entries[:1]


@attack
def drop_the_middle(entries: Entries) -> None:
    """Nobody changed their address."""
    del entries[at(entries, "address-changed")]


@attack
def backdate_an_entry(entries: Entries) -> None:
    """An entry was entered before the one it follows."""
    index = at(entries, "ballot-opened")
    entries[index]["entered_at"] = moved(entries[index]["entered_at"], days=-20)


@attack
def open_a_ballot_earlier(entries: Entries) -> None:
    """A ballot opened before its notice had ended."""
    index = at(entries, "ballot-opened")
    entries[index]["opens_at"] = moved(entries[index]["opens_at"], hours=-1)


@attack
def drop_an_annulment(entries: Entries) -> None:
    """A disowned vote stands."""
    del entries[at(entries, "vote-annulled")]


@attack
def annul_a_vote(entries: Entries) -> None:
    """A vote that counted was disowned."""
    cast = entries[decided(entries)]["cast"]
    vote = entries[cast]
    facts = {"ballot": vote["ballot"], "mark": vote["mark"], "annuls": cast, "cause": "disowned"}
    entries.insert(cast + 1, {"kind": "vote-annulled", "v": 1, "entered_at": vote["entered_at"], **facts})


@attack
def drop_a_recusal(entries: Entries) -> None:
    """A seat never stepped out."""
    del entries[at(entries, "recusal-declared")]


@attack
def recuse_a_seat(entries: Entries) -> None:
    """A seat that voted stepped out."""
    opened = entries[decided(entries)]
    vote = entries[opened["cast"]]
    facts = {"ballot": vote["ballot"], "seat": opened["seat"], "reason": "0c" * 32}
    entries.insert(
        opened["cast"] + 1, {"kind": "recusal-declared", "v": 1, "entered_at": vote["entered_at"], **facts}
    )


@attack
def drop_a_link(entries: Entries) -> None:
    """One seat got no letter."""
    del entries[at(entries, "link-issued")]


@attack
def stop_a_ballot_after_all(entries: Entries) -> None:
    """A closed ballot was stopped, so nothing of it counts."""
    closed = entries[at(entries, "ballot-closed")]
    entries[:] = [
        entry
        for entry in entries
        if entry.get("ballot") != closed["ballot"]
        or entry["kind"] not in ("vote-opened", "outcome-declared", "resolution-numbered", "minutes-signed")
    ]
    index = at(entries, "ballot-closed", ballot=closed["ballot"])
    entries[index] = {
        "kind": "ballot-stopped",
        "v": 1,
        "entered_at": closed["entered_at"],
        "ballot": closed["ballot"],
        "reason": "incident",
    }


@attack
def withdraw_a_motion(entries: Entries) -> None:
    """A decided motion was withdrawn before."""
    opened = at(entries, "ballot-opened")
    facts = {"motion": entries[opened]["motion"], "reason": "Sans objet."}
    entries.insert(
        opened, {"kind": "motion-withdrawn", "v": 1, "entered_at": entries[opened]["entered_at"], **facts}
    )


@attack
def sign_other_minutes(entries: Entries) -> None:
    """The signed minutes are others."""
    entries[at(entries, "minutes-signed")]["minutes"] = "0c" * 32


@attack
def rename_the_register(entries: Entries) -> None:
    """The origin is another."""
    entries[0]["origin"] = "register.example.org/other"


@attack
def slip_in_a_fact(entries: Entries) -> None:
    """An entry tells more than its kind knows."""
    entries[at(entries, "vote-cast")]["position"] = "yes"


@attack
def write_text_in_another_form(entries: Entries) -> None:
    """A name is written in another Unicode form."""
    entries[at(entries, "member-admitted")]["name"] = "Cluster-É"
