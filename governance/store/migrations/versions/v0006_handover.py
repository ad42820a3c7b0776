"""Handing the secretariat over: which member an account belongs to, and when the desk passes on."""

import sqlalchemy as sa
from alembic import op

from governance.store.tables.columns import Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Accounts belong to the member that keeps the desk today."""
    op.add_column("account", sa.Column("member", sa.String(), nullable=True))
    op.execute("UPDATE account SET member = (SELECT secretariat FROM network)")
    op.create_table(
        "handover",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("from_member", sa.String(), nullable=False),
        sa.Column("to_member", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("hands_over_at", Instant(), nullable=False),
        sa.Column("done_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
