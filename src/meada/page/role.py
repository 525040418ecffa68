"""The role of each block, once the body is found: from its words, its marks and its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from meada.page.body import Body
from meada.page.debris import Hint
from meada.page.draft import Draft
from meada.page.listing import items
from meada.page.mark import bits
from meada.page.page import Candidate, Role
from meada.page.shape import Shape, folded
from meada.page.title import find
from meada.page.verdict import Verdict

__all__ = ["assign"]

_NAME = re.compile(r"[A-ZÀ-Ý][\w'’.-]+(?: (?:d[aeo]s?|del?|la|y|e|van|von))?(?: [A-ZÀ-Ý][\w'’.-]+){1,3}")
"""Two to four words with capitals, a particle after the first: the name of a person."""

_LEAD, _PARAGRAPH, _LEAD_OF_BODY = 0.5, 0.6, 0.85
"""Odds from which a block is taken for the standfirst; a block whose odds of body are as high as a paragraph's needs more."""


class _Assignment:
    """One page's blocks on their way to roles; each step fills what it knows."""

    def __init__(
        self,
        drafts: Sequence[Draft],
        shapes: Sequence[Shape],
        hints: Sequence[Hint | None],
        odds: Sequence[float],
        candidates: Sequence[Candidate],
        lead: Sequence[float],
        threshold: float,
    ) -> None:
        self.drafts, self.shapes, self.hints, self.odds = drafts, shapes, hints, odds
        self.candidates, self.lead = candidates, lead
        self.found = Body(drafts, shapes, hints, odds, candidates, threshold)
        self.marked, self.given, self.isbody = self.found.marked, self.found.given, self.found.isbody
        self.first, self.last = self.found.bounds()

    def run(self) -> list[Verdict]:
        self.sure()
        self.title()
        self.lists()
        self.body()
        self.signed()
        for i in range(len(self.drafts)):
            if self.given[i] is None:
                self.given[i] = self.other(i)
        return [verdict for verdict in self.given if verdict is not None]

    def give(self, i: int, role: Role, score: float, reason: str) -> None:
        if self.given[i] is None:
            self.given[i] = Verdict(role, score, reason)

    def sure(self) -> None:
        for i, hint in enumerate(self.hints):
            if hint is None or not ((hint.sure and not self.isbody[i]) or hint.role == "correction"):
                continue
            if hint.role == "newsletter" and self.label(i):
                self.give(i, "navigation", 0.6, "label:subscribe")
            else:
                self.give(i, hint.role, 0.95, hint.rule)

    def label(self, i: int) -> bool:
        """In plain text one word that asks to subscribe, with no pitch of a newsletter around it, stands in a menu."""
        if self.marked or self.shapes[i].words > 1 or "mail" in self.drafts[i].text.lower():
            return False
        around = [k for k in range(max(0, i - 3), min(len(self.hints), i + 4)) if k != i]
        return not any((hint := self.hints[k]) is not None and hint.role == "newsletter" for k in around)

    def title(self) -> None:
        """The headline, what repeats it, and the standfirst between it and the body."""
        at = find(self.drafts, self.shapes, self.hints, (self.first, self.last), self.candidates)
        if at is not None:
            self.given[at] = Verdict("headline", 0.9, "title:metadata" if self.marked else "title:place")
            same = folded(self.drafts[at].text)
            if at and self.marked and self.drafts[at - 1].node == self.drafts[at].node and self.shapes[at - 1].words:
                self.given[at - 1] = Verdict("kicker", 0.8, "title:kicker")
            for i, draft in enumerate(self.drafts):
                alike = i != at and self.shapes[i].words == self.shapes[at].words
                if alike and len(draft.text) < 400 and folded(draft.text) == same:
                    self.given[i] = Verdict("other", 0.8, "title:repeated")
        self.standfirst(at)

    def standfirst(self, at: int | None) -> None:
        if self.lead and self.marked:
            self.learned_standfirst()
            return
        start = 0 if at is None else at + 1
        for i in range(start, min(len(self.drafts), self.first + 4, start + 12)):
            if self.given[i] is None and 5 <= self.shapes[i].words <= 90 and self.leads(i):
                self.set_standfirst(i, 0.8, "standfirst:place")
                return

    def learned_standfirst(self) -> None:
        """The likeliest block, and those close to it that are as likely (a standfirst in several points)."""
        able = [i for i, p in enumerate(self.lead) if p >= self.bar(i) and self.given[i] is None]
        if not able:
            self.named_standfirst()
            return
        best = max(able, key=lambda i: self.lead[i])
        said = {self.drafts[best].text}
        self.set_standfirst(best, self.lead[best], "standfirst")
        for i in able:
            if i != best and abs(i - best) <= 3 and self.drafts[i].text not in said:
                said.add(self.drafts[i].text)
                self.set_standfirst(i, self.lead[i], "standfirst")

    def bar(self, i: int) -> float:
        return _LEAD_OF_BODY if self.odds[i] >= _PARAGRAPH else _LEAD

    def named_standfirst(self) -> None:
        """A block between the headline and the first paragraph that its class calls a standfirst."""
        top = next((i for i, given in enumerate(self.given) if given is not None and given.role == "headline"), None)
        if top is None:
            return
        for i in range(top + 1, min(top + 6, len(self.drafts))):
            if self.given[i] is None and self.drafts[i].own & bits("summary") and 4 <= self.shapes[i].words <= 60:
                self.set_standfirst(i, 0.6, "mark:standfirst")
                return

    def set_standfirst(self, i: int, score: float, reason: str) -> None:
        self.given[i] = Verdict("standfirst", score, reason)
        self.isbody[i] = False
        if i == self.first:
            self.first, self.last = self.found.bounds()

    def leads(self, i: int) -> bool:
        """Whether line ``i`` stands where a standfirst does: a sentence parted from the body by dateline or byline."""
        shape = self.shapes[i]
        if self.marked or not shape.stops or shape.words < 6:
            return False
        parted = self.hints[i + 1 : i + 3]
        return any(hint is not None and hint.role in ("dateline", "byline") for hint in parted) and any(
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
        found = items(at, self.drafts, self.shapes, self.hints, self.taken, (self.first, self.last))
        if found:
            self.given[at] = Verdict(hint.role, 0.9, hint.rule)
            for rank, i in enumerate(found, 1):
                self.given[i] = Verdict(hint.role, 0.85, f"list:{hint.rule}", self.drafts[at].text, rank)
            return found[-1] + 1
        following = self.given[at + 1] if at + 1 < len(self.drafts) else None
        if following is not None and following.role == "widget_scar":
            self.given[at] = Verdict("widget_scar", 0.9, "list:items-gone")
        elif not self.marked and at + 1 <= self.first:
            self.given[at] = Verdict("navigation", 0.7, "list:menu")
        else:
            self.given[at] = Verdict(hint.role, 0.7, hint.rule)
        return at + 1

    def taken(self, i: int) -> bool:
        """Whether block ``i`` cannot be an item of a list: it has a role, or is a paragraph of the body."""
        paragraph = self.isbody[i] and (self.shapes[i].prose or self.marked)
        return self.given[i] is not None or (i <= self.last and paragraph)

    def signed(self) -> None:
        """In plain text a line that is nothing but a name, between the headline and the body and beside the dateline, signs."""
        top = next((i for i, given in enumerate(self.given) if given is not None and given.role == "headline"), None)
        if self.marked or top is None:
            return
        for i in range(top + 1, min(self.first, top + 6, len(self.drafts) - 1)):
            dated = any((hint := self.hints[k]) is not None and hint.role == "dateline" for k in (i - 1, i + 1))
            if self.hints[i] is None and dated and _NAME.fullmatch(self.drafts[i].text):
                self.give(i, "byline", 0.6, "byline:place")

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
    lead: Sequence[float] = (),
    threshold: float = 0.5,
) -> list[Verdict]:
    """One verdict a block.

    Words that leave no doubt come first (a dateline, desk initials, a share button), then the headline and standfirst,
    lists of foreign headlines under a heading, the body (``odds`` of ``threshold`` or more), and for the rest the words,
    the marks of the elements around it and its shape.
    """
    return _Assignment(drafts, shapes, hints, odds, candidates, lead, threshold).run()
