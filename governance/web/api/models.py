"""What the API says, field by field: nothing leaves that does not stand here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

Texts = dict[str, str]
"""One text in several languages, by their codes ``fr``, ``ar`` and ``en``."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of several things a motion offers."""

    id: str
    label: Texts


@dataclass(frozen=True, slots=True)
class Seat:
    """A member's place on the roll; ``recusal`` is the reason why it stepped out."""

    code: str
    name: Texts
    recusal: str | None


@dataclass(frozen=True, slots=True)
class Ballot:
    """One ballot of a motion. ``answered`` counts the seats that have answered while it is open, where the rule lets
    that be told; ``decision`` is there after the close."""

    id: UUID
    motion: str
    round: int
    state: str
    rule: dict[str, Any]
    options: list[Option]
    zone: str
    earliest_open_at: datetime
    opens_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    outcome: str | None
    decision: dict[str, Any] | None
    stop_reason: str | None
    stop_note: str | None
    answered: int | None
    roll: list[Seat]


@dataclass(frozen=True, slots=True)
class MotionLine:
    """A motion in a list."""

    number: str
    state: str
    title: Texts
    authentic: str
    resolution: str | None


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion with its newest wording and its ballots, the first one first."""

    number: str
    state: str
    authentic: str
    version: int
    title: Texts
    question: Texts
    text: Texts
    no_decision: Texts
    options: list[Option]
    tabled_at: datetime | None
    notice_ends_at: datetime | None
    decided_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_reason: str | None
    resolution: str | None
    ballots: list[UUID]


@dataclass(frozen=True, slots=True)
class MotionPage:
    """One page of motions; ``next`` is the address of the page that follows, where there is one."""

    page: int
    total: int
    next: str | None
    motions: list[MotionLine]


@dataclass(frozen=True, slots=True)
class ResolutionLine:
    """A resolution in a list."""

    number: str
    motion: str
    title: Texts
    authentic: str
    outcome: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class ResolutionPage:
    """One page of resolutions, the newest first."""

    page: int
    total: int
    next: str | None
    resolutions: list[ResolutionLine]


@dataclass(frozen=True, slots=True)
class CountedVote:
    """The vote of a seat that counted, its reasons by option, and the entry of the register that opened it."""

    seat: str
    vote: dict[str, Any]
    reasons: dict[str, str]
    entry: int


@dataclass(frozen=True, slots=True)
class CountedBallot:
    """A closed ballot of a resolution with every vote that counted."""

    ballot: UUID
    round: int
    outcome: str | None
    votes: list[CountedVote]


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolution whole: the motion it settles, and the ballots that led to it, the deciding one last."""

    number: str
    outcome: str
    published_at: datetime
    motion: Motion
    ballots: list[CountedBallot]
    minutes_signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the network."""

    code: str
    name: Texts
    sector: Texts
    city: Texts


@dataclass(frozen=True, slots=True)
class MemberPage:
    """The members at present, by code."""

    page: int
    total: int
    next: str | None
    members: list[Member]


@dataclass(frozen=True, slots=True)
class Head:
    """Where the register stands: the number of its entries, the root over them, and the signed note that says so."""

    size: int
    note: str


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries of the register from index ``first`` on, each as its canonical text."""

    first: int
    next: str | None
    entries: list[str]


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far a ballot has come with one seat: ``recused``, ``answered``, ``waiting``, ``handed_over`` or
    ``not_reached``; ``letter`` and ``trouble`` tell of the letter with the link."""

    seat: str
    reach: str
    letter: str | None
    at: datetime | None
    attempts: int
    trouble: str | None


@dataclass(frozen=True, slots=True)
class Deliveries:
    """The letters of one ballot, seat by seat."""

    ballot: UUID
    shows_answers: bool
    seats: list[Delivery]


@dataclass(frozen=True, slots=True)
class Done:
    """What a change came to: the motion as it stands now, and the ballot it is about."""

    motion: str
    state: str
    ballot: UUID | None


@dataclass(frozen=True, slots=True)
class Admitted:
    """A member that was admitted."""

    code: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A refusal (RFC 9457): ``code`` as on the pages, ``title``: what happened, ``detail``: what to do."""

    type: str
    title: str
    status: int
    detail: str
    code: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A refusal's words by language."""

    code: str
    happened: Texts
    advice: Texts
