"""Words with their places, and the runs of four words by which copies are known."""

from __future__ import annotations

import re
from typing import NamedTuple

from meada.story.term import fold

__all__ = ["GRAM", "Gram", "Word", "grams", "split"]

GRAM = 4
"""Words in a run. Shorter runs are shared by chance, longer ones break at each edited word."""

_WORD = re.compile(r"\w+")

Gram = tuple[str, ...]


class Word(NamedTuple):
    """A word of a text: its folded form and where it stands, in code points."""

    form: str
    start: int
    end: int

    def shift(self, by: int) -> Word:
        """The same word, ``by`` code points further on."""
        return Word(self.form, self.start + by, self.end + by)


def split(text: str) -> list[Word]:
    """The words of ``text`` in order, in lower case and without diacritics."""
    return [Word(fold(m[0]), m.start(), m.end()) for m in _WORD.finditer(text)]


def grams(words: list[Word]) -> frozenset[Gram]:
    """The runs of `GRAM` words; a shorter text is one run, an empty one has none."""
    forms = [word.form for word in words]
    if len(forms) <= GRAM:
        return frozenset((tuple(forms),)) if forms else frozenset()
    return frozenset(zip(forms, forms[1:], forms[2:], forms[3:], strict=False))
