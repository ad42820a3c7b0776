"""Edits of the log itself, of people, links and letters."""

from tests.register.attacks import Entries, at, decided, moved


def swap_two_entries(entries: Entries) -> None:
    """Two entries change places."""
    first, second = at(entries, "motion-tabled"), at(entries, "ballot-opened")
    entries[first], entries[second] = entries[second], entries[first]


def swap_two_votes(entries: Entries) -> None:
    """Two votes change places and times, nothing else."""
    first = at(entries, "vote-cast")
    second = next(index for index in range(first + 1, len(entries)) if entries[index]["kind"] == "vote-cast")
    entries[first], entries[second] = entries[second], entries[first]


def cut_the_tail(entries: Entries) -> None:
    """The last entries were never there."""
    del entries[-3:]


def cut_the_beginning(entries: Entries) -> None:
    """The register begins later."""
    del entries[:1]


def drop_the_middle(entries: Entries) -> None:
    """Nobody changed their address."""
    del entries[at(entries, "address-changed")]


def backdate_an_entry(entries: Entries) -> None:
    """An entry was entered before the one it follows."""
    index = at(entries, "ballot-opened")
    entries[index]["entered_at"] = moved(entries[index]["entered_at"], days=-20)


def open_a_ballot_earlier(entries: Entries) -> None:
    """A ballot opened before its notice had ended."""
    index = at(entries, "ballot-opened")
    entries[index]["opens_at"] = moved(entries[index]["opens_at"], hours=-1)


def drop_an_annulment(entries: Entries) -> None:
    """A disowned vote stands."""
    del entries[at(entries, "vote-annulled")]


def annul_a_vote(entries: Entries) -> None:
    """A vote that counted was disowned."""
    cast = entries[decided(entries)]["cast"]
    vote = entries[cast]
    facts = {"ballot": vote["ballot"], "mark": vote["mark"], "annuls": cast, "cause": "disowned"}
    entries.insert(cast + 1, {"kind": "vote-annulled", "v": 1, "entered_at": vote["entered_at"], **facts})


def drop_a_recusal(entries: Entries) -> None:
    """A seat never stepped out."""
    del entries[at(entries, "recusal-declared")]


def recuse_a_seat(entries: Entries) -> None:
    """A seat that voted stepped out."""
    opened = entries[decided(entries)]
    vote = entries[opened["cast"]]
    facts = {"ballot": vote["ballot"], "seat": opened["seat"], "reason": "0c" * 32}
    entries.insert(
        opened["cast"] + 1, {"kind": "recusal-declared", "v": 1, "entered_at": vote["entered_at"], **facts}
    )


def drop_a_link(entries: Entries) -> None:
    """One seat got no letter."""
    del entries[at(entries, "link-issued")]


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


def withdraw_a_motion(entries: Entries) -> None:
    """A decided motion was withdrawn before."""
    opened = at(entries, "ballot-opened")
    facts = {"motion": entries[opened]["motion"], "reason": "Sans objet."}
    entries.insert(
        opened, {"kind": "motion-withdrawn", "v": 1, "entered_at": entries[opened]["entered_at"], **facts}
    )


def sign_other_minutes(entries: Entries) -> None:
    """The signed minutes are others."""
    entries[at(entries, "minutes-signed")]["minutes"] = "0c" * 32


def rename_the_register(entries: Entries) -> None:
    """The origin is another."""
    entries[0]["origin"] = "register.example.org/other"


def slip_in_a_fact(entries: Entries) -> None:
    """An entry tells more than its kind knows."""
    entries[at(entries, "vote-cast")]["position"] = "yes"


def write_text_in_another_form(entries: Entries) -> None:
    """A name is written in another Unicode form."""
    entries[at(entries, "member-admitted")]["name"] = "Cluster-É"
