"""Which outlet published the page, and which its layout suggests."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from meada.article.article import Outlet
from meada.article.entry import OutletEntry
from meada.article.fold import fold
from meada.article.registry import Registry
from meada.page.page import Candidate, Page
from meada.span import Span

__all__ = ["addresses", "find_outlet", "own_names"]

_NAMING = (
    "row:outlet",
    "meta:og:site_name",
    ".publisher",
    "meta:publisher",
    "meta:application-name",
    "meta:dc.publisher",
)


def addresses(page: Page) -> list[str]:
    """The addresses the page has: where it was fetched, then what it gives as its own, in order of trust."""
    own = [c.value for field in ("canonical", "url") for c in page.candidates if c.field == field]
    return [address for address in (page.url, *own) if address and address.startswith(("http://", "https://"))]


def find_outlet(page: Page, registry: Registry) -> tuple[Outlet | None, Candidate | None]:
    """The outlet and the candidate that told: by the domain of an address, by a name in metadata or in the
    cell of a table, by a copyright line.

    A name in metadata that the registry does not hold gives an outlet without id. None when nothing names one.
    """
    for address in addresses(page):
        if entry := registry.by_domain(address):
            where = "address" if address == page.url else "canonical"
            return _known(entry, "domain"), Candidate(field="outlet", value=entry.name, raw=address, where=where)
    named = _named(page)
    for candidate in named:
        if entry := registry.by_name(candidate.value, lang=page.lang):
            return _known(entry, "metadata"), candidate
    if found := _printed(page, registry):
        return found
    for candidate in named:
        if candidate.where.endswith(("og:site_name", "row:outlet")) and not candidate.value.startswith(("http", "@")):
            return Outlet(id=None, name=candidate.value, basis="metadata", span=candidate.span), candidate
    return None, None


def _known(entry: OutletEntry, basis: str, span: Span | None = None) -> Outlet:
    return Outlet(
        id=entry.id,
        name=entry.name,
        basis=basis,
        span=span,
        country=entry.country,
        zone=entry.zone,
        state_controlled=entry.state_controlled,
    )


def _named(page: Page) -> list[Candidate]:
    found = [c for c in page.candidates if c.field == "outlet" and c.where.split("@")[0].endswith(_NAMING)]
    return sorted(found, key=lambda c: next(i for i, end in enumerate(_NAMING) if c.where.split("@")[0].endswith(end)))


def _printed(page: Page, registry: Registry) -> tuple[Outlet, Candidate] | None:
    """An outlet that a copyright line names, or whose name (two words or more) is the page's first line."""
    for index, block in enumerate(page.blocks):
        if len(block.span) > 300 or not (block.role == "copyright" or index == 0):
            continue
        words = fold(block.span.of(page.text)).split()
        whole = block.role != "copyright"
        for size in range(min(_MOST_WORDS, len(words)), 1, -1):
            for first in range(1 if whole else len(words) - size + 1):
                entry = registry.by_name(" ".join(words[first : first + size]), lang=page.lang)
                if entry is not None and (
                    size == len(words) if whole else _ends(block.span.of(page.text), words, first + size)
                ):
                    return _as_printed(page, block.span, entry)
    return None


_MOST_WORDS = 6


def _ends(line: str, words: list[str], end: int) -> bool:
    """Whether a name that ends before ``words[end]`` of a copyright ``line`` is not the beginning of a longer one."""
    return end >= len(words) or not re.search(rf"\w {re.escape(words[end])}\b", line) or len(words[end]) > 3


def _as_printed(page: Page, line: Span, entry: OutletEntry) -> tuple[Outlet, Candidate]:
    text = line.of(page.text)
    hit = next(((at, name) for name in entry.names if (at := text.find(name)) >= 0), None)
    span = Span(line.start + hit[0], line.start + hit[0] + len(hit[1])) if hit else line
    raw = span.of(page.text)
    return _known(entry, "text", span), Candidate(field="outlet", value=entry.name, raw=raw, where="text", span=span)


def own_names(page: Page, outlet: Outlet | None, registry: Registry) -> frozenset[str]:
    """Folded names that the page's outlet goes by: registered, in metadata, and the words of its host."""
    names = {c.value for c in page.candidates if c.field in ("outlet", "organization")}
    names |= {c.value for c in page.candidates if c.field == "author" and c.where.endswith("@Organization")}
    if outlet is not None:
        names.add(outlet.name)
        if outlet.id and outlet.id in registry.outlets:
            names.update(registry.outlets[outlet.id].names)
    for address in addresses(page):
        host = (urlsplit(address).hostname or "").removeprefix("www.")
        names.update((host, host.split(".")[0]))
    return frozenset(filter(None, map(fold, names)))
