"""The tables. Each border type is kept whole (``data``) with the columns that are looked up beside it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    DDL,
    BigInteger,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    event,
)
from sqlalchemy.dialects.sqlite import REAL

from meada.store.engine import TEXT

__all__ = [
    "actor",
    "article",
    "band",
    "beside",
    "brief",
    "capture",
    "chosen",
    "clue",
    "counter",
    "dossier",
    "draw",
    "edge",
    "entity",
    "episode",
    "failure",
    "family",
    "family_page",
    "form",
    "frequency",
    "indexed",
    "item",
    "judgement",
    "link",
    "made",
    "mark",
    "mean",
    "metadata",
    "office",
    "page",
    "part",
    "passage",
    "passage_figure",
    "posting",
    "reading",
    "revision",
    "saved_search",
    "setting",
    "statement",
    "story",
    "story_page",
    "strand",
    "tag",
    "tag_word",
    "tie",
    "token",
    "trace",
    "vector",
    "visit",
]

Text = TEXT
"""The type of every column of text."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


_LONG = BigInteger().with_variant(Integer, "sqlite")
_NUMBER: Double[float] = Double().with_variant(REAL, "sqlite")
"""The names that strict tables of SQLite know for these."""


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
    _text("latest"),
    Column("digest", LargeBinary, nullable=True),
)
"""``latest`` is the newest publication of its pages; ``digest`` a `meada.record.digest.Digest`, what lists show."""

_STORY = "story.id"


def _story(*, primary: bool = True) -> Column[str]:
    return Column("story_id", Text, ForeignKey(_STORY, ondelete="CASCADE"), primary_key=primary, nullable=False)


story_page = _table(
    "story_page", _story(), _page(primary=True), Column("rank", Integer, nullable=False, server_default="0")
)
"""``rank`` is the place of a page in the order of the record."""

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
    _text("a", null=False),
    _text("b", null=False),
    _text("relation", null=False),
    _text("level", null=False),
    _data(),
    _made(),
    ForeignKeyConstraint(
        ["story_id", "a"], ["statement.story_id", "statement.id"], ondelete="CASCADE", name="fk_link_a"
    ),
    ForeignKeyConstraint(
        ["story_id", "b"], ["statement.story_id", "statement.id"], ondelete="CASCADE", name="fk_link_b"
    ),
)

entity = _table(
    "entity",
    _story(),
    Column("id", Text, primary_key=True),
    _text("type", null=False),
    _text("name", null=False),
    _data(),
    _made(),
)

part = _table(
    "part",
    Column("story_id", Text, primary_key=True),
    Column("statement_id", Text, primary_key=True),
    Column("entity_id", Text, primary_key=True),
    Column("role", Text, primary_key=True),
    _text("day", null=False),
    ForeignKeyConstraint(["story_id", "statement_id"], ["statement.story_id", "statement.id"], ondelete="CASCADE"),
)
"""Who stands in which statement, as `meada.record.digest.Part` says; ``day`` is the publication's."""

office = _table(
    "office",
    _page(primary=True),
    Column("entity_id", Text, primary_key=True),
    Column("start", Integer, primary_key=True),
    _text("words", null=False),
)
"""Titles of people as a page gives them ("o ministro do Interior"): who has one acts in public."""

token = _table(
    "token",
    Column("name", Text, primary_key=True),
    _text("hash", null=False),
    _text("right", null=False),
    _text("made_at", null=False),
    _text("revoked_at"),
    UniqueConstraint("hash"),
)
"""Who may come into a shared reading room: SHA-256 of each token, never the token."""

visit = _table("visit", _page(primary=True), Column("times", Integer, nullable=False))
"""How often an article was opened on this installation; not counted in a shared room."""

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


def _loom(name: str, *parts: Column[Any]) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=False)


