"""The reading room: digests of stories, who stands in which statement, offices, tokens, reads."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Makes the columns and tables, and fills them from what is stored."""
    with op.batch_alter_table("story") as batch:
        batch.add_column(sa.Column("latest", sa.Text(), nullable=True))
        batch.add_column(sa.Column("digest", sa.LargeBinary(), nullable=True))
    op.create_index(op.f("ix_story_latest"), "story", ["latest"], unique=False)
    op.create_index(op.f("ix_story_number"), "story", ["number"], unique=False)
    op.create_table(
        "part",
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id", "statement_id"],
            ["statement.story_id", "statement.id"],
            name=op.f("fk_part_story_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("story_id", "statement_id", "entity_id", "role", name=op.f("pk_part")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_part_entity_id"), "part", ["entity_id", "role", "day"], unique=False)
    op.create_table(
        "office",
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_office_page_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", "entity_id", "start", name=op.f("pk_office")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_office_entity_id"), "office", ["entity_id"], unique=False)
    op.create_table(
        "token",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("right", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("revoked_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_token")),
        sa.UniqueConstraint("hash", name=op.f("uq_token_hash")),
        sqlite_strict=True,
    )
    op.create_table(
        "visit",
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_visit_page_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_visit")),
        sqlite_strict=True,
    )
    from meada.store import office, thread

    thread.fill(op.get_bind())
    office.fill(op.get_bind())
