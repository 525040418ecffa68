"""The first shape of the store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes all tables."""
    op.create_table(
        "capture",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("fetched_at", sa.Text(), nullable=True),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capture")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_capture_origin"), "capture", ["origin"], unique=False)
    op.create_table(
        "counter",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
        sqlite_strict=True,
    )
    op.create_table(
        "failure",
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("origin", name=op.f("pk_failure")),
        sqlite_strict=True,
    )
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["judgement.id"], name=op.f("fk_judgement_undoes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_judgement_item"), "judgement", ["item"], unique=False)
    op.create_index(op.f("ix_judgement_undoes"), "judgement", ["undoes"], unique=False)
    op.create_table(
        "made",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_made")),
        sqlite_strict=True,
    )
    op.create_table(
        "page",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("made_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["capture.id"], name=op.f("fk_page_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["made_id"], ["made.id"], name=op.f("fk_page_made_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page")),
        sqlite_strict=True,
    )
    op.create_table(
        "story",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("begin", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("made_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["made_id"], ["made.id"], name=op.f("fk_story_made_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story")),
        sqlite_strict=True,
    )
    op.create_table(
        "article",
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("lang", sa.Text(), nullable=True),
        sa.Column("variant", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("made_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["made_id"], ["made.id"], name=op.f("fk_article_made_id")),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_article_page_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_article")),
        sa.UniqueConstraint("number", name=op.f("uq_article_number")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_article_agency"), "article", ["agency"], unique=False)
    op.create_index(op.f("ix_article_outlet"), "article", ["outlet"], unique=False)
    op.create_index(op.f("ix_article_published"), "article", ["published"], unique=False)
    op.create_index(op.f("ix_article_url"), "article", ["url"], unique=False)
    op.create_table(
        "entity",
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("made_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["made_id"], ["made.id"], name=op.f("fk_entity_made_id")),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_entity_story_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_id", "id", name=op.f("pk_entity")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_entity_id"), "entity", ["id"], unique=False)
    op.create_table(
        "episode",
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("begin", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_episode_story_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_id", "id", name=op.f("pk_episode")),
        sqlite_strict=True,
    )
    op.create_table(
        "family",
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_family_story_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_id", "id", name=op.f("pk_family")),
        sqlite_strict=True,
    )
    op.create_table(
        "item",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_item_page_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", "page_id", name=op.f("pk_item")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_item_page_id"), "item", ["page_id"], unique=False)
    op.create_table(
        "reading",
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=True),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("made_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["made_id"], ["made.id"], name=op.f("fk_reading_made_id")),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_reading_page_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_reading")),
        sqlite_strict=True,
    )
    op.create_table(
        "statement",
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("begin", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("made_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["made_id"], ["made.id"], name=op.f("fk_statement_made_id")),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_statement_page_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_statement_story_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_id", "id", name=op.f("pk_statement")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_statement_id"), "statement", ["id"], unique=False)
    op.create_index(op.f("ix_statement_item"), "statement", ["item"], unique=False)
    op.create_index(op.f("ix_statement_page_id"), "statement", ["page_id"], unique=False)
    op.create_table(
        "story_page",
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_story_page_page_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_story_page_story_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_id", "page_id", name=op.f("pk_story_page")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_story_page_page_id"), "story_page", ["page_id"], unique=False)
    op.create_table(
        "family_page",
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("family_id", sa.Text(), nullable=False),
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_family_page_page_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["story_id", "family_id"],
            ["family.story_id", "family.id"],
            name=op.f("fk_family_page_story_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("story_id", "family_id", "page_id", name=op.f("pk_family_page")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_family_page_page_id"), "family_page", ["page_id"], unique=False)
    op.create_table(
        "link",
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("a", sa.Text(), nullable=False),
        sa.Column("b", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("made_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["made_id"], ["made.id"], name=op.f("fk_link_made_id")),
        sa.ForeignKeyConstraint(
            ["story_id", "a"], ["statement.story_id", "statement.id"], name="fk_link_a", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["story_id", "b"], ["statement.story_id", "statement.id"], name="fk_link_b", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_link_story_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_id", "id", name=op.f("pk_link")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_link_a"), "link", ["a"], unique=False)
    op.create_index(op.f("ix_link_b"), "link", ["b"], unique=False)
    op.create_index(op.f("ix_link_id"), "link", ["id"], unique=False)
