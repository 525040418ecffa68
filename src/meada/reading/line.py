"""One sentence as words, with every quotation folded into one, and the noun phrases around its verbs."""

from __future__ import annotations

from collections.abc import Sequence

from meada.reading.lexicon import Lexicon
from meada.reading.quotes import Quote
from meada.reading.row import DASH, Row
from meada.reading.word import Word, words_of
from meada.span import Span

__all__ = ["LONGEST", "Line", "lines"]

LONGEST = 250
"""No sentence is read further than this many words at a time."""


class Line(Row):
    """A sentence and its noun phrases; see `Row` for its words."""

    def subject(self, end: int) -> tuple[int, int] | None:
        """The noun phrase that ends before the word ``end``, with its appositions; None when there is none."""
        known, j = self.known, end
        while j > 0 and (
            self.adverb(j - 1) or known.has("auxiliaries", self.low[j - 1]) or known.has("negations", self.low[j - 1])
            or (known.has("clitics", self.low[j - 1]) and j - 1 > 0 and not self._after_mark(j - 1))
        ):  # fmt: skip
            j -= 1
        timed = next((k for k in range(max(0, j - 3), j) if self.time_end(k) == j), None)
        if timed is not None and timed > 1 and not self.known.has("nominal_links", self.low[timed]):
            j = timed
        if j > 2 and self.kind(j - 1) == "q" and self.text[self.words[j - 1].end - 2] == ",":
            relative = self._apposed(j - 1)
            if relative is not None:
                return relative
        if j > 1 and self.low[j - 1] in DASH:
            opens = next((k for k in range(j - 2, max(-1, j - 22), -1) if self.low[k] in DASH), None)
            if opens is not None and opens > 0:
                return self._phrase(opens)
        aside = self._aside_left(j)
        if aside is not None:
            return self.subject(aside)
        if j > 0 and self.low[j - 1] == ",":
            return self._apposed(j - 1)
        return self._phrase(j)

    def _after_mark(self, at: int) -> bool:
        return at == 0 or self.words[at - 1].kind in "pq"

    def _aside_left(self, end: int) -> int | None:
        """Where an aside set off by commas starts ("Kim, por sua vez, prometeu") that ends before ``end``."""
        if self.word(end - 1) != ",":
            return None
        for size in range(1, 6):
            at = end - 1 - size
            if at > 0 and self.low[at - 1] == "," and self.skip_right(at) == end - 1:
                return at - 1
        return None

    def antecedent(self, end: int) -> tuple[int, int] | None:
        """The noun phrase a relative clause hangs on, that ends before ``end``."""
        if self.word(end - 1) == ",":
            end -= 1
        k = end
        while (
            k > 0
            and self.kind(k - 1) in "wn"
            and not self._breaks(k - 1)
            and not self.known.has("coordinators", self.low[k - 1])
        ):
            if (
                self.known.has("prepositions", self.low[k - 1])
                and not self.known.has("nominal_links", self.low[k - 1])
                and not self.known.has("articles", self.low[k - 1])
            ):
                break
            k -= 1
        if k < end and self.known.has("articles", self.low[k]) and self.known.has("articles", self.word(k + 1)):
            k += 1
        if k < end and self.cap(end - 1):
            while k < end and not self.cap(k):
                k += 1
        return (k, end) if k < end else None

    def wide_end(self, start: int) -> int:
        """Where a source that runs up to the next mark ends ("estimates by Lumar and Porto Negro")."""
        end = self.object_end(start)
        for k in range(end, min(len(self), start + 18)):
            if self.stop(k) or self.low[k] in {",", ";", ":"}:
                return k
            if self.finite(k) or self.kind(k) in "pq" or self.known.has("complementisers", self.low[k]):
                return end
        return end

    def _apposed(self, comma: int) -> tuple[int, int] | None:
        """The noun phrase whose apposition ends at ``comma``."""
        floor = self.clause_start(comma)
        opens = next((k for k in range(comma - 1, floor - 1, -1) if self.low[k] == ","), None)
        if opens is None:
            plain = self._phrase(comma)
            return plain if plain is not None and self.low[comma - 1] == ")" else None
        first = opens + 1
        relative = self.known.has("relatives", self.word(first))
        if not relative and any(self.finite(k) for k in range(first, comma)):
            return None
        head = self._phrase(opens) if self.word(opens - 1) != "," else None
        if head is None or (opens > floor and "," in self.low[floor:opens] and self._listed(floor, opens)):
            outer = self._apposed(opens)
            head = outer or head
        return (head[0], comma) if head else None

    def _listed(self, floor: int, opens: int) -> bool:
        """Whether what stands before ``opens`` is itself an apposition ("Vera Antunes, 58, viúva …, afirmou")."""
        comma = max(k for k in range(floor, opens) if self.low[k] == ",")
        return self.kind(comma + 1) == "n" or (
            not self.cap(comma + 1) and not any(self.finite(k) for k in range(floor, opens))
            and not self.known.has("prepositions", self.word(floor)) and not self.known.has("articles", self.word(comma + 1))
        )  # fmt: skip

    def _phrase(self, end: int) -> tuple[int, int] | None:
        """The noun phrase that ends before ``end``, none of it across a verb or a mark."""
        known, k, joint = self.known, end, None
        while k > 0:
            low = self.low[k - 1]
            if self.kind(k - 1) == "p":
                opened = self.group_start(k - 1) if low == ")" else None
                if opened is not None:
                    k = opened
                    continue
                if low not in {"$", "%", "&", "º", "ª", "/", "'", "’"}:
                    break
            elif self.kind(k - 1) == "q":
                if (
                    k < 2
                    or self.kind(k - 2) != "w"
                    or self.text[self.words[k - 1].end - 2] == ","
                    or len(self.text[self.words[k - 1].start : self.words[k - 1].end].split()) > 4
                ):
                    break
            elif self._breaks(k - 1):
                if joint is None and self._reduced(k - 1, end):
                    k -= 1
                    continue
                if joint is not None:
                    k = joint + 1
                break
            elif known.has("coordinators", low):
                joint = k - 1
            k -= 1
        return self._trimmed(k, end)

    def _reduced(self, at: int, end: int) -> bool:
        """Whether the form at ``at`` is a participle inside the noun phrase ("a report published Wednesday said")."""
        sense = self.known.sense(self.low[at])
        participle = self.low[at].endswith(self.known.suffixes["past_endings"]) or (
            sense and "participle" in sense.features
        )
        if self.known.lang_inverts or not participle or self.known.has("auxiliaries", self.low[at]):
            return False
        return (
            at + 1 < end
            and (self.time_end(at + 1) >= end or self.known.has("prepositions", self.low[at + 1]))
            and not any(self.kind(k) == "p" for k in range(at, end))
        )

    def _breaks(self, at: int) -> bool:
        low = self.low[at]
        return self.finite(at) or (
            self.known.has("relatives", low) and not self.known.has("prepositions", low)
        ) or self.known.has("complementisers", low)  # fmt: skip

    def _trimmed(self, start: int, end: int) -> tuple[int, int] | None:
        """``[start, end)`` without what is no part of the noun phrase at its left."""
        known = self.known
        while start < end and (
            known.has("coordinators", self.low[start])
            or self.adverb(start)
            or known.has("complementisers", self.low[start])
            or self._subordinates(start)
        ):
            start += 1
        moved = self.time_end(start)
        if start < moved < end:
            start = moved
        if start < end and self.prepositional(start):
            start = next(
                (
                    k
                    for k in range(start + 1, end)
                    if self._opens(k) and not self._links(k - 1) and not known.has("articles", self.low[k - 1])
                ),
                end,
            )
        return (start, end) if start < end and any(self.kind(k) in "wn" for k in range(start, end)) else None

    def _subordinates(self, at: int) -> bool:
        """Whether a conjunction that is nothing else stands at ``at`` ("embora diga que …")."""
        known, low = self.known, self.low[at]
        other = ("prepositions", "articles", "pronouns", "relatives", "demonstratives", "adverbs")
        return known.has("subordinators", low) and not any(known.has(group, low) for group in other)

    def prepositional(self, at: int) -> bool:
        """Whether a preposition stands at ``at``, not an article that looks like one."""
        low = self.low[at]
        known, after = self.known, self.word(at + 1)
        counted = self.kind(at + 1) == "n" or known.has("quantifiers", after)
        ends = known.suffixes["plural_endings"]
        agrees = after.endswith(ends) == low.endswith(ends) or not known.has("quantifiers", after)
        before_article = known.lang_inverts and after in known.grammar["indefinites"]
        return (
            known.has("prepositions", low)
            and not (known.has("articles", low) and self.kind(at + 1) == "w" and agrees and not before_article)
            and not (counted and not known.lang_inverts)
        )

    def _opens(self, at: int) -> bool:
        low = self.word(at)
        known = self.known
        return self.cap(at) or known.has("articles", low) or known.has("pronouns", low) or known.has("possessives", low)

    def _links(self, at: int) -> bool:
        low = self.low[at]
        return (
            self.known.has("prepositions", low)
            or self.known.has("nominal_links", low)
            or (self.cap(at) and self.cap(at + 1))
        )

    def object_end(self, start: int, *, apposition: bool = True) -> int:
        """Where the noun phrase that starts at ``start`` ends; ``start`` when none does."""
        known, k = self.known, start
        while k < len(self) and k - start < 30:
            low = self.low[k]
            if self.kind(k) == "p":
                if low == "(" and self.group_end(k) > k and k > start:
                    k = self.group_end(k)
                    continue
                if low == "," and apposition and k > start and self._apposition(k):
                    k = self._apposition(k)
                    break
                if low not in {"$", "%", "&", "º", "ª", "'", "’"}:
                    break
            elif self.kind(k) == "q" or (k > start and self._closes(k, start)):
                break
            k += 1
        while k > start and (known.has("coordinators", self.low[k - 1]) or known.has("nominal_links", self.low[k - 1])):
            k -= 1
        return k

    def _closes(self, at: int, start: int) -> bool:
        """Whether the word at ``at`` ends a noun phrase that began at ``start``."""
        low, known = self.low[at], self.known
        if known.has("nominal_links", low):
            return known.has("coordinators", low) and not self._opens(at + 1)
        if known.has("articles", low) and known.has("nominal_links", self.low[at - 1]):
            return False
        if known.has("prepositions", low) or self._breaks(at) or self.adverb(at) or self.time_end(at) > at:
            return True
        sense = self.known.sense(low)
        return bool(sense and sense.features & {"gerund"} and not self.cap(at)) or low.endswith(
            known.suffixes["gerund_endings"]
        )

    def _apposition(self, comma: int) -> int:
        """Where the apposition after ``comma`` ends; 0 when what follows is none."""
        known, first = self.known, comma + 1
        low = self.word(first)
        if not low or self.kind(first) == "q" or known.has("relatives", low) or known.has("coordinators", low):
            return 0
        if known.has("prepositions", low) and not known.has("nominal_links", low) and not known.has("articles", low):
            return 0
        if low.endswith(known.suffixes["gerund_endings"]) or self.finite(first) or self.sense(first):
            return 0
        opens = (
            self._opens(first) or self.kind(first) == "n" or low in known.source["person_heads"]
            or known.has("nominal_links", low)
        )  # fmt: skip
        end = self.object_end(first, apposition=False) if opens else first
        if end == first or (not self.stop(end) and self.word(end) != ","):
            return 0
        return 0 if any(self.finite(k) for k in range(first, end)) else end


