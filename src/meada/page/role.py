"""The role of each block, from its odds of being body, its words, its marks and its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from meada.page.debris import Hint
from meada.page.draft import Draft
from meada.page.listing import items
from meada.page.mark import bits
from meada.page.page import Candidate, Role
from meada.page.shape import Shape, folded
from meada.page.title import find

__all__ = ["Verdict", "assign"]

_DOUBT = 0.85
"""Odds from which a block is body although its words suggest another role."""

_FAINT = 0.2
"""Odds of the likeliest block from which a page that seems to have no body has one: the blocks at least half as likely."""

_SOFT: frozenset[Role] = frozenset(("latest", "related"))
"""Roles whose words also begin ordinary subheads and sentences, where nothing but the heading of a list was matched."""

_HEADS = frozenset(("h1", "h2"))
"""Elements that hold the headline of a page."""

_NEAR, _FAR, _OPENING = 9, 15, 30
"""Blocks under a headline in which a body begins, those after its opening in which some of it must stand, and the words from
which an opening tells."""

_TABLE = 0.4
"""Mean odds from which the cells of a table are body together."""

_SUBHEADS = frozenset(("h2", "h3", "h4", "h5"))

_CELLS = frozenset(("td", "th"))
"""Elements whose figures and single words are data of a table, not a pager."""

_FOREIGN = ("share", "hidden", "pull", "footer", "comments", "<figure>", "<header>", "<aside>")
"""Marks of parts of a page in which a paragraph of the body is rare."""

_ARTICLE = 60
"""Words of body from which an ``article`` element under the page's title is the page's own."""

_POST = "debris:embed.holds"
_IN_TABLE = re.compile(r".*?/table\[\d+\]")
_QUOTE = re.compile(r".*?/blockquote\[\d+\]")

_LEAD, _PARAGRAPH, _LEAD_OF_BODY = 0.5, 0.6, 0.85
"""Odds from which a block is taken for the standfirst; a block whose odds of body are as high as a paragraph's needs more."""


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
        lead: Sequence[float],
        threshold: float,
    ) -> None:
        self.drafts, self.shapes, self.hints, self.odds = drafts, shapes, hints, odds
        self.candidates, self.lead = candidates, lead
        self.marked = any(draft.tag for draft in drafts)
        self.given: list[Verdict | None] = [None] * len(drafts)
        self.isbody = [self.likely(i, threshold) for i in range(len(drafts))]
        if not any(self.isbody):
            self.fallback(range(len(drafts)))
        if not self.marked:
            self.gaps()
        self.tabled()
        self.apart()
        self.commented()
        self.early()
        self.embedded()
        self.another()
        self.repeats()
        self.first, self.last = self.bounds()

    def likely(self, i: int, threshold: float) -> bool:
        """Whether the odds of block ``i`` reach ``threshold``, or what its words ask for instead; figures and single words
        in a table say nothing."""
        hint = self.hints[i]
        if hint is None or self.drafts[i].tag in _CELLS or (hint.heading and hint.role in _SOFT):
            return self.odds[i] >= threshold
        return not hint.sure and self.odds[i] >= (threshold if hint.role == "byline" else _DOUBT)

    def gaps(self) -> None:
        """In plain text a paragraph right after one of the body and right before another, or before the desk line or
        credit that ends a wire story, is body."""
        for i in range(1, len(self.drafts) - 1):
            if (
                self.isbody[i]
                or self.odds[i] < 0.2
                or self.hints[i] is not None
                or not (self.shapes[i].prose and self.shapes[i].stops)
            ):
                continue
            following = self.hints[i + 1]
            ends = following is not None and following.role in ("desk_initials", "agency_credit") and following.sure
            if self.isbody[i - 1] and (ends or self.isbody[i + 1]):
                self.isbody[i] = True

    def apart(self) -> None:
        """A block in a part of the page that by its name holds no text, and that most of the body is not in, needs more."""
        foreign = bits(*_FOREIGN)
        doubtful = [i for i, yes in enumerate(self.isbody) if yes and self.drafts[i].above & foreign]
        if not doubtful:
            return
        told = [(d.above, s.words) for d, s, yes in zip(self.drafts, self.shapes, self.isbody, strict=True) if yes]
        half = sum(words for _, words in told) / 2
        common = sum(bit for name in _FOREIGN if sum(w for a, w in told if a & (bit := bits(name))) >= half)
        for i in doubtful:
            if self.drafts[i].above & foreign & ~common and self.odds[i] < _DOUBT:
                self.isbody[i] = False

    def tabled(self) -> None:
        """A table most of whose cells may be body, after some of the body, is body whole."""
        tables: dict[str, list[int]] = {}
        for i, draft in enumerate(self.drafts):
            if (table := _IN_TABLE.match(draft.node or "")) is not None:
                tables.setdefault(table[0], []).append(i)
        for cells in tables.values():
            if sum(self.odds[i] for i in cells) > _TABLE * len(cells) and any(self.isbody[: cells[0]]):
                for i in cells:
                    self.isbody[i] = True

    def commented(self) -> None:
        """What stands under the heading of the comments, in the part of the page that the heading opens, is no body: where
        most of the body is elsewhere, or several who comment are named there."""
        words = [s.words * yes for s, yes in zip(self.shapes, self.isbody, strict=True)]
        said: set[int] = set()
        for at, hint in enumerate(self.hints):
            if not self.marked or hint is None or hint.role != "comments" or not hint.heading:
                continue
            inside = self.part(at)
            named = sum(h is not None and h.role == "comments" for i in inside if (h := self.hints[i]) is not hint)
            headed = self.drafts[at].tag in _SUBHEADS and (named > 2 or sum(words[:at]) >= _ARTICLE)
            if headed or sum(words[i] for i in inside) < 0.5 * sum(words):
                said.update(inside)
        for i in [i for i in said if self.isbody[i]]:
            self.given[i] = Verdict("comments", 0.8, "body:commented")
            self.isbody[i] = False
        if said and any(words) and not any(self.isbody):
            self.fallback([i for i in range(len(words)) if i not in said])

    def part(self, at: int) -> range:
        """The blocks after ``at`` that stand in the same element as it."""
        inside = (self.drafts[at].node or "").rpartition("/")[0] + "/"
        end = at + 1
        while end < len(self.drafts) and f"{self.drafts[end].node or ''}/".startswith(inside):
            end += 1
        return range(at + 1, end)

    def fallback(self, among: Sequence[int]) -> None:
        """The likeliest block of ``among``, where it is not hopeless, and those at least half as likely are the body."""
        most = max((self.odds[i] for i in among), default=0.0)
        if most >= _FAINT:
            for i in among:
                self.isbody[i] = self.likely(i, most / 2)

    def early(self) -> None:
        """Nothing that stands before the headline is body, where some of the body stands after it; and where none does, what
        stands right under it is the body rather than far parts of the page."""
        if not self.marked:
            return
        named = {folded(c.value) for c in self.candidates if c.field == "headline" and c.where != "h1"}
        at = next((i for i, d in enumerate(self.drafts) if d.tag in _HEADS and folded(d.text) in named), None)
        if at is None:
            return
        words = [s.words * yes for s, yes in zip(self.shapes, self.isbody, strict=True)]
        under = self.under(at)
        opening = sum(self.shapes[i].words for i in under)
        if under and not any(words[at : under[-1] + _FAR]) and opening >= max(_OPENING, sum(words) / 2):
            self.isbody = [i in under for i in range(len(words))]
        elif sum(words[at:]) >= _OPENING:
            self.isbody[:at] = [False] * at

    def under(self, at: int) -> list[int]:
        """The paragraphs right under the headline at ``at``, byline and dateline between, up to the first other block."""
        found: list[int] = []
        for i in range(at + 1, min(at + _NEAR, len(self.drafts))):
            shape = self.shapes[i]
            if shape.prose and shape.stops and self.drafts[i].linked < 0.5 * shape.size:
                found.append(i)
            elif found:
                break
        return found

    def embedded(self) -> None:
        """Paragraphs of a quotation that is signed as a post in a network belong to the post."""
        posts = {
            quote[0]
            for draft, hint in zip(self.drafts, self.hints, strict=True)
            if hint is not None and hint.rule == _POST and (quote := _QUOTE.match(draft.node or ""))
        }
        if not posts:
            return
        for i, draft in enumerate(self.drafts):
            if (quote := _QUOTE.match(draft.node or "")) and quote[0] in posts:
                self.given[i] = Verdict("quote_box", 0.8, _POST)
                self.isbody[i] = False

    def another(self) -> None:
        """An ``article`` element with a first heading of its own, beside the one that holds most of the body or the page's
        title, is another article: pages go on with the next when readers reach the end."""
        told: dict[int, int] = {}
        for draft, shape, yes in zip(self.drafts, self.shapes, self.isbody, strict=True):
            told[draft.story] = told.get(draft.story, 0) + shape.words * yes
        if len(told) < 2:
            return
        named = [f" {folded(c.value)} " for c in self.candidates if c.field == "headline" and c.where != "h1"]
        heads = [(d.story, folded(d.text)) for d in self.drafts if d.tag == "h1" and d.story]
        titled = {words for _, words in heads if words.count(" ") > 2 and any(f" {words} " in title for title in named)}
        own = {story for story, words in heads if words in titled and told[story] >= _ARTICLE}
        own = own or {max(told, key=lambda story: told[story])}
        others = {story for story, words in heads if story not in own and words.count(" ") > 2 and words not in titled}
        for i, draft in enumerate(self.drafts):
            if draft.story in others and self.isbody[i]:
                self.given[i] = Verdict("other", 0.8, "body:another")
                self.isbody[i] = False

    def repeats(self) -> None:
        """A paragraph that stands twice is body once; a block that holds several others whole is a copy of them."""
        seen: set[str] = set()
        for i, draft in enumerate(self.drafts):
            if not self.isbody[i] or self.shapes[i].words < 8:
                continue
            if draft.text in seen:
                self.given[i] = Verdict("other", 0.8, "body:repeated")
                self.isbody[i] = False
            seen.add(draft.text)
        self.pulled()
        parts = [text for text in seen if 60 <= len(text) < 600]
        for i in [i for i, yes in enumerate(self.isbody) if yes and self.shapes[i].size >= 600][:20]:
            if len(parts) <= 400 and sum(part in self.drafts[i].text for part in parts) > 1:
                self.given[i] = Verdict("other", 0.8, "body:copy")
                self.isbody[i] = False

    def pulled(self) -> None:
        """A quotation set apart that a paragraph of the body says too is a quote box."""
        boxes = [i for i, yes in enumerate(self.isbody) if yes and self.boxed(i)][:30]
        if not boxes:
            return
        said = " ".join(folded(self.drafts[i].text) for i, yes in enumerate(self.isbody) if yes and i not in boxes)
        for i in boxes:
            if folded(self.drafts[i].text) in said:
                self.given[i] = Verdict("quote_box", 0.8, "body:pulled")
                self.isbody[i] = False

    def boxed(self, i: int) -> bool:
        draft = self.drafts[i]
        return (
            bool((draft.own | draft.near) & bits("pull", "<blockquote>", "<aside>")) and 3 < self.shapes[i].words < 60
        )

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
            if hint is not None and ((hint.sure and not self.isbody[i]) or hint.role == "correction"):
                self.give(i, hint.role, 0.95, hint.rule)

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
            self.first, self.last = self.bounds()

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
