"""`/fontes`: outlets and agencies of the pages, the registries, and what could not be read."""

from __future__ import annotations

import msgspec
from litestar import Response, get

from meada.article.entry import AgencyEntry, OutletEntry
from meada.sources.failure import Failure
from meada.store.made import current
from meada.store.shelf import Holdings, Medium
from meada.web.ask import Held, Seen, Working

__all__ = ["SourcePage", "routes"]


class SourcePage(msgspec.Struct, frozen=True, kw_only=True):
    """What `source.html` draws. ``names`` are the names by id, of the registry with the user's own, ``state`` the ids that a
    state runs."""

    held: Holdings
    outlets: tuple[Medium, ...]
    agencies: tuple[Medium, ...]
    names: dict[str, str]
    state: frozenset[str]
    registries: dict[str, str]
    failures: tuple[Failure, ...]
    where: str


@get("/fontes", sync_to_thread=True)
def show(store: Held, view: Seen, work: Working) -> Response[str]:
    """The page of sources."""
    registry = work.tools.registry
    known: dict[str, OutletEntry | AgencyEntry] = {**registry.outlets, **registry.agencies}
    outlets, agencies = store.shelf.media()
    page = SourcePage(
        held=store.shelf.holdings(),
        outlets=tuple(outlets),
        agencies=tuple(agencies),
        names={id: entry.name for id, entry in known.items()},
        state=frozenset(id for id, entry in known.items() if entry.state_controlled),
        registries=current().registries,
        failures=() if view.room.shared else tuple(store.shelf.failures()),
        where="" if view.room.shared else store.where,
    )
    return view.render("source.html", page)


routes = (show,)
