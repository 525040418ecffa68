"""What ties episodes into a story: principal actors that both have, and dated statements that both make about them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from meada.reading.mention import Mention
from meada.reading.reading import Reading
from meada.span import Span
from meada.story.told import Told

__all__ = ["Bond", "Profile", "bonds", "profile"]

_ACTORS = frozenset(("person", "organisation", "state", "place", "event"))
_MEDIA = frozenset(("agency", "outlet", "medium"))
_SHARED = 2
_COMMON = 0.1
_MANY = 40

Dated = tuple[str, str]
"""A calendar interval as ``(begin, granularity)`` and an actor named beside it make a key of a dated statement."""


class Profile(NamedTuple):
    """Who an episode is about, and for each date it names who stands in the same sentence or event."""

    actors: frozenset[str]
    dated: Mapping[str, frozenset[str]]


class Bond(NamedTuple):
    """Two episodes of one story, with the ``actors`` they share and the ``dates`` at which both have one of them."""

    a: int
    b: int
    actors: tuple[str, ...]
    dates: tuple[str, ...]


def profile(told: Sequence[Told]) -> Profile:
    """The profile of one episode."""
    actors: set[str] = set()
    dated: dict[str, set[str]] = defaultdict(set)
    for one in told:
        actors |= _principal(one)
        for date, entity in _dated(one.reading):
            dated[date].add(entity)
    return Profile(frozenset(actors), {date: frozenset(found) for date, found in dated.items()})


def bonds(profiles: Sequence[Profile]) -> Iterator[Bond]:
    """The pairs of episodes that share two principal actors and a statement about one of them, dated to the day or
    month (about both, where it is dated to the year).

    Actors that more than a tenth of many episodes have do not count towards the two: what everybody mentions ties
    nothing. Pairs are looked up by date and actor, never all with all.
    """
    counts = Counter(actor for p in profiles for actor in p.actors)
    crowd = max(_MANY * _COMMON, len(profiles) * _COMMON) if len(profiles) >= _MANY else len(profiles) + 1
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, p in enumerate(profiles):
        for date, found in p.dated.items():
            for actor in found & p.actors:
                holders[date, actor].append(at)
    shared: dict[tuple[int, int], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for (date, actor), episodes in holders.items():
        for n, a in enumerate(episodes):
            for b in episodes[n + 1 : n + 200]:
                shared[a, b][date].add(actor)
    for (a, b), by_date in sorted(shared.items()):
        actors = profiles[a].actors & profiles[b].actors
        dates = sorted(date for date, found in by_date.items() if len(date) > 4 or len(found) > 1)
        if dates and sum(counts[actor] <= crowd for actor in actors) >= _SHARED:
            yield Bond(a, b, tuple(sorted(actors, key=lambda x: (counts[x], x))), tuple(dates))


def _principal(told: Told) -> frozenset[str]:
    """Who is named in the head (headline, standfirst, first paragraph) or twice; not the media that report."""
    article, reading = told.article, told.reading
    head = [span for span in (article.headline, article.standfirst, *article.body[:1]) if span]
    kinds = {e.id: e for e in reading.entities}
    own = {x.id for x in (article.outlet, article.agency) if x is not None}
    counts: Counter[str] = Counter()
    for m in reading.mentions:
        entity = kinds.get(m.entity)
        if entity and entity.type in _ACTORS and entity.kind not in _MEDIA and m.entity not in own:
            counts[m.entity] += 2 if any(span.contains(m.span) for span in head) else 1
    return frozenset(entity for entity, n in counts.items() if n > 1)


def _dated(reading: Reading) -> Iterator[tuple[str, str]]:
    """Each date with each actor beside it: in one sentence, or in one event."""
    by_sentence = _by_sentence(reading.sentences, reading.mentions)
    starts = [s.start for s in reading.sentences]
    for time in reading.times:
        date = _date(time.begin, time.granularity)
        at = bisect_right(starts, time.span.start) - 1
        if date and time.type in ("DATE", "TIME") and at >= 0:
            yield from ((date, m.entity) for m in by_sentence.get(at, ()))
    for event in reading.events:
        date = _date(event.time.begin, event.time.granularity) if event.time and event.time.how != "bound" else None
        if date:
            yield from ((date, p.entity) for p in event.participants)


def _by_sentence(sentences: Sequence[Span], mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    starts = [s.start for s in sentences]
    found: dict[int, list[Mention]] = defaultdict(list)
    for m in mentions:
        found[bisect_right(starts, m.span.start) - 1].append(m)
    return found


def _date(begin: str | None, granularity: str) -> str | None:
    """``begin`` as far as it is meant: to the day, month or year; None where it says less."""
    if not begin:
        return None
    if granularity in ("minute", "hour", "part", "day"):
        return begin[:10]
    return {"month": begin[:7], "year": begin[:4]}.get(granularity)
