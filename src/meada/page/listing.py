"""The headlines of other articles that stand under the heading of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from meada.page.debris import Hint
from meada.page.draft import Draft
from meada.page.shape import Shape

__all__ = ["items"]

_MOST = 40
"""Items a list of elements may have."""
_SENTENCE = 7
"""Words from which a line that ends with a full stop is no headline."""
_PAUSE = 3
"""Lines that are no headline after which a list in plain text is over."""


def items(
    at: int,
    drafts: Sequence[Draft],
    shapes: Sequence[Shape],
    hints: Sequence[Hint | None],
    taken: Callable[[int], bool],
    body: tuple[int, int],
) -> list[int]:
    """The places of the foreign headlines under the heading at ``at``, in order; empty when it heads no list.

    ``taken`` tells blocks that cannot be items (roles given already, likely paragraphs), ``body`` the first and last block
    of the body. In HTML the items stand below the heading's parent, or the parent of that; in plain text they follow
    until other lines do, and one line alone, or lines before the body, are no list.
    """
    node = drafts[at].node
    if node is None:
        found = _run(at, drafts, shapes, hints, taken, body, None)
        alone = len(found) == 1 and found[0] <= body[1]
        return [] if alone or (found and found[0] < body[0]) else found
    for levels in (1, 2):
        inside = node.rsplit("/", levels)[0] + "/"
        if inside.count("/") < 4:
            break
        found = _run(at, drafts, shapes, hints, taken, body, inside)
        if found:
            return found[:_MOST]
    return []


def _run(
    at: int,
    drafts: Sequence[Draft],
    shapes: Sequence[Shape],
    hints: Sequence[Hint | None],
    taken: Callable[[int], bool],
    body: tuple[int, int],
    inside: str | None,
) -> list[int]:
    found: list[int] = []
    for i in range(at + 1, len(drafts)):
        hint, shape = hints[i], shapes[i]
        if inside is not None and not (drafts[i].node or "").startswith(inside):
            break
        if hint is not None and (hint.heading or hint.role == "widget_scar"):
            break
        if taken(i):
            if hint is None:
                break
            continue
        if inside is None and hint is None and found and _paragraph(shape, shapes[found[0]]):
            break
        within = shape.stops and body[0] <= i <= body[1]
        if hint is None and shape.title and shape.words >= 4 and not within:
            found.append(i)
        elif inside is None and i - (found[-1] if found else at) > _PAUSE:
            break
    return found


def _paragraph(shape: Shape, first: Shape) -> bool:
    """Whether a line that ends as a sentence follows headlines that do not: the text goes on."""
    return shape.stops and shape.words >= _SENTENCE and not first.stops
