"""What the API gives beside the border types: lists, and items with their standing."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from meada.article.article import Article
from meada.export.backing import Backing
from meada.export.citation import Citation
from meada.export.standing import Standing
from meada.page.page import Block
from meada.reading.mention import Entity
from meada.record.link import Link
from meada.record.statement import Statement
from meada.store.judgement import Judgement
from meada.store.made import Made
from meada.store.shelf import ArticleRow, StoryRow

__all__ = [
    "ArticleList", "ArticleOut", "Asked", "DoubtList", "EntityList", "Health", "ItemOut", "JudgementList", "LinkList",
    "LinkOut", "PageOut", "PassageIn", "RecordOut", "Said", "StatementList", "StatementOut", "StoryList",
]  # fmt: skip


class _List(msgspec.Struct, frozen=True, kw_only=True):
    total: int
    offset: int
    limit: int


class StatementOut(msgspec.Struct, frozen=True, kw_only=True):
    """A statement, how it stands, who stands behind it, and an address that opens its page at its words."""

    statement: Statement
    standing: Standing
    backing: Backing
    article: str
    link: str | None


class LinkOut(msgspec.Struct, frozen=True, kw_only=True):
    """A link between two statements and how it stands."""

    link: Link
    standing: Standing


class StoryList(_List, frozen=True, kw_only=True):
    """Stories, the freshest first."""

    items: tuple[StoryRow, ...]


class ArticleList(_List, frozen=True, kw_only=True):
    """Articles, the latest added first."""

    items: tuple[ArticleRow, ...]


class StatementList(_List, frozen=True, kw_only=True):
    """Statements in the order of their articles and of the text."""

    items: tuple[StatementOut, ...]


class LinkList(_List, frozen=True, kw_only=True):
    """Links in the order of their ids."""

    items: tuple[LinkOut, ...]


class EntityList(_List, frozen=True, kw_only=True):
    """People, organisations, states and places in the order of their ids."""

    items: tuple[Entity, ...]


class Namesake(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a doubt: the id across the story, and the article that names it."""

    entity: str
    name: str
    article: str
    country: str | None = None
    serves: str | None = None


class DoubtOut(msgspec.Struct, frozen=True, kw_only=True):
    """Two entities of one name that stay apart until someone says whether they are the same: merge, split or unsure."""

    a: Namesake
    b: Namesake
    why: str


class DoubtList(_List, frozen=True, kw_only=True):
    """Namesakes in the order of their names."""

    items: tuple[DoubtOut, ...]


class JudgementList(_List, frozen=True, kw_only=True):
    """Lines of the log, the oldest first."""

    items: tuple[Judgement, ...]


class RecordOut(msgspec.Struct, frozen=True, kw_only=True):
    """The record of one story: statements, links and entities."""

    story: str
    statements: tuple[StatementOut, ...]
    links: tuple[LinkOut, ...]
    entities: tuple[Entity, ...]


class ArticleOut(msgspec.Struct, frozen=True, kw_only=True):
    """An article with its citation and what made it. Its spans are places in the text of the page."""

    label: str
    citation: Citation
    article: Article
    made: Made | None


class PageOut(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a page with the role of every block: text, never HTML."""

    label: str
    capture: str
    url: str | None
    lang: str | None
    text: str
    blocks: tuple[Block, ...]


class ItemOut(msgspec.Struct, frozen=True, kw_only=True):
    """Any item by its id. ``value`` is a Statement, Link, Attribution, Figure, Event or Mention, as ``kind`` says."""

    id: str
    kind: str
    value: dict[str, Any]
    page: str | None
    story: str | None
    standing: Standing
    made: Made


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """``status`` is ``ok`` while the store answers."""

    status: str
    version: str
    articles: int
    stories: int


class Said(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A judgement to write down. ``who`` is ignored where a token names the reader. ``item``, ``kind``, ``page`` and
    ``payload`` are those of `docs/store.md`."""

    action: Literal["confirm", "reject", "edit", "add", "merge", "split", "link", "unlink", "unsure"]
    item: str | None = None
    kind: str | None = None
    page: str | None = None
    why: str | None = None
    payload: dict[str, Any] = {}
    who: str | None = None


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who takes a judgement back, and why."""

    who: str | None = None
    why: str | None = None


class PassageIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A passage to check: ``lang`` is an ISO 639-1 code, ``published`` an ISO 8601 date, each if known."""

    text: str
    lang: str | None = None
    published: str | None = None
