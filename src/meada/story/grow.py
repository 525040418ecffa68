"""A story that takes in articles: their texts are compared with those that may be copies, and nothing else is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from meada.ident import ident
from meada.story.brief import Brief
from meada.story.family import (
    LEAST,
    copy,
    credits_of,
    family,
    nearness,
    passage,
    rivals,
    translation,
    translations,
    why_origin,
)
from meada.story.make import assembled
from meada.story.near import COPY, PASSAGE
from meada.story.ruling import Ruling
from meada.story.story import Copy, Family, Passage, Story
from meada.story.text import text_of
from meada.story.told import Told
from meada.story.translation import Translation
from meada.story.union import connected

__all__ = ["Near", "Read", "grow"]

Near = Mapping[tuple[str, str], float]
"""The pairs of pages that share a passage, the lower id first, with the part of the shorter that stands in the longer."""

Read = Callable[[Collection[str]], Mapping[str, Told]]
"""Gives articles by their ids."""


def grow(
    story: Story,
    briefs: Mapping[str, Brief],
    parts: Sequence[Sequence[str]],
    near: Near,
    read: Read,
    *,
    others: Sequence[Story] = (),
    rulings: Sequence[Ruling] = (),
) -> Story:
    """``story``, and all of ``others``, with the articles of ``briefs`` that they lack: one story, the same as
    `meada.story.tell` gives of all of them.

    ``near`` has the pairs of articles that are not of one of the old stories; ``parts`` are the episodes of all of them. No
    copy may have been folded or parted by a person.
    """
    held = (story, *others)
    strange = sorted(briefs.keys() - set(story.pages))
    fresh = [id for id in strange if not any(id in other.pages for other in others)]
    families = [family for one in held for family in one.families]
    copied = _families(families, fresh, briefs, near, _across(strange, briefs), read)
    shared = _passages([p for one in held for p in one.passages], briefs, near, read)
    return assembled(briefs.values(), parts, copied, shared, rulings)


def _across(fresh: Sequence[str], briefs: Mapping[str, Brief]) -> dict[tuple[str, str], Translation]:
    """The pairs of a new article and another of which one translates the other, the lower id first."""
    forms = {id: {a.form for a in one.anchors} for id, one in briefs.items()} if fresh else {}
    out: dict[tuple[str, str], Translation] = {}
    for id in fresh:
        mine = forms[id]
        votes = Counter(
            {
                other: n
                for other, held in forms.items()
                if briefs[other].lang != briefs[id].lang and (n := len(mine & held))
            }
        )
        for other, n in rivals(votes):
            a, b = sorted((id, other))
            if (a, b) not in out and (found := translation(briefs[a], briefs[b], n)):
                out[a, b] = found
    return out


def _families(
    old: Sequence[Family],
    fresh: Sequence[str],
    briefs: Mapping[str, Brief],
    near: Near,
    across: Mapping[tuple[str, str], Translation],
    read: Read,
) -> tuple[Family, ...]:
    groups = [[c.page for c in one.copies] for one in old] + [[id] for id in fresh]
    home = {page: at for at, group in enumerate(groups) for page in group}
    tied = [(a, b) for (a, b), share in near.items() if share >= COPY and briefs[a].size >= LEAST]
    joined = connected(len(groups), [(home[a], home[b]) for a, b in (*tied, *across)])
    out = []
    for group in joined:
        held = [old[at] for at in group if at < len(old)]
        new = [groups[at][0] for at in group if at >= len(old)]
        if not new:
            out += held
        else:
            widened = _widened(held[0], new, briefs, across, read) if len(held) == 1 else None
            out.append(widened or _made(sorted(page for at in group for page in groups[at]), briefs, read))
    return tuple(sorted(out, key=lambda one: min(c.page for c in one.copies)))


def _widened(
    held: Family,
    new: Sequence[str],
    briefs: Mapping[str, Brief],
    across: Mapping[tuple[str, str], Translation],
    read: Read,
) -> Family | None:
    """``held`` with ``new`` copies of its origin; None where one has to be compared with more than the origin."""
    pages = [*(c.page for c in held.copies), *new]
    credited = credits_of(briefs[page] for page in sorted(pages))
    origin = min(pages, key=lambda page: nearness(briefs[page], credited))
    if origin != held.origin or any(c.of != origin for c in held.copies if c.page != origin):
        return None
    given = read([origin, *new])
    order = sorted(given)
    told = [given[page] for page in order]
    texts = [text_of(one) for one in told]
    places = {page: at for at, page in enumerate(order)}
    turned = {(places[a], places[b]): found for (a, b), found in across.items() if a in places and b in places}
    made = [copy(places[page], (places[page], places[origin]), places[origin], told, texts, turned) for page in new]
    if any(one.label == "passage" for one in made):
        return None
    first = Copy(page=origin, label="origin", reasons=why_origin(briefs[origin], credited))
    rest = sorted((*(c for c in held.copies if c.page != origin), *made), key=lambda c: c.page)
    agency = next(iter(credited)) if len(credited) == 1 else None
    return Family(id=ident("family", origin), origin=origin, copies=(first, *rest), agency=agency)


def _made(pages: Sequence[str], briefs: Mapping[str, Brief], read: Read) -> Family:
    """The family of ``pages``, from their texts."""
    given = read(pages)
    told = [given[page] for page in pages]
    texts = [text_of(one) for one in told]
    across = translations(texts) if len(texts) > 1 else {}
    return family(range(len(pages)), told, texts, [briefs[page] for page in pages], across)


def _passages(old: Sequence[Passage], briefs: Mapping[str, Brief], near: Near, read: Read) -> tuple[Passage, ...]:
    """``old`` and what new articles share; of texts that are the same, the first by id stands for all."""
    first = _firsts(briefs.values())
    held = {(p.a, p.b): p for p in old}
    wanted: dict[tuple[str, str], float] = {}
    for (a, b), share in near.items():
        if PASSAGE <= share < COPY:
            wanted[_pair(first[a], first[b])] = share
    for a, b in list(held):
        pair = _pair(first[a], first[b])
        if pair != (a, b):
            wanted[pair] = held.pop((a, b)).containment
    pages = {page for pair in wanted.keys() - held.keys() for page in pair}
    texts = {id: text_of(one) for id, one in read(pages).items()} if pages else {}
    for pair, share in wanted.items():
        if pair not in held:
            held[pair] = passage((pair[0], texts[pair[0]]), (pair[1], texts[pair[1]]), share)
    return tuple(sorted(held.values(), key=lambda p: (p.b, p.a)))


def _firsts(briefs: Iterable[Brief]) -> dict[str, str]:
    """Each page with the first by id that has the same text."""
    out: dict[str, str] = {}
    first: dict[int, str] = {}
    for one in sorted(briefs, key=lambda one: one.id):
        out[one.id] = first.setdefault(one.exact, one.id) if one.exact is not None else one.id
    return out


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
