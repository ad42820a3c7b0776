"""Motions that came back to the desk."""

import sqlalchemy as sa
from alembic import op

from governance.store.tables.columns import Instant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "reopening",
        sa.Column("motion_id", sa.Uuid(), nullable=False),
        sa.Column("of_id", sa.Uuid(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("reopened_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"]),
        sa.ForeignKeyConstraint(["of_id"], ["motion.id"]),
        sa.PrimaryKeyConstraint("motion_id"),
        sa.UniqueConstraint("of_id"),
    )
