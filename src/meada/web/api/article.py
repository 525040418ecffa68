"""Articles, the text of their pages, and what was read in them."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import PermissionDeniedException

from meada.export.citation import cite
from meada.export.gather import of_article
from meada.reading.reading import Reading
from meada.web.api.answer import Limit, Offset, cut, listed, told
from meada.web.api.shape import ArticleList, ArticleOut, PageOut, StatementList
from meada.web.api.story import statements
from meada.web.ask import FromPath, Held

__all__ = ["routes"]

Call = Request[Any, Any, Any]


@get("/articles", operation_id="articles", sync_to_thread=True)
def articles(request: Call, store: Held, offset: Offset = 0, limit: Limit = 50) -> Response[ArticleList]:
    """Articles, the latest added first."""
    total = store.shelf.holdings().articles
    items = tuple(store.shelf.articles(offset=offset, limit=limit))
    found = ArticleList(items=items, total=total, offset=offset, limit=limit)
    return listed(request, found, total=total, offset=offset, limit=limit)


@get("/articles/{ref:str}", operation_id="article", sync_to_thread=True)
def article(request: Call, store: Held, ref: FromPath[str]) -> Response[ArticleOut]:
    """One article with what a quotation owes it. It is named by label (`A1`) or id."""
    document = next(of_article(store, ref)).documents[0]
    found = ArticleOut(label=document.label, citation=cite(document), article=document.article, made=document.made)
    return told(request, found)


@get("/articles/{ref:str}/page", operation_id="page", sync_to_thread=True)
def page(request: Call, store: Held, ref: FromPath[str]) -> Response[PageOut]:
    """The text of the page with the role of every block; not where others read too, unless the room shows whole pages."""
    room = request.app.state.room
    if room.shared and not room.whole:
        raise PermissionDeniedException(detail="whole pages are not shown in a shared room")
    one = store.page(ref)
    found = PageOut(
        label=store.label(one.capture),
        capture=one.capture,
        url=one.url,
        lang=one.lang,
        text=one.text,
        blocks=one.blocks,
    )
    return told(request, found)


@get("/articles/{ref:str}/reading", operation_id="reading", sync_to_thread=True)
def reading(request: Call, store: Held, ref: FromPath[str]) -> Response[Reading]:
    """All that was read in the article: spans of the text, never the text."""
    return told(request, store.reading(ref))


@get("/articles/{ref:str}/statements", operation_id="article_statements", sync_to_thread=True)
def article_statements(
    request: Call, store: Held, ref: FromPath[str], offset: Offset = 0, limit: Limit = 50
) -> Response[StatementList]:
    """What the record took from the article."""
    every = list(statements(next(of_article(store, ref))))
    found = StatementList(items=cut(every, offset, limit), total=len(every), offset=offset, limit=limit)
    return listed(request, found, total=len(every), offset=offset, limit=limit)


routes = (articles, article, page, reading, article_statements)
