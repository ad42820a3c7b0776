"""A program is given a token to come to the desk with, or loses it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from governance.access.tokens import LONGEST, SCOPES
from governance.refusal import Refusal
from governance.store.tables.tokens import ApiToken
from governance.store.transaction import Transaction

LONGEST_NAME = 80


def issue_token(
    tx: Transaction,
    *,
    name: str,
    scopes: Sequence[str],
    lasts: timedelta,
    token_hash: str,
    made_by: str,
    now: datetime,
) -> UUID:
    """Keep the hash of a new token and answer its id. ``made_by``: who is asked when somebody wonders whose it is.

    Refused: ``token-name-missing``, ``scope-refused``, ``token-lasts``.
    """
    plain = " ".join(name.split())
    if not plain or len(plain) > LONGEST_NAME or not plain.isprintable():
        raise Refusal("token-name-missing", longest=LONGEST_NAME)
    if not scopes or set(scopes) - set(SCOPES):
        raise Refusal("scope-refused", scopes=SCOPES)
    if not timedelta() < lasts <= LONGEST:
        raise Refusal("token-lasts", longest=LONGEST)
    token = ApiToken(
        name=plain,
        token_hash=token_hash,
        scopes=[each for each in SCOPES if each in scopes],
        made_by=made_by,
        created_at=now,
        expires_at=now + lasts,
    )
    tx.session.add(token)
    return token.id


def revoke_token(tx: Transaction, *, token_id: UUID, now: datetime) -> None:
    """End a token at once. Ending one that has ended changes nothing. Refused: ``token-not-known``."""
    token = tx.session.get(ApiToken, token_id)
    if token is None:
        raise Refusal("token-not-known")
    if token.revoked_at is None:
        token.revoked_at = now
        tx.session.add(token)
