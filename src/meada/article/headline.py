"""The headline that readers see, and the title the page gives itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from meada.article.fold import fold
from meada.page.page import BODY, Candidate, Page
from meada.span import Span

__all__ = ["choose_headline", "choose_standfirst", "without_site"]

_CUT = re.compile(r"(\s+[|\-–—•·»«]+\s+|\s*[|ㅣ]\s*)")
_HEADING = re.compile(r"/h([1-4])(?:\[|/|$)")
_TITLES = (
    ".headline",
    "meta:og:title",
    "meta:twitter:title",
    "title",
    "h1",
    ".alternativeHeadline",
    "itemprop:headline",
)
_REACH = 40
_LONGEST = 400


def without_site(title: str, names: frozenset[str]) -> str:
    """``title`` without the outlet, section or edition that pages add behind a bar or dash ("… | Politics | The Mast").

    ``names`` are the outlet's folded names. Cut from the right as far as a part is such a name, with what follows it.
    """
    parts = _CUT.split(title)
    for place in range(2, len(parts), 2):
        tail = [fold(part) for part in parts[place::2]]
        if any(part in names for part in tail) and len(parts[0]) > 8:
            first = next(i for i, part in enumerate(tail) if part in names)
            short = all(len(part.split()) <= 3 for part in tail[:first])
            if short:
                return "".join(parts[: place - 1]).strip()
    return title.strip()


def choose_headline(page: Page, names: frozenset[str]) -> tuple[Span | None, str | None, list[Candidate]]:
    """``(span of the visible headline, title from metadata, candidates taken)``; each part None where there is none.

    The visible headline is the block that agrees best with what the page gives as its title and stands nearest to the
    body: a hidden or breadcrumb ``h1`` gives way to the heading that readers see.
    """
    titles = _titles(page, names)
    block = _visible(page, titles)
    taken: list[Candidate] = []
    if block is not None:
        raw = block.of(page.text)
        taken.append(Candidate(field="headline", value=raw, raw=raw, where="text:headline", span=block))
    best = next(((c, value) for c, value in titles if c.where != "h1"), None)
    if best is not None:
        taken.append(best[0])
    return block, best[1] if best else None, taken


def _titles(page: Page, names: frozenset[str]) -> list[tuple[Candidate, str]]:
    found = []
    for candidate in page.candidates:
        rank = next((i for i, end in enumerate(_TITLES) if candidate.where.endswith(end)), None)
        if candidate.field == "headline" and rank is not None and ":WebPage" not in candidate.where:
            value = without_site(candidate.value, names)
            if value and fold(value) not in names:
                found.append((rank, candidate, value))
    return [(candidate, value) for _, candidate, value in sorted(found, key=lambda item: item[0])]


def _visible(page: Page, titles: Iterable[tuple[Candidate, str]]) -> Span | None:
    named: dict[str, float] = {}
    for candidate, value in titles:
        weight = 0.5 if candidate.where in ("h1", "title") else 1.0
        named[fold(value)] = named.get(fold(value), 0.0) + weight
    body = next((i for i, block in enumerate(page.blocks) if block.role in BODY), len(page.blocks))
    best, most = None, 1.9
    for place, block in enumerate(page.blocks[: body + _REACH]):
        if len(block.span) > _LONGEST or (place > body and block.role != "headline"):
            continue
        score = _score(block.role, block.node, named.get(fold(block.span.of(page.text)), 0.0))
        score += 0.3 * (place + 1) / (body + 1) if place <= body else 0.0
        if score > most:
            best, most = block.span, score
    return best


def _score(role: str, node: str | None, agreement: float) -> float:
    score = 2.0 * (role == "headline") + (1.0 + min(agreement, 3.0) / 2 if agreement else 0.0)
    heading = _HEADING.search(node or "")
    if heading:
        score += (0.0, 0.8, 0.6, 0.2, 0.1)[int(heading[1])]
    if role in ("navigation", "related", "most_read", "latest", "recommended", "share"):
        score -= 1.5
    if node and ("/nav" in node or "/footer" in node):
        score -= 1.5
    return score


def choose_standfirst(page: Page, headline: Span | None) -> tuple[Span | None, Candidate | None]:
    """The span of the standfirst: its blocks, else the block before the body that the page's description repeats."""
    spans = _run(page)
    if spans is None:
        spans = _described(page, headline)
    if spans is None:
        return None, None
    raw = spans.of(page.text)
    return spans, Candidate(field="standfirst", value=raw, raw=raw, where="text:standfirst", span=spans)


def _run(page: Page) -> Span | None:
    """The first run of neighbouring standfirst blocks."""
    run: Span | None = None
    last = -2
    for place, block in enumerate(page.blocks):
        if block.role == "standfirst":
            if run is None:
                run = block.span
            elif place == last + 1:
                run = Span(run.start, block.span.end)
            else:
                break
            last = place
    return run


def _described(page: Page, headline: Span | None) -> Span | None:
    wanted = {fold(c.value) for c in page.candidates if c.field == "standfirst" and len(c.value) >= 20}
    if not wanted:
        return None
    for block in page.blocks:
        if block.role in BODY:
            return None
        if (
            block.span != headline
            and block.role in ("other", "kicker", "caption")
            and fold(block.span.of(page.text)) in wanted
        ):
            return block.span
    return None
