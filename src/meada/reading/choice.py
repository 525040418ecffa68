"""Chooses among the proposals of a sentence those that stand."""

from __future__ import annotations

from collections.abc import Sequence

from meada.reading.draft import Draft
from meada.reading.line import Line
from meada.reading.odds import Odds
from meada.reading.subject import FRONTED
from meada.reading.trait import traits
from meada.reading.tree import Tree
from meada.span import Span

__all__ = ["SURE", "choose"]

SURE = 0.85
"""The share that a pattern has at least which stands on its own: it gives way to a better proposal of its cue alone."""
_SAME = 0.7
"""Two proposals that share more of their content (Jaccard, in characters) say the same."""


def choose(
    line: Line, tree: Tree, found: Sequence[Draft], odds: Odds, open_rules: frozenset[str], closed: Sequence[Span]
) -> list[Draft]:
    """Of ``found``, proposals of ``line``, the best of each cue whose share reaches ``odds.least``, in the order found.

    ``open_rules`` are the rules that any word may enter, so that their share decides alone (those of the tree are, too);
    the others have `SURE` at least. No cue may overlap one of ``closed``. Sets ``confidence`` and ``weights``.
    """
    marked = [tuple(traits(draft, line, tree, found)) for draft in found]
    shares = []
    for draft, own in zip(found, marked, strict=True):
        share = odds.share(own)
        free = draft.rule in open_rules or draft.rule.startswith("tree:")
        shares.append(share if free else max(share, SURE))
    taken: list[Draft] = []
    for k in sorted(range(len(found)), key=lambda k: -shares[k]):
        draft = found[k]
        if shares[k] < odds.least:
            break
        if any(c.overlaps(s) for c in draft.cue for s in closed) or any(_rivals(draft, other) for other in taken):
            continue
        if any(_names(other, draft) for other, share in zip(found, shares, strict=True) if share >= odds.least):
            continue
        draft.confidence, draft.weights = round(shares[k], 3), odds.heaviest(marked[k])
        taken.append(draft)
    return [d for d in found if d in taken]


def _names(other: Draft, draft: Draft) -> bool:
    """Whether ``draft`` leaves open who says what stands before its cue, and ``other`` tells it of the same cue."""
    return (
        draft.rule == "tree:ccomp<"
        and not draft.source
        and other.rule in FRONTED
        and bool(other.source)
        and bool(other.cue and draft.cue and other.cue[-1].overlaps(draft.cue[-1]))
    )


def _rivals(a: Draft, b: Draft) -> bool:
    """Whether only one of the two can stand: they share the cue, or say the same."""
    return bool(a.cue and b.cue and a.cue[-1].overlaps(b.cue[-1])) or _shared(a.content, b.content) > _SAME


def _shared(a: Sequence[Span], b: Sequence[Span]) -> float:
    common = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)
    return common / (sum(map(len, a)) + sum(map(len, b)) - common) if common else 0.0
