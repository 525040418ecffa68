"""Where a page may first have stood, from furniture that survived copying and translation: a hypothesis, never a fact."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import msgspec

from meada.article.article import Outlet
from meada.article.registry import Registry
from meada.lang.table import resource
from meada.page.page import Page
from meada.span import Span

__all__ = ["Layout", "layouts", "suggested_outlets"]

_LONGEST_LINE = 160


class Layout(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fingerprint: ``need`` of its ``marks`` (regular expressions, each over a whole line) on one page suggest ``outlet``.

    ``valid_until`` is the last day on which the outlet is known to have used it.
    """

    id: str
    outlet: str
    marks: tuple[str, ...]
    need: int
    valid_until: date
    source: str


@lru_cache(maxsize=1)
def layouts() -> tuple[tuple[Layout, tuple[re.Pattern[str], ...]], ...]:
    """The layouts of ``resources/layouts.toml``, each with its marks compiled."""
    entries = msgspec.convert(resource("layouts")["layout"], list[Layout])
    return tuple((entry, tuple(re.compile(mark) for mark in entry.marks)) for entry in entries)


def suggested_outlets(page: Page, registry: Registry, published: str | None = None) -> tuple[Outlet, ...]:
    """Outlets whose furniture the page carries, as hypotheses with the lines that show it.

    ``published`` (ISO date or date-time) leaves out layouts that were no longer known to be in use on that day.
    """
    found: list[Outlet] = []
    for layout, marks in layouts():
        entry = registry.outlets.get(layout.outlet)
        if entry is None or (published and published[:10] > layout.valid_until.isoformat()):
            continue
        shown = _shown(page, marks)
        if len(shown) >= layout.need:
            found.append(
                Outlet(
                    id=entry.id,
                    name=entry.name,
                    basis=f"layout:{layout.id}",
                    country=entry.country,
                    hypothesis=True,
                    span=shown[0],
                    evidence=tuple(shown),
                )
            )
    return tuple(found)


def _shown(page: Page, marks: tuple[re.Pattern[str], ...]) -> list[Span]:
    lines = [block.span for block in page.blocks if len(block.span) <= _LONGEST_LINE]
    first = (next((span for span in lines if mark.fullmatch(span.of(page.text).strip())), None) for mark in marks)
    return sorted(span for span in first if span is not None)
