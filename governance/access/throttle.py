"""Slowing down whoever guesses: the more failures, the longer until the next try is looked at.

Counted per e-mail address and per network address, whether or not an account exists, so that the pace of the
answers tells nothing about which accounts there are.
"""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta

from governance.access.vault import Vault

FREE = 5
"""So many failures within ``WITHIN`` cost no waiting."""

WITHIN = timedelta(hours=1)
FIRST_WAIT = timedelta(seconds=5)

LONGEST_FOR_EMAIL = timedelta(minutes=1)
"""Short, so that nobody can keep the owner of an account out for long by guessing at it."""

LONGEST_FOR_ADDRESS = timedelta(minutes=15)


def subject_of(vault: Vault, kind: str, who: str) -> str:
    """What is kept of who tried: a keyed digest that the database alone cannot turn back."""
    return hmac.new(vault.link, f"attempt\x00{kind}\x00{who}".encode(), hashlib.sha256).hexdigest()


def wait_until(failures: Sequence[datetime], *, longest: timedelta, now: datetime) -> datetime | None:
    """Until when no try is looked at, or None. From the sixth failure on the wait doubles, up to ``longest``."""
    recent = sorted(each for each in failures if now - WITHIN < each <= now)
    if len(recent) < FREE:
        return None
    wait: timedelta = min(longest, FIRST_WAIT * 2 ** min(len(recent) - FREE, 20))
    until = recent[-1] + wait
    return until if until > now else None
