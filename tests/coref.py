"""Scores of coreference: MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998), CEAFe (Luo 2005) and their mean, CoNLL.

A clustering is a sequence of sets of mentions; both sides cover the same mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence, Set

__all__ = ["b_cubed", "ceaf_e", "conll", "muc"]

Clusters = Sequence[Set[Hashable]]


def f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


def _home(clusters: Clusters) -> dict[Hashable, int]:
    return {mention: at for at, cluster in enumerate(clusters) for mention in cluster}


def muc(gold: Clusters, found: Clusters) -> float:
    """F1 over links: what it takes to connect each cluster; singletons have none."""
    return f1(_links(found, gold), _links(gold, found))


def _links(clusters: Clusters, other: Clusters) -> float:
    home = _home(other)
    kept = sum(len(c) - len({home.get(m, m) for m in c}) for c in clusters)
    return kept / (sum(len(c) - 1 for c in clusters) or 1)


def b_cubed(gold: Clusters, found: Clusters) -> float:
    """F1 over mentions: how much of the cluster each is in is right, and how much of the right one is there."""
    shared = _shared(gold, found)
    size = sum(map(len, gold)) or 1
    r = sum(n * n / len(gold[g]) for (g, _), n in shared.items()) / size
    p = sum(n * n / len(found[s]) for (_, s), n in shared.items()) / size
    return f1(p, r)


def ceaf_e(gold: Clusters, found: Clusters) -> float:
    """F1 over clusters matched one to one, each pair worth 2·shared / (sizes of both)."""
    worth = {(g, s): 2 * n / (len(gold[g]) + len(found[s])) for (g, s), n in _shared(gold, found).items()}
    total = sum(_matched(part) for part in _parts(worth))
    return f1(total / (len(found) or 1), total / (len(gold) or 1))


def conll(gold: Clusters, found: Clusters) -> float:
    """The mean of the three."""
    return (muc(gold, found) + b_cubed(gold, found) + ceaf_e(gold, found)) / 3


def _shared(gold: Clusters, found: Clusters) -> dict[tuple[int, int], int]:
    home = _home(found)
    out: dict[tuple[int, int], int] = defaultdict(int)
    for at, cluster in enumerate(gold):
        for mention in cluster:
            if mention in home:
                out[at, home[mention]] += 1
    return out


def _parts(worth: Mapping[tuple[int, int], float]) -> list[dict[tuple[int, int], float]]:
    """``worth`` in parts that share neither row nor column."""
    rows, columns = defaultdict(list), defaultdict(list)
    for pair in worth:
        rows[pair[0]].append(pair)
        columns[pair[1]].append(pair)
    seen: set[tuple[int, int]] = set()
    out = []
    for first in worth:
        if first in seen:
            continue
        front, part = [first], {}
        seen.add(first)
        while front:
            pair = front.pop()
            part[pair] = worth[pair]
            fresh = {*rows[pair[0]], *columns[pair[1]]} - seen
            seen |= fresh
            front += fresh
        out.append(part)
    return out


def _matched(worth: Mapping[tuple[int, int], float]) -> float:
    """The greatest sum over pairs that share no row or column (Kuhn 1955, with potentials)."""
    rows, columns = sorted({g for g, _ in worth}), sorted({s for _, s in worth})
    if len(rows) > len(columns):
        return _matched({(s, g): x for (g, s), x in worth.items()})
    n, m = len(rows), len(columns)
    cost = [[-worth.get((g, s), 0.0) for s in columns] for g in rows]
    u, v, match = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1)
    for row in range(1, n + 1):
        match[0], at = row, 0
        least, way, used = [float("inf")] * (m + 1), [0] * (m + 1), [False] * (m + 1)
        while match[at]:
            used[at] = True
            here, delta, following = match[at], float("inf"), 0
            for j in range(1, m + 1):
                if not used[j]:
                    now = cost[here - 1][j - 1] - u[here] - v[j]
                    if now < least[j]:
                        least[j], way[j] = now, at
                    if least[j] < delta:
                        delta, following = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            at = following
        while at:
            match[at] = match[way[at]]
            at = way[at]
    return -sum(cost[match[j] - 1][j - 1] for j in range(1, m + 1) if match[j])