trace = _table(
    "trace",
    _page(primary=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("episode", Integer, nullable=False),
    Column("day", _NUMBER, nullable=True),
    _data(),
)
"""What an article is placed by; ``episode`` is the number of the first article of its episode. With the tables below it is
made from the articles alone, and can be made anew at any time."""

posting = _loom(
    "posting",
    Column("term", Text, primary_key=True),
    Column("block", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("weight", _NUMBER, nullable=False),
)
"""Which articles have a term, by blocks of days."""

frequency = _loom(
    "frequency",
    Column("lang", Text, primary_key=True),
    Column("term", Text, primary_key=True),
    Column("n", Integer, nullable=False),
)
"""In how many articles of a language a term stands; the empty term counts the articles."""

band = _loom("band", Column("key", _LONG, primary_key=True), Column("number", Integer, primary_key=True))
"""Articles by the bands of their MinHash sketch."""

beside = _loom("beside", Column("key", Text, primary_key=True), Column("number", Integer, primary_key=True))
"""Articles by a date and a principal actor beside it."""

actor = _loom("actor", Column("name", Text, primary_key=True), Column("n", Integer, nullable=False))
"""In how many episodes an actor is principal; the empty name counts the episodes."""

edge = _loom(
    "edge",
    Column("a", Integer, primary_key=True),
    Column("b", Integer, primary_key=True),
    Column("faded", _NUMBER, nullable=False),
    Column("worded", _NUMBER, nullable=False),
    Column("copied", Integer, nullable=False),
    Column("share", _NUMBER, nullable=False, server_default="0"),
)
"""How alike two articles are, the later first: with and without the days between them, whether they are copies, and how much
of the shorter stands in the longer (0 where it is less than a passage)."""

tie = _loom("tie", Column("a", Integer, primary_key=True), Column("b", Integer, primary_key=True))
"""Two episodes of one story, both ways round."""

vector = _table(
    "vector",
    _page(),
    Column("model", Text, nullable=False),
    Column("lang", Text, nullable=False),
    Column("block", Integer, nullable=False),
    _data(),
    PrimaryKeyConstraint("page_id", "model"),
)
"""The vector of an article by an encoder (``model``), as numbers of two bytes; ``block`` as in `posting`. It can be made
anew at any time."""

mean = _loom(
    "mean",
    Column("model", Text, primary_key=True),
    Column("lang", Text, primary_key=True),
    Column("n", Integer, nullable=False),
    _data(),
)
"""The sum of the vectors of a language, as numbers of eight bytes, and how many there are."""

brief = _table("brief", _page(primary=True), Column("grams", LargeBinary, nullable=False), _data())
"""An article as its story keeps it (`meada.story.brief.Brief`), with the hashes of its runs of words
(`meada.story.near.hashed`); made from the article, at any time."""

strand = _table("strand", _story(), _page(primary=True), _data())
"""What the statements of a page in a story were made under, and what they are found by (`meada.record.strand.Strand`)."""

setting = _table("setting", Column("name", Text, primary_key=True), _text("value", null=False))
"""What a user told once: who they are."""


passage = _table(
    "passage",
    Column("id", _LONG, primary_key=True, autoincrement=False),
    _page(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("digest", _LONG, nullable=False),
    _text("lemmas", null=False),
    _text("tags", null=False),
    _text("held", null=False),
)
"""The sentences that search finds. ``id`` tells the day of publication, the number of the article and the place in it
(`meada.store.index.key`), so that order and dates need no other column; ``lemmas`` and ``tags`` are words parted by spaces,
which the full-text index holds; ``held`` are the ids of the items in it."""

passage_figure = _table(
    "passage_figure",
    Column("passage_id", _LONG, ForeignKey("passage.id", ondelete="CASCADE"), primary_key=True),
    Column("value", _NUMBER, primary_key=True),
)

form = _table(
    "form",
    Column("lang", Text, primary_key=True),
    Column("form", Text, primary_key=True),
    _text("folded", null=False),
    _text("lemma", null=False),
)
"""The lemma of every word form that was added, so that a search loads no table of lemmas."""

tag = _table(
    "tag",
    Column("id", Integer, primary_key=True),
    _text("kind", null=False),
    _text("key", null=False),
    _text("name", null=False),
    UniqueConstraint("kind", "key"),
)

tag_word = _table(
    "tag_word",
    Column("word", Text, primary_key=True),
    Column("tag_id", Integer, ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True),
)
"""The folded words of the names of tags."""

indexed = _table(
    "indexed",
    _page(primary=True),
    Column("version", Integer, nullable=False),
    Column("passages", Integer, nullable=False),
)
"""Which articles search knows, by which version of `meada.search.lemma`, with how many passages."""

saved_search = _table(
    "saved_search",
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    _text("query", null=False),
    _text("who"),
    _text("at", null=False),
)

FULLText = {
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
"""The full-text index of each engine, kept by the database itself. Tokens are ASCII words, or runs of other scripts."""


def _ddl(command: str) -> DDL:
    return DDL(command)  # type: ignore[no-untyped-call]


for _engine, _commands in FULLText.items():
    for _command in _commands:
        event.listen(passage, "after_create", _ddl(_command).execute_if(dialect=_engine))
mark = _table(
    "mark",
    Column("id", Integer, primary_key=True),
    _text("at", null=False),
    _text("who", null=False),
    _text("item", null=False),
    _text("kind", null=False),
    _text("mark"),
    _text("page"),
    _text("lang"),
    _text("stratum"),
    Column("missed", Integer, nullable=True),
    _text("why"),
)
"""What people found right or wrong in a sample (`meada.audit`); a log that only grows."""

dossier = _table(
    "dossier",
    Column("id", Integer, primary_key=True),
    _text("name", null=False),
    _text("who"),
    _text("at", null=False),
    _text("gone_at"),
)
"""Passages that somebody put together; one that was taken away stays until it is put back or cleared out."""

chosen = _table(
    "chosen",
    Column("id", Integer, primary_key=True),
    Column("dossier_id", Integer, ForeignKey("dossier.id", ondelete="CASCADE"), nullable=False),
    Column("place", Integer, nullable=False),
    _text("page", null=False),
    _text("label", null=False),
    _text("item"),
    _data(),
    _text("note", null=False),
    Column("version", Integer, nullable=False),
    _text("who"),
    _text("at", null=False),
    _text("gone_at"),
)
"""A passage in a dossier: ``data`` are its words and where they stand (`meada.anchor.Quote`), ``version`` counts the changes of
its note. ``page`` points at no table: a passage outlives the page it was taken from."""

draw = _table(
    "draw",
    Column("id", Integer, primary_key=True),
    _text("kind", null=False),
    Column("seed", Integer, nullable=False),
    _text("at", null=False),
    _text("who"),
    _data(),
)
"""A sample that was drawn for an audit, so that it can be gone on with (`meada.audit`)."""

for _columns in (
    (chosen.c.dossier_id, chosen.c.place),
    (passage.c.page_id,),
    (form.c.folded,),
    (form.c.lemma,),
    (tag.c.key,),
    (story.c.latest,),
    (story.c.number,),
    (part.c.entity_id, part.c.role, part.c.day),
    (office.c.entity_id,),
    (article.c.outlet,),
    (article.c.agency,),
    (article.c.published,),
    (article.c.url,),
    (capture.c.origin,),
    (story_page.c.page_id,),
    (strand.c.page_id,),
    (family_page.c.page_id,),
    (statement.c.page_id,),
    (statement.c.id,),
    (statement.c.item,),
    (link.c.id,),
    (link.c.a,),
    (link.c.b,),
    (link.c.story_id, link.c.level, link.c.relation, link.c.a, link.c.b),
    (entity.c.id,),
    (item.c.page_id,),
    (clue.c.number,),
    (judgement.c.item,),
    (judgement.c.undoes,),
    (judgement.c.page,),
    (article.c.host, article.c.number),
    (mark.c.kind,),
    (trace.c.episode,),
    (posting.c.number,),
    (band.c.number,),
    (beside.c.number,),
    (edge.c.b,),
    (vector.c.model, vector.c.block),
):
    Index(None, *_columns)
