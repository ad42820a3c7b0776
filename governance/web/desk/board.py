"""The desk's first page: what is open, what waits, and what happens next."""

from dataclasses import dataclass
from datetime import datetime

from litestar import Response, get
from litestar.di import NamedDependency

from governance.rules.durations import read_duration
from governance.store.reads.clock import clock_is_doubted
from governance.store.reads.desk_board import Board, read_board
from governance.web.desk.pages import desk_page
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.service import service_of

SHOWN = 8
"""So many coming events are shown."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that the clock will bring: ``close``, ``reminder`` (both by themselves), or ``may-open``."""

    at: datetime
    kind: str
    number: str
    title: dict[str, str]
    authentic: str


@get("/", sync_to_thread=True)
def show_board(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """The board."""
    service = service_of(request)
    board, now = service.read(read_board), service.now()
    ready = [each for each in board.tabled if each.open_at is not None and each.open_at <= now]
    coming = coming_events(board, now=now)
    return desk_page(
        request,
        visit,
        "board.html",
        board=board,
        ready=ready,
        coming=coming,
        clock_doubted=service.read(clock_is_doubted),
    )


def coming_events(board: Board, *, now: datetime) -> list[Coming]:
    """What happens next, the soonest first."""
    found = []
    for ballot in board.open:
        about = (ballot.number, ballot.title, ballot.authentic)
        found.append(Coming(ballot.closes_at, "close", *about))
        for written in ballot.reminders:
            before = read_duration(written)
            if before is not None and ballot.opens_at < ballot.closes_at - before:
                found.append(Coming(ballot.closes_at - before, "reminder", *about))
    for motion in board.tabled:
        if motion.open_at is not None:
            found.append(Coming(motion.open_at, "may-open", motion.number, motion.title, motion.authentic))
    return sorted((each for each in found if each.at > now), key=lambda each: each.at)[:SHOWN]
