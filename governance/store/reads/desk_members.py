"""The members as the desk sees them: who sits for each at an instant, and one member with all its mandates."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, or_, select

from governance.store.tables.ballots import Ballot, Seat
from governance.store.tables.members import Absence, Mandate, Member, Person, Suspension
from governance.store.tables.motions import Motion

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Holder:
    """A mandate and who holds it, by function; ``title`` is empty once the person's data were erased."""

    id: UUID
    role: str
    title: Texts
    email: str
    language: str
    opens_at: datetime
    closes_at: datetime | None

    def runs(self, at: datetime) -> bool:
        """Whether it holds at this instant."""
        return self.opens_at <= at and (self.closes_at is None or at < self.closes_at)


@dataclass(frozen=True, slots=True)
class Period:
    """A suspension, with its reason, or an absence, without."""

    id: UUID
    opens_at: datetime
    closes_at: datetime | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Seated:
    """A member at an instant: who spoke for it, and whether it was suspended."""

    code: str
    name: Texts
    director: Holder | None
    alternate: Holder | None
    suspended: Period | None
    away: Period | None


@dataclass(frozen=True, slots=True)
class DeskMember:
    """A member whole: every mandate, suspension and absence, the newest first, and its open ballots by motion."""

    code: str
    name: Texts
    admitted_at: datetime
    left_at: datetime | None
    mandates: tuple[Holder, ...]
    suspensions: tuple[Period, ...]
    absences: tuple[Period, ...]
    open_ballots: tuple[tuple[UUID, str], ...]


def seated_at(session: Session, *, at: datetime) -> list[Seated]:
    """The members of the network at an instant, by code, with who sat for them."""
    query = select(Member).where(
        col(Member.admitted_at) <= at, or_(col(Member.left_at).is_(None), col(Member.left_at) > at)
    )
    members = session.exec(query.order_by(Member.code)).all()
    return [_seated(session, member, at) for member in members]


def read_desk_member(session: Session, code: str) -> DeskMember | None:
    """The member of this code, whether present or gone."""
    member = session.exec(select(Member).where(Member.code == code)).one_or_none()
    if member is None:
        return None
    ballots = session.exec(
        select(Ballot.id, Motion.number)
        .join(Seat, col(Seat.ballot_id) == col(Ballot.id))
        .join(Motion, col(Motion.id) == col(Ballot.motion_id))
        .where(Seat.member_id == member.id, Ballot.state == "open")
        .order_by(Motion.number)
    ).all()
    return DeskMember(
        code=member.code,
        name=member.name,
        admitted_at=member.admitted_at,
        left_at=member.left_at,
        mandates=_holders(session, member.id),
        suspensions=_suspensions(session, member.id),
        absences=_absences(session, member.id),
        open_ballots=tuple((ballot, number) for ballot, number in ballots),
    )


def _seated(session: Session, member: Member, at: datetime) -> Seated:
    holders = [each for each in _holders(session, member.id) if each.runs(at)]
    by_role = {each.role: each for each in holders}
    return Seated(
        code=member.code,
        name=member.name,
        director=by_role.get("director"),
        alternate=by_role.get("alternate"),
        suspended=_running(_suspensions(session, member.id), at),
        away=_running(_absences(session, member.id), at),
    )


def _running(periods: tuple[Period, ...], at: datetime) -> Period | None:
    return next(
        (each for each in periods if each.opens_at <= at and (each.closes_at is None or at < each.closes_at)),
        None,
    )


def _holders(session: Session, member: UUID) -> tuple[Holder, ...]:
    query = (
        select(Mandate, Person)
        .join(Person, col(Person.id) == col(Mandate.person_id))
        .where(Mandate.member_id == member)
        .order_by(col(Mandate.opens_at).desc(), col(Mandate.role).desc())
    )
    return tuple(
        Holder(
            mandate.id,
            mandate.role,
            person.title,
            person.email,
            person.language,
            mandate.opens_at,
            mandate.closes_at,
        )
        for mandate, person in session.exec(query).all()
    )


def _suspensions(session: Session, member: UUID) -> tuple[Period, ...]:
    query = select(Suspension).where(Suspension.member_id == member).order_by(col(Suspension.opens_at).desc())
    return tuple(
        Period(each.id, each.opens_at, each.closes_at, each.reason) for each in session.exec(query).all()
    )


def _absences(session: Session, member: UUID) -> tuple[Period, ...]:
    query = select(Absence).where(Absence.member_id == member).order_by(col(Absence.opens_at).desc())
    return tuple(Period(each.id, each.opens_at, each.closes_at) for each in session.exec(query).all())
