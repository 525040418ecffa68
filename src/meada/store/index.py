"""The index of search as rows: kept in the transaction that adds, changes or removes an article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from sqlalchemy import Connection, delete, func, insert, select

from meada.article.article import Article
from meada.page.page import Page
from meada.reading.reading import Reading
from meada.search.lemma import VERSION, lemmas
from meada.search.passage import AT_MOST, Passage, Tag, magnitude, passages
from meada.search.word import plain, words
from meada.store import schema
from meada.store.codec import legible, unpack
from meada.store.engine import insert_new

__all__ = ["LETTERS", "article_of", "day_of", "fill", "first", "key", "missing", "problems", "put", "token"]

_PLACE_BITS = AT_MOST.bit_length() - 1
_NUMBER_BITS = 26
_CHUNK = 500

LETTERS = {
    "outlet": "o", "agency": "a", "language": "l", "speaker": "s", "medium": "m",
    "person": "n", "organisation": "g", "place": "p",
}  # fmt: skip
"""How the words that stand for tags begin; see `token`."""


def key(day: int, number: int, place: int) -> int:
    """The id of a passage: the day its article was published (0 where unknown, else proleptic Gregorian ordinal), the number
    of the article, and the place of the passage in it. Ids in order are passages in order of publication."""
    return (day << (_NUMBER_BITS + _PLACE_BITS)) | (number << _PLACE_BITS) | place


def day_of(id: int) -> int:
    """The day in the id of a passage; 0 where it is unknown."""
    return id >> (_NUMBER_BITS + _PLACE_BITS)


def article_of(id: int) -> int:
    """The number of the article in the id of a passage."""
    return (id >> _PLACE_BITS) & ((1 << _NUMBER_BITS) - 1)


def first(day: int) -> int:
    """The lowest id that a passage published on ``day`` may have."""
    return key(day, 0, 0)


def token(kind: str, id: int) -> str:
    """The word that stands for the tag ``id`` in the column of tags."""
    return f"{LETTERS[kind]}{id}"


def put(connection: Connection, page: Page, article: Article, reading: Reading) -> None:
    """Indexes a stored article, in place of what was indexed of it before."""
    a = schema.article.c
    number = connection.execute(select(a.number).where(a.page_id == page.capture)).scalar_one()
    connection.execute(delete(schema.passage).where(schema.passage.c.page_id == page.capture))
    connection.execute(delete(schema.indexed).where(schema.indexed.c.page_id == page.capture))
    found = passages(page, article, reading)
    told = {one.place: [word.form for word in words(page.text, one.span)] for one in found}
    known = _lemmas(connection, article.lang, {form for forms in told.values() for form in forms})
    tags = _tags(connection, {tag for one in found for tag in one.tags})
    day = _day(article)
    rows = [
        _row(one, key(day, number, one.place), page.capture, [known[f] for f in told[one.place] if f in known], tags)
        for one in found
    ]
    if rows:
        connection.execute(insert(schema.passage), rows)
    figures = [{"passage_id": key(day, number, one.place), "value": value} for one in found for value in {*one.figures}]
    if figures:
        connection.execute(insert(schema.passage_figure), figures)
    connection.execute(insert(schema.indexed).values(page_id=page.capture, version=VERSION, passages=len(rows)))


def _row(one: Passage, id: int, page: str, lemma: list[str], tags: dict[tuple[str, str], int]) -> dict[str, object]:
    text = " ".join(lemma)
    marks = [
        "x",
        *(f"k{kind}" for kind in one.kinds),
        *(f"d{date.replace('-', '')}" for date in one.facts),
        *(f"b{magnitude(value) + 1}" for value in one.figures),
        *(token(tag.kind, tags[tag.kind, legible(tag.key)]) for tag in one.tags),
    ]
    return {
        "id": id,
        "page_id": page,
        "start": one.span.start,
        "end": one.span.end,
        "digest": int.from_bytes(sha256(text.encode()).digest()[:8], "big") >> 1,
        "lemmas": text,
        "tags": " ".join(dict.fromkeys(marks)),
        "held": " ".join(one.items),
    }


def _day(article: Article) -> int:
    for moment in (article.published, article.updated):
        begin = moment.begin if moment else None
        if begin:
            try:
                return dt.date.fromisoformat((begin + "-01-01")[:10] if len(begin) < 10 else begin[:10]).toordinal()
            except ValueError:
                continue
    return 0


def _lemmas(connection: Connection, lang: str | None, forms: Iterable[str]) -> dict[str, str]:
    """The lemma of each form, from the table of forms; those it lacks are looked up and put there."""
    f, tongue = schema.form.c, lang or ""
    wanted = sorted(map(legible, forms))
    known: dict[str, str] = {}
    for part in _chunks(wanted):
        query = select(f.form, f.lemma).where(f.lang == tongue, f.form.in_(part))
        known |= {row.form: row.lemma for row in connection.execute(query)}
    new = lemmas(lang, [form for form in wanted if form not in known])
    rows: list[dict[str, object]] = [
        {"lang": tongue, "form": form, "folded": plain(form), "lemma": lemma} for form, lemma in new.items()
    ]
    if rows:
        insert_new(connection, schema.form, rows)
    return known | new


def _tags(connection: Connection, tags: set[Tag]) -> dict[tuple[str, str], int]:
    """The id of each tag by kind and key; new ones are stored with the words of their names."""
    named = {(tag.kind, legible(tag.key)): legible(tag.name) for tag in tags}
    known = _known(connection, named)
    new = sorted(set(named) - set(known))
    if new:
        insert_new(connection, schema.tag, [{"kind": k, "key": i, "name": named[k, i]} for k, i in new])
        known = _known(connection, named)
        pairs = {(plain(word.form), known[one]) for one in new for word in words(named[one])}
        rows = [{"word": word, "tag_id": id} for word, id in sorted(pairs) if word]
        if rows:
            insert_new(connection, schema.tag_word, rows)
    return known


def _known(connection: Connection, named: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    t, wanted = schema.tag.c, set(named)
    found: dict[tuple[str, str], int] = {}
    for part in _chunks(sorted({key for _, key in wanted})):
        for row in connection.execute(select(t.id, t.kind, t.key).where(t.key.in_(part))):
            found[row.kind, row.key] = row.id
    return {one: id for one, id in found.items() if one in wanted}


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    return (values[at : at + _CHUNK] for at in range(0, len(values), _CHUNK))


def missing(connection: Connection) -> bool:
    """True when some article is not indexed, or by another version."""
    done = select(func.count()).select_from(schema.indexed).where(schema.indexed.c.version == VERSION)
    there = select(func.count()).select_from(schema.article)
    return bool(connection.execute(there).scalar_one() != connection.execute(done).scalar_one())


def fill(connection: Connection, at_most: int) -> bool:
    """Indexes up to ``at_most`` articles that search does not know yet; False when there was none."""
    a, i, r = schema.article.c, schema.indexed.c, schema.revision.c
    query = (
        select(
            a.page_id,
            a.number,
            func.coalesce(r.article, a.data).label("article"),
            func.coalesce(r.page, schema.page.c.data).label("page"),
            func.coalesce(r.reading, schema.reading.c.data).label("reading"),
        )
        .join(schema.page, schema.page.c.id == a.page_id)
        .join(schema.reading, schema.reading.c.page_id == a.page_id)
        .join(schema.revision, r.page_id == a.page_id, isouter=True)
        .join(schema.indexed, (i.page_id == a.page_id) & (i.version == VERSION), isouter=True)
        .where(i.page_id.is_(None))
        .order_by(a.number)
        .limit(at_most)
    )
    rows = connection.execute(query).all()
    for row in rows:
        put(connection, unpack(row.page, Page), unpack(row.article, Article), unpack(row.reading, Reading))
    return bool(rows)


def problems(connection: Connection) -> Iterator[tuple[int, str]]:
    """What is wrong with the index, with the number of the article."""
    a, i, p = schema.article.c, schema.indexed.c, schema.passage.c
    counts = select(p.page_id, func.count().label("n")).group_by(p.page_id).subquery()
    query = (
        select(a.number, i.version, i.passages, func.coalesce(counts.c.n, 0).label("n"))
        .join(schema.indexed, i.page_id == a.page_id, isouter=True)
        .join(counts, counts.c.page_id == a.page_id, isouter=True)
        .order_by(a.number)
    )
    for row in connection.execute(query):
        if row.version is None:
            yield row.number, "search does not know it"
        elif row.passages != row.n:
            yield row.number, f"search knows {row.n} of its {row.passages} passages"
