"""Articles become stories: copies first, then episodes by what they share, then stories by their actors."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence

from meada.ident import ident
from meada.story.family import families
from meada.story.story import Episode, Reason, Story
from meada.story.told import Told

__all__ = ["make"]

_ACTORS = frozenset(("person", "organisation", "state", "group"))
_SHARED_ACTORS = 2
_EPISODE_DAYS = 10


def make(told: Sequence[Told]) -> tuple[Story, ...]:
    """The stories of ``told``, each with its families and episodes. The order of ``told`` does not matter."""
    ordered = sorted(told, key=lambda one: (one.published or "9", one.id))
    actors = {one.id: _actors(one) for one in ordered}
    common = _common(actors)
    groups = _joined(ordered, actors, common)
    return tuple(_story(group, actors) for group in groups)


def _actors(told: Told) -> frozenset[str]:
    """The principal actors: named people and organisations, and states, that are mentioned at least twice or act."""
    counts = Counter(m.entity for m in told.reading.mentions)
    acting = {p.entity for e in told.reading.events for p in e.participants}
    kinds = {e.id: e.type for e in told.reading.entities}
    return frozenset(
        entity for entity, n in counts.items() if kinds.get(entity) in _ACTORS and (n > 1 or entity in acting)
    )


def _common(actors: dict[str, frozenset[str]]) -> frozenset[str]:
    """Actors that stand in more than half of many articles tell nothing apart."""
    if len(actors) < 40:
        return frozenset()
    counts = Counter(a for found in actors.values() for a in found)
    return frozenset(a for a, n in counts.items() if n > len(actors) / 2)


def _joined(ordered: Sequence[Told], actors: dict[str, frozenset[str]], common: frozenset[str]) -> list[list[Told]]:
    owner: dict[str, int] = {}
    groups: dict[int, list[Told]] = {}
    by_actor: dict[str, set[int]] = defaultdict(set)
    copies = {copy.page: family.id for family in families(ordered) for copy in family.copies}
    by_family: dict[str, int] = {}
    for at, one in enumerate(ordered):
        votes = Counter(g for a in actors[one.id] - common for g in by_actor[a])
        best = max(votes.items(), key=lambda item: (item[1], -item[0]), default=(at, 0))
        home = by_family.get(copies[one.id], best[0] if best[1] >= _SHARED_ACTORS else at)
        groups.setdefault(home, []).append(one)
        owner[one.id] = home
        by_family.setdefault(copies[one.id], home)
        for actor in actors[one.id]:
            by_actor[actor].add(home)
    return list(groups.values())


def _story(group: list[Told], actors: dict[str, frozenset[str]]) -> Story:
    pages = tuple(one.id for one in group)
    return Story(
        id=ident("story", min(pages)),
        title=next((one.title for one in group if one.title), ""),
        pages=pages,
        families=families(group),
        episodes=tuple(_episodes(group, actors)),
        reasons=_reasons(group, actors),
    )


def _reasons(group: list[Told], actors: dict[str, frozenset[str]]) -> tuple[Reason, ...]:
    counts = Counter(a for one in group for a in actors[one.id])
    shared = [a for a, n in counts.most_common(6) if n > 1]
    return (Reason(rule="story.actors", detail=", ".join(shared), score=float(len(shared))),) if shared else ()


def _episodes(group: list[Told], actors: dict[str, frozenset[str]]) -> list[Episode]:
    runs: list[list[Told]] = []
    for one in group:
        if runs and _days(runs[-1][-1], one) <= _EPISODE_DAYS:
            runs[-1].append(one)
        else:
            runs.append([one])
    return [_episode(run, actors) for run in runs]


def _days(a: Told, b: Told) -> int:
    if not a.published or not b.published or len(a.published) < 10 or len(b.published) < 10:
        return 0
    return abs((dt.date.fromisoformat(b.published[:10]) - dt.date.fromisoformat(a.published[:10])).days)


def _episode(run: list[Told], actors: dict[str, frozenset[str]]) -> Episode:
    every = frozenset.union(*(actors[one.id] for one in run))
    members = tuple(
        (one.id, (Reason(rule="episode.actors", detail=", ".join(sorted(actors[one.id] & every)[:6])),)) for one in run
    )
    dates = sorted(one.published for one in run if one.published)
    return Episode(
        id=ident("episode", min(one.id for one in run)),
        members=members,
        begin=dates[0] if dates else None,
        until=dates[-1] if dates else None,
    )
