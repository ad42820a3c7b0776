"""Tokens of programs, without what they are recognised by."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from governance.store.tables.tokens import ApiToken


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """A token: whose it is, what it may do, and until when."""

    id: UUID
    name: str
    scopes: tuple[str, ...]
    made_by: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None

    def is_good(self, now: datetime) -> bool:
        """Whether it opens anything at ``now``."""
        return self.revoked_at is None and now < self.expires_at


def list_tokens(session: Session) -> list[TokenFacts]:
    """Every token, the newest first."""
    query = select(ApiToken).order_by(col(ApiToken.created_at).desc(), ApiToken.name)
    return [_facts(each) for each in session.exec(query).all()]


def find_token(session: Session, token_hash: str) -> TokenFacts | None:
    """The token that has this hash."""
    found = session.exec(select(ApiToken).where(ApiToken.token_hash == token_hash)).one_or_none()
    return None if found is None else _facts(found)


def _facts(token: ApiToken) -> TokenFacts:
    return TokenFacts(
        id=token.id,
        name=token.name,
        scopes=tuple(token.scopes),
        made_by=token.made_by,
        created_at=token.created_at,
        expires_at=token.expires_at,
        revoked_at=token.revoked_at,
    )
