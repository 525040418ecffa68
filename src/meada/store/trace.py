"""What an article is placed by, as rows: its terms, its sketch, and who stands beside which date."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from meada.store import schema
from meada.store.codec import pack, unpack
from meada.story.bond import Profile, profile
from meada.story.day import day
from meada.story.term import Frequency, counts
from meada.story.told import Told
from meada.story.weight import Bar, Weights, still

__all__ = [
    "UNDATED",
    "Trace",
    "around",
    "chunks",
    "count",
    "home",
    "likeness",
    "nearest",
    "profile_of",
    "put",
    "sketched",
    "traces",
    "weigh",
    "wipe",
]

UNDATED = -(10**9)
"""The block of days of the articles without a date."""
_CHUNK = 400
_CROWD = 256
_AGREE = 2
_TWINS = 8


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """The heaviest ``terms`` of an article, its principal ``actors``, which of them act, and who stands beside each date."""

    terms: dict[str, float]
    actors: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    dated: dict[str, tuple[str, ...]] = {}


def chunks(found: Iterable[Any]) -> Iterable[list[Any]]:
    """``found`` in lists short enough for one statement."""
    every = list(found)
    return (every[at : at + _CHUNK] for at in range(0, len(every), _CHUNK))


def profile_of(trace: Trace) -> Profile:
    """Who an article is about, as `meada.story.bond` compares it."""
    dated = {date: frozenset(found) for date, found in trace.dated.items()}
    return Profile(frozenset(trace.actors), frozenset(trace.agents), dated)


def count(connection: Connection, told: Iterable[Told], w: Weights) -> None:
    """Counts in how many articles of each language a term stands, where nothing was counted yet."""
    seen: dict[str, Counter[str]] = {}
    for one in told:
        lang = one.article.lang or ""
        seen.setdefault(lang, Counter()).update({"", *counts(one.title, one.body, lang, w.terms)})
    rows = [{"lang": lang, "term": term, "n": n} for lang, found in seen.items() for term, n in found.items()]
    for part in chunks(rows):
        connection.execute(insert(schema.frequency), part)


def weigh(connection: Connection, one: Told, w: Weights, *, counted: bool = False) -> dict[str, float]:
    """The heaviest terms of ``one``, after it was counted among the articles of its language where it was not ``counted``
    before."""
    lang = one.article.lang or ""
    found = counts(one.title, one.body, lang, w.terms)
    f = schema.frequency.c
    seen: dict[str, int] = {}
    for part in chunks(["", *found]):
        query = select(f.term, f.n).where(f.lang == lang, f.term.in_(part))
        known = {row.term: row.n for row in connection.execute(query)}
        if not counted:
            connection.execute(update(schema.frequency).where(f.lang == lang, f.term.in_(part)).values(n=f.n + 1))
            new = [{"lang": lang, "term": term, "n": 1} for term in part if term not in known]
            if new:
                connection.execute(insert(schema.frequency), new)
        seen |= {term: known.get(term, 0) + (not counted) for term in part}
    frequency = Frequency(w.terms.background)
    frequency.load(lang, seen.pop(""), seen)
    return frequency.weigh(lang, found, w.terms.kept)


def put(connection: Connection, number: int, one: Told, terms: Mapping[str, float], w: Weights) -> Trace:
    """Puts the rows of an article that was weighed; it is an episode alone until it is grouped."""
    held, when = profile(one), _day(one)
    made = Trace(
        terms=dict(terms),
        actors=tuple(sorted(held.actors)),
        agents=tuple(sorted(held.agents)),
        dated={date: tuple(sorted(found)) for date, found in sorted(held.dated.items())},
    )
    row = {"page_id": one.id, "number": number, "episode": number, "day": when, "data": pack(made)}
    connection.execute(insert(schema.trace).values(**row))
    block = home(one, w)
    rows = [{"term": term, "block": block, "number": number, "weight": x} for term, x in terms.items()]
    if rows:
        connection.execute(insert(schema.posting), rows)
    keys = {f"{date}|{who}" for date, who in held.beside()} | {f"@{who}" for who in held.actors}
    if keys:
        connection.execute(insert(schema.beside), [{"key": key, "number": number} for key in sorted(keys)])
    return made


def wipe(connection: Connection, numbers: Sequence[int]) -> None:
    """Takes out the rows of articles. The counts of terms stay as they were."""
    for part in chunks(numbers):
        for table in (schema.trace, schema.posting, schema.beside, schema.band):
            connection.execute(delete(table).where(table.c.number.in_(part)))
        e = schema.edge.c
        connection.execute(delete(schema.edge).where(e.a.in_(part)))
        connection.execute(delete(schema.edge).where(e.b.in_(part)))


def traces(connection: Connection, numbers: Iterable[int]) -> dict[int, Trace]:
    """The traces of articles by their number."""
    t = schema.trace.c
    out: dict[int, Trace] = {}
    for part in chunks(numbers):
        query = select(t.number, t.data).where(t.number.in_(part))
        out.update((row.number, unpack(row.data, Trace)) for row in connection.execute(query))
    return out


def nearest(
    connection: Connection,
    one: Told,
    terms: Mapping[str, float],
    w: Weights,
    bar: Bar,
    dots: Mapping[int, float] | None = None,
) -> tuple[dict[int, float], dict[int, float]]:
    """The articles that are like ``one``, with the days between them counted, and without. ``dots`` are the cosines of
    vectors, which count in the first alone, in the share that ``bar`` says."""
    when = _day(one)
    near, twice = _sums(connection, terms, w, None if when is None else around(home(one, w)))
    far, _ = _sums(connection, terms, w, None)
    t, a = schema.trace.c, schema.article.c
    days: dict[int, float | None] = {}
    langs: dict[int, str] = {}
    floor = min(w.lexical.floor, bar.floor)
    for part in chunks({*(n for n, x in (*near.items(), *far.items()) if x >= floor), *(dots or ())}):
        query = select(t.number, t.day, a.lang).join(schema.article, a.page_id == t.page_id)
        for r in connection.execute(query.where(t.number.in_(part))):
            days[r.number], langs[r.number] = r.day, r.lang or ""
    lang = one.article.lang or ""
    near = {n: x for n, x in near.items() if x >= bar.lone or n in twice or langs.get(n, lang) != lang}
    if dots is not None:
        share = bar.vector
        near = {n: (1 - share) * near.get(n, 0.0) + share * dots.get(n, 0.0) for n in {*near, *dots}}
    return likeness(when, near, days, w, bar.floor), likeness(when, far, days, still(w), w.story.wording)


def likeness(
    when: float | None, sums: Mapping[int, float], days: Mapping[int, float | None], w: Weights, floor: float
) -> dict[int, float]:
    """``sums`` of shared weight as likeness, as `meada.story.neighbour` counts it; below ``floor`` it is none."""
    found = []
    for number, x in sums.items():
        if x < floor or number not in days:
            continue
        other = days[number]
        if when is None or other is None:
            x *= w.time.undated
        else:
            gap = abs(when - other)
            x = x * math.exp(-gap / w.time.fade) if gap <= w.time.window else 0.0
        if x >= floor:
            found.append((x, number))
    return {number: x for x, number in sorted(found, reverse=True)[: w.effort.neighbours]}


def _sums(
    connection: Connection, terms: Mapping[str, float], w: Weights, blocks: Sequence[int] | None
) -> tuple[dict[int, float], set[int]]:
    """The weight of shared terms by article, and the articles that share more than one."""
    p = schema.posting.c
    sums: dict[int, float] = {}
    twice: set[int] = set()
    left = w.effort.postings
    for term, x in sorted(terms.items(), key=lambda item: (-item[1], item[0])):
        if left <= 0:
            break
        query = select(p.number, p.weight).where(p.term == term)
        query = query if blocks is None else query.where(p.block.in_(blocks))
        query = query.order_by(p.block.desc(), p.number.desc()).limit(min(w.effort.term, left))
        for number, y in connection.execute(query):
            if number in sums:
                twice.add(number)
            sums[number] = sums.get(number, 0.0) + x * y
            left -= 1
    return sums, twice


def sketched(
    connection: Connection, number: int, keys: Sequence[int], exact: int | None
) -> tuple[list[int], list[int]]:
    """Puts the bands of an article, and the key ``exact`` of its whole text; gives those stored before that have the same
    text (the first few), and those that agree with it in two bands at least."""
    every = [*dict.fromkeys(keys), *([exact] if exact is not None else [])]
    if not every:
        return [], []
    b = schema.band.c
    rows = connection.execute(select(b.key, b.number).where(b.key.in_(every)).order_by(b.number)).all()
    twins = [row.number for row in rows if row.key == exact][:_TWINS]
    crowd = Counter(row.key for row in rows if row.key != exact)
    votes = Counter(row.number for row in rows if row.key != exact and crowd[row.key] <= _CROWD)
    full = {key for key, n in crowd.items() if n >= _CROWD}
    connection.execute(insert(schema.band), [{"key": key, "number": number} for key in every if key not in full])
    return twins, sorted(other for other, n in votes.items() if n >= _AGREE and other not in twins)


def _day(one: Told) -> float | None:
    return day(one.article.published.iso) if one.article.published else None


def home(one: Told, w: Weights) -> int:
    """The block of days in which an article is looked up: half a window each."""
    when = _day(one)
    return UNDATED if when is None else math.floor(2 * when / w.time.window)


def around(block: int) -> list[int]:
    """The blocks in which articles can be that are near in time to one of ``block``, and those without a date."""
    return [UNDATED, *range(block - 2, block + 3)]
