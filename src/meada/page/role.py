"""The role of each block, from its odds of being body, its words, its marks and its place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from meada.page.debris import Hint
from meada.page.draft import Draft
from meada.page.mark import bits
from meada.page.page import Candidate, Role
from meada.page.shape import Shape, folded
from meada.page.title import find

__all__ = ["Verdict", "assign"]

_AFTER = 12
"""Items a list without marks may hold before its heading is forgotten; each further item renews it."""


class Verdict(msgspec.Struct, gc=False):
    """What a block is, with what confidence, why, and its place in a list of foreign headlines."""

    role: Role
    score: float
    reason: str
    list: str | None = None
    rank: int | None = None


class _Assignment:
    """One page's blocks on their way to roles; each step fills what it knows."""

    def __init__(
        self,
        drafts: Sequence[Draft],
        shapes: Sequence[Shape],
        hints: Sequence[Hint | None],
        odds: Sequence[float],
        candidates: Sequence[Candidate],
        threshold: float,
    ) -> None:
        self.drafts, self.shapes, self.hints, self.odds = drafts, shapes, hints, odds
        self.candidates = candidates
        self.marked = any(draft.tag for draft in drafts)
        self.given: list[Verdict | None] = [None] * len(drafts)
        self.isbody = [
            odd >= threshold and not (hint is not None and hint.sure) for odd, hint in zip(odds, hints, strict=True)
        ]
        self.first, self.last = self.bounds()

    def bounds(self) -> tuple[int, int]:
        """The first and last block of the body; prose decides, so that a stray line does not."""
        places = [i for i, yes in enumerate(self.isbody) if yes]
        prose = [i for i in places if self.shapes[i].prose] or places
        if not prose:
            return len(self.drafts), len(self.drafts)
        return prose[0], prose[-1]

    def run(self) -> list[Verdict]:
        self.sure()
        self.title()
        self.lists()
        self.body()
        for i in range(len(self.drafts)):
            if self.given[i] is None:
                self.given[i] = self.other(i)
        return [verdict for verdict in self.given if verdict is not None]

    def give(self, i: int, role: Role, score: float, reason: str) -> None:
        if self.given[i] is None:
            self.given[i] = Verdict(role, score, reason)

    def sure(self) -> None:
        for i, hint in enumerate(self.hints):
            if hint is not None and (hint.sure or hint.role == "correction"):
                self.give(i, hint.role, 0.95, hint.rule)

    def title(self) -> None:
        """The headline, what repeats it, and the standfirst between it and the body."""
        at = find(self.drafts, self.shapes, self.hints, (self.first, self.last), self.candidates)
        if at is not None:
            self.given[at] = Verdict("headline", 0.9, "title:metadata" if self.marked else "title:place")
            same = folded(self.drafts[at].text)
            for i, draft in enumerate(self.drafts):
                if i != at and len(draft.text) < 400 and folded(draft.text) == same:
                    self.given[i] = Verdict("other", 0.8, "title:repeated")
        self.standfirst(at)

    def standfirst(self, at: int | None) -> None:
        said = {folded(c.value) for c in self.candidates if c.field == "standfirst"}
        start = 0 if at is None else at + 1
        for i in range(start, min(len(self.drafts), self.first + 4, start + 12)):
            if self.given[i] is not None or not 5 <= self.shapes[i].words <= 90:
                continue
            if self.leads(i, said):
                self.given[i] = Verdict("standfirst", 0.8, "standfirst:place")
                self.isbody[i] = False
                if i == self.first:
                    self.first, self.last = self.bounds()
                return

    def leads(self, i: int, said: set[str]) -> bool:
        """Whether block ``i`` stands where a standfirst does: marked as one, or parted from the body by the dateline."""
        draft, shape = self.drafts[i], self.shapes[i]
        if self.marked:
            named = (draft.own | draft.near) & bits("summary") and not draft.above & bits("related")
            return bool(named or (draft.tag in ("h2", "h3") and folded(draft.text) in said))
        if not shape.stops or shape.words < 6:
            return False
        parted = [self.hints[k] for k in range(i + 1, min(i + 5, len(self.drafts)))]
        return any(hint is not None and hint.role in ("dateline", "byline") for hint in parted[:2]) and any(
            self.isbody[i + 1 : i + 6]
        )

    def lists(self) -> None:
        """Headings that begin a list, with the foreign headlines after them."""
        i = 0
        while i < len(self.drafts):
            hint = self.hints[i]
            if hint is not None and hint.heading and self.given[i] is None:
                i = self.listed(i, hint)
            else:
                i += 1

    def listed(self, at: int, hint: Hint) -> int:
        items = self.items(at)
        if items:
            self.given[at] = Verdict(hint.role, 0.9, hint.rule)
            for rank, i in enumerate(items, 1):
                self.given[i] = Verdict(hint.role, 0.85, f"list:{hint.rule}", self.drafts[at].text, rank)
            return items[-1] + 1
        following = self.given[at + 1] if at + 1 < len(self.drafts) else None
        if following is not None and following.role == "widget_scar":
            self.given[at] = Verdict("widget_scar", 0.9, "list:items-gone")
        elif not self.marked and at + 1 <= self.first:
            self.given[at] = Verdict("navigation", 0.7, "list:menu")
        else:
            self.given[at] = Verdict(hint.role, 0.7, hint.rule)
        return at + 1

    def items(self, at: int) -> list[int]:
        """The foreign headlines that follow the heading at ``at``: title-like blocks until something else begins."""
        found: list[int] = []
        head = self.drafts[at]
        for i in range(at + 1, len(self.drafts)):
            hint, shape, draft = self.hints[i], self.shapes[i], self.drafts[i]
            if self.marked and not self.near(head, draft, len(found)):
                break
            if hint is not None and (hint.heading or hint.role == "widget_scar"):
                break
            if i <= self.last and self.isbody[i] and (shape.prose or self.marked) and self.odds[i] > 0.5:
                break
            known = self.given[i]
            if known is not None:
                if known.role == "headline":
                    break
                continue
            if hint is None and shape.title and shape.words >= 4 and not (shape.stops and self.first <= i <= self.last):
                found.append(i)
            elif not self.marked and i - (found[-1] if found else at) > 3:
                break
        if len(found) == 1 and not self.marked and found[0] <= self.last:
            return []
        return found if not (not self.marked and found and found[0] < self.first) else []

    def near(self, head: Draft, draft: Draft, found: int) -> bool:
        """Whether ``draft`` can be an item under ``head``: below the element that holds the heading."""
        path = (head.node or "").rsplit("/", 2)[0]
        return found < 40 and (draft.node or "").startswith(path + "/") and path.count("/") > 2

    def body(self) -> None:
        for i, yes in enumerate(self.isbody):
            if not yes or self.given[i] is not None:
                continue
            self.give(i, "subhead" if self.heads(i) else "body", self.odds[i], "body")

    def heads(self, i: int) -> bool:
        draft, shape = self.drafts[i], self.shapes[i]
        if self.marked:
            return draft.tag in ("h2", "h3", "h4", "h5", "h6") and shape.words <= 30
        following = self.shapes[i + 1] if i + 1 < len(self.shapes) and self.isbody[i + 1] else None
        return shape.words <= 12 and not shape.closed and following is not None and following.prose

    def other(self, i: int) -> Verdict:
        """What a block outside the body is, from its words first, then from its marks, then from its place."""
        hint, draft, shape = self.hints[i], self.drafts[i], self.shapes[i]
        if hint is not None and not (hint.role == "byline" and shape.words > 16):
            return Verdict(hint.role, 0.8, hint.rule)
        for mask, role in _masks()[0]:
            if (draft.own | draft.near) & mask:
                return Verdict(role, 0.6, f"mark:{role}")
        for mask, role in _masks()[1]:
            if draft.above & mask:
                return Verdict(role, 0.5, f"mark:{role}")
        if shape.words <= 6 and not shape.closed:
            return Verdict("navigation", 0.4, "shape:label")
        return Verdict("other", 0.4, "none")


