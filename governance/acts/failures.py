"""Tries that failed, at the sign-in and wherever a password or a second factor is asked for again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import delete
from sqlmodel import col

from governance.access import throttle
from governance.refusal import Refusal
from governance.store.tables.accounts import Attempt
from governance.store.transaction import Transaction

KEPT = timedelta(days=1)
"""Failures older than this are forgotten."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """Who tries, as throttling counts them: keyed digests of the e-mail address and of the network address."""

    email: str
    address: str


def check_wait(failures: dict[str, list[datetime]], subjects: Subjects, *, now: datetime) -> None:
    """Refuse (``sign-in-wait``, until when) a try that comes too soon after too many failures."""
    waits = (
        throttle.wait_until(failures[subjects.email], longest=throttle.LONGEST_FOR_EMAIL, now=now),
        throttle.wait_until(failures[subjects.address], longest=throttle.LONGEST_FOR_ADDRESS, now=now),
    )
    until = max((each for each in waits if each is not None), default=None)
    if until is not None:
        seconds = max(1, ceil((until - now).total_seconds()))
        raise Refusal("sign-in-wait", wait=timedelta(seconds=seconds), retry_after=seconds)


def count_failure(tx: Transaction, subjects: Subjects, now: datetime) -> None:
    """Write a failed try down, for the address it was about and the one it came from."""
    tx.session.execute(
        delete(Attempt).where(col(Attempt.kind) == "sign-in", col(Attempt.tried_at) < now - KEPT)
    )
    for subject in (subjects.email, subjects.address):
        tx.session.add(Attempt(kind="sign-in", subject=subject, tried_at=now))
