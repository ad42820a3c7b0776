"""What has been told so far: the network, the motions and the ballots as the entries left them.

Instants are kept as the register writes them: in that form they sort as text.
"""

from dataclasses import dataclass, field
from typing import Any

from governance.register.note import VerifierKey
from governance.rules.rounds import NextRound
from governance.rules.rule import Rule

Entry = dict[str, Any]


@dataclass(slots=True)
class Mandate:
    """Who speaks for a member, from and until when."""

    member: str
    role: str
    opens_at: str
    closes_at: str | None


@dataclass(slots=True)
class Motion:
    """A motion: tabled, voting, between_rounds, decided or withdrawn. Of each contribution, whether it is answered."""

    version: int
    text: dict[str, str]
    rule: str
    notice_ends_at: str
    state: str = "tabled"
    last_round: int = 0
    following: NextRound | None = None
    following_round: int = 1
    earliest_at: str = ""
    reopened: bool = False
    contributions: dict[str, bool] = field(default_factory=dict)


@dataclass(slots=True)
class Vote:
    """One vote of one mark: where it was entered, what it commits to, when it was received."""

    index: int
    commitment: str
    received_at: str
    request: str
    annulled: bool = False


@dataclass(slots=True)
class Ballot:
    """A ballot: open, closed, declared (its outcome is entered), numbered or stopped."""

    id: str
    motion: str
    index: int
    rule: Rule | None
    rule_round: int
    options: tuple[str, ...]
    roll: dict[str, dict[str, Any]]
    chair: str | None
    concerned: tuple[str, ...]
    opens_at: str
    closes_at: str
    state: str = "open"
    votes: dict[str, list[Vote]] = field(default_factory=dict)
    opened: dict[str, dict[str, Any]] = field(default_factory=dict)
    opened_marks: set[str] = field(default_factory=set)
    recused: set[str] = field(default_factory=set)
    links: dict[tuple[str, str], int] = field(default_factory=dict)
    revoked: set[tuple[str, str, int]] = field(default_factory=set)
    counted: int = 0
    outcome: str = ""
    void: bool = False
    answered: set[tuple[str, str]] = field(default_factory=set)

    def live(self, mark: str) -> Vote | None:
        """Return the vote of this mark that counts: its last, unless that was annulled."""
        votes = self.votes.get(mark)
        return votes[-1] if votes and not votes[-1].annulled else None


@dataclass(slots=True)
class Restoration:
    """An older database was put back: where the histories part, and the size of the head that was lost."""

    start: int
    size: int


@dataclass(slots=True)
class Confirmation:
    """What other seats were asked to confirm: who has still to answer, who confirmed, what came of it."""

    purpose: str
    subject: str
    needed: int
    waiting: set[str]
    given: set[str] = field(default_factory=set)
    outcome: str = ""


@dataclass(slots=True)
class History:
    """Everything told so far."""

    origin: str = ""
    keys: list[tuple[int, VerifierKey]] = field(default_factory=list)
    entered_at: str = ""
    members: dict[str, bool] = field(default_factory=dict)
    suspended: dict[str, str] = field(default_factory=dict)
    mandates: dict[str, Mandate] = field(default_factory=dict)
    motions: dict[str, Motion] = field(default_factory=dict)
    ballots: dict[str, Ballot] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    numbered: dict[str, int] = field(default_factory=dict)
    force: dict[str, str] = field(default_factory=dict)
    contests: dict[str, str] = field(default_factory=dict)
    actions: dict[str, str] = field(default_factory=dict)
    outages: list[str] = field(default_factory=list)
    restorations: list[Restoration] = field(default_factory=list)
    restoration_asked_at: int | None = None
    confirmations: dict[str, Confirmation] = field(default_factory=dict)
    digests: dict[int, set[str]] = field(default_factory=dict)

    def key_at(self, size: int) -> VerifierKey | None:
        """Return the key that signs heads of ``size`` entries: the last one these entries name."""
        return next((key for index, key in reversed(self.keys) if index < size), None)

    def present(self, at: str) -> set[str]:
        """Return the members that were admitted, have not left and are not suspended at this instant."""
        return {
            member
            for member, present in self.members.items()
            if present and at >= self.suspended.get(member, "")
        }
