"""What an edited copy changed, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

import msgspec

from meada.span import Span
from meada.story.align import runs
from meada.story.gram import Word, split

__all__ = ["Change", "diff"]

_CLOSE = 400


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of two texts: ``here`` and ``there`` are code points in each, empty spans where one has nothing."""

    op: Literal["equal", "insert", "delete", "replace"]
    here: Span
    there: Span


def diff(here: str, there: str) -> tuple[Change, ...]:
    """How ``here`` becomes ``there``: changes in order that cover every word of both texts.

    ``insert`` stands in ``there`` only, ``delete`` in ``here`` only. Case and diacritics do not count as a change.
    Long shared runs are found first and what lies between them is compared; a gap of more than 400 words on both sides
    is one replacement, which keeps the time linear.
    """
    a, b = split(here), split(there)
    out: list[Change] = []
    for op, i, j, k, m in _steps(a, b):
        out.append(Change(op=op, here=_span(a, i, j, len(here)), there=_span(b, k, m, len(there))))
    return tuple(out)


Op = Literal["equal", "insert", "delete", "replace"]
Step = tuple[Op, int, int, int, int]


def _steps(a: list[Word], b: list[Word]) -> Iterator[Step]:
    i = k = 0
    for run in _ordered(a, b):
        yield from _gap(a, b, i, run[0], k, run[1])
        i, k = run[0] + run[2], run[1] + run[2]
        yield "equal", run[0], i, run[1], k
    yield from _gap(a, b, i, len(a), k, len(b))


def _ordered(a: list[Word], b: list[Word]) -> list[tuple[int, int, int]]:
    """Shared runs that keep the order in both texts: the heaviest increasing subsequence."""
    found = runs(a, b)
    best: list[tuple[int, int]] = []
    for n, run in enumerate(found):
        weight, before = max(
            ((best[m][0], m) for m in range(max(0, n - 200), n) if found[m].there + found[m].length <= run.there),
            default=(0, -1),
        )
        best.append((weight + run.length, before))
    at = max(range(len(best)), key=lambda n: best[n][0], default=-1)
    out: list[tuple[int, int, int]] = []
    while at >= 0:
        out.append((found[at].here, found[at].there, found[at].length))
        at = best[at][1]
    return out[::-1]


def _gap(a: list[Word], b: list[Word], i: int, j: int, k: int, m: int) -> Iterator[Step]:
    if i == j and k == m:
        return
    if i == j or k == m or max(j - i, m - k) > _CLOSE:
        yield ("insert" if i == j else "delete" if k == m else "replace"), i, j, k, m
        return
    matcher = SequenceMatcher(None, [w.form for w in a[i:j]], [w.form for w in b[k:m]], autojunk=False)
    for op, p, q, r, s in matcher.get_opcodes():
        yield op, i + p, i + q, k + r, k + s


def _span(words: list[Word], i: int, j: int, size: int) -> Span:
    """The code points from word ``i`` to before word ``j``; where there is none, the place between two words."""
    if i < j:
        return Span(words[i].start, words[j - 1].end)
    at = words[i].start if i < len(words) else size
    return Span(at, at)
