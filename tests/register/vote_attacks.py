"""Edits of votes and of what opens them."""

from copy import deepcopy

from governance.register import canonical, seal
from tests.register.attacks import Entries, at, decided, moved


def flip_a_position(entries: Entries) -> None:
    """One opened position is another."""
    positions = entries[decided(entries)]["vote"]["positions"]
    positions["motion"] = "stand_aside" if positions["motion"] != "stand_aside" else "abstain"


def flip_a_position_and_its_commitment(entries: Entries) -> None:
    """The commitment is made to fit."""
    flip_a_position(entries)
    opened = entries[decided(entries)]
    entries[opened["cast"]]["commitment"] = seal.commitment(
        bytes.fromhex(opened["opening"]), canonical.encode(opened["vote"])
    )


def change_a_commitment(entries: Entries) -> None:
    """A commitment nobody opened is another."""
    entries[at(entries, "vote-cast")]["commitment"] = "0c" * 32


def change_an_opening(entries: Entries) -> None:
    """The 32 bytes are others."""
    entries[decided(entries)]["opening"] = "0c" * 32


def drop_a_cast_vote(entries: Entries) -> None:
    """A vote never came."""
    del entries[at(entries, "vote-cast")]


def drop_an_opened_vote(entries: Entries) -> None:
    """A vote is not opened."""
    del entries[decided(entries)]


def drop_a_vote_whole(entries: Entries) -> None:
    """Neither cast nor opened."""
    index = decided(entries)
    cast = entries[index]["cast"]
    del entries[index]
    del entries[cast]


def add_a_cast_vote(entries: Entries) -> None:
    """A vote of a mark nobody has."""
    index = at(entries, "vote-cast")
    entries.insert(index, {**entries[index], "mark": "0f" * 32, "request": "more"})


def add_many_votes(entries: Entries) -> None:
    """More marks than seats."""
    index = at(entries, "vote-cast")
    entries[index:index] = [{**entries[index], "mark": f"{n:064x}", "request": f"r{n}"} for n in range(9)]


def repeat_a_cast_vote(entries: Entries) -> None:
    """The same confirmation twice."""
    index = at(entries, "vote-cast")
    entries.insert(index, deepcopy(entries[index]))


def repeat_an_opened_vote(entries: Entries) -> None:
    """One seat counts twice."""
    index = decided(entries)
    entries.insert(index, deepcopy(entries[index]))


def count_a_replaced_vote(entries: Entries) -> None:
    """An earlier vote of the seat is opened instead of its last."""
    for opened in (entry for entry in entries if entry["kind"] == "vote-opened"):
        for index, entry in enumerate(entries[: opened["cast"]]):
            if entry["kind"] == "vote-cast" and entry["mark"] == opened["mark"]:
                opened["cast"] = index
                return
    raise AssertionError("no vote was ever replaced")


def give_a_vote_to_another_seat(entries: Entries) -> None:
    """The opened vote carries another seat's name."""
    opened = entries[decided(entries)]
    opened["seat"] = "cluster-1" if opened["seat"] != "cluster-1" else "cluster-2"


def change_a_mark(entries: Entries) -> None:
    """The vote belongs to another mark."""
    entries[at(entries, "vote-cast")]["mark"] = "0f" * 32


def receive_a_vote_late(entries: Entries) -> None:
    """A vote came after the close."""
    index = at(entries, "vote-cast")
    entries[index]["received_at"] = moved(entries[index]["received_at"], days=30)


def receive_a_vote_early(entries: Entries) -> None:
    """A vote came before the opening."""
    index = at(entries, "vote-cast")
    entries[index]["received_at"] = moved(entries[index]["received_at"], days=-30)
