"""Bodies spoken of by what they are: “a entidade”, “o sindicato”, “la empresa”, “the union”."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from meada.reading.lexicon import Lexicon
from meada.reading.mention import Entity, Mention
from meada.reading.word import words_of
from meada.span import Span

__all__ = ["Bodies"]

_NEAR = 700
"""Characters between a body's name and a word for it that fits any body ("a entidade")."""
_LOOK = 40
"""Characters before a name where a word tells what it is ("a mineradora Auriverde")."""
_LONGEST = 3
"""Words of an epithet, its article among them."""
_MEDIA = frozenset(("agency", "medium", "outlet"))


class Bodies:
    """The organisations that a text names, by the words that say what they are."""

    def __init__(
        self,
        text: str,
        known: Lexicon,
        entities: Sequence[Entity],
        mentions: Sequence[Mention],
        sentences: Sequence[Span] = (),
    ) -> None:
        self.text, self.known = text, known
        self.starts = [s.start for s in sentences]
        own = {e.id for e in entities if e.type == "organisation" and e.kind not in _MEDIA}
        civil = {e.id for e in entities if e.kind == "civil_defence"}
        forms = ("name", "short")
        self.named = [m for m in mentions if m.entity in own and (m.form in forms or m.entity in civil)]
        self.classes: Mapping[str, frozenset[str]] = known.bodies
        self.told: dict[str, set[str]] = {name: set() for name in self.classes}
        for mention in self.named:
            self._tell(mention)

    def _tell(self, mention: Mention) -> None:
        """Note what the mention's own words, and the word right before it, call the body."""
        before = words_of(self.text, max(0, mention.span.start - _LOOK), mention.span.start)
        words = {w.lower for w in words_of(self.text, mention.span.start, mention.span.end)}
        words |= {before[-1].lower} if before else set()
        for name, nouns in self.classes.items():
            if not words.isdisjoint(nouns):
                self.told[name].add(mention.entity)

    def meant(self, span: Span) -> str | None:
        """The id of the body that the words at ``span`` stand for; None where they name one, or nothing tells which.

        A word of a class means the body named before it that the article calls so; one that fits any body the first body
        of the last sentence that names one (whom that sentence is about).
        """
        words = [w.lower for w in words_of(self.text, span.start, span.end)]
        if not 2 <= len(words) <= _LONGEST or not self.known.has("articles", words[0]):
            return None
        return self.called(words[1:], span)

    def called(self, words: Sequence[str], span: Span) -> str | None:
        """The body that ``words`` (without an article) at ``span`` stand for, as `meant` says."""
        before = self.named[: bisect_left(self.named, span.start, key=lambda m: m.span.start)]
        fits = [name for name, nouns in self.classes.items() if any(w in nouns for w in words)]
        for name in fits:
            if name == "any":
                return self.centre(before).entity if before and span.start - before[-1].span.end < _NEAR else None
            called = [m for m in before if m.entity in self.told[name]]
            if called:
                return called[-1].entity
        return None

    def unnamed(self, words: Sequence[str]) -> str | None:
        """The class of body that ``words`` tell ("company"), None where they fit any."""
        return next(
            (name for name, nouns in self.classes.items() if name != "any" and words and words[-1] in nouns), None
        )

    def centre(self, before: Sequence[Mention]) -> Mention:
        """The first of ``before`` in the sentence that holds the last of them."""
        if not self.starts:
            return before[-1]
        at = bisect_right(self.starts, before[-1].span.start) - 1
        begin = self.starts[at] if at >= 0 else 0
        return next(m for m in before if m.span.start >= begin)
