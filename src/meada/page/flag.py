"""What kind of page it is, when it is not a plain article."""

from __future__ import annotations

from collections.abc import Sequence

from meada.page.draft import Draft
from meada.page.page import BODY, Candidate
from meada.page.shape import Shape
from meada.page.verdict import Verdict

__all__ = ["flags"]

_LISTED = 15
"""Linked headlines from which a page without an article is a front page or section list."""


def flags(
    drafts: Sequence[Draft], shapes: Sequence[Shape], verdicts: Sequence[Verdict], candidates: Sequence[Candidate]
) -> tuple[str, ...]:
    """``index``, ``live``, ``paywall`` and ``truncated``, those that hold, in this order.

    ``index``: fifteen linked headlines or more and less prose than in three paragraphs, or a page that calls itself no
    article; ``live``: JSON-LD says a live blog; ``paywall``: metadata says it is not free, or a paywall's words follow the
    beginning of the text; ``truncated``: the body's last words are an ellipsis, or a paywall cuts a body of under six
    paragraphs.
    """
    body = [i for i, verdict in enumerate(verdicts) if verdict.role in BODY]
    found = []
    if _listing(drafts, shapes, body, candidates):
        found.append("index")
    if any(c.field == "type" and "LiveBlog" in c.value for c in candidates):
        found.append("live")
    closed = any(c.field == "free" and c.value.lower() in ("false", "locked", "metered", "premium") for c in candidates)
    wall = any(v.reason.startswith("debris:paywall") for v in verdicts[body[0] :]) if body else False
    if closed or wall:
        found.append("paywall")
    last = drafts[body[-1]].text.rstrip(")] ") if body else ""
    if last.endswith(("...", "…", "[…", "[...")) or (wall and len(body) < 6):
        found.append("truncated")
    return tuple(found)


def _listing(
    drafts: Sequence[Draft], shapes: Sequence[Shape], body: Sequence[int], candidates: Sequence[Candidate]
) -> bool:
    said = [c.value for c in candidates if c.field == "type"]
    article = any("Article" in value or "Posting" in value or value == "article" for value in said)
    prose = sum(shapes[i].words for i in body if shapes[i].prose)
    linked = sum(d.href is not None and s.title and s.words >= 5 for d, s in zip(drafts, shapes, strict=True))
    return not article and linked >= _LISTED and prose < 120