def lines(text: str, span: Span, sentences: Sequence[Span], quotes: Sequence[Quote], known: Lexicon) -> list[Line]:
    """The sentences of one paragraph as `Line`s; a sentence goes on to the end of the quotation it ends in."""
    outer = [q for q in quotes if q.depth == 0 and not q.open]
    words: list[Word] = []
    at = span.start
    for quote in outer:
        words += words_of(text, at, quote.span.start)
        words.append(Word(quote.span.start, quote.span.end, "", "q", True))
        at = quote.span.end
    words += words_of(text, at, span.end)
    folded = {q.span.start: q for q in outer}
    ends = _outside([s.end for s in sentences], outer)
    lost = next((q.span.start for q in quotes if q.open and q.span.start == span.start), None)
    out: list[Line] = []
    begin = k = 0
    for end in ends:
        while k < len(words) and words[k].end <= end:
            k += 1
        if k > begin:
            out.append(Line(text, words[begin:k], folded, known))
            begin = k
    if begin < len(words):
        out.append(Line(text, words[begin:], folded, known))
    out = [part for line in out for part in _bounded(line)]
    for line in out:
        line.opened = lost is not None
    return out


def _outside(ends: Sequence[int], outer: Sequence[Quote]) -> list[int]:
    """Those of ``ends`` that lie in no quotation; both come in text order."""
    out, k = [], 0
    for end in ends:
        while k < len(outer) and outer[k].span.end <= end:
            k += 1
        if k == len(outer) or end <= outer[k].span.start:
            out.append(end)
    return out


def _bounded(line: Line) -> list[Line]:
    """``line`` in pieces of at most `LONGEST` words, so that hostile text without a full stop takes linear time."""
    if len(line) <= LONGEST:
        return [line]
    pieces = (line.words[k : k + LONGEST] for k in range(0, len(line), LONGEST))
    return [Line(line.text, piece, line.quotes, line.known) for piece in pieces]
