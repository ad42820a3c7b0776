"""The one door through which anything is written.

Acts run in order on one thread and are committed in groups: what each does through its session stands in a savepoint,
what it gathers is forgotten with it, so that a refused act undoes itself alone. An answer leaves only after the commit
is on disk. An act may run twice (when the database rolls a whole group back, its acts are run again one by one), so
time, random bytes and request keys are arguments of acts, never made inside them.
"""

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError

from governance.refusal import Refusal
from governance.register.checkpoint import Checkpoint
from governance.register.tree import Frontier
from governance.store.database import Database, is_out_of_reach
from governance.store.gathered import Gathered
from governance.store.heads import keep_head
from governance.store.log import Log
from governance.store.transaction import Transaction

T = TypeVar("T")
Act = Callable[[Transaction], Any]
log = logging.getLogger(__name__)

GROUP = 64
"""At most so many acts share one commit."""

RETRIES = 5
"""How often an act that lost a race between servers is run again before the error is shown."""

_RACES = {"40001", "40P01"}


class _Job:
    """An act that waits for its turn, and the answer its caller waits for."""

    __slots__ = ("act", "answer")

    def __init__(self, act: Act) -> None:
        self.act = act
        self.answer: Future[Any] = Future()

    def settle(self, value: Any, refused: Exception | None) -> None:
        """Answer whoever waits."""
        if refused is not None:
            self.answer.set_exception(refused)
        else:
            self.answer.set_result(value)


class Writer:
    """Runs acts one after another and commits them in groups.

    ``sign`` is called on the writer's thread once a group that changed the register is on disk, before any answer
    leaves; the head it answers is kept in the database with the next group that changes the register. While ``waits``
    answers true, the register takes nothing but what its restoration needs. ``note_group`` is told how many acts
    share a commit.
    """

    def __init__(
        self,
        database: Database,
        *,
        mail_host: str,
        sign: Callable[[Frontier], Checkpoint] | None = None,
        waits: Callable[[], bool] = lambda: False,
        note_group: Callable[[int], object] = lambda _acts: None,
    ) -> None:
        self._database = database
        self._note_group = note_group
        self._mail_host = mail_host
        self._sign = sign
        self._waits = waits
        self._unkept: Checkpoint | None = None
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    def run(self, act: Callable[[Transaction], T]) -> T:
        """Run the act in its turn; answers after the commit is on disk, or raises what the act raised."""
        answer: T = self.submit(act).result()
        return answer

    def submit(self, act: Callable[[Transaction], T]) -> "Future[T]":
        """Put the act in the queue; the future is done after its commit."""
        job = _Job(act)
        self._jobs.put(job)
        return job.answer

    @property
    def waiting(self) -> int:
        """About how many acts wait for their turn."""
        return self._jobs.qsize()

    def close(self) -> None:
        """Finish what is queued, then stop."""
        self._jobs.put(None)
        self._thread.join(timeout=60)

    def _work(self) -> None:
        while (first := self._jobs.get()) is not None:
            jobs, last = self._take(first)
            # From here on nobody can call an act back; one that was called back before is left out.
            jobs = [job for job in jobs if job.answer.set_running_or_notify_cancel()]
            if jobs:
                self._note_group(len(jobs))
                self._run_group(jobs)
            if last:
                return

    def _take(self, first: _Job) -> tuple[list[_Job], bool]:
        """The acts already waiting, up to a group; and whether the end of the queue was met."""
        jobs = [first]
        while len(jobs) < GROUP:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return jobs, False
            if job is None:
                return jobs, True
            jobs.append(job)
        return jobs, False

    def _run_group(self, jobs: list[_Job]) -> None:
        try:
            outcomes = self._commit(jobs)
        except Exception as error:  # the group is rolled back: nobody has been answered
            self._run_again(jobs, error)
            return
        for job, (value, refused) in zip(jobs, outcomes, strict=True):
            job.settle(value, refused)

    def _run_again(self, jobs: list[_Job], error: Exception) -> None:
        """One by one, so that an act that breaks the group breaks only itself; where the database itself failed, none:
        each would wait as long in vain."""
        if is_out_of_reach(error) and not _is_race(error):
            for job in jobs:
                job.answer.set_exception(error)
            return
        if len(jobs) > 1:
            for job in jobs:
                self._run_group([job])
            return
        job = jobs[0]
        for _ in range(RETRIES):
            if not _is_race(error):
                break
            try:
                [(value, refused)] = self._commit([job])
            except Exception as again:
                error = again
                continue
            job.settle(value, refused)
            return
        job.answer.set_exception(error)

    def _commit(self, jobs: list[_Job]) -> list[tuple[Any, Exception | None]]:
        kept = self._unkept
        with self._database.writing() as connection:
            register, rows = Log.hold(connection, waits=self._waits()), Gathered()
            outcomes = [
                self._run_one(Transaction(connection, register, rows, self._mail_host), job.act)
                for job in jobs
            ]
            rows.write(connection)
            changed = register.save(connection)
            if changed and kept is not None:
                keep_head(connection, kept)
        if changed:
            self._unkept = None
            self._sign_head(register.frontier)
        return outcomes

    def _run_one(self, tx: Transaction, act: Act) -> tuple[Any, Exception | None]:
        mark = tx.log.mark()
        try:
            value = act(tx)
            tx.finish()
        except DBAPIError:
            # The database may have rolled back more than the savepoint: the group starts over.
            tx.undo()
            raise
        except Exception as error:
            tx.undo()
            tx.log.return_to(mark)
            if not isinstance(error, Refusal):
                log.exception("an act failed and was undone")
            return None, error
        return value, None

    def _sign_head(self, frontier: Frontier) -> None:
        """What is recorded is recorded, even where its head cannot be signed: the receipt follows later."""
        try:
            self._unkept = self._sign(frontier) if self._sign else None
        except Refusal as refusal:
            log.warning("the new head of the register is not signed: %s", refusal.code)
        except Exception:
            log.exception("the new head of the register could not be signed")


def _is_race(error: Exception) -> bool:
    """Whether another server's transaction came first: the act may simply be run again."""
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in _RACES
