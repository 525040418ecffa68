"""What the pages of one outlet teach each other: blocks that recur are furniture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from meada.ident import digest
from meada.page.page import Page
from meada.page.shape import folded

__all__ = ["Furniture"]


_SURE, _WORDS = 0.7, 4
"""A likely block of fewer words than this may be a subhead that an outlet's pages share."""


class Furniture(msgspec.Struct, frozen=True):
    """Fingerprints of blocks with the number of an outlet's ``pages`` they were seen on.

    A value: `learn` gives a new one, and order does not matter. ``seen`` maps the first 16 hexadecimal digits of the
    SHA-256 of a block's folded words to a count of pages.
    """

    pages: int = 0
    seen: dict[str, int] = {}

    def learn(self, pages: Iterable[Page]) -> Furniture:
        """This furniture and that of ``pages``, each page counted once, whatever its body holds twice."""
        counts: Counter[str] = Counter(self.seen)
        number = self.pages
        for page in pages:
            number += 1
            counts.update({_print(block.span.of(page.text)) for block in page.blocks})
        return Furniture(number, dict(sorted(counts.items())))

    def weigh(self, text: str, odds: float) -> float:
        """``odds`` of being body after what other pages showed: a block seen on two or more loses most of its weight.

        A likely one of up to four words keeps it: reviews and recipes have the same subheads again and again."""
        count = self.seen.get(_print(text), 0) if self.seen else 0
        if count < 2 or (odds >= _SURE and text.count(" ") < _WORDS):
            return odds
        return odds * 0.1 if count > 2 or count * 2 >= self.pages else odds * 0.3


def _print(text: str) -> str:
    return digest(folded(text).encode())[:16]
