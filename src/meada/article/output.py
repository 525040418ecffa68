"""An article as the `page` step of the pipe gives it (``docs/pipe.md``)."""

from __future__ import annotations

from typing import Any

from meada.article.article import Article
from meada.page.page import Page

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
            {"role": block.role, "start": block.span.start, "end": block.span.end, "score": block.score}
            for block in page.blocks
        ],
        "headline": article.headline.of(page.text) if article.headline else article.title,
        "standfirst": " ".join(article.standfirst.of(page.text).split()) if article.standfirst else None,
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
