"""The desk's first page: what is open, what waits, and what happens next."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency

from governance.acts.report_silent import BEFORE
from governance.backup.shelf import last_backup
from governance.rules.durations import read_duration
from governance.service import Service
from governance.store.reads.clock import clock_is_doubted
from governance.store.reads.contributions import unanswered
from governance.store.reads.desk_board import Board, read_board
from governance.web.desk.pages import desk_page
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.pages import COUNTDOWN
from governance.web.service import service_of

SHOWN = 5
"""So many coming events are shown."""


@dataclass(frozen=True, slots=True)
class About:
    """A motion that an event is about."""

    number: str
    title: dict[str, str]
    authentic: str


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that the clock will bring: ``close``, ``reminder``, ``report`` (all by themselves), or ``may-open``;
    what happens at one instant to several motions is told once."""

    at: datetime
    kind: str
    motions: tuple[About, ...]


@get("/", sync_to_thread=True)
def show_board(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """The board."""
    service = service_of(request)
    board, now = service.read(read_board), service.now()
    ready = [each for each in board.tabled if each.open_at is not None and each.open_at <= now]
    return desk_page(
        request,
        visit,
        "board.html",
        scripts=COUNTDOWN,
        board=board,
        ready=ready,
        coming=coming_events(board, now=now),
        unreached=unreached_seats(board),
        unanswered=service.read(unanswered),
        last_tick=_last_tick(request),
        backup_age=_backup_age(service, now),
        clock_doubted=service.read(clock_is_doubted),
    )


def coming_events(board: Board, *, now: datetime) -> list[Coming]:
    """What happens next, the soonest first."""
    found: dict[tuple[datetime, str], list[About]] = defaultdict(list)
    for ballot in board.open:
        about = About(ballot.number, ballot.title, ballot.authentic)
        found[ballot.closes_at, "close"].append(about)
        for before in filter(None, map(read_duration, ballot.reminders)):
            if ballot.opens_at < ballot.closes_at - before:
                found[ballot.closes_at - before, "reminder"].append(about)
        if ballot.answered is not None and ballot.opens_at < ballot.closes_at - BEFORE:
            found[ballot.closes_at - BEFORE, "report"].append(about)
    for motion in board.tabled:
        if motion.open_at is not None:
            found[motion.open_at, "may-open"].append(About(motion.number, motion.title, motion.authentic))
    coming = [Coming(at, kind, tuple(motions)) for (at, kind), motions in found.items() if at > now]
    return sorted(coming, key=lambda each: (each.at, each.kind))[:SHOWN]


def unreached_seats(board: Board) -> list[tuple[UUID, str]]:
    """The seats of open ballots whose letter came back or was given up: (ballot, code), each once."""
    open_ballots = {ballot.id for ballot in board.open}
    found = {
        (each.ballot_id, each.seat): None
        for each in board.letters_troubled
        if each.seat and each.ballot_id in open_ballots and each.letter.state in ("bounced", "failed")
    }
    return [(ballot, seat) for ballot, seat in found if ballot is not None and seat is not None]


def _last_tick(request: AnyRequest) -> datetime | None:
    """When the alarm clock of this server last looked for what is due; None where it has not yet."""
    timekeeper = getattr(request.app.state, "timekeeper", None)
    return timekeeper.last_tick if timekeeper is not None else None


def _backup_age(service: Service, now: datetime) -> timedelta | None:
    """How old the newest backup is, by the machine's clock; None where there is none."""
    made_at = last_backup(service.settings)
    return service.clock.machine_time(now) - made_at if made_at is not None else None
