"""Headlines of other articles that the page shows: what was most read or recommended is data about the page."""

from __future__ import annotations

from collections import Counter

from meada.article.article import Pointer
from meada.page.page import Page, Role

__all__ = ["pointers"]

_LISTS: frozenset[Role] = frozenset(("most_read", "latest", "related", "recommended"))
_LISTED, _ALONE = 2, 5
"""Words that a headline has at least, under a list's heading and without one."""


def pointers(page: Page) -> tuple[Pointer, ...]:
    """One pointer an item, in order, with the heading of its list and its rank there (from 1).

    Headings of lists are no pointers. An item outside a headed list counts when it has the words of a headline and links
    to a page, its list is its role: a menu's "Últimas notícias", the name of a section or "Leia mais" is none. The same
    headline counts once a list.
    """
    ranks: Counter[str] = Counter()
    held: set[tuple[str, str]] = set()
    found: list[Pointer] = []
    for block in page.blocks:
        if block.role not in _LISTS or (block.rank is None and not _leads(block.href)):
            continue
        name, words = block.list or block.role, block.span.of(page.text).casefold().split()
        key = (name, " ".join(words))
        if len(words) < (_LISTED if block.rank is not None else _ALONE) or key in held:
            continue
        held.add(key)
        ranks[name] += 1
        rank = block.rank if block.rank is not None else ranks[name]
        found.append(Pointer(span=block.span, list=name, rank=rank, role=block.role, href=block.href))
    return tuple(found)


def _leads(href: str | None) -> bool:
    """Whether a link goes to another page, not to a place in this one or to a script."""
    return href is not None and href != "" and not href.startswith(("#", "javascript:", "mailto:"))
