"""The alarm clock: it wakes, calls the acts that are due, and sleeps. No deadline lives here.

A deadline is a rule, not a job: whoever looks finds what is due in the database. The timekeeper looks at the start,
every sweep, whenever something was written, and at the next instant that is known; missing one of these, or
looking twice, changes nothing.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler

from governance.acts.close_ballot import close_ballot, due_ballots
from governance.acts.doubt_clock import doubt_clock
from governance.acts.enter_refused_votes import enter_refused_votes
from governance.acts.follow_mandates import follow_mandates, mandates_moved
from governance.acts.hand_over import complete_handover
from governance.acts.make_up_outage import make_up_outage, note_alive
from governance.acts.note_desk import note_desk
from governance.acts.remind_actions import remind_actions
from governance.acts.remind_seats import remind_seats, reminders_due
from governance.acts.reopen_motion import reopen_motion, reopenings_due
from governance.acts.report_silent import report_silent, reports_due
from governance.acts.settle_confirmation import lapse_confirmations
from governance.clock import MOST_OFF, since_boot, utc_now
from governance.service import Service
from governance.store.database import is_out_of_reach, name_failure
from governance.store.reads.actions import reminders_due as action_reminders_due
from governance.store.reads.clock import clock_is_doubted
from governance.store.reads.confirmations import confirmations_due
from governance.store.reads.desk_keeper import handovers_due
from governance.store.reads.desk_lives import desk_notes_due
from governance.store.reads.schedule import next_instant
from governance.words.deadlines import say_deadlines

log = logging.getLogger(__name__)

JUMP = timedelta(seconds=60)
"""A clock that is suddenly so much ahead is not believed until somebody confirms it."""

SETTLE = timedelta(seconds=10)
"""On a database that several servers share, the close waits so long for casts that were received in time."""


STOP_SECONDS = 3
"""So long a delivery may take to end once it was told to; what it has claimed is free again by itself."""

MEASURE_SECONDS = 10
"""So often a server compares its clock with the one that all of them share."""


class Timekeeper:
    """Looks after one service. ``deliver`` sends the letters that wait and runs on a thread of its own, until it is
    done or ``break_off`` ends it; ``back_up`` makes a backup where one is due, on another."""

    def __init__(
        self,
        service: Service,
        *,
        deliver: Callable[[datetime], object],
        break_off: Callable[[], object] = lambda: None,
        back_up: Callable[[datetime], object] = lambda _now: None,
    ) -> None:
        self._service = service
        self._deliver = deliver
        self._break_off = break_off
        self._back_up = back_up
        self.scheduler = BackgroundScheduler(timezone="UTC")
        self._mail_due = threading.Event()
        self._look_due = threading.Event()
        self._stopping = threading.Event()
        self._looking = threading.Lock()
        self._postman = threading.Thread(target=self._carry, name="postman", daemon=True)
        self.last_tick: datetime | None = None
        self._every = timedelta(seconds=service.settings.sweep_seconds)
        self._clock_at = self._beat_at = utc_now()
        self._boot_at = since_boot()

    def start(self) -> None:
        """Make up for an outage, look at once, then whenever it is time."""
        self.compare_clock()
        service = self._service
        # A demonstration that rested over night has harmed nobody.
        if not service.settings.demo and not service.signer.waits:
            service.do_quietly(make_up_outage, say=say_deadlines, now=service.now())
        seconds = self._service.settings.sweep_seconds
        self.scheduler.add_job(
            self.look, "interval", seconds=seconds, id="sweep", coalesce=True, misfire_grace_time=None
        )
        self.scheduler.add_job(
            self._keep_copy, "interval", seconds=seconds, id="backup", coalesce=True, misfire_grace_time=None
        )
        self.scheduler.add_job(
            self.compare_clock, "interval", seconds=MEASURE_SECONDS, id="clock", misfire_grace_time=None
        )
        self.scheduler.start()
        self._postman.start()
        self.wake()

    def stop(self) -> None:
        """Let what runs come to its end, then be still. A delivery is broken off, again and again until it has ended:
        it may just be opening a connection. After ``STOP_SECONDS`` it is left alone, to end with the process."""
        self._stopping.set()
        self._mail_due.set()
        self._break_off()
        self.scheduler.shutdown(wait=True)
        for _ in range(STOP_SECONDS * 10):
            self._break_off()
            self._postman.join(timeout=0.1)
            if not self._postman.is_alive():
                return
        log.warning("the postman was left waiting for the mail server")

    def wake(self) -> None:
        """Something was written: look soon, and deliver what waits."""
        if not self._look_due.is_set() and not self._stopping.is_set() and self.scheduler.running:
            self._look_due.set()
            self.scheduler.add_job(self.look, id="now", replace_existing=True, misfire_grace_time=None)
        self._mail_due.set()

    def wake_postman(self) -> None:
        """Letters wait, and no deadline has moved."""
        self._mail_due.set()

    def look(self) -> None:
        """Do what is due, then set the alarm for what comes next. A failure is logged; the next look retries.

        One look at a time, each by one reading of the clock that was examined before anything is done by it.
        """
        self._look_due.clear()
        with self._looking:
            try:
                self._service.follow_clock()
                now = self._watch_clock()
                tick(self._service, now=now)
                self.last_tick = now
                self._set_alarm()
                enter_what_came(self._service, now=now)
            except Exception as error:
                _report("looking for what is due failed", error)
        self._mail_due.set()

    def _watch_clock(self) -> datetime:
        """Read the clock; doubt one that jumped ahead of the one that never steps, else note that the service runs."""
        # Read first: a jump that comes after it is seen, and nothing is done by what it jumped to.
        now = self._service.now()
        shown, boot = utc_now(), since_boot()
        ahead = (shown - self._clock_at) - timedelta(seconds=boot - self._boot_at)
        if ahead > JUMP:
            log.error("the clock jumped ahead by %s: nothing is closed until it is confirmed", ahead)
            self._service.do_quietly(doubt_clock, now=now)
        elif not self._service.settings.demo and shown - self._beat_at >= self._every:
            self._beat_at = shown
            self._service.do_quietly(note_alive, now=now)
        # Only now: where the doubt could not be written, the next look sees the jump again.
        self._clock_at, self._boot_at = shown, boot
        return now

    def compare_clock(self) -> None:
        """Set the clock right by the database's; say so when it is too far off to take votes, and when no longer."""
        was_right = self._service.clock.is_right
        try:
            self._service.set_clock_right()
        except Exception as error:
            log.warning("the clock could not be compared with the database's: %s", type(error).__name__)
        clock = self._service.clock
        if was_right and not clock.is_right:
            log.error(
                "this machine's clock is off by %s, more than %s: no votes are taken",
                clock.correction,
                MOST_OFF,
            )
        elif clock.is_right and not was_right:
            log.warning("this machine's clock is right again: votes are taken")

    def _set_alarm(self) -> None:
        following = self._service.read(next_instant, now=self._service.now())
        if following is not None and not self._stopping.is_set():
            self.scheduler.add_job(
                self.look,
                "date",
                run_date=self._service.clock.alarm_time(following + settle_time(self._service)),
                id="alarm",
                replace_existing=True,
                coalesce=True,
                misfire_grace_time=None,
            )

    def _keep_copy(self) -> None:
        if not self._stopping.is_set():
            self._back_up(self._service.now())

    def _carry(self) -> None:
        while not self._stopping.is_set():
            self._mail_due.wait(timeout=self._service.settings.sweep_seconds)
            self._mail_due.clear()
            if self._stopping.is_set():
                return
            try:
                self._deliver(self._service.now())
            except Exception as error:
                _report("delivering letters failed", error)


