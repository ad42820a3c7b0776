"""Tokens of programs: what is handed out once, what is kept, and what each may be made for."""

import hashlib
import secrets
from datetime import timedelta

PREFIX = "gov_"
"""So that a token is recognised where it should not be."""

SCOPES = ("read", "motions", "ballots", "members")
"""``read``: what the desk reads; ``motions``: draft, table, withdraw; ``ballots``: open, extend, stop; ``members``:
admit. Each of the others may read what it changes; none may cast a vote."""

LONGEST = timedelta(days=366)
"""A token is good for a year and a day at most."""


def new_token() -> str:
    """256 random bits."""
    return PREFIX + secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    """What the database knows of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
