"""`/healthz`: whether the store answers."""

from __future__ import annotations

import msgspec
from litestar import get

from meada import __version__
from meada.web.ask import Held

__all__ = ["Health", "routes"]


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """``status`` is ``ok`` when the store answers; else the request fails with 503."""

    status: str
    version: str
    articles: int
    stories: int


@get("/healthz", sync_to_thread=True)
def healthz(store: Held) -> Health:
    """The state of the room."""
    held = store.shelf.holdings()
    return Health(status="ok", version=__version__, articles=held.articles, stories=held.stories)


routes = (healthz,)
