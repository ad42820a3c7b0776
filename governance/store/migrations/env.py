"""Alembic's entry: runs the steps on the connection it is handed."""

from typing import Literal

from alembic import context

from governance.store.tables.columns import Instant
from governance.store.tables.every import METADATA


def _render(kind: str, value: object, _context: object) -> str | Literal[False]:
    """Instants by our own name in generated steps."""
    return "Instant()" if kind == "type" and isinstance(value, Instant) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_item=_render,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
