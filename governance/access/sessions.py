"""Sessions of the desk: what the cookie holds, what the database holds, and how long both are good for."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

IDLE = timedelta(hours=2)
"""A session in which no form was sent for so long has ended: looking writes nothing, so it prolongs nothing."""

ABSOLUTE = timedelta(hours=12)
"""A session has ended so long after signing in, used or not."""

SEEN_EVERY = timedelta(minutes=1)
"""That a session is in use is written down at most so often."""


def new_secret() -> str:
    """256 random bits as text: the id of a session, or the key of its forms."""
    return secrets.token_urlsafe(32)


def session_hash(session_id: str) -> str:
    """What the database knows of a session's id."""
    return hashlib.sha256(session_id.encode("utf-8", "replace")).hexdigest()


def is_live(*, created_at: datetime, seen_at: datetime, ended_at: datetime | None, now: datetime) -> bool:
    """Whether a session opens the desk: not signed out, and within both limits (half-open)."""
    return ended_at is None and now < seen_at + IDLE and now < created_at + ABSOLUTE


def is_seen_again(*, seen_at: datetime, now: datetime) -> bool:
    """Whether it is time to write down once more that the session is in use."""
    return now - seen_at >= SEEN_EVERY


def same_key(given: str, expected: str) -> bool:
    """Whether a form carries the key of this session, compared in constant time."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode("utf-8"))
