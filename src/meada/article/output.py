"""An article as the `page` step of the pipe gives it (``docs/pipe.md``)."""

from __future__ import annotations

from typing import Any

from meada.article.article import Article
from meada.page.page import Block, Page, Role
from meada.span import Span

__all__ = ["as_pipe", "body_text"]


def body_text(page: Page, article: Article) -> str:
    """The body: paragraphs and subheads in order, parted by one newline; white space inside one is kept."""
    return "\n".join(span.of(page.text) for span in article.body)


def as_pipe(page: Page, article: Article) -> dict[str, Any]:
    """The fields of the step, ``id`` left out. ``blocks`` index code points of ``text``; ``published`` and ``updated`` are
    ISO 8601, with an offset where one is known; ``zone_basis`` says how. What is not known is None."""
    published = article.published
    return {
        "lang": article.lang,
        "variant": article.variant,
        "text": page.text,
        "blocks": [
            {"role": _role(block, article), "start": block.span.start, "end": block.span.end, "score": block.score}
            for block in page.blocks
        ],
        "headline": _folded(page, article.headline) or article.title,
        "standfirst": _folded(page, article.standfirst),
        "body": body_text(page, article),
        "authors": [byline.name for byline in article.bylines],
        "section": article.section,
        "published": published.iso if published else None,
        "published_raw": published.words if published else None,
        "zone_basis": published.basis if published else None,
        "updated": article.updated.iso if article.updated else None,
        "outlet": article.outlet.name if article.outlet else None,
        "agency": article.agency.name if article.agency else None,
        "desk": [span.of(page.text) for span in article.desk],
    }


def _folded(page: Page, span: Span | None) -> str | None:
    """The words of ``span`` with one space between them: it may run over two blocks."""
    return " ".join(span.of(page.text).split()) if span else None


def _role(block: Block, article: Article) -> Role:
    """The block's role, or that of the headline or standfirst where the article found it elsewhere than the page did."""
    if article.headline is not None and article.headline.contains(block.span):
        return "headline"
    if article.standfirst is not None and article.standfirst.contains(block.span):
        return "standfirst"
    return (
        "other"
        if block.role in ("headline", "standfirst") and article.headline and not _near(block, article)
        else block.role
    )


def _near(block: Block, article: Article) -> bool:
    own = article.headline if block.role == "headline" else article.standfirst
    return own is not None and own.overlaps(block.span)
