"""The learned odds that a block belongs to the body, or is the standfirst."""

from __future__ import annotations

from collections.abc import Sequence

from meada.page.debris import Hint
from meada.page.draft import Draft
from meada.page.feature import base, context, lead_rows
from meada.page.forest import forests
from meada.page.page import Candidate
from meada.page.shape import Shape

__all__ = ["learned"]


def learned(
    drafts: Sequence[Draft],
    shapes: Sequence[Shape],
    hints: Sequence[Hint | None],
    candidates: Sequence[Candidate],
    url: str | None = None,
    told: str = "",
) -> tuple[list[float], list[float]]:
    """For each block the probability that it is body and that it is the standfirst, both in [0, 1].

    Two rounds of boosted trees, the second knowing what the first said of the block's neighbours, parent and layout; a
    third for the standfirst, which is 0 for plain lines and for blocks past the beginning of the body. Other weights are
    used for HTML than for plain lines (``training/pages.py`` makes both).
    """
    marked = any(draft.tag for draft in drafts)
    rounds = forests("blocks_html" if marked else "blocks_lines")
    rows = base(drafts, shapes, hints, candidates, url, told)
    first = rounds[0].odds(rows)
    second = context(rows, first, drafts, shapes)
    lead = [0.0] * len(drafts)
    if len(rounds) > 2:
        top = lead_rows(first, shapes)
        lead[top] = map(float, rounds[2].odds(second[top]))
    return [float(p) for p in rounds[1].odds(second)], lead
