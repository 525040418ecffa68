"""What stories grow by: briefs of articles, what their statements were made under, shares of common wording."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_REAL: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def upgrade() -> None:
    """Makes the tables; they are filled as stories grow or are made."""
    op.create_table(
        "brief",
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_brief_page_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_brief")),
        sqlite_strict=True,
    )
    op.create_table(
        "strand",
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_strand_story_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_strand_page_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_id", "page_id", name=op.f("pk_strand")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_strand_page_id"), "strand", ["page_id"], unique=False)
    op.add_column("edge", sa.Column("share", _REAL, nullable=False, server_default="0"))
    op.add_column("story_page", sa.Column("rank", sa.Integer(), nullable=False, server_default="0"))
    op.create_index(op.f("ix_link_story_id"), "link", ["story_id", "level", "relation", "a", "b"], unique=False)
    op.drop_column("link", "place")
    op.drop_column("entity", "place")
