"""Looking into the database from tests: counts and rows, nothing that a reader of the service could do."""

from typing import Any

from sqlmodel import Session, col, select

from governance.register import canonical
from governance.service import Service
from governance.store.tables.every import METADATA
from governance.store.tables.log import LogEntry


def entries(service: Service, kind: str | None = None) -> list[dict[str, Any]]:
    """The register's entries, all or of one kind, in order."""

    def look(session: Session) -> list[dict[str, Any]]:
        query = select(LogEntry).order_by(col(LogEntry.index))
        rows = session.exec(query if kind is None else query.where(LogEntry.kind == kind)).all()
        return [canonical.decode(row.body) for row in rows]

    return service.read(look)


def rows(service: Service, table: type[Any], **where: Any) -> list[Any]:
    """The rows of a table whose columns have these values."""

    def look(session: Session) -> list[Any]:
        query = select(table)
        for name, value in where.items():
            query = query.where(getattr(table, name) == value)
        return list(session.exec(query).all())

    return service.read(look)


def fingerprint(service: Service) -> dict[str, int]:
    """How many rows each table holds, and what they sum to: the same before and after what changes nothing."""

    def look(session: Session) -> dict[str, int]:
        return {
            name: hash(tuple(sorted(str(tuple(row)) for row in session.execute(table.select()).all())))
            for name, table in METADATA.tables.items()
        }

    return service.read(look)
