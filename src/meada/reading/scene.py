"""One sentence laid out for reading events: words, clauses, mentions, and the prepositions that govern them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from meada.lang.lexicon import Word
from meada.lang.trigger import Triggers
from meada.reading.clause import Clause
from meada.reading.mention import Mention
from meada.span import Span

__all__ = ["Scene", "reach"]

_PLAYERS = frozenset(("person", "organisation", "state", "group"))


class Scene(NamedTuple):
    """One sentence with its clauses, words and mentions, all in text order; ``subjects`` holds those found already, by clause,
    end and number (`meada.reading.role.subject`)."""

    text: str
    low: str
    words: list[Word]
    clauses: list[Clause]
    mentions: list[Mention]
    known: Triggers
    subjects: dict[tuple[int, int, bool | None], list[Mention]]
    tags: Mapping[int, str] = {}

    def nominal(self, i: int) -> bool:
        """True where word ``i`` stands where a noun does: by the model's tag, else by the word before it."""
        tag = self.tags.get(self.words[i].start)
        if tag is not None:
            return tag in ("NOUN", "PROPN", "ADJ")
        return i > 0 and self.words[i - 1].lower in self.known.words["determiner"]

    def before(self, offset: int) -> str:
        """The word that ends before ``offset`` with nothing but space between, in lower case; empty where none does."""
        word = next((w for w in reversed(self.words) if w.end <= offset), None)
        return word.lower if word and not self.low[word.end : offset].strip(' “"«') else ""

    def preposition(self, mention: Mention) -> str:
        """The kind of preposition that governs ``mention`` (``of``, ``to``, ``with`` …), empty for none. Articles,
        adjectives of the phrase and the first of two joined names are looked through."""
        at = mention.span.start
        for _ in range(4):
            word = self.before(at)
            if not word:
                return ""
            if word in self.known.words["of"] and self._quantified(at):
                return self._outer(at)
            for kind in ("against", "with", "between", "by", "of", "to", "in", "about"):
                if word in self.known.words[kind]:
                    return kind
            if word in self.known.words["join"]:
                left = next(
                    (m for m in reversed(self.mentions) if m.span.end <= at and not m.span.overlaps(mention.span)), None
                )
                return self.preposition(left) if left and at - left.span.end < 6 else ""
            if word not in self.known.words["inner"]:
                return ""
            at = self.low.rfind(word, 0, at)
        return ""

    def _quantified(self, at: int) -> bool:
        """True for ``milhares de``: the two words before ``at`` are a noun of quantity and *of*."""
        last = [w.lower for w in self.words if w.end <= at][-2:]
        return len(last) == 2 and last[0] in self.known.words["quantity"]

    def _outer(self, at: int) -> str:
        """The kind of preposition before a noun of quantity and *of*."""
        first = [w for w in self.words if w.end <= at][-2]
        word = self.before(first.start)
        return next((k for k in ("against", "with", "between", "by", "to", "in") if word in self.known.words[k]), "")

    def within(self, span: Span) -> list[Mention]:
        """The mentions inside ``span`` that may take part, no demonym that stands inside a longer mention."""
        inside = [m for m in self.mentions if span.contains(m.span) and m.type in _PLAYERS]
        return [m for m in inside if not (m.form == "demonym" and any(_covers(o, m) for o in self.mentions))]


def _covers(longer: Mention, shorter: Mention) -> bool:
    return longer is not shorter and longer.span.contains(shorter.span) and longer.span != shorter.span


def reach(scene: Scene, at: int) -> int:
    """How far to the right of clause ``at`` its phrases may go: over commas, not over an opener."""
    end = scene.clauses[at].span.end
    for clause in scene.clauses[at + 1 :]:
        if clause.opener:
            break
        end = clause.span.end
    return end
