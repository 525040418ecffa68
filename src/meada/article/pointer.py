"""Headlines of other articles that the page shows: what was most read or recommended is data about the page."""

from __future__ import annotations

from collections import Counter

from meada.article.article import Pointer
from meada.page.page import Page, Role

__all__ = ["pointers"]

_LISTS: frozenset[Role] = frozenset(("most_read", "latest", "related", "recommended"))


def pointers(page: Page) -> tuple[Pointer, ...]:
    """One pointer an item, in order, with the heading of its list and its rank there (from 1).

    Headings of lists are no pointers. An item outside a headed list counts when it links elsewhere; its list is its role.
    """
    ranks: Counter[str] = Counter()
    found: list[Pointer] = []
    for block in page.blocks:
        if block.role not in _LISTS or (block.rank is None and block.href is None):
            continue
        name = block.list or block.role
        ranks[name] += 1
        rank = block.rank if block.rank is not None else ranks[name]
        found.append(Pointer(span=block.span, list=name, rank=rank, role=block.role, href=block.href))
    return tuple(found)
