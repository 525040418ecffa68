"""The dependency trees of a passage, ready to be asked for the words that hang on a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from meada.lang.parse import Token
from meada.span import Span

__all__ = ["Tree"]

_EDGE = frozenset(("punct", "cc"))
"""Relations that end no phrase: marks and conjunctions at its edges are left out."""


class Tree:
    """The trees over ``tokens``, which come in text order; a token is named by its index. Built in linear time."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text, self.tokens = text, tokens
        self.at = {t.start: i for i, t in enumerate(tokens)}
        """Indices by start offset."""
        self.kids: list[list[int]] = [[] for _ in tokens]
        roots = []
        for i, token in enumerate(tokens):
            if token.head == i:
                roots.append(i)
            else:
                self.kids[token.head].append(i)
        self._left, self._right = list(range(len(tokens))), list(range(len(tokens)))
        order = list(roots)
        for i in order:
            order.extend(self.kids[i])
        for i in reversed(order):
            head = tokens[i].head
            self._left[head] = min(self._left[head], self._left[i])
            self._right[head] = max(self._right[head], self._right[i])

    def grown(self, offset: int) -> bool:
        """Whether the sentence of the token that starts at ``offset`` has a tree, and not only words."""
        i = self.at.get(offset)
        return i is not None and bool(self.tokens[i].deprel)

    def word(self, i: int) -> str:
        """The token ``i`` in lower case."""
        token = self.tokens[i]
        return self.text[token.start : token.end].lower()

    def rel(self, i: int) -> str:
        """Its relation without a subtype."""
        return self.tokens[i].deprel.partition(":")[0]

    def child(self, i: int, *relations: str) -> int | None:
        """The first word that hangs on ``i`` by one of ``relations`` (subtypes count as their relation, too)."""
        for k in self.kids[i]:
            if self.tokens[k].deprel in relations or self.rel(k) in relations:
                return k
        return None

    def edges(self, i: int, without: Iterable[int] = ()) -> tuple[int, int]:
        """The first and last token of all that hangs on ``i``, without what hangs on the children ``without``, trimmed
        of marks and conjunctions."""
        gone = set(without)
        lefts = [i, *(self._left[k] for k in self.kids[i] if k not in gone)]
        rights = [i, *(self._right[k] for k in self.kids[i] if k not in gone)]
        first, last = min(lefts), max(rights)
        while first < last and self.rel(first) in _EDGE:
            first += 1
        while last > first and self.rel(last) in _EDGE:
            last -= 1
        return first, last

    def span(self, i: int, without: Iterable[int] = ()) -> Span:
        """As `edges`, in characters."""
        first, last = self.edges(i, without)
        return Span(self.tokens[first].start, self.tokens[last].end)

    def holds(self, i: int, k: int) -> bool:
        """Whether ``k`` hangs on ``i``, however far."""
        for _ in range(40):
            if k == i:
                return True
            head = self.tokens[k].head
            if head == k:
                return False
            k = head
        return False

    def inside(self, span: Span) -> list[int]:
        """The tokens in ``span``, which begins where a token does; none where it does not."""
        out: list[int] = []
        i = self.at.get(span.start)
        while i is not None and i < len(self.tokens) and self.tokens[i].start < span.end:
            out.append(i)
            i += 1
        return out

    def tops(self, inside: Sequence[int]) -> list[int]:
        """Those of the tokens ``inside``, which stand in a row, whose head stands outside: one for a phrase or clause."""
        if not inside:
            return []
        first, last = inside[0], inside[-1]
        return [k for k in inside if not first <= self.tokens[k].head <= last or self.tokens[k].head == k]
