"""What members said of motions, as everybody may read it, and what the page of a deliberation link needs."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from governance.store.tables.contributions import Contribution, DeliberationLink
from governance.store.tables.members import Mandate, Member
from governance.store.tables.motions import Motion, MotionVersion


@dataclass(frozen=True, slots=True)
class Said:
    """A contribution: ``comment``, ``concern`` or ``amendment``, of a member to a version of the text, and the answer.

    ``passage`` is the wording that an amendment proposes. A person is never named.
    """

    id: UUID
    code: str
    name: dict[str, str]
    about: str
    version: int
    passage: str
    text: str
    posted_at: datetime
    answer: str
    answered_at: datetime | None
    erased: bool


@dataclass(frozen=True, slots=True)
class Deliberation:
    """What a deliberation link opens: the motion as it is now, the member it speaks for, and until when."""

    number: str
    state: str
    authentic: str
    version: int
    title: dict[str, str]
    question: dict[str, str]
    text: dict[str, str]
    no_decision: dict[str, str]
    notice_ends_at: datetime | None
    code: str
    name: dict[str, str]
    mandate_ends_at: datetime | None

    def is_open(self, at: datetime) -> bool:
        """Whether the member can speak through this link at ``at``."""
        runs = self.state == "tabled" and self.notice_ends_at is not None and at < self.notice_ends_at
        return runs and (self.mandate_ends_at is None or at < self.mandate_ends_at)


def read_contributions(session: Session, number: str) -> tuple[Said, ...]:
    """What was said of a motion, the first first."""
    query = (
        select(Contribution, Member, MotionVersion)
        .where(Contribution.member_id == Member.id, Contribution.version_id == MotionVersion.id)
        .where(Contribution.motion_id == Motion.id, Motion.number == number)
        .order_by(col(Contribution.entry))
    )
    return tuple(_said(*each) for each in session.exec(query).all())


def unanswered(session: Session) -> dict[str, int]:
    """How many contributions wait for the desk's answer, by the number of their motion."""
    query = (
        select(Motion.number)
        .where(Contribution.motion_id == Motion.id, col(Contribution.answered_at).is_(None))
        .where(Contribution.salt != "")
        .order_by(Motion.number)
    )
    counts: dict[str, int] = {}
    for number in session.exec(query).all():
        counts[number] = counts.get(number, 0) + 1
    return counts


def read_deliberation(session: Session, *, token_hash: str) -> Deliberation | None:
    """What the link with this hash of its token opens; None for one that was never issued."""
    query = select(DeliberationLink).where(DeliberationLink.token_hash == token_hash)
    link = session.exec(query).one_or_none()
    if link is None:
        return None
    motion = session.get_one(Motion, link.motion_id)
    mandate = session.get_one(Mandate, link.mandate_id)
    member = session.get_one(Member, mandate.member_id)
    latest = select(MotionVersion).where(MotionVersion.motion_id == motion.id)
    version = session.exec(latest.order_by(col(MotionVersion.version).desc()).limit(1)).one()
    return Deliberation(
        number=motion.number,
        state=motion.state,
        authentic=motion.authentic,
        version=version.version,
        title=version.title,
        question=version.question,
        text=version.text,
        no_decision=version.no_decision,
        notice_ends_at=motion.notice_ends_at,
        code=member.code,
        name=member.name,
        mandate_ends_at=mandate.closes_at,
    )


def _said(row: Contribution, member: Member, version: MotionVersion) -> Said:
    return Said(
        id=row.id,
        code=member.code,
        name=member.name,
        about=row.about,
        version=version.version,
        passage=row.passage,
        text=row.text,
        posted_at=row.posted_at,
        answer=row.answer,
        answered_at=row.answered_at,
        erased=not row.salt,
    )
