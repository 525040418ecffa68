"""Briefs keep the runs of words of their texts, so that copies are found without reading the texts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Makes the table anew, which is filled from the articles; records are made anew before they grow."""
    op.execute("DELETE FROM strand")
    op.drop_table("brief")
    op.create_table(
        "brief",
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("grams", sa.LargeBinary(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_brief_page_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_brief")),
        sqlite_strict=True,
    )
