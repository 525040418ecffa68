"""`/`: the stories, freshest first."""

from __future__ import annotations

import msgspec
from litestar import Response, get

from meada.store.shelf import ArticleRow, Holdings, StoryRow
from meada.web.ask import FromQuery, Held, Seen

__all__ = ["PER_PAGE", "FrontPage", "routes"]

PER_PAGE = 20


class FrontPage(msgspec.Struct, frozen=True, kw_only=True):
    """What `front.html` draws: a page of ``stories``, the ``latest`` articles added, and how much there is."""

    stories: tuple[StoryRow, ...]
    latest: tuple[ArticleRow, ...]
    held: Holdings
    at: int
    last: int


@get("/", sync_to_thread=True)
def show(store: Held, view: Seen, pagina: FromQuery[int] = 1) -> Response[str]:
    """The front page."""
    shelf, at = store.shelf, max(1, pagina)
    held = shelf.holdings()
    page = FrontPage(
        stories=tuple(shelf.stories(offset=(at - 1) * PER_PAGE, limit=PER_PAGE)),
        latest=tuple(shelf.articles(limit=8)),
        held=held,
        at=at,
        last=max(1, -(-held.stories // PER_PAGE)),
    )
    return view.render("front.html", page)


routes = (show,)
