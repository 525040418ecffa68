"""Articles become stories: copies first, then episodes, then the stories that episodes belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from meada.ident import ident
from meada.story.bond import Bond, bonds, merged
from meada.story.brief import Brief, brief
from meada.story.family import folded
from meada.story.lead import leads
from meada.story.nearest import nearest
from meada.story.neighbour import Vector
from meada.story.ruling import Fold, Ruling, apply, fold
from meada.story.story import Episode, Family, Lead, Passage, Reason, Story
from meada.story.stream import episodes, heaviest
from meada.story.told import Told
from meada.story.union import connected
from meada.story.vector import Vectors
from meada.story.weight import Weights, still, weights

__all__ = ["Joined", "assembled", "joined", "make", "partition", "tell"]


def make(
    told: Sequence[Told],
    *,
    rulings: Sequence[Ruling] = (),
    folds: Sequence[Fold] = (),
    encoder: Vectors | None = None,
    parts: Sequence[Sequence[str]] | None = None,
) -> tuple[Story, ...]:
    """The stories of ``told``, the first published first, each with its families, episodes and leads.

    The order of ``told`` does not matter. ``folds`` are what people ruled about copies, ``rulings`` about stories; those are
    applied last. ``parts`` are the episodes, as ids of pages, where they are known already. ``encoder`` gives vectors that
    bring languages together (the extra `deep`); without one, words, names and numbers decide alone.
    """
    return joined(told, rulings=rulings, folds=folds, encoder=encoder, parts=parts).stories


class Joined(NamedTuple):
    """Stories, and which episodes are tied before people ruled on them: a page of each."""

    stories: tuple[Story, ...]
    ties: tuple[tuple[str, str], ...]


def joined(
    told: Sequence[Told],
    *,
    rulings: Sequence[Ruling] = (),
    folds: Sequence[Fold] = (),
    encoder: Vectors | None = None,
    parts: Sequence[Sequence[str]] | None = None,
) -> Joined:
    """As `make`, with what ties the episodes."""
    w = weights()
    known = {one.id: brief(one, w) for one in told}
    ordered = sorted(known.values(), key=lambda one: one.rank)
    items = [_item(one, full) for one, full in zip(ordered, _in(ordered, told), strict=True)]
    place = {one.id: at for at, one in enumerate(ordered)}
    whole = episodes(items, w, encoder) if parts is None else _places(parts, place)
    terms = weighed(ordered, w)
    copied, shared = folded(told, known)
    held = fold(copied, folds)
    bound = _bound(whole, ordered, terms, held, w)
    groups = connected(len(whole), [(b.a, b.b) for b in bound])
    ids = [[ordered[i].id for e in group for i in whole[e]] for group in groups]
    ruled = sorted(sorted(place[page] for page in group) for group in apply(ids, rulings))
    found = leads(ruled, ordered, terms, w)
    stories = tuple(
        _story(group, ordered, terms, whole, bound, held, shared, found.get(at, ()), at_ruled)
        for at, (group, at_ruled) in enumerate((g, _why_ruled(g, ordered, rulings)) for g in ruled)
    )
    return Joined(stories, tuple((ordered[whole[b.a][0]].id, ordered[whole[b.b][0]].id) for b in bound))


def partition(
    told: Sequence[Told], *, encoder: Vectors | None = None, known: Mapping[str, Vector] | None = None
) -> list[list[str]]:
    """The episodes of ``told`` as lists of ids of pages. ``known`` are their vectors by id, where they are made already."""
    ordered = sorted((brief(one) for one in told), key=lambda one: one.rank)
    items = [_item(one, full) for one, full in zip(ordered, _in(ordered, told), strict=True)]
    found = episodes(items, weights(), encoder, None if known is None else [known[one.id] for one in ordered])
    return [[ordered[i].id for i in part] for part in found]


def _places(parts: Sequence[Sequence[str]], place: Mapping[str, int]) -> list[list[int]]:
    return sorted(sorted(place[page] for page in part) for part in parts)


def tell(
    told: Sequence[Told],
    parts: Sequence[Sequence[str]],
    *,
    rulings: Sequence[Ruling] = (),
    folds: Sequence[Fold] = (),
) -> Story:
    """One story of all of ``told``, whose episodes are ``parts`` (ids of pages); who is not in any is an episode alone.

    Nothing but its own articles is looked at: the weight of words and the leads are those among them.
    """
    known = {one.id: brief(one) for one in told}
    copied, shared = folded(told, known)
    return assembled(known.values(), parts, fold(copied, folds), shared, rulings)


def assembled(
    briefs: Iterable[Brief],
    parts: Sequence[Sequence[str]],
    copied: Sequence[Family],
    shared: Sequence[Passage],
    rulings: Sequence[Ruling] = (),
) -> Story:
    """One story of ``briefs``, whose copies are known: as `tell`, without their texts."""
    w = weights()
    ordered = sorted(briefs, key=lambda one: one.rank)
    place = {one.id: at for at, one in enumerate(ordered)}
    given = [sorted(place[page] for page in part if page in place) for part in parts]
    alone = set(place.values()) - {at for part in given for at in part}
    episodes_ = sorted([*(part for part in given if part), *([at] for at in alone)])
    terms = weighed(ordered, w)
    bound = _bound(episodes_, ordered, terms, copied, w)
    group = list(range(len(ordered)))
    found = leads([group], ordered, terms, w)
    why = _why_ruled(group, ordered, rulings)
    return _story(group, ordered, terms, episodes_, bound, copied, shared, found.get(0, ()), why)


def weighed(briefs: Sequence[Brief], w: Weights) -> list[dict[str, float]]:
    """The heaviest terms of each of ``briefs`` among them, as vectors of length 1."""
    return heaviest([one.lang or "" for one in briefs], [one.terms for one in briefs], w)


def _in(ordered: Sequence[Brief], told: Iterable[Told]) -> list[Told]:
    by_id = {one.id: one for one in told}
    return [by_id[one.id] for one in ordered]


def _item(one: Brief, full: Told) -> Mapping[str, Any]:
    return {"id": one.id, "title": one.title, "text": full.body, "lang": one.lang or "", "date": one.iso}


def _bound(
    parts: Sequence[Sequence[int]],
    told: Sequence[Brief],
    terms: Sequence[Mapping[str, float]],
    copied: Sequence[Family],
    w: Weights,
) -> list[Bond]:
    """What ties episodes: copies in both, or actors with a dated statement or wording."""
    home = {told[i].id: at for at, part in enumerate(parts) for i in part}
    tied: set[tuple[int, int]] = set()
    for family in copied:
        first, *rest = sorted({home[copy.page] for copy in family.copies})
        tied |= {(first, other) for other in rest}
    alike = _alike(parts, told, terms, w)
    profiles = [merged([told[i].profile for i in part]) for part in parts]
    out = list(bonds(profiles, alike, w.story))
    known = {(b.a, b.b) for b in out}
    return out + [Bond(a, b, (), (), 1.0) for a, b in sorted(tied - known)]


def _alike(
    parts: Sequence[Sequence[int]],
    told: Sequence[Brief],
    terms: Sequence[Mapping[str, float]],
    w: Weights,
) -> dict[tuple[int, int], float]:
    """The greatest likeness, unfaded, between articles of two episodes."""
    bar = msgspec.structs.replace(w.lexical, floor=w.story.wording, lone=0.0)
    days, langs = [one.day for one in told], [one.lang or "" for one in told]
    found = nearest(days, langs, terms, None, still(w), bar)
    home = {i: at for at, part in enumerate(parts) for i in part}
    out: dict[tuple[int, int], float] = {}
    for i, j, x in zip(*(column.tolist() for column in found), strict=True):
        a, b = sorted((home[i], home[j]))
        if a != b:
            out[a, b] = max(x, out.get((a, b), 0.0))
    return out


def _why_ruled(group: Sequence[int], told: Sequence[Brief], rulings: Sequence[Ruling]) -> tuple[Reason, ...]:
    pages = {told[i].id for i in group}
    return tuple(
        Reason(rule=f"ruling.{ruling.action}", detail=", ".join(page[:8] for page in ruling.pages))
        for ruling in rulings
        if pages & set(ruling.pages)
    )


def _story(
    group: Sequence[int],
    told: Sequence[Brief],
    terms: Sequence[Mapping[str, float]],
    parts: Sequence[Sequence[int]],
    bound: Sequence[Bond],
    copied: Sequence[Family],
    shared: Sequence[Passage],
    found: Sequence[Lead],
    ruled: tuple[Reason, ...],
) -> Story:
    pages = tuple(told[i].id for i in group)
    held, inside = set(pages), set(group)
    own = [at for at, part in enumerate(parts) if inside & set(part)]
    return Story(
        id=ident("story", pages[0]),
        title=next((told[i].title for i in group if told[i].title), ""),
        pages=pages,
        families=tuple(f for family in copied if (f := _within(family, held))),
        episodes=tuple(_episode([i for i in parts[at] if i in inside], told, terms) for at in own),
        reasons=(*ruled, *(r for bond in bound if {bond.a, bond.b} <= set(own) for r in _why(bond))),
        passages=tuple(p for p in shared if p.a in held and p.b in held),
        leads=tuple(found),
    )


def _within(family: Family, held: set[str]) -> Family | None:
    """``family`` as far as it lies in a story; a split may part one."""
    copies = tuple(copy for copy in family.copies if copy.page in held)
    if not copies or len(copies) == len(family.copies):
        return family if copies else None
    if all(copy.label != "origin" for copy in copies):
        copies = (msgspec.structs.replace(copies[0], label="origin", of=None, shared=()), *copies[1:])
    origin = next(copy.page for copy in copies if copy.label == "origin")
    return Family(id=ident("family", origin), origin=origin, copies=copies, agency=family.agency)


def _why(bond: Bond) -> tuple[Reason, ...]:
    out = []
    if bond.actors:
        out.append(Reason(rule="story.actors", detail=", ".join(bond.actors[:8]), score=float(len(bond.actors))))
    if bond.dates:
        out.append(Reason(rule="story.dates", detail=", ".join(bond.dates[:8]), score=float(len(bond.dates))))
    if not bond.dates:
        rule = "story.wording" if bond.actors else "story.copies"
        out.append(Reason(rule=rule, score=round(bond.wording, 3)))
    return tuple(out)


def _episode(group: Sequence[int], told: Sequence[Brief], terms: Sequence[Mapping[str, float]]) -> Episode:
    """Each member with the terms that it shares with most of the others."""
    common = Counter(term for i in group for term in terms[i])
    members = []
    for i in group:
        own = sorted((t for t in terms[i] if common[t] > 1), key=lambda t: (-common[t] * terms[i][t], t))[:8]
        detail = ", ".join(own)
        members.append(
            (told[i].id, (Reason(rule="episode.terms", detail=detail, score=float(len(own))),) if own else ())
        )
    dates = sorted(one for i in group if (one := told[i].begin))
    return Episode(
        id=ident("episode", told[group[0]].id),
        members=tuple(members),
        begin=dates[0] if dates else None,
        until=dates[-1] if dates else None,
    )
