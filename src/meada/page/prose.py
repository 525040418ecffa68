"""Readable odds that a block belongs to the body; what the classifier's weights replace and the floor they are held against."""

from __future__ import annotations

from collections.abc import Sequence

from meada.page.debris import Hint
from meada.page.draft import Draft
from meada.page.shape import Shape

__all__ = ["odds"]


def odds(drafts: Sequence[Draft], shapes: Sequence[Shape], hints: Sequence[Hint | None]) -> list[float]:
    """For each block a value in [0, 1]: prose is body, other lines follow their neighbours, links speak against it."""
    own = [_own(*item) for item in zip(drafts, shapes, hints, strict=True)]
    around = [
        max(own[max(0, i - 2) : i], default=0.0) * 0.5 + max(own[i + 1 : i + 3], default=0.0) * 0.5
        for i in range(len(own))
    ]
    return [
        value if value > 0.6 or value == 0 else value * 0.5 + near * 0.5
        for value, near in zip(own, around, strict=True)
    ]


def _own(draft: Draft, shape: Shape, hint: Hint | None) -> float:
    if hint is not None:
        return 0.0 if hint.sure or hint.heading else 0.1
    if draft.linked * 2 > shape.size:
        return 0.05
    if shape.prose:
        return 0.9 if shape.stops else 0.65
    return 0.35 if shape.words >= 6 and shape.stops else 0.15
