"""The tables. Each border type is kept whole (``data``) with the columns that are looked up beside it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

__all__ = [
    "article",
    "capture",
    "clue",
    "counter",
    "entity",
    "episode",
    "failure",
    "family",
    "family_page",
    "item",
    "judgement",
    "link",
    "made",
    "metadata",
    "page",
    "reading",
    "revision",
    "setting",
    "statement",
    "story",
    "story_page",
]

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *parts: Column[Any] | ForeignKeyConstraint | PrimaryKeyConstraint | UniqueConstraint) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


def _made() -> Column[str]:
    return Column("made_id", Text, ForeignKey("made.id"), nullable=False)


def _page(*, primary: bool = False) -> Column[str]:
    to = ForeignKey("page.id", ondelete="CASCADE")
    return Column("page_id", Text, to, primary_key=primary, nullable=False)


def _data() -> Column[bytes]:
    return Column("data", LargeBinary, nullable=False)


def _text(name: str, *, null: bool = True) -> Column[str]:
    return Column(name, Text, nullable=null)


counter = _table("counter", Column("name", Text, primary_key=True), Column("value", Integer, nullable=False))
"""Numbers given so far: the label of a removed article is never given again."""

made = _table("made", Column("id", Text, primary_key=True), _data())
"""The versions of code, models and registries that made something; one row a combination."""

capture = _table(
    "capture",
    Column("id", Text, primary_key=True),
    _text("origin", null=False),
    _text("via", null=False),
    _text("url"),
    _text("fetched_at"),
    _text("added_at", null=False),
    Column("size", Integer, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    _data(),
)

page = _table(
    "page",
    Column("id", Text, ForeignKey("capture.id", ondelete="CASCADE"), primary_key=True),
    _text("lang"),
    _data(),
    _made(),
)

article = _table(
    "article",
    _page(primary=True),
    Column("number", Integer, nullable=False, unique=True),
    _text("url"),
    _text("title"),
    _text("outlet"),
    _text("agency"),
    _text("lang"),
    _text("variant"),
    _text("published"),
    _data(),
    _made(),
    _text("host"),
)

reading = _table("reading", _page(primary=True), _text("lang"), _text("model"), _data(), _made())

story = _table(
    "story",
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    _text("title", null=False),
    _text("begin"),
    _text("until"),
    _data(),
    _made(),
)

_STORY = "story.id"


def _story(*, primary: bool = True) -> Column[str]:
    return Column("story_id", Text, ForeignKey(_STORY, ondelete="CASCADE"), primary_key=primary, nullable=False)


story_page = _table("story_page", _story(), _page(primary=True))

family = _table("family", _story(), Column("id", Text, primary_key=True), _text("origin", null=False), _text("agency"))

family_page = _table(
    "family_page",
    Column("story_id", Text, primary_key=True),
    Column("family_id", Text, primary_key=True),
    _page(primary=True),
    _text("label", null=False),
    ForeignKeyConstraint(["story_id", "family_id"], ["family.story_id", "family.id"], ondelete="CASCADE"),
)

episode = _table("episode", _story(), Column("id", Text, primary_key=True), _text("begin"), _text("until"))

statement = _table(
    "statement",
    _story(),
    Column("id", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    _page(),
    _text("kind", null=False),
    _text("type", null=False),
    _text("begin"),
    _text("until"),
    _text("item"),
    _data(),
    _made(),
)

link = _table(
    "link",
    _story(),
    Column("id", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    _text("a", null=False),
    _text("b", null=False),
    _text("relation", null=False),
    _text("level", null=False),
    _data(),
    _made(),
    ForeignKeyConstraint(["story_id", "a"], ["statement.story_id", "statement.id"], ondelete="CASCADE"),
    ForeignKeyConstraint(
        ["story_id", "b"], ["statement.story_id", "statement.id"], ondelete="CASCADE", name="fk_link_b"
    ),
)

entity = _table(
    "entity",
    _story(),
    Column("id", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    _text("type", null=False),
    _text("name", null=False),
    _data(),
    _made(),
)

item = _table(
    "item",
    Column("id", Text, primary_key=True),
    _page(primary=True),
    Column("kind", Text, nullable=False),
)
"""Where an item of a reading stands: its kind is the field of `Reading` without its plural ``s``."""

clue = Table(
    "clue",
    metadata,
    Column("key", Text, primary_key=True, nullable=False),
    Column("number", Integer, ForeignKey("article.number", ondelete="CASCADE"), primary_key=True, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What an article is found by when a passage is checked (`meada.store.clue`); the empty key says that its keys are in."""

failure = _table(
    "failure",
    Column("origin", Text, primary_key=True),
    _text("at", null=False),
    _text("code", null=False),
    _data(),
)

judgement = _table(
    "judgement",
    Column("id", Integer, primary_key=True),
    _text("at", null=False),
    _text("who", null=False),
    _text("why"),
    _text("item", null=False),
    _text("kind", null=False),
    _text("action", null=False),
    _data(),
    Column("undoes", Integer, ForeignKey("judgement.id"), nullable=True),
    _text("page"),
    Column("anchor", LargeBinary, nullable=True),
)
"""``page`` points at no table: a judgement outlives the page it is about."""

revision = _table(
    "revision",
    _page(primary=True),
    Column("page", LargeBinary, nullable=False),
    Column("article", LargeBinary, nullable=False),
    Column("reading", LargeBinary, nullable=False),
)
"""A page, its article and its reading as people left them, where they judged anything; what the machine made stays."""

setting = _table("setting", Column("name", Text, primary_key=True), _text("value", null=False))
"""What a user told once: who they are."""

for _columns in (
    (article.c.outlet,),
    (article.c.agency,),
    (article.c.published,),
    (article.c.url,),
    (capture.c.origin,),
    (story_page.c.page_id,),
    (family_page.c.page_id,),
    (statement.c.page_id,),
    (statement.c.id,),
    (statement.c.item,),
    (link.c.id,),
    (link.c.a,),
    (link.c.b,),
    (entity.c.id,),
    (item.c.page_id,),
    (clue.c.number,),
    (judgement.c.item,),
    (judgement.c.undoes,),
    (judgement.c.page,),
    (article.c.host, article.c.number),
):
    Index(None, *_columns)
