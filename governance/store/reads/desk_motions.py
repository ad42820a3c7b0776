"""Motions as the desk sees them, drafts included, and who would be written to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, or_, select

from governance.refusal import Refusal
from governance.store.tables.ballots import Ballot
from governance.store.tables.members import Mandate, Member, Person
from governance.store.tables.motions import Motion, MotionVersion
from governance.store.tables.resolutions import Minutes, Resolution


@dataclass(frozen=True, slots=True)
class Round:
    """One ballot of a motion."""

    id: UUID
    round: int
    state: str
    rule: dict[str, Any]
    options: tuple[dict[str, Any], ...]
    zone: str
    earliest_open_at: datetime
    opens_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    outcome: str | None
    stop_reason: str | None
    stop_note: str | None


@dataclass(frozen=True, slots=True)
class MotionFacts:
    """A motion with its newest wording, its conduct and its ballots. Texts are by language, durations ISO 8601."""

    number: str
    state: str
    authentic: str
    rule_id: str
    params: dict[str, str]
    fallback: list[dict[str, Any]] | None
    notice: str
    open_for: str
    reminders: tuple[str, ...]
    reopen_when: dict[str, Any] | None
    tabled_at: datetime | None
    notice_ends_at: datetime | None
    decided_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_reason: str | None
    version: int
    title: dict[str, str]
    question: dict[str, str]
    text: dict[str, str]
    no_decision: dict[str, str]
    options: tuple[dict[str, Any], ...]
    life: dict[str, Any] | None
    rounds: tuple[Round, ...]
    resolution: str | None
    minutes_signed_at: datetime | None

    def round_in(self, state: str) -> Round | None:
        """The newest ballot in this state, if there is one."""
        return next((each for each in reversed(self.rounds) if each.state == state), None)


@dataclass(frozen=True, slots=True)
class MotionLine:
    """A motion in a list."""

    number: str
    title: dict[str, str]
    authentic: str
    state: str


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who speaks for a member: function, address and language. All three are None where nobody does."""

    code: str
    member: dict[str, str]
    function: dict[str, str] | None
    email: str | None
    language: str | None


def read_motion(session: Session, number: str) -> MotionFacts:
    """The motion of this number, or ``motion-unknown``."""
    motion = session.exec(select(Motion).where(Motion.number == number)).one_or_none()
    if motion is None:
        raise Refusal("motion-unknown", motion=number)
    version = session.exec(
        select(MotionVersion)
        .where(MotionVersion.motion_id == motion.id)
        .order_by(col(MotionVersion.version).desc())
        .limit(1)
    ).one()
    resolution = session.exec(select(Resolution).where(Resolution.motion_id == motion.id)).one_or_none()
    minutes = session.get(Minutes, resolution.ballot_id) if resolution else None
    return MotionFacts(
        number=motion.number,
        state=motion.state,
        authentic=motion.authentic,
        rule_id=motion.rule_id,
        params=motion.params,
        fallback=motion.fallback,
        notice=motion.notice,
        open_for=motion.open_for,
        reminders=tuple(motion.reminders),
        reopen_when=motion.reopen_when,
        tabled_at=motion.tabled_at,
        notice_ends_at=motion.notice_ends_at,
        decided_at=motion.decided_at,
        withdrawn_at=motion.withdrawn_at,
        withdrawn_reason=motion.withdrawn_reason,
        version=version.version,
        title=version.title,
        question=version.question,
        text=version.text,
        no_decision=version.no_decision,
        options=tuple(version.options),
        life=version.life,
        rounds=_rounds(session, motion.id),
        resolution=resolution.number if resolution else None,
        minutes_signed_at=minutes.signed_at if minutes else None,
    )


def list_motions(session: Session) -> list[MotionLine]:
    """Every motion, the newest number first."""
    motions = session.exec(select(Motion).order_by(col(Motion.number).desc())).all()
    versions = session.exec(select(MotionVersion).order_by(col(MotionVersion.version))).all()
    newest = {version.motion_id: version for version in versions}
    return [
        MotionLine(motion.number, newest[motion.id].title, motion.authentic, motion.state)
        for motion in motions
    ]


def read_addressees(session: Session, now: datetime) -> list[Addressee]:
    """For each member of the network at ``now``, the director who would be written to; by member code."""
    members = session.exec(
        select(Member)
        .where(col(Member.admitted_at) <= now, or_(col(Member.left_at).is_(None), col(Member.left_at) > now))
        .order_by(Member.code)
    ).all()
    holders = session.exec(
        select(Mandate, Person)
        .where(Mandate.person_id == Person.id, Mandate.role == "director", col(Mandate.opens_at) <= now)
        .where(or_(col(Mandate.closes_at).is_(None), col(Mandate.closes_at) > now))
    ).all()
    by_member = {mandate.member_id: person for mandate, person in holders}
    return [_addressee(member, by_member.get(member.id)) for member in members]


def _addressee(member: Member, person: Person | None) -> Addressee:
    if person is None:
        return Addressee(member.code, member.name, None, None, None)
    return Addressee(member.code, member.name, person.title, person.email, person.language)


def _rounds(session: Session, motion_id: UUID) -> tuple[Round, ...]:
    ballots = session.exec(select(Ballot).where(Ballot.motion_id == motion_id).order_by(col(Ballot.round)))
    return tuple(
        Round(
            id=ballot.id,
            round=ballot.round,
            state=ballot.state,
            rule=ballot.rule,
            options=tuple(ballot.options),
            zone=ballot.zone,
            earliest_open_at=ballot.earliest_open_at,
            opens_at=ballot.opens_at,
            closes_at=ballot.closes_at,
            closed_at=ballot.closed_at,
            outcome=ballot.outcome,
            stop_reason=ballot.stop_reason,
            stop_note=ballot.stop_note,
        )
        for ballot in ballots.all()
    )