_MARKED: tuple[tuple[tuple[str, ...], Role], ...] = (
    (("caption", "<figcaption>"), "caption"),
    (("byline", "<address>"), "byline"),
    (("<time>",), "dateline"),
    (("newsletter",), "newsletter"),
    (("share",), "share"),
    (("comments",), "comments"),
    (("popular",), "most_read"),
    (("latest",), "latest"),
    (("related",), "related"),
    (("legal",), "legal"),
    (("ad", "paywall"), "advertisement"),
    (("navigation", "<nav>", "tags"), "navigation"),
    (("kicker",), "kicker"),
    (("pull",), "quote_box"),
)
"""Marks of a block's own element, its parent or grandparent, and the role they give outside the body."""

_HELD: tuple[tuple[tuple[str, ...], Role], ...] = (
    (("<figure>", "caption"), "caption"),
    (("comments",), "comments"),
    (("newsletter", "<form>"), "newsletter"),
    (("popular",), "most_read"),
    (("latest",), "latest"),
    (("related", "<aside>"), "related"),
    (("share",), "share"),
    (("<nav>", "<header>", "navigation"), "navigation"),
    (("legal",), "legal"),
    (("ad",), "advertisement"),
    (("<footer>", "footer"), "navigation"),
)
"""Marks of any element around a block, weaker than those near it."""


@lru_cache(maxsize=1)
def _masks() -> tuple[tuple[tuple[int, Role], ...], tuple[tuple[int, Role], ...]]:
    near = tuple((bits(*names), role) for names, role in _MARKED)
    return near, tuple((bits(*names), role) for names, role in _HELD)


def assign(
    drafts: Sequence[Draft],
    shapes: Sequence[Shape],
    hints: Sequence[Hint | None],
    odds: Sequence[float],
    candidates: Sequence[Candidate],
    *,
    threshold: float = 0.5,
) -> list[Verdict]:
    """One verdict a block.

    Words that leave no doubt come first (a dateline, desk initials, a share button), then the headline and standfirst,
    lists of foreign headlines under a heading, the body (``odds`` of ``threshold`` or more), and for the rest the words,
    the marks of the elements around it and its shape.
    """
    return _Assignment(drafts, shapes, hints, odds, candidates, threshold).run()
