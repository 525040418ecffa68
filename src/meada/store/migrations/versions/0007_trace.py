"""What articles are placed by, so that adding some costs as for some."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_REAL: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")
_LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the tables; they are filled when stories are next made."""
    op.create_table(
        "trace",
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("episode", sa.Integer(), nullable=False),
        sa.Column("day", _REAL, nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_trace_page_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_trace")),
        sa.UniqueConstraint("number", name=op.f("uq_trace_number")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_trace_episode"), "trace", ["episode"], unique=False)
    op.create_table(
        "posting",
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("weight", _REAL, nullable=False),
        sa.PrimaryKeyConstraint("term", "block", "number", name=op.f("pk_posting")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "frequency",
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("lang", "term", name=op.f("pk_frequency")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "band",
        sa.Column("key", _LONG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "number", name=op.f("pk_band")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "beside",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "number", name=op.f("pk_beside")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "actor",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_actor")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "edge",
        sa.Column("a", sa.Integer(), nullable=False),
        sa.Column("b", sa.Integer(), nullable=False),
        sa.Column("faded", _REAL, nullable=False),
        sa.Column("worded", _REAL, nullable=False),
        sa.Column("copied", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("a", "b", name=op.f("pk_edge")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tie",
        sa.Column("a", sa.Integer(), nullable=False),
        sa.Column("b", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("a", "b", name=op.f("pk_tie")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_posting_number"), "posting", ["number"], unique=False)
    op.create_index(op.f("ix_band_number"), "band", ["number"], unique=False)
    op.create_index(op.f("ix_beside_number"), "beside", ["number"], unique=False)
    op.create_index(op.f("ix_edge_b"), "edge", ["b"], unique=False)
