"""The column types that all tables share: instants and structured facts, alike on both databases."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Column, DateTime, Dialect, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant, kept to the millisecond.

    PostgreSQL keeps a ``timestamptz``; SQLite, which has no such type, a text of fixed width that sorts as time
    does. A naive datetime raises ValueError: an instant without a zone is no instant.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type this database keeps instants in."""
        kind = String(24) if dialect.name == "sqlite" else DateTime(timezone=True)
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """What is written: UTC, cut to whole milliseconds."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a zone cannot be stored")
        exact = value.astimezone(UTC).replace(microsecond=value.microsecond // 1000 * 1000)
        if dialect.name != "sqlite":
            return exact
        return exact.strftime("%Y-%m-%dT%H:%M:%S.") + f"{exact.microsecond // 1000:03d}Z"

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """What is read: an aware datetime in UTC."""
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return value.astimezone(UTC)  # type: ignore[no-any-return]


def instant(*, nullable: bool = False, index: bool = False) -> Any:
    """A column for an instant."""
    return Field(default=None if nullable else ..., sa_column=Column(Instant, nullable=nullable, index=index))


def facts(*, nullable: bool = False) -> Any:
    """A column for structured facts (JSON): texts by language, lists, frozen rules."""
    kind = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
    return Field(default=None if nullable else ..., sa_column=Column(kind, nullable=nullable))
