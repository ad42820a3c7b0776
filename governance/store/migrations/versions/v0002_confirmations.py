"""What the desk asks other seats to confirm."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from governance.store.tables.columns import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FACTS = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "confirmation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("facts", FACTS, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_confirmation_state"), "confirmation", ["state"], unique=False)
    op.create_table(
        "confirming_seat",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("confirmation_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("mandate_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("code_issue", sa.Integer(), nullable=False),
        sa.Column("code_sent_at", Instant(), nullable=True),
        sa.Column("wrong_codes", sa.Integer(), nullable=False),
        sa.Column("wrong_since", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["confirmation_id"], ["confirmation.id"]),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("confirmation_id", "member_id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index(
        op.f("ix_confirming_seat_confirmation_id"), "confirming_seat", ["confirmation_id"], unique=False
    )
