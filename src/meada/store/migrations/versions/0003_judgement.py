"""Judgements name the page and place of their item; a layer over readings; hosts; settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds columns and tables, and fills the hosts."""
    from meada.store.entry import host

    op.add_column("judgement", sa.Column("page", sa.Text(), nullable=True))
    op.add_column("judgement", sa.Column("anchor", sa.LargeBinary(), nullable=True))
    op.create_index(op.f("ix_judgement_page"), "judgement", ["page"], unique=False)
    op.add_column("article", sa.Column("host", sa.Text(), nullable=True))
    op.create_index(op.f("ix_article_host"), "article", ["host", "number"], unique=False)
    article = sa.table("article", sa.column("page_id", sa.Text), sa.column("url", sa.Text), sa.column("host", sa.Text))
    bind = op.get_bind()
    known = bind.execute(sa.select(article.c.page_id, article.c.url).where(article.c.url.is_not(None))).all()
    rows = [{"page": page, "name": name} for page, url in known if (name := host(url))]
    if rows:
        one = sa.update(article).where(article.c.page_id == sa.bindparam("page")).values(host=sa.bindparam("name"))
        bind.execute(one, rows)
    op.create_table(
        "revision",
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("page", sa.LargeBinary(), nullable=False),
        sa.Column("article", sa.LargeBinary(), nullable=False),
        sa.Column("reading", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_revision_page_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_revision")),
        sqlite_strict=True,
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
        sqlite_strict=True,
    )
