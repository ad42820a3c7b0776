"""What a motion brings with it, and what happens to a resolution after its number."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from governance.store.tables.columns import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FACTS = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    """Add the column and the table, and bar UPDATE and DELETE there."""
    op.add_column("motion_version", sa.Column("life", FACTS, nullable=True))
    op.create_table(
        "happening",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resolution_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("facts", FACTS, nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["resolution_id"], ["resolution.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_happening_resolution_id"), "happening", ["resolution_id"], unique=False)
    _refuse_changes("happening")


def _refuse_changes(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION 'rows of {table} are never changed'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_stays()"
    )
