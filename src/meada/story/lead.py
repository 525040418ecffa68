"""Foreign headlines that seem to belong to a story: pages that are not held, never evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from meada.story.brief import Brief, Headline
from meada.story.story import Lead, Reason
from meada.story.weight import Weights

__all__ = ["leads"]

_TERMS = 2
_SURE = 4


def leads(
    groups: Sequence[Sequence[int]], told: Sequence[Brief], terms: Sequence[Mapping[str, float]], w: Weights
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
    def called(at: int) -> Mapping[str, Sequence[str]]:
        """What its principal actors are called, by the first word."""
        out: dict[str, list[str]] = defaultdict(list)
        for name in {name for i in groups[at] for name in told[i].names}:
            out[name.partition(" ")[0]].append(name)
        return out

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
    one: Brief,
    strength: Sequence[Mapping[str, float]],
    holders: Mapping[str, Sequence[int]],
    spread: Mapping[str, int],
    known: set[str],
    called: Callable[[int], Mapping[str, Sequence[str]]],
    w: Weights,
) -> Iterator[tuple[Lead, int]]:
    for headline in one.headlines:
        if _plain(headline.text) in known:
            continue
        total = sum(x for _, x in headline.terms)
        shares: Counter[int] = Counter()
        hits: dict[int, list[str]] = defaultdict(list)
        for term, x in headline.terms:
            for at in holders.get(term, ()):
                shares[at] += strength[at][term] * x / total / spread[term]  # type: ignore[assignment]
                hits[at].append(term)
        home = max(shares, key=lambda at: (shares[at], -at), default=None)
        if home is None or shares[home] < w.story.lead or len(hits[home]) < _TERMS:
            continue
        plain, names = f" {headline.plain} ", called(home)
        found = [name for word in set(plain.split()) for name in names.get(word, ()) if f" {name} " in plain]
        actor = min(found, key=lambda name: (-len(name), name), default=None)
        if actor:
            detail = f"{actor}: {', '.join(hits[home])}"
            reason = Reason(rule="lead.actor", detail=detail, score=round(shares[home], 3))
            yield _lead(one, headline, reason), home


def _lead(one: Brief, headline: Headline, reason: Reason) -> Lead:
    return Lead(
        page=one.id,
        span=headline.span,
        headline=headline.text,
        list=headline.list,
        rank=headline.rank,
        outlet=one.called,
        day=(one.begin or one.fetched or "")[:10] or None,
        href=headline.href,
        reasons=(reason,),
    )


def _plain(headline: str) -> str:
    return " ".join(headline.lower().split())
