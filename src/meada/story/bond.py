"""What ties episodes into a story: principal actors that both have, and dated statements that both make about them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from meada.reading.mention import Entity, Mention
from meada.reading.reading import Reading
from meada.span import Span
from meada.story.entities import skeleton
from meada.story.gram import split
from meada.story.told import Told
from meada.story.weight import StoryWeights

__all__ = ["Bond", "Profile", "Tie", "bonds", "merged", "names", "profile", "shared_actors", "tie", "words"]

_ACTORS = frozenset(("person", "organisation", "state", "place", "event"))
_MEDIA = frozenset(("agency", "outlet", "medium"))
_HELD = 200
"""Of the episodes that name one actor at one date, each is paired with at most so many of the next."""


class Profile(NamedTuple):
    """Who an article or episode is about, which names stand for somebody and not for a place alone, and for each date
    who stands beside it in a sentence or event."""

    actors: frozenset[str]
    agents: frozenset[str]
    dated: Mapping[str, frozenset[str]]

    def beside(self) -> Iterator[tuple[str, str]]:
        """Each date with each principal actor beside it."""
        for date, found in self.dated.items():
            yield from ((date, actor) for actor in sorted(found & self.actors))


class Tie(NamedTuple):
    """The actors that two episodes share, the dates at which both say something of one of them, how alike they word it."""

    actors: frozenset[str]
    dates: tuple[str, ...]
    wording: float


class Bond(NamedTuple):
    """Two episodes of one story: the ``actors`` they share, rarest first, the ``dates`` at which both say something of one
    of them, and how alike their wording is."""

    a: int
    b: int
    actors: tuple[str, ...]
    dates: tuple[str, ...]
    wording: float


def profile(told: Told) -> Profile:
    """The profile of one article."""
    dated: dict[str, set[str]] = defaultdict(set)
    for date, entity in _dated(told.reading):
        dated[date].add(entity)
    agents = frozenset(_key(e) for e in told.reading.entities if e.type != "place")
    return Profile(_principal(told), agents, {date: frozenset(found) for date, found in dated.items()})


def bonds(profiles: Sequence[Profile], alike: Mapping[tuple[int, int], float], w: StoryWeights) -> Iterator[Bond]:
    """The pairs of episodes, lower number first, that share principal actors and either a statement about one of them
    dated to the day or month (about two, where it is dated to the year) or wording (``alike``: likeness without fading).

    Actors that a large part of many episodes have do not count: what everybody mentions ties nothing. Pairs are looked
    up by date and actor, never all with all.
    """
    counts = Counter(actor for p in profiles for actor in p.actors)
    crowd = w.common * len(profiles) if len(profiles) >= w.many else len(profiles)
    worded = {pair for pair, x in alike.items() if x >= w.wording}
    for a, b in sorted({*_dated_pairs(profiles), *worded}):
        found = tie(profiles[a], profiles[b], alike.get((a, b), 0.0), lambda actor: counts[actor] > crowd, w)
        if found:
            actors = tuple(sorted(found.actors, key=lambda x: (counts[x], x)))
            yield Bond(a, b, actors, found.dates, found.wording)


def tie(a: Profile, b: Profile, wording: float, common: Callable[[str], bool], w: StoryWeights) -> Tie | None:
    """What ties two episodes, None where it does not reach; ``common`` tells actors that count for nothing."""
    actors = shared_actors(a, b)
    if sum(not common(actor) for actor in actors) < w.actors:
        return None
    dates = (d for d in a.dated.keys() & b.dated.keys() if len(a.dated[d] & b.dated[d] & actors) > (len(d) == 4))
    found = tuple(sorted(dates))
    return Tie(actors, found, wording) if found or wording >= w.wording else None


def merged(profiles: Sequence[Profile]) -> Profile:
    """The profile of articles taken together: a place in one that acts in another is an actor."""
    dated: dict[str, frozenset[str]] = {}
    for p in profiles:
        for date, found in p.dated.items():
            dated[date] = dated.get(date, frozenset()) | found
    actors = frozenset(actor for p in profiles for actor in p.actors)
    agents = frozenset(actor for p in profiles for actor in p.agents)
    return Profile(actors, agents, dated)


def _dated_pairs(profiles: Sequence[Profile]) -> set[tuple[int, int]]:
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, p in enumerate(profiles):
        for key in p.beside():
            holders[key].append(at)
    return {(a, b) for held in holders.values() for n, a in enumerate(held) for b in held[n + 1 : n + _HELD]}


def shared_actors(a: Profile, b: Profile) -> frozenset[str]:
    """The principal actors of both. Places count where someone acts beside them: a town alone, or a town and its state,
    is a setting that many stories have."""
    shared = a.actors & b.actors
    agents = shared & (a.agents | b.agents)
    return shared if any(len(actor) != 3 or not actor.isupper() for actor in agents) else agents


def names(told: Sequence[Told]) -> frozenset[str]:
    """What the principal actors of ``told`` are called, states apart: folded words parted by one space."""
    out: set[str] = set()
    for one in told:
        actors = _principal(one)
        for entity in one.reading.entities:
            if entity.type != "state" and _key(entity) in actors:
                out |= {folded for name in (entity.name, *entity.names) if len(folded := words(name)) > 3}
    return frozenset(out)


def words(text: str) -> str:
    """The words of ``text``, folded, parted by one space."""
    return " ".join(word.form for word in split(text))


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
            counts[_key(entity)] += 2 if any(span.contains(m.span) for span in head) else 1
    return frozenset(entity for entity, n in counts.items() if n > 1)


def _key(entity: Entity) -> str:
    """One key for one actor across pages and languages: the id where it means the same everywhere, else the name with
    what spellings disagree on levelled."""
    if entity.type == "state" or (entity.country and entity.id.startswith(f"{entity.country}_")):
        return entity.id
    return skeleton(entity.name) or entity.id


def _dated(reading: Reading) -> Iterator[tuple[str, str]]:
    """Each date with each actor beside it: in one sentence, or in one event."""
    keys = {e.id: _key(e) for e in reading.entities}
    by_sentence = _by_sentence(reading.sentences, reading.mentions)
    starts = [s.start for s in reading.sentences]
    for time in reading.times:
        date = _date(time.begin, time.granularity)
        at = bisect_right(starts, time.span.start) - 1
        if date and time.type in ("DATE", "TIME") and at >= 0:
            yield from ((date, keys.get(m.entity, m.entity)) for m in by_sentence.get(at, ()))
    for event in reading.events:
        date = _date(event.time.begin, event.time.granularity) if event.time and event.time.how != "bound" else None
        if date:
            yield from ((date, keys.get(p.entity, p.entity)) for p in event.participants)


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
