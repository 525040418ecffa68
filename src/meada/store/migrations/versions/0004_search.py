"""Search: passages with their full-text index, word forms, tags, and saved searches."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.sqlite import REAL

revision = "0004"
down_revision = "0003"

_LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_NUMBER: sa.Double[float] = sa.Double().with_variant(REAL(), "sqlite")

_FULLTEXT = {
    "sqlite": (
        "CREATE VIRTUAL TABLE passage_words USING fts5("
        "lemmas, tags, content='passage', content_rowid='id', columnsize=0, tokenize='ascii')",
        "CREATE TRIGGER passage_added AFTER INSERT ON passage BEGIN "
        "INSERT INTO passage_words(rowid, lemmas, tags) VALUES (new.id, new.lemmas, new.tags); END",
        "CREATE TRIGGER passage_removed AFTER DELETE ON passage BEGIN "
        "INSERT INTO passage_words(passage_words, rowid, lemmas, tags) "
        "VALUES ('delete', old.id, old.lemmas, old.tags); END",
        "CREATE TRIGGER passage_changed AFTER UPDATE ON passage BEGIN "
        "INSERT INTO passage_words(passage_words, rowid, lemmas, tags) "
        "VALUES ('delete', old.id, old.lemmas, old.tags); "
        "INSERT INTO passage_words(rowid, lemmas, tags) VALUES (new.id, new.lemmas, new.tags); END",
    ),
    "postgresql": (
        "CREATE INDEX ix_passage_words ON passage "
        "USING gin (to_tsvector('simple', lemmas), to_tsvector('simple', tags)) WITH (fastupdate = off)",
    ),
}


def upgrade() -> None:
    """Makes the tables; the articles that are there are indexed when the store is opened."""
    op.create_table(
        "passage",
        sa.Column("id", _LONG, autoincrement=False, nullable=False),
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("digest", _LONG, nullable=False),
        sa.Column("lemmas", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("held", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_passage_page_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_passage_page_id"), "passage", ["page_id"], unique=False)
    for command in _FULLTEXT[op.get_bind().dialect.name]:
        op.execute(command)
    op.create_table(
        "passage_figure",
        sa.Column("passage_id", _LONG, nullable=False),
        sa.Column("value", _NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passage.id"], name=op.f("fk_passage_figure_passage_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("passage_id", "value", name=op.f("pk_passage_figure")),
        sqlite_strict=True,
    )
    op.create_table(
        "form",
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("lemma", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("lang", "form", name=op.f("pk_form")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_form_folded"), "form", ["folded"], unique=False)
    op.create_index(op.f("ix_form_lemma"), "form", ["lemma"], unique=False)
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("kind", "key", name=op.f("uq_tag_kind")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_tag_key"), "tag", ["key"], unique=False)
    op.create_table(
        "tag_word",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_tag_word_tag_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("word", "tag_id", name=op.f("pk_tag_word")),
        sqlite_strict=True,
    )
    op.create_table(
        "indexed",
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("passages", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_indexed_page_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_indexed")),
        sqlite_strict=True,
    )
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.UniqueConstraint("name", name=op.f("uq_saved_search_name")),
        sqlite_strict=True,
    )
