"""Episodes and stories that grow in the store: what adding articles costs depends on what is near them, not on the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from meada.store import schema
from meada.store.codec import pack, unpack
from meada.store.meaning import Meanings, forget, woven_with
from meada.store.trace import chunks, count, nearest, profile_of, put, sketched, traces, weigh, wipe
from meada.story.bond import Profile, merged, tie
from meada.story.brief import Brief, brief
from meada.story.family import LEAST
from meada.story.group import group
from meada.story.near import COPY, PASSAGE, bands, exact, hashed, kept
from meada.story.neighbour import Vector
from meada.story.text import Text, text_of
from meada.story.told import Told
from meada.story.vector import Vectors
from meada.story.weight import Bar, Weights, weights

__all__ = ["Loom"]

_HELD = 200
_READ = 50

Read = Callable[[Sequence[str]], Iterator[Told]]


class Loom:
    """The episodes of a store and what ties them, inside one transaction. ``read`` gives articles by their ids, to
    compare wording word by word; ``encoder`` makes the vectors that take part, where any do.

    The rules are those of `meada.story.index.Index`, over tables: a new article parts and groups again only the episodes it
    is near to, and ties are looked up only for those that changed.
    """

    def __init__(
        self, connection: Connection, read: Read, w: Weights | None = None, *, encoder: Vectors | None = None
    ) -> None:
        self._db, self._read, self._w = connection, read, w or weights()
        self._model = encoder.id if encoder else ""
        self._meanings = Meanings(connection, encoder, self._w) if encoder else None
        self._profiles: dict[int, Profile] = {}

    def held(self) -> int:
        """How many articles are in."""
        return int(self._db.execute(select(func.count()).select_from(schema.trace)).scalar_one())

    def current(self) -> bool:
        """True where what is in was placed with the vectors of this encoder, or without any where there is none."""
        return woven_with(self._db) == self._model

    def vectors(self, told: Sequence[Told]) -> dict[str, Vector] | None:
        """The vectors of articles by id, made and kept where they were not; None without an encoder."""
        return self._meanings.of(told) if self._meanings else None

    def clear(self) -> None:
        """Takes all of it out."""
        for table in ("trace", "posting", "frequency", "band", "beside", "actor", "edge", "tie"):
            self._db.execute(delete(schema.metadata.tables[table]))

    def add(self, told: Iterable[Told]) -> None:
        """Takes in articles that are in the store and not in here yet, in any order."""
        every = list(told)
        vectors = self.vectors(every) or {}
        fresh = [self._take(one, vectors.get(one.id)) for one in every]
        self._regroup(fresh)

    def seed(self, told: Sequence[Told], parts: Sequence[Sequence[str]], ties: Iterable[tuple[str, str]] = ()) -> None:
        """Takes in all articles of a store at once, in the episodes ``parts`` (ids of pages); ``ties`` are pairs of pages
        whose episodes are known to be of one story."""
        self.clear()
        woven_with(self._db, self._model)
        count(self._db, told, self._w)
        vectors = self.vectors(told) or {}
        for one in told:
            self._take(one, vectors.get(one.id), counted=True)
        numbers = self._numbers([one.id for one in told])
        whole = [sorted(numbers[page] for page in part) for part in parts]
        for members in whole:
            self._settle(members)
        for members in whole:
            self._tie(members[0])
        home = {n: members[0] for members in whole for n in members}
        pairs = {(home[numbers[a]], home[numbers[b]]) for a, b in ties}
        held = {(row.a, row.b) for row in self._db.execute(select(schema.tie.c.a, schema.tie.c.b))}
        fresh = {pair for a, b in pairs for pair in ((a, b), (b, a)) if a != b} - held
        if fresh:
            self._db.execute(insert(schema.tie), [{"a": a, "b": b} for a, b in sorted(fresh)])

    def drop(self, ids: Sequence[str]) -> None:
        """Takes articles out; what is left of their episodes is grouped again."""
        forget(self._db, ids)
        gone = self._numbers(ids)
        if not gone:
            return
        episodes = set(self._episodes(gone.values()).values())
        members = self._members(episodes)
        for episode in episodes:
            self._forget(episode, members[episode])
        wipe(self._db, list(gone.values()))
        left = sorted(n for found in members.values() for n in found if n not in set(gone.values()))
        self._place({n: n for n in left})
        for n in left:
            self._settle([n])
        self._regroup(left)

    def stories(self, ids: Iterable[str]) -> list[list[str]]:
        """The stories of the articles ``ids``, as lists of pages: everything their ties lead to."""
        numbers = self._numbers(ids)
        front = set(self._episodes(numbers.values()).values())
        out, seen = [], set()
        for first in sorted(front):
            if first not in seen:
                found = self._reach(first)
                seen |= found
                out.append(self._pages(n for held in self._members(found).values() for n in held))
        return out

    def episodes(self, ids: Iterable[str]) -> list[list[str]]:
        """The episodes of the articles ``ids``, whole, as lists of pages."""
        found = set(self._episodes(self._numbers(ids).values()).values())
        return [self._pages(members) for _, members in sorted(self._members(found).items())]

    def _bar(self) -> Bar:
        """The bar that the likenesses which are in were made for."""
        return self._w.deep if woven_with(self._db) else self._w.lexical

    def _take(self, one: Told, vector: Vector | None, *, counted: bool = False) -> int:
        a = schema.article.c
        number = int(self._db.execute(select(a.number).where(a.page_id == one.id)).scalar_one())
        terms = weigh(self._db, one, self._w, counted=counted)
        bar = self._w.deep if self._meanings else self._w.lexical
        dots = None
        if self._meanings and vector is not None:
            dots = self._meanings.near(one, vector, bar.floor / 2)
        faded, worded = nearest(self._db, one, terms, self._w, bar, dots)
        put(self._db, number, one, terms, self._w)
        if self._meanings and vector is not None:
            self._meanings.placed(one, number, vector)
        body = text_of(one)
        grams = self._keep(brief(one, self._w, text=body), body)
        shares = self._shares(number, body, grams)
        rows = [
            {
                "a": number,
                "b": b,
                "faded": faded.get(b, 0.0),
                "worded": worded.get(b, 0.0),
                "copied": int(shares.get(b, 0.0) >= COPY),
                "share": shares.get(b, 0.0),
            }
            for b in sorted({*faded, *worded, *shares})
        ]
        if rows:
            self._db.execute(insert(schema.edge), rows)
        return number

    def _shares(self, number: int, body: Text, grams: bytes) -> dict[int, float]:
        """The articles held that share a passage with one, with how much of the shorter stands in the longer."""
        key = exact(body.grams) if body.size >= LEAST else None
        twins, maybe = sketched(self._db, number, bands(body.grams), key)
        out = dict.fromkeys(twins, 1.0)
        pages = {page: n for n, page in zip(maybe, self._pages(maybe), strict=True)}
        for page, other in self._grams(list(pages)):
            share = kept(grams, other)
            if share >= PASSAGE:
                out[pages[page]] = share
        return out

    def _grams(self, ids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """The runs of words that are kept of articles."""
        b = schema.brief.c
        for part in chunks(ids):
            rows = self._db.execute(select(b.page_id, b.grams).where(b.page_id.in_(part))).all()
            yield from ((row.page_id, row.grams) for row in rows)
            missing = sorted({*part} - {row.page_id for row in rows})
            for one in self._read(missing) if missing else ():
                body = text_of(one)
                yield one.id, self._keep(brief(one, self._w, text=body), body)

    def near(self, ids: Iterable[str]) -> dict[tuple[str, str], float]:
        """The pairs of pages, the lower id first, that share a passage and of which one at least is among ``ids``."""
        e, found = schema.edge.c, dict[tuple[int, int], float]()
        for part in chunks(self._numbers(ids).values()):
            for column in (e.a, e.b):
                rows = self._db.execute(select(e.a, e.b, e.share).where(column.in_(part), e.share > 0))
                found.update(((row.a, row.b), row.share) for row in rows)
        numbers = sorted({n for pair in found for n in pair})
        pages = dict(zip(numbers, self._pages(numbers), strict=True))
        return {(min(pages[a], pages[b]), max(pages[a], pages[b])): x for (a, b), x in found.items()}

    def briefs(self, ids: Sequence[str]) -> dict[str, Brief]:
        """The briefs of articles; those that are not kept, or no more, are made again."""
        b = schema.brief.c
        out: dict[str, Brief] = {}
        for part in chunks(ids):
            rows = self._db.execute(select(b.page_id, b.data).where(b.page_id.in_(part)))
            out.update((row.page_id, unpack(row.data, Brief)) for row in rows)
        missing = [id for id in ids if id not in out]
        for first in range(0, len(missing), _READ):
            for one in self._read(missing[first : first + _READ]):
                body = text_of(one)
                out[one.id] = brief(one, self._w, text=body)
                self._keep(out[one.id], body)
        return out

    def _keep(self, made: Brief, body: Text) -> bytes:
        """Keeps a brief with the runs of words of its text, and gives those."""
        grams = hashed(body.grams)
        self._db.execute(delete(schema.brief).where(schema.brief.c.page_id == made.id))
        self._db.execute(insert(schema.brief).values(page_id=made.id, grams=grams, data=pack(made)))
        return grams

    def _regroup(self, fresh: Sequence[int]) -> None:
        """Groups articles with the episodes they are near to, and ties what came out."""
        bar, e = self._bar(), schema.edge.c
        close: set[int] = set(fresh)
        for part in chunks(fresh):
            rows = self._db.execute(select(e.a, e.b).where(or_(e.a.in_(part), e.b.in_(part)), e.faded >= bar.join))
            close.update(n for row in rows for n in row)
        old = set(self._episodes(close).values())
        members = self._members(old)
        pool = sorted(n for found in members.values() for n in found)
        parts = [[pool[at] for at in part] for part in group(self._edges(pool), bar)]
        before = {tuple(found) for found in members.values()}
        new = set(fresh)
        changed = [part for part in parts if tuple(part) not in before or new & set(part)]
        still_ = {tuple(part) for part in parts} - {tuple(part) for part in changed}
        for episode, found in members.items():
            if tuple(found) not in still_:
                self._forget(episode, found)
        for part in changed:
            self._settle(part)
        for part in changed:
            self._tie(part[0])

    def _edges(self, pool: Sequence[int]) -> list[Mapping[int, float]]:
        place = {n: at for at, n in enumerate(pool)}
        out: list[dict[int, float]] = [{} for _ in pool]
        e = schema.edge.c
        for part in chunks(pool):
            for a, b, x in self._db.execute(select(e.a, e.b, e.faded).where(e.a.in_(part), e.faded > 0)):
                if b in place:
                    out[place[a]][place[b]] = x
        return list(out)

    def _settle(self, members: Sequence[int]) -> None:
        episode = members[0]
        self._place(dict.fromkeys(members, episode))
        self._profiles.pop(episode, None)
        self._count(self._profile(episode, members).actors, 1)
        self._db.execute(delete(schema.actor).where(schema.actor.c.name == f"#{episode}"))
        self._db.execute(insert(schema.actor).values(name=f"#{episode}", n=1))

    def _forget(self, episode: int, members: Sequence[int]) -> None:
        t = schema.tie.c
        counted = self._db.execute(select(schema.actor.c.n).where(schema.actor.c.name == f"#{episode}")).scalar()
        if counted:
            self._count(self._profile(episode, members).actors, -1)
            self._db.execute(delete(schema.actor).where(schema.actor.c.name == f"#{episode}"))
        self._profiles.pop(episode, None)
        self._db.execute(delete(schema.tie).where(or_(t.a == episode, t.b == episode)))

    def _count(self, names: Iterable[str], by: int) -> None:
        a = schema.actor.c
        for part in chunks(["", *sorted(names)]):
            known = set(self._db.execute(select(a.name).where(a.name.in_(part))).scalars())
            self._db.execute(update(schema.actor).where(a.name.in_(part)).values(n=a.n + by))
            new = [{"name": name, "n": by} for name in part if name not in known]
            if new:
                self._db.execute(insert(schema.actor), new)

    def _tie(self, episode: int) -> None:
        """Looks up what ``episode`` is tied to."""
        w = self._w.story
        members = self._members([episode])[episode]
        mine = self._profile(episode, members)
        common = self._common(mine.actors)
        worded, copied = self._alike(members)
        dated = self._dated(episode, mine, common)
        rows = []
        t = schema.tie.c
        known = set(self._db.execute(select(t.b).where(t.a == episode)).scalars())
        for other in sorted((dated | worded.keys() | copied) - {episode} - known):
            alike = worded.get(other, 0.0)
            if other in copied or tie(mine, self._profile(other), alike, lambda actor: actor in common, w):
                rows += [{"a": episode, "b": other}, {"a": other, "b": episode}]
        if rows:
            self._db.execute(insert(schema.tie), rows)

    def _common(self, actors: Iterable[str]) -> set[str]:
        """Those of ``actors`` that a large part of many episodes have."""
        a, w = schema.actor.c, self._w.story
        total = self._db.execute(select(a.n).where(a.name == "")).scalar() or 0
        crowd = w.common * total if total >= w.many else total
        out: set[str] = set()
        for part in chunks(sorted(actors)):
            out.update(self._db.execute(select(a.name).where(a.name.in_(part), a.n > crowd)).scalars())
        return out

    def _alike(self, members: Sequence[int]) -> tuple[dict[int, float], set[int]]:
        """The episodes whose wording is like that of ``members``, and those that hold copies of theirs."""
        e = schema.edge.c
        inside = set(members)
        found: dict[int, float] = {}
        copies: set[int] = set()
        for part in chunks(members):
            for near, far in ((e.a, e.b), (e.b, e.a)):
                query = select(far, e.worded, e.copied).where(near.in_(part), or_(e.worded > 0, e.copied > 0))
                for other, x, copied in self._db.execute(query):
                    if other not in inside:
                        found[other] = max(x, found.get(other, 0.0))
                        copies |= {other} if copied else set()
        home = self._episodes(found)
        worded: dict[int, float] = {}
        for n, x in found.items():
            if x > 0:
                worded[home[n]] = max(x, worded.get(home[n], 0.0))
        return worded, {home[n] for n in copies}

    def _dated(self, episode: int, mine: Profile, common: set[str]) -> set[int]:
        """The episodes that say something of one of its actors at one of its dates, and share two actors at least."""
        b = schema.beside.c
        numbers: set[int] = set()
        for date, who in mine.beside():
            if who not in common:
                query = select(b.number).where(b.key == f"{date}|{who}").order_by(b.number.desc()).limit(_HELD)
                numbers.update(self._db.execute(query).scalars())
        home = self._episodes(numbers)
        near = set(home.values()) - {episode}
        everyone = {n: e for e, found in self._members(near).items() for n in found}
        shared_: dict[int, set[str]] = defaultdict(set)
        names = [f"@{who}" for who in sorted(mine.actors - common)]
        for part in chunks(everyone):
            query = select(b.key, b.number).where(b.key.in_(names), b.number.in_(part))
            for key, number in self._db.execute(query):
                shared_[everyone[number]].add(key)
        return {e for e, found in shared_.items() if len(found) >= self._w.story.actors}

    def _profile(self, episode: int, members: Sequence[int] | None = None) -> Profile:
        if episode not in self._profiles:
            own = members if members is not None else self._members([episode])[episode]
            self._profiles[episode] = merged([profile_of(one) for one in traces(self._db, own).values()])
        return self._profiles[episode]

    def _reach(self, first: int) -> set[int]:
        t = schema.tie.c
        found, front = {first}, {first}
        while front:
            ahead: set[int] = set()
            for part in chunks(front):
                ahead.update(self._db.execute(select(t.b).where(t.a.in_(part))).scalars())
            front = ahead - found
            found |= front
        return found

    def _numbers(self, ids: Iterable[str]) -> dict[str, int]:
        t = schema.trace.c
        out: dict[str, int] = {}
        for part in chunks(ids):
            rows = self._db.execute(select(t.page_id, t.number).where(t.page_id.in_(part)))
            out.update((row.page_id, row.number) for row in rows)
        return out

    def _pages(self, numbers: Iterable[int]) -> list[str]:
        """The ids of articles, in order of their numbers."""
        t = schema.trace.c
        out: dict[int, str] = {}
        for part in chunks(numbers):
            rows = self._db.execute(select(t.number, t.page_id).where(t.number.in_(part)))
            out.update((row.number, row.page_id) for row in rows)
        return [out[n] for n in sorted(out)]

    def _episodes(self, numbers: Iterable[int]) -> dict[int, int]:
        t = schema.trace.c
        out: dict[int, int] = {}
        for part in chunks(numbers):
            rows = self._db.execute(select(t.number, t.episode).where(t.number.in_(part)))
            out.update((row.number, row.episode) for row in rows)
        return out

    def _members(self, episodes: Iterable[int]) -> dict[int, list[int]]:
        t = schema.trace.c
        out: dict[int, list[int]] = {e: [] for e in episodes}
        for part in chunks(out):
            rows = self._db.execute(select(t.episode, t.number).where(t.episode.in_(part)).order_by(t.number))
            for episode, number in rows:
                out[episode].append(number)
        return out

    def _place(self, homes: Mapping[int, int]) -> None:
        t = schema.trace.c
        for episode in set(homes.values()):
            own = [n for n, home in homes.items() if home == episode]
            for part in chunks(own):
                self._db.execute(update(schema.trace).where(t.number.in_(part)).values(episode=episode))
