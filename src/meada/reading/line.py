"""One sentence as words, with every quotation folded into one, and the shallow grammar that the patterns need."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from meada.lang.parse import Token
from meada.reading.lexicon import Lexicon, Sense
from meada.reading.quotes import Quote
from meada.span import Span

__all__ = ["Line", "Word", "lines", "words_of"]

_WORD = re.compile(r"\d+(?:[.,:]\d+)*%?|[^\W\d_]\w*(?:[-'’.][^\W_]\w*)*|\w+|\S")
_DASH = frozenset("—–―")
LONGEST = 250
"""No sentence is read further than this many words at a time."""
_GOES_ON = frozenset((",", "'", "’", "-", ")"))
_STOPS = frozenset(".!?…")


class Word(NamedTuple):
    """A word, number (``n``), mark (``p``) or folded quotation (``q``); ``lower`` in lower case, "" for a quotation."""

    start: int
    end: int
    lower: str
    kind: str
    cap: bool


class Line:
    """A sentence. Positions (``at``, ``start``, ``end``) count words; `span` turns them into offsets."""

    def __init__(self, text: str, words: Sequence[Word], quotes: dict[int, Quote], known: Lexicon) -> None:
        self.text, self.words, self.quotes, self.known = text, _dotted(words), quotes, known
        self.low = [w.lower for w in self.words]
        self.paragraph = 0
        self.opened = False
        """Whether the sentence stands in a quotation that its paragraph opens and does not close."""
        self.tokens: dict[int, Token] = {}
        self._verb: dict[int, bool] = {}

    def __len__(self) -> int:
        return len(self.words)

    def span(self, start: int, end: int) -> Span:
        """The characters of the words ``[start, end)``."""
        return Span(self.words[start].start, self.words[end - 1].end)

    def word(self, at: int) -> str:
        """The word at ``at`` in lower case; "" outside the sentence."""
        return self.low[at] if 0 <= at < len(self.low) else ""

    def kind(self, at: int) -> str:
        """``w``, ``n``, ``p`` or ``q``; "" outside the sentence."""
        return self.words[at].kind if 0 <= at < len(self.words) else ""

    def cap(self, at: int) -> bool:
        """Whether the word at ``at`` starts with a capital."""
        return 0 <= at < len(self.words) and self.words[at].cap

    def quote(self, at: int) -> Quote | None:
        """The quotation folded at ``at``."""
        return self.quotes.get(self.words[at].start) if self.kind(at) == "q" else None

    def dash(self, at: int) -> bool:
        """Whether a dash stands at ``at``."""
        return self.word(at) in _DASH

    def stop(self, at: int) -> bool:
        """Whether the sentence is over at ``at``: outside it, or at its final mark."""
        return at >= len(self.words) or (self.low[at] in _STOPS and self._last(at))

    def _last(self, at: int) -> bool:
        return all(word in _STOPS or word in "'’\")»” " for word in self.low[at + 1 :])

    def sense(self, at: int) -> Sense | None:
        """The reporting verb at ``at``; not where an article makes it a noun ("a nota")."""
        if self.kind(at) != "w":
            return None
        found = self.known.sense(self.low[at])
        if found is None:
            return None
        token = self.tokens.get(self.words[at].start)
        if token is not None and token.upos not in ("VERB", "AUX"):
            return None
        if found.features == {"first"}:
            return None
        return None if token is None and self._nominal(at, found) else found

    def _nominal(self, at: int, found: Sense) -> bool:
        """Whether the words around make a noun of the verb form at ``at``."""
        before = self.word(at - 1)
        known = self.known
        if self.words[at].cap and at and self.kind(at - 1) == "w" and not self._headlinelike():
            return True
        if found.features <= {"participle", "gerund", "infinitive"}:
            return False
        if not known.lang_inverts and "infinitive" in found.features:
            return not self._plain_verb(at)
        if not known.lang_inverts and self._noun_before_verb(at):
            return True
        if known.starts(known.as_clause, self.low, max(at - 1, 0)):
            return False
        if known.has("articles", before) or known.has("possessives", before) or known.has("demonstratives", before):
            return not (known.has("clitics", before) and known.has("negations", self.word(at - 2))) and (
                before not in known.grammar["third_person"]
            )
        return known.has("prepositions", before) and before not in known.grammar["clitics"]

    def _noun_before_verb(self, at: int) -> bool:
        """Whether a verb follows the form at ``at`` ("states say"): it is a noun then."""
        follow = self.known.sense(self.word(at + 1))
        return follow is not None and follow.finite and self.low[at].endswith("s")

    def _plain_verb(self, at: int) -> bool:
        """Whether the bare form at ``at`` ("claim", "plan") is a verb: after a mark of the infinitive, a modal, a plural."""
        before, known = self.word(at - 1), self.known
        while self.adverb(at - 1) and at > 1:
            at -= 1
            before = self.word(at - 1)
        if known.has("articles", before) or known.has("possessives", before) or known.has("demonstratives", before):
            return False
        if known.has("passive_auxiliaries", before):
            return False
        return (
            known.has("infinitive_marks", before)
            or known.has("negations", before)
            or known.has("auxiliaries", before)
            or known.has("modals", before)
            or known.has("pronouns", before)
            or known.has("relatives", before)
            or known.has("coordinators", before)
            or (
                self.kind(at - 1) == "w"
                and before.endswith("s")
                and not known.has("prepositions", before)
                and not before.endswith(("’s", "'s", "ss"))
            )
            or before in known.source["medium"]
            or before in ("people", "police", "women", "men")
        )

    def _headlinelike(self) -> bool:
        words = [w for w in self.words if w.kind == "w" and len(w.lower) > 3]
        return bool(words) and sum(w.cap for w in words) > 0.7 * len(words)

    def finite(self, at: int) -> bool:
        """Whether the word at ``at`` looks like a finite verb or auxiliary."""
        known = self._verb.get(at)
        if known is None:
            known = self._verb[at] = self._finite(at)
        return known

    def _finite(self, at: int) -> bool:
        if self.kind(at) != "w":
            return False
        token = self.tokens.get(self.words[at].start)
        if token is not None:
            return token.upos in ("VERB", "AUX") and not any(
                f in token.morph for f in ("VerbForm=Inf", "VerbForm=Ger", "VerbForm=Part")
            )
        low, known = self.low[at], self.known
        if known.has("auxiliaries", low):
            return low not in known.grammar["auxiliary_nonfinite"]
        sense = self.sense(at)
        if sense is not None:
            return sense.finite
        if self.words[at].cap and at:
            return False
        before = self.word(at - 1)
        if known.has("articles", before) or known.has("prepositions", before) or known.has("possessives", before):
            return False
        if low in known.grammar["finite_words"] or low in known.common:
            return True
        return len(low) > 3 and low.endswith(known.suffixes["finite_hints"])

    def finite_cue(self, at: int) -> bool:
        """Whether a reporting verb in a finite form stands at ``at`` or after a subject there."""
        return any((s := self.sense(k)) is not None and s.finite for k in range(at, min(len(self), at + 8)))

    def finite_before(self, at: int) -> bool:
        """Whether a clause with a verb stands before ``at``, and ``at`` does not stand right after that verb."""
        return any(self.finite(k) for k in range(at - 1))

    def clause_start(self, at: int) -> int:
        """Where the clause that holds ``at`` starts: after the nearest mark to the left that parts clauses."""
        k = at
        while k > 0:
            word = self.low[k - 1]
            if self._full_quote(k - 1) or word in {";", ":", "—", "–", "―", ".", "!", "?", "…"}:
                break
            k -= 1
        return k

    def _full_quote(self, at: int) -> bool:
        """Whether a quotation of whole sentences stands at ``at``: what follows is a new clause."""
        quote = self.quote(at)
        return quote is not None and quote.inner.of(self.text).rstrip().endswith((".", "!", "?", "…"))

    def group_start(self, at: int) -> int | None:
        """Where the bracket that closes at ``at`` opens."""
        for k in range(at, max(-1, at - 14), -1):
            if self.low[k] == "(":
                return k
        return None

    def group_end(self, at: int) -> int:
        """The word after the bracket that opens at ``at``; ``at`` when it never closes near."""
        for k in range(at, min(len(self), at + 14)):
            if self.low[k] == ")":
                return k + 1
        return at

    def skip_right(self, at: int) -> int:
        """Past adverbs, brackets, asides ("por sua vez") and times ("nesta quarta-feira (13)") from ``at`` on."""
        known = self.known
        while at < len(self):
            aside = known.starts(known.beside, self.low, at)
            if aside:
                at += aside
            elif self.low[at] == "(" and self.group_end(at) > at:
                at = self.group_end(at)
            elif self.adverb(at):
                at += 1
            elif self.time_end(at) > at:
                at = self.time_end(at)
            else:
                break
        return at

    def adverb(self, at: int) -> bool:
        """Whether an adverb stands at ``at``."""
        low = self.word(at)
        return self.kind(at) == "w" and (
            self.known.has("adverbs", low) or (len(low) > 5 and low.endswith(self.known.suffixes["adverb_endings"]))
        )

    def time_end(self, at: int) -> int:
        """The word after a short time phrase that starts at ``at`` ("na terça-feira", "on Tuesday", "ontem")."""
        known, k = self.known, at
        times = known.source["time_words"]
        for k in range(at, min(len(self), at + 4)):
            low = self.low[k]
            if low in times and (self.words[k].cap or low not in known.source["capital_times"]):
                k += 1
                while k < len(self) and (self.kind(k) == "n" or self.low[k] in times):
                    k += 1
                return k
            if not (
                self.kind(k) == "n"
                or known.has("prepositions", low)
                or known.has("articles", low)
                or known.has("demonstratives", low)
                or low in known.source["time_modifiers"]
            ):
                break
        return at

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
        if j > 1 and self.low[j - 1] in _DASH:
            opens = next((k for k in range(j - 2, max(-1, j - 22), -1) if self.low[k] in _DASH), None)
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

    def prepositional(self, at: int) -> bool:
        """Whether a preposition stands at ``at``, not an article that looks like one."""
        low = self.low[at]
        counted = self.kind(at + 1) == "n" or self.known.has("quantifiers", self.word(at + 1))
        return (
            self.known.has("prepositions", low)
            and not (self.known.has("articles", low) and self.kind(at + 1) == "w")
            and not (counted and not self.known.lang_inverts)
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


def _dotted(words: Sequence[Word]) -> list[Word]:
    """``words`` with the stops inside a sentence joined to the short forms they belong to ("Mr. Orrin", "St. Ives")."""
    out: list[Word] = []
    for k, word in enumerate(words):
        attached = word.lower == "." and out and out[-1].kind == "w" and out[-1].end == word.start
        if attached and k + 1 < len(words) and (words[k + 1].kind in ("w", "n") or words[k + 1].lower in _GOES_ON):
            out[-1] = out[-1]._replace(end=word.end)
        else:
            out.append(word)
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


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words, numbers and marks of ``text`` in ``[start, end)``."""
    out = []
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        first = word[0]
        kind = "n" if first.isdigit() else "w" if first.isalpha() else "p"
        out.append(Word(match.start(), match.end(), word.lower(), kind, first.isupper()))
    return out
