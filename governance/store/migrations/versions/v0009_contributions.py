"""What members say of a motion before its ballot opens."""

import sqlalchemy as sa
from alembic import op

from governance.store.tables.columns import Instant

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "deliberation_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("motion_id", sa.Uuid(), nullable=False),
        sa.Column("mandate_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("code_issue", sa.Integer(), nullable=False),
        sa.Column("code_sent_at", Instant(), nullable=True),
        sa.Column("wrong_codes", sa.Integer(), nullable=False),
        sa.Column("wrong_since", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"]),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("motion_id", "mandate_id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index(op.f("ix_deliberation_link_motion_id"), "deliberation_link", ["motion_id"], unique=False)
    op.create_table(
        "contribution",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("motion_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("mandate_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("passage", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("posted_at", Instant(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answer_salt", sa.String(), nullable=False),
        sa.Column("answer_entry", sa.Integer(), nullable=True),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"]),
        sa.ForeignKeyConstraint(["version_id"], ["motion_version.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_contribution_motion_id"), "contribution", ["motion_id"], unique=False)
