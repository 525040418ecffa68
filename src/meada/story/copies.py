"""Copies: texts that share most of their words in order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import rensa

from meada.ident import ident
from meada.story.story import Copy, Family, Reason
from meada.story.told import Told

__all__ = ["COPY", "PASSAGE", "containment", "families", "grams", "same"]

COPY = 0.25
"""From this containment on two texts are copies of one (measured on a Portuguese corpus of parallel coverage)."""
PASSAGE = 0.10
"""From this containment on they share a passage; below 0.08 the wording is independent."""

_GRAM = 4
_PERMUTATIONS = 128
_BANDS = 64
_WORD = re.compile(r"\w+")


def grams(text: str) -> frozenset[str]:
    """The word 4-grams of ``text``, lower case; a shorter text gives itself."""
    words = _WORD.findall(text.lower())
    if len(words) < _GRAM:
        return frozenset((" ".join(words),)) if words else frozenset()
    return frozenset(" ".join(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1))


def containment(a: frozenset[str], b: frozenset[str]) -> float:
    """The part of the smaller set that stands in the larger, in [0, 1]."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def families(told: Sequence[Told]) -> tuple[Family, ...]:
    """``told`` in families of copies; an article without a copy is a family of its own."""
    sets = [grams(one.body) for one in told]
    edges = {(i, j): c for i, j in _near(sets) if (c := containment(sets[i], sets[j])) >= COPY}
    return tuple(_family(group, told, sets, edges) for group in _groups(len(told), edges))


def same(texts: Sequence[str]) -> list[list[int]]:
    """The positions of ``texts`` in families of copies, in the order of their first; an empty text is alone."""
    sets = [grams(text) for text in texts]
    return _groups(len(texts), [(i, j) for i, j in _near(sets) if containment(sets[i], sets[j]) >= COPY])


def _near(sets: Sequence[frozenset[str]]) -> Iterable[tuple[int, int]]:
    """Pairs that share a band of their MinHash."""
    buckets: dict[tuple[int, int], list[int]] = defaultdict(list)
    rows = _PERMUTATIONS // _BANDS
    for at, grams_ in enumerate(sets):
        if not grams_:
            continue
        sketch = rensa.RMinHash(num_perm=_PERMUTATIONS, seed=42)
        sketch.update(sorted(grams_))
        digest = sketch.digest()
        for band in range(_BANDS):
            buckets[(band, hash(tuple(digest[band * rows : (band + 1) * rows])))].append(at)
    return sorted({(a, b) for found in buckets.values() for n, a in enumerate(found) for b in found[n + 1 :]})


def _groups(size: int, edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Connected components over ``edges``, each sorted, in the order of their first member."""
    parent = list(range(size))

    def find(x: int) -> int:
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in edges:
        parent[max(find(a), find(b))] = min(find(a), find(b))
    groups: dict[int, list[int]] = defaultdict(list)
    for x in range(size):
        groups[find(x)].append(x)
    return list(groups.values())


def _family(
    group: list[int], told: Sequence[Told], sets: Sequence[frozenset[str]], edges: dict[tuple[int, int], float]
) -> Family:
    origin = min(group, key=lambda i: (told[i].published or "9", -len(sets[i]), told[i].id))
    copies = [Copy(page=told[origin].id, label="origin")]
    copies += [_copy(i, origin, told, sets) for i in group if i != origin]
    agencies = {a.id or a.name for i in group if (a := told[i].article.agency)}
    return Family(
        id=ident("family", *sorted(told[i].id for i in group)),
        origin=told[origin].id,
        copies=tuple(copies),
        agency=agencies.pop() if len(agencies) == 1 else None,
    )


def _copy(i: int, origin: int, told: Sequence[Told], sets: Sequence[frozenset[str]]) -> Copy:
    share = containment(sets[i], sets[origin])
    ratio = len(sets[i]) / max(1, len(sets[origin]))
    label = "verbatim" if share >= 0.98 and ratio > 0.95 else "cut" if share >= 0.9 and ratio < 0.9 else "edited"
    return Copy(
        page=told[i].id,
        label=label,  # type: ignore[arg-type]
        of=told[origin].id,
        containment=round(share, 3),
        reasons=(
            Reason(rule="copies.containment", detail=f"{share:.0%} of its four-word runs", score=round(share, 3)),
        ),
    )
