"""Whether the store answers."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get

from meada import __version__
from meada.web.api.answer import told
from meada.web.api.shape import Health
from meada.web.ask import Held

__all__ = ["routes"]


@get("/health", operation_id="health", sync_to_thread=True)
def health(request: Request[Any, Any, Any], store: Held) -> Response[Health]:
    """The state of the room: how much the store holds, and which version answers."""
    held = store.shelf.holdings()
    return told(request, Health(status="ok", version=__version__, articles=held.articles, stories=held.stories))


routes = (health,)
