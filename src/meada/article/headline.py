"""The headline that readers see, and the title the page gives itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from meada.article.extent import extent, place_of
from meada.article.fold import fold
from meada.page.page import Candidate, Page
from meada.span import Span

__all__ = ["choose_headline", "without_site"]

_CUT = re.compile(r"(\s+[|\-–—•·»«]+\s+|\s*[|ㅣ]\s*)")
_BAR = re.compile(r"\s[|•»]\s")
_HEADING = re.compile(r"/h([1-4])(?:\[|/|$)")
_OTHER = re.compile(r"^jsonld:(?:WebPage|VideoObject|Review|CreativeWork)\.")
_MENU = re.compile(r"/(?:nav|footer|li|aside)(?:\[|/|$)")
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
_BACK = 2000
"""How many blocks after and before the text's first are looked at."""
_MOST_TITLES = 40
_LONGEST = 400


def without_site(title: str, names: frozenset[str]) -> str:
    """``title`` without the outlet, section or edition that pages add behind a bar or dash ("… | Politics | The Mast").

    ``names`` are the outlet's folded names. Cut from the right as far as a part is such a name, with what follows it.
    """
    parts = _CUT.split(title)
    for place in range(2, len(parts), 2):
        tail = [fold(part) for part in parts[place::2]]
        hits = [i for i, part in enumerate(tail) if part in names or (len(part.split()) <= 3 and _holds(part, names))]
        if hits and len(parts[0]) > 8:
            first = hits[0]
            short = all(len(part.split()) <= 3 for part in tail[:first])
            if short:
                return "".join(parts[: place - 1]).strip()
    return title.strip()


def _holds(part: str, names: frozenset[str]) -> bool:
    return any(len(name) > 2 and (part.startswith(f"{name} ") or part.endswith(f" {name}")) for name in names)


def choose_headline(page: Page, names: frozenset[str]) -> tuple[Span | None, str | None, list[Candidate]]:
    """``(span of the visible headline, title from metadata, candidates taken)``; each part None where there is none.

    The visible headline is the block that agrees best with what the page gives as its title and stands nearest to the
    body: a hidden or breadcrumb ``h1`` gives way to the heading that readers see.
    """
    titles = _titles(page, names)
    block = _raised(page, _visible(page, titles))
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
        if candidate.field == "headline" and rank is not None and not _OTHER.search(candidate.where):
            value = without_site(candidate.value, names)
            if value and fold(value) not in names:
                found.append((rank, candidate, value))
    found.sort(key=lambda item: item[0])
    return [(candidate, value) for _, candidate, value in found[:_MOST_TITLES]]


def _visible(page: Page, titles: Iterable[tuple[Candidate, str]]) -> Span | None:
    named: dict[str, float] = {}
    for candidate, value in titles:
        named[fold(value)] = named.get(fold(value), 0.0) + _weight(candidate.where)
    whole = {fold(v) for c, v in titles if c.where not in ("h1", "itemprop:headline") and not _BAR.search(v)}
    body, _ = extent(page)
    best, most = None, 0.0
    for place, block in enumerate(page.blocks[: body + _REACH]):
        if place < body - _BACK:
            continue
        if len(block.span) > _LONGEST or (place > body and block.role != "headline"):
            continue
        span, agreement = _agreement(page, place, named, whole)
        if not agreement and block.role != "headline":
            continue
        score = _score(block.role, block.node, agreement) + (0.4 * (place + 1) / (body + 1) if place <= body else 0.0)
        if best is None or score > most:
            best, most = span, score
    return best


def _raised(page: Page, headline: Span | None) -> Span | None:
    """In plain text, the line above where that one looks like a headline too: then ``headline`` is its standfirst.

    A line of five words or more without a full stop; two of them above are a list.
    """
    place = place_of(page, headline)
    if place is None or not place or page.blocks[place].node is not None:
        return headline
    above = [_titled(page, place - step) for step in (1, 2) if place - step >= 0]
    return page.blocks[place - 1].span if above[0] and not any(above[1:]) else headline


def _titled(page: Page, place: int) -> bool:
    block = page.blocks[place]
    text = block.span.of(page.text)
    fits = block.role in ("other", "kicker", "headline") and len(text) <= 200 and len(text.split()) >= 5
    return fits and text[0].isupper() and text[-1] not in ".:;,…"


def _weight(where: str) -> float:
    if where in ("h1", "title"):
        return 0.5
    return 0.3 if where.endswith(".alternativeHeadline") else 1.0


def _agreement(page: Page, place: int, named: dict[str, float], whole: set[str]) -> tuple[Span, float]:
    """The part of the block at ``place`` that is a title of the page, and how many sources say so.

    The block as a whole; or with the kicker before it; or its end, where a kicker is glued to it. A section parted by a
    bar ("Opinion | …") is no kicker.
    """
    span = page.blocks[place].span
    words = fold(span.of(page.text))
    best, most = span, named.get(words, 0.0) if words else 0.0
    above = [block.span for block in reversed(page.blocks[max(0, place - 2) : place])]
    before = next((span for span in above if fold(span.of(page.text))), None)
    if before is not None and len(before) <= 60 and words:
        both = f"{fold(before.of(page.text))} {words}"
        found = named.get(both, 0.0) if both in whole else 0.0
        if found > most:
            best, most = Span(before.start, span.end), found
    for title, weight in named.items():
        if weight > most and len(title) >= 20 and words.endswith(title) and (tail := _tail(page.text, span, title)):
            best, most = tail, weight
    return best, most


_FIRM = 0.5
"""Agreement below this is with an alternative headline alone."""


def _tail(text: str, span: Span, title: str) -> Span | None:
    """The shortest end of ``span`` that folds to ``title``."""
    part = span.of(text)
    at = len(part) - len(title)
    for start in range(min(len(part) - 1, at + 8), max(-1, at - 12), -1):
        if not part[start].isspace() and fold(part[start:]) == title:
            while start and part[start - 1] in "\"“«„‘'¿¡":
                start -= 1
            return Span(span.start + start, span.end)
    return None


def _score(role: str, node: str | None, agreement: float) -> float:
    score = (
        1.0 * (role == "headline")
        + min(agreement, 3.0) / 2
        + (1.0 if agreement >= _FIRM else 0.2 if agreement else 0.0)
    )
    heading = _HEADING.search(node or "")
    if heading:
        score += (0.0, 0.8, 0.6, 0.2, 0.1)[int(heading[1])]
    elif role in ("navigation", "related", "most_read", "latest", "recommended", "share"):
        score -= 1.5
    if node and _MENU.search(node):
        score -= 3.0
    return score
