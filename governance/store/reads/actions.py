"""The actions of resolutions as everybody may read them, how far each has come, and who is due a reminder."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from governance.rules.actions import BEFORE, Progress, Step, progress
from governance.store.tables.ballots import Ballot
from governance.store.tables.follow_ups import Action, ActionStep
from governance.store.tables.motions import Motion, MotionVersion
from governance.store.tables.outbox import OutboxRow
from governance.store.tables.resolutions import Resolution


@dataclass(frozen=True)
class StepLine(Step):
    """One step with what was said of it. Erased texts are empty."""

    note: str = ""
    evidence: str = ""
    entry: int = 0


@dataclass(frozen=True)
class ActionFacts:
    """An action with the resolution it belongs to, how far it has come, and its steps in order."""

    id: UUID
    place: int
    what: dict[str, str]
    resolution: str
    motion: str
    title: dict[str, str]
    authentic: str
    zone: str
    declared_at: datetime
    progress: Progress
    steps: tuple[StepLine, ...]

    def is_late(self, now: datetime) -> bool:
        """Whether its day is over and it is not done."""
        return self.progress.is_open and bool(self.progress.due_on) and now >= self._ends_at()

    def _ends_at(self) -> datetime:
        day = date.fromisoformat(self.progress.due_on) + timedelta(days=1)
        return datetime.combine(day, time(), ZoneInfo(self.zone))


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder that is due: of which action, to which member, how many days before its day."""

    action: UUID
    member: str
    due_on: str
    before: int


def progress_of(session: Session, action: Action) -> Progress:
    """How far one action has come."""
    steps = _steps(session, [action.id])[action.id]
    return progress(
        action.declared_at, [Step(each.kind, each.at, each.member, each.due_on) for each in steps]
    )


def list_actions(session: Session, *, resolution: str | None = None) -> list[ActionFacts]:
    """The actions of one resolution, or of all, the newest resolution first."""
    query = (
        select(Action, Resolution, Motion, Ballot)
        .where(Action.resolution_id == Resolution.id, Resolution.motion_id == Motion.id)
        .where(Resolution.ballot_id == Ballot.id)
        .order_by(col(Resolution.year).desc(), col(Resolution.sequence).desc(), col(Action.place))
    )
    if resolution is not None:
        query = query.where(Resolution.number == resolution)
    rows = session.exec(query).all()
    steps = _steps(session, [action.id for action, *_ in rows])
    return [_facts(session, row, steps[row[0].id]) for row in rows]


def reminders_due(session: Session, *, now: datetime) -> list[Reminder]:
    """The latest reminder of each open action that is due and was not posted. What would have been due before the
    member was given the action is left out: that letter has said it."""
    found = []
    for each in list_actions(session):
        mark = _due_mark(each, now)
        if mark is not None and not _posted(session, each, mark):
            found.append(Reminder(each.id, each.progress.member, each.progress.due_on, mark))
    return found


def next_reminder(session: Session, *, now: datetime) -> datetime | None:
    """The next instant at which a reminder becomes due."""
    instants = [
        _instant(each, before) for each in list_actions(session) if _is_given(each) for before in BEFORE
    ]
    return min((each for each in instants if each > now), default=None)


def _is_given(each: ActionFacts) -> bool:
    return each.progress.is_open and bool(each.progress.member and each.progress.due_on)


def _instant(each: ActionFacts, before: int) -> datetime:
    """Eight in the morning of the day, where the network is."""
    day = date.fromisoformat(each.progress.due_on) - timedelta(days=before)
    return datetime.combine(day, time(8), ZoneInfo(each.zone))


def _due_mark(each: ActionFacts, now: datetime) -> int | None:
    if not _is_given(each):
        return None
    given_at = max(step.at for step in each.steps if step.kind == "assigned")
    due = [before for before in BEFORE if given_at < _instant(each, before) <= now]
    return min(due, default=None)


def _posted(session: Session, each: ActionFacts, mark: int) -> bool:
    event = f"action-reminder:{each.id}:{each.progress.due_on}-{mark}:"
    query = select(OutboxRow.id).where(col(OutboxRow.event).startswith(event))
    return session.exec(query).first() is not None


def _steps(session: Session, actions: Sequence[UUID]) -> dict[UUID, tuple[StepLine, ...]]:
    query = select(ActionStep).where(col(ActionStep.action_id).in_(actions)).order_by(col(ActionStep.entry))
    found: dict[UUID, list[StepLine]] = defaultdict(list)
    for row in session.exec(query).all():
        line = StepLine(
            kind=row.kind,
            at=row.at,
            by=row.by,
            member=row.member or "",
            due_on=row.due_on or "",
            note=row.note,
            evidence=row.evidence,
            entry=row.entry,
        )
        found[row.action_id].append(line)
    return {each: tuple(found[each]) for each in actions}


def _facts(
    session: Session, row: tuple[Action, Resolution, Motion, Ballot], steps: tuple[StepLine, ...]
) -> ActionFacts:
    action, resolution, motion, ballot = row
    version = session.get_one(MotionVersion, ballot.version_id)
    return ActionFacts(
        id=action.id,
        place=action.place,
        what=action.what,
        resolution=resolution.number,
        motion=motion.number,
        title=version.title,
        authentic=motion.authentic,
        zone=ballot.zone,
        declared_at=action.declared_at,
        progress=progress(action.declared_at, steps),
        steps=steps,
    )
