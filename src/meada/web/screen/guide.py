"""`/ajuda`: how to read the record, and the keys."""

from __future__ import annotations

from litestar import Response, get

from meada.web.ask import Seen

__all__ = ["routes"]


@get("/ajuda", sync_to_thread=False)
def show(view: Seen) -> Response[str]:
    """The help page."""
    return view.render("help.html")


routes = (show,)