def tick(service: Service, *, now: datetime) -> int:
    """Close every ballot that is due at ``now`` and post every reminder; answers how many were closed.

    One ballot that cannot be closed does not keep the others from being closed. While the clock is doubted nothing
    is done by it, and casting goes on; while the register waits for its restoration only its answers can lapse.
    """
    closed = 0
    if service.read(clock_is_doubted):
        return closed
    if service.read(confirmations_due, now=now):
        service.do_quietly(lapse_confirmations, now=now)
    if service.signer.waits:
        return closed
    for ballot_id in service.read(due_ballots, now=now, settle=settle_time(service)):
        try:
            answer = service.do_quietly(close_ballot, ballot_id=ballot_id, vault=service.vault, now=now)
        except Exception as error:
            _report("a due ballot could not be closed", error)
            continue
        closed += answer is not None and answer.closed_now
    if service.read(action_reminders_due, now=now):
        service.do_quietly(remind_actions, vault=service.vault, now=now)
    if service.read(desk_notes_due, now=now):
        service.do_quietly(note_desk, now=now)
    if service.read(handovers_due, now=now):
        service.do_quietly(complete_handover, now=now)
    if service.read(mandates_moved, now=now):
        service.do_quietly(follow_mandates, vault=service.vault, now=now)
    for motion_id in service.read(reopenings_due, now=now):
        service.do_quietly(reopen_motion, motion_id=motion_id, now=now)
    for ballot_id in service.read(reminders_due, now=now):
        service.do_quietly(remind_seats, ballot_id=ballot_id, now=now)
    for ballot_id in service.read(reports_due, now=now):
        service.do_quietly(report_silent, ballot_id=ballot_id, now=now)
    return closed


def enter_what_came(service: Service, *, now: datetime) -> None:
    """Let the register say which votes came while the database did not take them. Later, where it still does not."""
    came = service.aside.waiting()
    if came:
        entered = service.do_quietly(enter_refused_votes, came=came, vault=service.vault, now=now)
        service.aside.forget(came)
        log.error("%s votes came while the database took none; the register says so", entered)


def _report(what: str, error: Exception) -> None:
    """In full, but for a database that does not answer: that is one line at each look, and no fault of the program."""
    if is_out_of_reach(error):
        log.error("%s: the database does not answer (%s)", what, name_failure(error))
    else:
        log.error(what, exc_info=error)


def settle_time(service: Service) -> timedelta:
    """How long after its end a ballot is closed: at once where one server queues casts and closes."""
    return timedelta() if service.database.is_sqlite else SETTLE
