"""Names for passages that a page shows and a form sends back: ``A1:10-40,52-60``, with ``#ITEM`` where they are an item."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from meada.anchor import Quote, quote
from meada.article.article import Article
from meada.errors import JudgementError
from meada.page.page import READ, Page
from meada.record.statement import Statement
from meada.span import Span
from meada.store import Store

__all__ = ["Picked", "picked", "resolved"]

LONGEST = 4_000
"""Characters that one passage may have: a quotation, not a body."""

_NAME = re.compile(
    r"(?P<ref>A?[0-9a-f]+):(?P<spans>\d{1,9}-\d{1,9}(?:,\d{1,9}-\d{1,9}){0,20})(?:#(?P<item>[\w:.-]{1,80}))?", re.ASCII
)


class Picked(msgspec.Struct, frozen=True, kw_only=True):
    """A passage: its article by id and label, its quotes in the order of the text, and the item that it is."""

    page: str
    label: str
    quotes: tuple[Quote, ...]
    item: str | None = None

    @property
    def words(self) -> str:
        """The quoted words on one line."""
        return " … ".join(" ".join(one.words.split()) for one in self.quotes)


def picked(label: str, spans: Iterable[Span], item: str | None = None) -> str:
    """The name of the passage at ``spans`` (code points) of the article ``label``."""
    places = ",".join(f"{span.start}-{span.end}" for span in spans)
    return f"{label}:{places}" + (f"#{item}" if item else "")


def resolved(store: Store, name: str) -> Picked:
    """The passage that ``name`` names: a name that `picked` made, or the id of a statement. Only text that is read can be
    picked, each block by itself. Raises `NotFoundError` for an
    article or statement that is not there, and `JudgementError` for places that its text has not."""
    found = _NAME.fullmatch(name.strip())
    if found is None:
        return _stated(store, name.strip())
    page = store.page(found["ref"])
    asked = [Span(*map(int, one.split("-"))) for one in found["spans"].split(",") if _forward(one)]
    text, spans = page.text, _read(page, store.article(page.capture), asked)
    if not spans or any(span.end > len(page.text) for span in asked):
        raise JudgementError(
            "there are no words at “{place}”", next="select them on the page again", place=found["spans"]
        )
    if sum(map(len, spans)) > LONGEST:
        raise JudgementError("this is more than a quotation", next="select at most {n} characters", n=LONGEST)
    return Picked(
        page=page.capture,
        label=store.label(page.capture),
        quotes=tuple(quote(text, span) for span in spans),
        item=found["item"],
    )


def _forward(place: str) -> bool:
    start, _, end = place.partition("-")
    return int(start) < int(end)


def _read(page: Page, article: Article, asked: Iterable[Span]) -> list[Span]:
    """What of the places ``asked`` is read, block by block, without white space at the ends."""
    zones = {block.span for block in page.blocks if block.role in READ} | set(article.body)
    zones |= {span for span in (article.headline, article.standfirst) if span}
    cut = {
        Span(max(one.start, zone.start), min(one.end, zone.end))
        for one in asked
        for zone in zones
        if one.overlaps(zone)
    }
    return sorted(span for one in cut if (span := _trimmed(page.text, one)))


def _trimmed(text: str, span: Span) -> Span:
    """``span`` without white space at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _stated(store: Store, id: str) -> Picked:
    item = store.item(id)
    if not isinstance(item.value, Statement) or item.page is None:
        raise JudgementError("“{name}” is no passage", next="choose words of an article", name=id)
    text = store.page(item.page).text
    spans = sorted({evidence.span for evidence in item.value.evidence if evidence.page == item.page})
    return Picked(
        page=item.page, label=store.label(item.page), quotes=tuple(quote(text, span) for span in spans), item=item.id
    )
