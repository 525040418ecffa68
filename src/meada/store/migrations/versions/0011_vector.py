"""Vectors of articles are kept, with the mean of each language, so that none is made twice."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Makes the tables; they are filled when stories are next made with vectors."""
    op.create_table(
        "vector",
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_vector_page_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", "model", name=op.f("pk_vector")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_vector_model"), "vector", ["model", "block"], unique=False)
    op.create_table(
        "mean",
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("model", "lang", name=op.f("pk_mean")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
