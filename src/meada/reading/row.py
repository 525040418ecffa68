"""A sentence as words, with what can be told of each by itself and by its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from meada.lang.parse import Token
from meada.reading.lexicon import Lexicon, Sense
from meada.reading.quotes import Quote
from meada.reading.word import Word, dotted
from meada.span import Span

__all__ = ["DASH", "Row"]

DASH = frozenset("—–―")
_PLAIN = frozenset(("past", "imperfect", "future", "conditional"))
_STOPS = frozenset(".!?…")


class Row:
    """A sentence. Positions (``at``, ``start``, ``end``) count words; `span` turns them into offsets."""

    def __init__(self, text: str, words: Sequence[Word], quotes: dict[int, Quote], known: Lexicon) -> None:
        self.text, self.words, self.quotes, self.known = text, dotted(words), quotes, known
        self.low = [w.lower for w in self.words]
        self._kinds = [w.kind for w in self.words]
        self._size = len(self.words)
        self.folded = [quotes[w.start] for w in self.words if w.kind == "q" and w.start in quotes]
        """The quotations of the sentence."""
        self.paragraph = 0
        self.opened = False
        """Whether the sentence stands in a quotation that its paragraph opens and does not close."""
        self.tokens: dict[int, Token] = {}
        self._verb: dict[int, bool] = {}
        self._time: dict[int, int] = {}
        self._right: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self.words)

    def span(self, start: int, end: int) -> Span:
        """The characters of the words ``[start, end)``."""
        return Span(self.words[start].start, self.words[end - 1].end)

    def word(self, at: int) -> str:
        """The word at ``at`` in lower case; "" outside the sentence."""
        return self.low[at] if 0 <= at < self._size else ""

    def kind(self, at: int) -> str:
        """``w``, ``n``, ``p`` or ``q``; "" outside the sentence."""
        return self._kinds[at] if 0 <= at < self._size else ""

    def cap(self, at: int) -> bool:
        """Whether the word at ``at`` starts with a capital."""
        return 0 <= at < self._size and self.words[at].cap

    def quote(self, at: int) -> Quote | None:
        """The quotation folded at ``at``."""
        return self.quotes.get(self.words[at].start) if self.kind(at) == "q" else None

    def dash(self, at: int) -> bool:
        """Whether a dash stands at ``at``."""
        return self.word(at) in DASH

    def stop(self, at: int) -> bool:
        """Whether the sentence is over at ``at``: outside it, or at its final mark."""
        return at >= len(self.words) or (self.low[at] in _STOPS and self._last(at))

    def _last(self, at: int) -> bool:
        return all(word in _STOPS or word in "'’\")»” " for word in self.low[at + 1 :])

    def sense(self, at: int) -> Sense | None:
        """The reporting verb at ``at``; not where an article makes it a noun ("a nota")."""
        found = self.known.sense(self.word(at))
        if found is None or self._kinds[at] != "w":
            return None
        token = self.tokens.get(self.words[at].start)
        if token is not None and token.upos not in ("VERB", "AUX") and not self._governs(at, found):
            return None
        if found.features == {"first"}:
            return None
        return None if token is None and self._nominal(at, found) else found

    def _governs(self, at: int, found: Sense) -> bool:
        """Whether the form at ``at``, a noun to the model, is the verb all the same: a noun stands before it, ``that``
        after it, and nothing else could be the verb ("the opposition fears that …")."""
        known = self.known
        if not known.has("complementisers", self.word(at + 1)):
            return False
        if known.lang_inverts and found.features <= _PLAIN:
            return True  # no noun has the form ("E concluía que …")
        if self.kind(at - 1) != "w":
            return False
        opens = next((k + 1 for k in range(at - 1, -1, -1) if known.has("coordinators", self.low[k])), 0)
        before = self.tokens.get(self.words[at - 1].start)
        return (
            before is not None
            and before.upos in ("NOUN", "PROPN", "PRON")
            and not self.low[at - 1].endswith(("'s", "’s", "s'", "s’"))
            and not any(self.finite(k) for k in range(opens if known.lang_inverts else 0, at))
        )

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
        low, known = self.low[at], self.known
        if token is not None and not (token.upos == "VERB" and "Tense=Past" in token.morph and not known.lang_inverts):
            return token.upos in ("VERB", "AUX") and not any(
                f in token.morph for f in ("VerbForm=Inf", "VerbForm=Ger", "VerbForm=Part")
            )
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
        found = self._right.get(at)
        if found is None:
            found = self._right[at] = self._skip_right(at)
        return found

    def _skip_right(self, at: int) -> int:
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
        found = self._time.get(at)
        if found is None:
            found = self._time[at] = self._time_end(at)
        return found

    def _time_end(self, at: int) -> int:
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
