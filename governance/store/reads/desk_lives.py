"""Resolutions that the desk has to look after: those whose condition is met, and those whose review day has come."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from governance.rules.conditions import is_met, review_day
from governance.store.reads.public_network import list_members
from governance.store.reads.standings import Told, condition_of, read_told, standing_after
from governance.store.tables.ballots import Ballot
from governance.store.tables.motions import MotionVersion
from governance.store.tables.outbox import OutboxRow
from governance.store.tables.resolutions import Resolution


@dataclass(frozen=True, slots=True)
class Note:
    """A letter that the desk is due about a resolution: its kind, and the event that posts it once."""

    kind: str
    event: str
    resolution: str


@dataclass(frozen=True, slots=True)
class Living:
    """An adopted resolution whose motion stated what it brings: how it stands, until what, and its review day."""

    id: UUID
    number: str
    zone: str
    suspended: bool
    condition: dict[str, object] | None
    review: date | None


def read_living(session: Session) -> list[Living]:
    """Every adopted resolution that is in force or suspended and says what it waits for, or when it is reviewed."""
    query = (
        select(Resolution, Ballot, MotionVersion)
        .where(Resolution.ballot_id == Ballot.id, Ballot.version_id == MotionVersion.id)
        .where(Resolution.outcome == "adopted")
    )
    rows = session.exec(query).all()
    told = read_told(session, [resolution.id for resolution, _, _ in rows])
    found = (_living(*row, told[row[0].id]) for row in rows)
    return [each for each in found if each is not None]


def desk_notes_due(session: Session, *, now: datetime) -> list[Note]:
    """The letters that are due to the desk and were not posted."""
    notes = [note for each in read_living(session) for note in _notes(session, each, now)]
    return [note for note in notes if not _posted(session, note.event)]


def next_day(session: Session, *, now: datetime) -> datetime | None:
    """The next instant at which such a letter may become due."""
    days = [
        (day, each.zone)
        for each in read_living(session)
        for day in (each.review, _day_of(each.condition))
        if day is not None
    ]
    begins = [datetime.combine(day, time(), ZoneInfo(zone)) for day, zone in days]
    return min((each.astimezone(now.tzinfo) for each in begins if each > now), default=None)


def _living(
    resolution: Resolution, ballot: Ballot, version: MotionVersion, told: tuple[Told, ...]
) -> Living | None:
    stands = standing_after(resolution, told)
    reviews = [each.facts for each in told if each.kind == "reviewed"]
    review = review_day((version.life or {}).get("review_on"), reviews)
    condition = condition_of(told)
    if stands is None or not stands.can_change or (review is None and condition is None):
        return None
    suspended = stands.state == "suspended"
    until = dict(condition) if condition is not None and suspended else None
    return Living(resolution.id, resolution.number, ballot.zone, suspended, until, review)


def _notes(session: Session, each: Living, now: datetime) -> list[Note]:
    today = now.astimezone(ZoneInfo(each.zone)).date()
    notes = []
    members = len(list_members(session, now=now))
    if each.condition is not None and is_met(each.condition, members=members, today=today):
        notes.append(Note("desk-condition", f"desk-condition:{each.id}", each.number))
    if each.review is not None and each.review <= today:
        notes.append(Note("desk-review", f"desk-review:{each.id}:{each.review}", each.number))
    return notes


def _posted(session: Session, event: str) -> bool:
    query = select(OutboxRow.id).where(col(OutboxRow.event).startswith(event))
    return session.exec(query).first() is not None


def _day_of(condition: dict[str, object] | None) -> date | None:
    day = (condition or {}).get("date")
    return date.fromisoformat(str(day)) if day else None
