"""Which block is the headline of the page's own article."""

from __future__ import annotations

from collections.abc import Sequence

from meada.page.debris import Hint
from meada.page.draft import Draft
from meada.page.mark import bits
from meada.page.page import Candidate
from meada.page.shape import Shape, folded

__all__ = ["find"]

_REACH = 60
"""Blocks before the body that are looked at."""


def find(
    drafts: Sequence[Draft],
    shapes: Sequence[Shape],
    hints: Sequence[Hint | None],
    body: tuple[int, int],
    candidates: Sequence[Candidate],
) -> int | None:
    """The place of the headline's block, or None.

    A block that says what the page's metadata gives as its title is the headline; so is the first ``h1`` before the body.
    Of the parts of one heading the last is: the first is its kicker.
    In plain text it is the line that looks most like one before the dateline or the first paragraph: no full stop, four
    words or more, not a menu's word. A line closed by a full stop is never a headline there.
    """
    if any(draft.tag for draft in drafts):
        return _marked(drafts, shapes, hints, body, candidates)
    return _plain(drafts, shapes, hints, body)


def _marked(
    drafts: Sequence[Draft],
    shapes: Sequence[Shape],
    hints: Sequence[Hint | None],
    body: tuple[int, int],
    candidates: Sequence[Candidate],
) -> int | None:
    named = {folded(c.value): c.where for c in candidates if c.field == "headline" and c.where != "h1"}
    wholes = [f" {words} " for words in named if words]
    best, most = None, 0.0
    for i, draft in enumerate(drafts[: body[0] + 40]):
        if shapes[i].size > 400 or hints[i] is not None:
            continue
        words = folded(draft.text)
        if words in named:
            score = 3.0
        elif shapes[i].words >= 4 and any(f" {words} " in whole for whole in wholes):
            score = 2.0
        elif draft.tag == "h1":
            score = 0.0
        else:
            continue
        score += _standing(draft) - 0.02 * max(0, i - body[0]) * (i > body[0])
        if score > most or (score == most and best is not None and draft.node == drafts[best].node):
            best, most = i, score
    return best


def _standing(draft: Draft) -> float:
    score = {"h1": 2.0, "h2": 1.0, "h3": 0.5}.get(draft.tag, 0.2)
    score += 0.5 * bool((draft.own | draft.near) & bits("title"))
    score -= 1.0 * bool(draft.above & bits("<nav>", "<aside>", "<footer>", "related", "navigation"))
    return score - 0.5 * (draft.linked * 2 > len(draft.text))


def _plain(
    drafts: Sequence[Draft], shapes: Sequence[Shape], hints: Sequence[Hint | None], body: tuple[int, int]
) -> int | None:
    best, most = None, 0.0
    for i in range(max(0, body[0] - _REACH), body[0]):
        shape, hint = shapes[i], hints[i]
        if hint is not None or shape.stops or not shape.title or shape.words < 4 or drafts[i].text.endswith(":"):
            continue
        score = min(shape.words, 12) - 0.35 * (body[0] - i)
        if score > most:
            best, most = i, score
    return best
