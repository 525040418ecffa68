"""Foreign headlines that seem to belong to a story: pages that are not held, never evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from meada.story.bond import names, words
from meada.story.story import Lead, Reason
from meada.story.term import counts
from meada.story.told import Told
from meada.story.weight import Weights

__all__ = ["leads"]

_TERMS = 2
_SURE = 4


def leads(
    groups: Sequence[Sequence[int]], told: Sequence[Told], terms: Sequence[Mapping[str, float]], w: Weights
) -> dict[int, list[Lead]]:
    """For each of ``groups`` (positions in ``told``) the headlines on any page that it accounts for best.

    A group accounts for a headline by the weight of the words that stand in the ``terms`` of its articles, more where more
    of them have the word; it must reach ``w.story.lead`` with two words at least, and the headline must name one of its
    principal actors. A headline of a page that is held is no lead. Each is given once for each page and list it stands in.
    """
    strength = _strength(groups, terms)
    spread = Counter(term for held in strength for term in held)
    holders: dict[str, list[int]] = defaultdict(list)
    for at, held in enumerate(strength):
        for term in held:
            holders[term].append(at)

    @cache
    def called(at: int) -> Sequence[str]:
        return sorted(names([told[i] for i in groups[at]]), key=lambda name: (-len(name), name))

    known = {_plain(one.title) for one in told}
    found: dict[int, list[Lead]] = defaultdict(list)
    for one in told:
        for lead, home in _of(one, strength, holders, spread, known, called, w):
            found[home].append(lead)
    return {at: sorted(held, key=lambda x: (x.day or "9", x.page, x.span)) for at, held in found.items()}


def _strength(groups: Sequence[Sequence[int]], terms: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """For each group how surely each term is its own: 1 where half of its articles have it, or four."""
    out = []
    for group in groups:
        n = Counter(term for at in group for term in terms[at])
        out.append({term: min(1.0, k / min(_SURE, len(group) / 2)) for term, k in n.items() if k > 1 or len(group) < 4})
    return out


def _of(
    one: Told,
    strength: Sequence[Mapping[str, float]],
    holders: Mapping[str, Sequence[int]],
    spread: Mapping[str, int],
    known: set[str],
    called: Callable[[int], Sequence[str]],
    w: Weights,
) -> Iterator[tuple[Lead, int]]:
    for pointer in one.article.pointers:
        headline = pointer.span.of(one.page.text)
        if _plain(headline) in known:
            continue
        inside = counts(headline, "", one.article.lang or "", w.terms)
        total = sum(inside.values())
        shares: Counter[int] = Counter()
        hits: dict[int, list[str]] = defaultdict(list)
        for term, x in inside.items():
            for at in holders.get(term, ()):
                shares[at] += strength[at][term] * x / total / spread[term]  # type: ignore[assignment]
                hits[at].append(term)
        home = max(shares, key=lambda at: (shares[at], -at), default=None)
        if home is None or shares[home] < w.story.lead or len(hits[home]) < _TERMS:
            continue
        plain = f" {words(headline)} "
        actor = next((name for name in called(home) if f" {name} " in plain), None)
        if actor:
            detail = f"{actor}: {', '.join(hits[home])}"
            reason = Reason(rule="lead.actor", detail=detail, score=round(shares[home], 3))
            yield _lead(one, pointer.span.start, headline, reason), home


def _lead(one: Told, start: int, headline: str, reason: Reason) -> Lead:
    pointer = next(p for p in one.article.pointers if p.span.start == start)
    outlet = one.article.outlet
    return Lead(
        page=one.id,
        span=pointer.span,
        headline=headline,
        list=pointer.list,
        rank=pointer.rank,
        outlet=outlet.name if outlet and not outlet.hypothesis else None,
        day=(one.published or one.page.fetched_at or "")[:10] or None,
        href=pointer.href,
        reasons=(reason,),
    )


def _plain(headline: str) -> str:
    return " ".join(headline.lower().split())
