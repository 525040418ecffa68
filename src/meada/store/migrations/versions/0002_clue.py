"""What articles are found by when a passage is checked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes the table; the keys of articles stored before are put in when a passage is first checked."""
    op.create_table(
        "clue",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["article.number"], name=op.f("fk_clue_number"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "number", name=op.f("pk_clue")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_clue_number"), "clue", ["number"], unique=False)
