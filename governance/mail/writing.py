"""What the letters have at hand while they are written: the facts, named as sentences need them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from governance.rules.load import rule_from_data
from governance.rules.rule import Rule
from governance.store.reads.actions import ActionFacts
from governance.store.reads.confirmations import ConfirmationFacts, ConfirmingFacts
from governance.store.reads.contests import ContestFacts
from governance.store.reads.letter_lives import LifeFacts
from governance.store.reads.letters import (
    BallotFacts,
    LetterFacts,
    LinkFacts,
    MotionFacts,
    SeatFacts,
    VoteFacts,
)
from governance.store.reads.members import MandateFacts
from governance.words import dates
from governance.words.figures import say_name
from governance.words.localized import pick

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Office:
    """Where letters come from: the sender's address, and the one origin that all their links lead to."""

    sender: str
    base_url: str


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """What is derived from keys when a letter is rendered, and stands nowhere else: token, code and receipt."""

    token: str | None = None
    code: str | None = None
    receipt: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Writing:
    """One letter being written, in the language being spoken.

    A fact that this kind of letter must have, and that is missing, is an error of the program: ValueError.
    """

    facts: LetterFacts
    keys: Keys
    office: Office

    @property
    def motion(self) -> MotionFacts:
        """The motion the letter is about."""
        return _needed(self.facts.motion, "motion")

    @property
    def ballot(self) -> BallotFacts:
        """The ballot the letter is about."""
        return _needed(self.facts.ballot, "ballot")

    @property
    def seat(self) -> SeatFacts:
        """The seat the letter is about."""
        return _needed(self.facts.seat, "seat")

    @property
    def link(self) -> LinkFacts:
        """The link the letter is about."""
        return _needed(self.facts.link, "link")

    @property
    def vote(self) -> VoteFacts:
        """The vote the letter is about."""
        return _needed(self.facts.vote, "vote")

    @property
    def mandate(self) -> MandateFacts:
        """The mandate of the letter's receiver."""
        return _needed(self.facts.mandate, "mandate")

    @property
    def confirmation(self) -> ConfirmationFacts:
        """What the desk asked other seats to confirm."""
        return _needed(self.facts.confirmation, "confirmation")

    @property
    def confirming(self) -> ConfirmingFacts:
        """The seat that is asked to confirm."""
        return _needed(self.facts.confirming, "confirming")

    @property
    def confirmation_url(self) -> str:
        """The personal address through which the seat answers."""
        return self.url(f"/c/{_needed(self.keys.token, 'token')}")

    @property
    def deliberation_url(self) -> str:
        """The personal address through which a member speaks of a motion before its ballot."""
        return self.url(f"/d/{_needed(self.keys.token, 'token')}")

    @property
    def life(self) -> LifeFacts:
        """The resolution the letter is about, after its number."""
        return _needed(self.facts.life, "life")

    @property
    def contest(self) -> ContestFacts:
        """The contest the letter is about."""
        return _needed(self.life.contest, "contest")

    @property
    def action(self) -> ActionFacts:
        """The action the letter is about."""
        return _needed(self.life.action, "action")

    @property
    def follow_url(self) -> str:
        """The personal address to contest a resolution, or to report on an action."""
        return self.url(f"/f/{_needed(self.keys.token, 'token')}")

    @property
    def rule(self) -> Rule:
        """The rule frozen with the ballot."""
        return rule_from_data(self.ballot.rule, source=self.motion.number)

    @property
    def closes_at(self) -> datetime:
        """When the ballot ends."""
        return _needed(self.ballot.closes_at, "closes_at")

    @property
    def number(self) -> str:
        """The motion's number, for a sentence."""
        return say_name(self.motion.number)

    @property
    def title(self) -> str:
        """The motion's title, for a sentence."""
        return say_name(self.plain_title)

    @property
    def plain_title(self) -> str:
        """The motion's title alone."""
        return pick(self.motion.title, authentic=self.motion.authentic).text

    @property
    def member(self) -> str:
        """The member whose seat it is, for a sentence."""
        return say_name(pick(self.seat.name).text)

    @property
    def network_name(self) -> str:
        """The network's name."""
        return pick(self.facts.network.name).text

    @property
    def desk(self) -> str:
        """Who keeps the secretariat, for a sentence."""
        return say_name(pick(self.facts.network.contact["name"]).text)

    @property
    def desk_address(self) -> str:
        """Where answers go: a person's mailbox at the secretariat, or the sender where none is known."""
        return str(self.facts.network.contact.get("email") or self.office.sender)

    @property
    def vote_url(self) -> str:
        """The personal address of the seat in this ballot."""
        return self.url(f"/v/{_needed(self.keys.token, 'token')}")

    @property
    def motion_url(self) -> str:
        """The public page of the motion."""
        return self.url(f"/motions/{self.motion.number}")

    def url(self, path: str) -> str:
        """An address of this service."""
        return self.office.base_url + path

    def instant(self, at: datetime) -> str:
        """An instant in words, in the zone of the ballot or of the network."""
        return dates.say_instant(at, self.zone)

    def day(self, at: datetime) -> str:
        """The day of an instant in words."""
        return dates.say_date(at, self.zone)

    @property
    def zone(self) -> str:
        """The zone times are said in."""
        return self.facts.ballot.zone if self.facts.ballot else self.facts.network.zone

    @property
    def labels(self) -> Mapping[str, str]:
        """The options by id, each with its label, in the order of the ballot."""
        return option_labels(self.ballot, self.motion.authentic)


def option_labels(ballot: BallotFacts, authentic: str) -> dict[str, str]:
    """The labels of a ballot's options in the language being spoken."""
    return {option["id"]: pick(option["label"], authentic=authentic).text for option in ballot.options}


def _needed(fact: T | None, name: str) -> T:
    if fact is None:
        raise ValueError(f"this letter needs a {name}")
    return fact
