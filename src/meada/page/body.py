"""Which blocks are the article's body: the learned odds, corrected by what a page's structure rules out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from meada.page.debris import Hint
from meada.page.draft import Draft
from meada.page.mark import bits
from meada.page.page import Candidate, Role
from meada.page.shape import Shape, folded
from meada.page.stretch import ends, heaviest
from meada.page.verdict import Verdict

__all__ = ["Body"]

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

_SECTIONS = frozenset(("h2", "h3", "h4", "h5"))
"""Elements that head a part of a page."""

_HEADINGS = 20
"""Headings of comments that are looked at: more stand only on a page that means harm."""

_CELLS = frozenset(("td", "th"))
"""Elements whose figures and single words are data of a table, not a pager."""

_FOREIGN = ("share", "hidden", "pull", "footer", "comments", "<figure>", "<header>", "<aside>")
"""Marks of parts of a page in which a paragraph of the body is rare."""

_ARTICLE = 60
"""Words of body from which an ``article`` element under the page's title is the page's own."""

_RUN, _TEASER, _CLOSING = 20, 8, 0.25
"""Lines without the end of a sentence, and words a line, from which a run past the text is a list of headlines; odds of a
closing sentence."""

_POST = "debris:embed.holds"
_IN_TABLE = re.compile(r".*?/table\[\d+\]")
_QUOTE = re.compile(r".*?/blockquote\[\d+\]")


class Body:
    """The body of one page. ``isbody`` says of each block whether it belongs to it; ``given`` what those are that look like it
    and are not, None for all others. ``marked`` tells a page with elements from plain lines."""

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
        self.titles = [folded(c.value) for c in candidates if c.field == "headline" and c.where != "h1"]
        self.marked = any(draft.tag for draft in drafts)
        self.given: list[Verdict | None] = [None] * len(drafts)
        self.isbody = [self.likely(i, threshold) for i in range(len(drafts))]
        if not any(self.isbody):
            self.fallback(range(len(drafts)))
        if not self.marked:
            self.gaps()
            self.teasers()
            self.closing()
        self.tabled()
        self.apart()
        self.commented()
        self.early()
        self.embedded()
        self.another()
        self.repeats()

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

    def teasers(self) -> None:
        """In plain text a long run of lines that end no sentence, past the longest stretch of sentences, is a list of other
        articles' headlines."""
        texts = [draft.text for draft in self.drafts]
        first, last = heaviest(self.shapes, texts)
        told = sum(shape.words for shape in self.shapes[first : last + 1])
        if told < _ARTICLE:
            return
        firm = [i for i, text in enumerate(texts) if ends(self.shapes[i], text)]
        for a, b in pairwise([-1, *firm, len(texts)]):
            run = [i for i in range(a + 1, b) if self.isbody[i]]
            outside = bool(run) and (run[-1] < first or run[0] > last)
            if len(run) >= _RUN and outside and sum(self.shapes[i].words for i in run) >= _TEASER * len(run):
                for i in run:
                    self.given[i] = Verdict("other", 0.7, "body:teasers")
                    self.isbody[i] = False

    def closing(self) -> None:
        """In plain text a short sentence right after the body's last line belongs to it, with the subhead between them."""
        last = max((i for i, yes in enumerate(self.isbody) if yes), default=None)
        while last is not None:
            step = next((k for k in (1, 2) if self.closes(last + k)), None)
            if step is None or (step == 2 and not self.subhead(last + 1)):
                return
            for i in range(last + 1, last + step + 1):
                self.isbody[i] = True
            last += step

    def closes(self, i: int) -> bool:
        """Whether line ``i`` is a sentence that nothing speaks against."""
        if i >= len(self.drafts) or self.hints[i] is not None or self.odds[i] < _CLOSING:
            return False
        return ends(self.shapes[i], self.drafts[i].text)

    def subhead(self, i: int) -> bool:
        """Whether line ``i`` could head a part of the text."""
        shape = self.shapes[i]
        return self.hints[i] is None and 2 <= shape.words <= 10 and not shape.closed

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
        first = next((i for i, yes in enumerate(self.isbody) if yes), len(self.drafts))
        for cells in tables.values():
            if sum(self.odds[i] for i in cells) > _TABLE * len(cells) and cells[0] > first:
                for i in cells:
                    self.isbody[i] = True

    def commented(self) -> None:
        """What stands under the heading of the comments, in the part of the page that the heading opens, is no body: where
        most of the body is elsewhere, or several who comment are named there."""
        if not self.marked:
            return
        words = [s.words * yes for s, yes in zip(self.shapes, self.isbody, strict=True)]
        theirs = [hint is not None and hint.role == "comments" for hint in self.hints]
        said: set[int] = set()
        heads = [at for at, hint in enumerate(self.hints) if hint is not None and theirs[at] and hint.heading]
        for at in heads[:_HEADINGS]:
            inside = self.part(at)
            named = sum(theirs[i] for i in inside)
            headed = self.drafts[at].tag in _SECTIONS and (named > 2 or sum(words[:at]) >= _ARTICLE)
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
        at = next((i for i, d in enumerate(self.drafts) if d.tag in _HEADS and self.titled(folded(d.text))), None)
        if at is None:
            return
        words = [s.words * yes for s, yes in zip(self.shapes, self.isbody, strict=True)]
        under = self.under(at)
        opening = sum(self.shapes[i].words for i in under)
        if under and not any(words[at : under[-1] + _FAR]) and opening >= max(_OPENING, sum(words) / 2):
            self.isbody = [i in under for i in range(len(words))]
        elif sum(words[at:]) >= _OPENING:
            self.isbody[:at] = [False] * at

    def titled(self, words: str) -> bool:
        """Whether ``words``, folded, are the headline that the metadata gives, or all of it but the outlet's name."""
        long = words.count(" ") > 2
        return any(words == title or (long and f" {words} " in f" {title} ") for title in self.titles)

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
        heads = [(d.story, folded(d.text)) for d in self.drafts if d.tag == "h1" and d.story]
        own = {story for story, words in heads if told[story] >= _ARTICLE and self.titled(words)}
        own = own or {max(told, key=lambda story: told[story])}
        rest = [(story, words) for story, words in heads if story not in own and words.count(" ") > 2]
        others = {story for story, words in rest if not self.titled(words)}
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
        """Whether block ``i`` is set apart like a quotation, and as short as one."""
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
