"""Stories that grow: what adding articles costs depends on the articles and on what is near them, not on the whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from meada.story.bond import Profile, merged, profile, tie
from meada.story.day import day
from meada.story.gram import Gram
from meada.story.group import group
from meada.story.near import COPY, Sketches
from meada.story.neighbour import Neighbours, Vector
from meada.story.ruling import Ruling, apply
from meada.story.term import Frequency, counts
from meada.story.text import text
from meada.story.told import Told
from meada.story.vector import Means, Vectors, told_text
from meada.story.weight import Weights, still, weights

__all__ = ["Index"]


class Index:
    """Articles with their nearest, the episodes they form, and what ties those into stories.

    `add` takes articles in any order and at any time, late ones too. Only the episodes that a new article is near to are
    parted and grouped again, and only ties of the episodes that changed are looked up again. It is built from the
    articles alone, so that it can be dropped and built anew; rulings are laid over what it gives and change nothing in it.
    With an ``encoder`` vectors take part, less the mean of their language at the time they came in.
    """

    def __init__(self, w: Weights | None = None, encoder: Vectors | None = None) -> None:
        self._w = w or weights()
        self._bar = self._w.lexical if encoder is None else self._w.deep
        self._encoder, self._means = encoder, Means()
        self._pages: list[str] = []
        self._number: dict[str, int] = {}
        self._edges: list[dict[int, float]] = []
        self._profiles: list[Profile] = []
        self._frequency = Frequency(self._w.terms.background)
        self._near = Neighbours(self._w, self._bar)
        self._unfaded = Neighbours(
            still(self._w), msgspec.structs.replace(self._w.lexical, floor=self._w.story.wording, lone=0.0)
        )
        self._alike: list[dict[int, float]] = []
        self._sketches = Sketches()
        self._copies: list[set[int]] = []
        self._episode: list[int] = []
        self._members: dict[int, list[int]] = {}
        self._merged: dict[int, Profile] = {}
        self._holders: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._actors: Counter[str] = Counter()
        self._ties: dict[int, set[int]] = {}

    def __len__(self) -> int:
        return len(self._pages)

    def add(self, told: Iterable[Told]) -> list[list[str]]:
        """Take in articles that are not held yet; the stories that changed, as lists of pages."""
        new = list({one.id: one for one in told if one.id not in self._number}.values())
        fresh = [self._take(one, vector) for one, vector in zip(new, self._vectors(new), strict=True)]
        changed = self._regroup(fresh)
        for episode in changed:
            self._tie(episode)
        return self._stories(changed)

    def stories(self, rulings: Sequence[Ruling] = ()) -> list[list[str]]:
        """All stories as lists of pages, with ``rulings`` applied last."""
        return apply(self._stories(self._members), rulings)

    def episodes(self) -> list[list[str]]:
        """All episodes as lists of pages."""
        return [[self._pages[i] for i in part] for _, part in sorted(self._members.items())]

    def near(self, number: int) -> dict[int, float]:
        """The articles that the article ``number`` (in order of adding) is compared with in its own days."""
        return dict(self._edges[number])

    def _vectors(self, told: Sequence[Told]) -> list[Vector | None]:
        """The vector of each article less the mean of its language so far; none without an encoder."""
        if self._encoder is None or not told:
            return [None] * len(told)
        langs = [one.article.lang or "" for one in told]
        found = self._encoder.encode([told_text(one.title, one.body) for one in told])
        for lang, vector in zip(langs, found, strict=True):
            self._means.add(lang, vector)
        return [self._means.centre(lang, vector) for lang, vector in zip(langs, found, strict=True)]

    def _take(self, one: Told, vector: Vector | None) -> int:
        at = len(self._pages)
        self._number[one.id] = at
        self._pages.append(one.id)
        published, lang, w = one.article.published, one.article.lang or "", self._w
        when = day(published.iso) if published else None
        found = counts(one.title, one.body, lang, w.terms)
        self._frequency.add(lang, found)
        terms = self._frequency.weigh(lang, found, w.terms.kept)
        self._link(self._edges, at, self._near.add(when, terms, vector, lang))
        self._link(self._alike, at, self._unfaded.add(when, terms))
        self._copied(at, text(one.page.text, one.article.body).grams)
        self._profiles.append(profile(one))
        self._episode.append(at)
        self._members[at] = [at]
        return at

    def _link(self, edges: list[dict[int, float]], at: int, found: dict[int, float]) -> None:
        edges.append(dict(found))
        for other, x in found.items():
            edges[other][at] = x

    def _copied(self, at: int, grams: frozenset[Gram]) -> None:
        found = {other for other, share in self._sketches.add(grams).items() if share >= COPY}
        self._copies.append(found)
        for other in found:
            self._copies[other].add(at)

    def _regroup(self, fresh: Sequence[int]) -> set[int]:
        """Group the new articles with the episodes they are near to; the episodes that came out."""
        bar = self._bar
        near = {self._episode[j] for i in fresh for j, x in self._edges[i].items() if x >= bar.join}
        old = near | {self._episode[i] for i in fresh}
        pool = sorted(i for episode in old for i in self._members[episode])
        for episode in old:
            self._forget(episode)
        place = {i: at for at, i in enumerate(pool)}
        edges = [{place[j]: x for j, x in self._edges[i].items() if j in place} for i in pool]
        out = set()
        for part in group(edges, bar):
            members = [pool[at] for at in part]
            out.add(members[0])
            self._settle(members)
        return out

    def _settle(self, members: list[int]) -> None:
        episode = members[0]
        self._members[episode] = members
        for i in members:
            self._episode[i] = episode
        self._merged[episode] = held = merged([self._profiles[i] for i in members])
        self._actors.update(held.actors)
        self._ties[episode] = set()
        for key in held.beside():
            self._holders[key].add(episode)

    def _forget(self, episode: int) -> None:
        del self._members[episode]
        held = self._merged.pop(episode, None)
        if held is None:
            return
        self._actors.subtract(held.actors)
        for key in held.beside():
            self._holders[key].discard(episode)
        for other in self._ties.pop(episode):
            self._ties[other].discard(episode)

    def _tie(self, episode: int) -> None:
        """Look up what ``episode`` is tied to."""
        w = self._w.story
        mine, members = self._merged[episode], self._members[episode]
        crowd = w.common * len(self._members) if len(self._members) >= w.many else len(self._members)
        wording: dict[int, float] = {}
        for i in members:
            for j, x in self._alike[i].items():
                wording[self._episode[j]] = max(x, wording.get(self._episode[j], 0.0))
        copied = {self._episode[j] for i in members for j in self._copies[i]}
        dated = {e for key in mine.beside() if self._actors[key[1]] <= crowd for e in self._holders[key]}
        for other in (dated | wording.keys() | copied) - {episode}:
            theirs = self._merged[other]
            if other in copied or tie(mine, theirs, wording.get(other, 0.0), lambda a: self._actors[a] > crowd, w):
                self._ties[episode].add(other)
                self._ties[other].add(episode)

    def _stories(self, episodes: Iterable[int]) -> list[list[str]]:
        """The stories of ``episodes``: everything their ties lead to."""
        seen: set[int] = set()
        out = []
        for first in sorted(episodes):
            if first in seen:
                continue
            seen.add(first)
            found, front = [first], [first]
            while front:
                for other in self._ties[front.pop()] - seen:
                    seen.add(other)
                    found.append(other)
                    front.append(other)
            out.append([self._pages[i] for i in sorted(i for e in found for i in self._members[e])])
        return out
