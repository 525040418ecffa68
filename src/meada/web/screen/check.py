"""`/conferir`: a passage against the store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.enums import RequestEncodingType
from litestar.params import Body

from meada.check import HEADS, Checked, Held, check
from meada.store import Store
from meada.web.ask import Held as HeldStore
from meada.web.ask import Seen, Working
from meada.web.view import View
from meada.web.work import Work

__all__ = ["CheckPage", "routes"]

LONGEST = 20_000
"""Characters of a passage that are read."""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in one relation to the passage, the first report first."""

    head: str
    held: tuple[Held, ...]


class CheckPage(msgspec.Struct, frozen=True, kw_only=True):
    """What `check.html` draws: the ``text`` asked about, and what is held on it; ``found`` is None before the question."""

    text: str = ""
    published: str = ""
    found: Checked | None = None
    groups: tuple[Group, ...] = ()
    doubtful: tuple[Held, ...] = ()


@get("/conferir", sync_to_thread=False)
def ask(view: Seen) -> Response[str]:
    """The empty form."""
    return view.render("check.html", CheckPage())


@post("/conferir", status_code=200)
async def answer(
    data: Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)],
    store: HeldStore,
    view: Seen,
    work: Working,
) -> Response[str]:
    """What is held on a passage."""
    return await sync_to_thread(_answer, data, store, view, work)


def _answer(data: Mapping[str, str], store: Store, view: View, work: Work) -> Response[str]:
    text, published = data.get("text", "").strip()[:LONGEST], data.get("date", "").strip()
    if not text:
        return view.render("check.html", CheckPage(published=published))
    found = check(text, store, published=published or None, world=work.tools.registry.world)
    sure = [one for one in found.held if one.level == "shown"]
    groups = tuple(
        Group(head=head, held=own)
        for relation, head in HEADS.items()
        if (own := tuple(one for one in sure if one.relation == relation))
    )
    doubtful = tuple(one for one in found.held if one.level == "suggested")
    return view.render(
        "check.html", CheckPage(text=text, published=published, found=found, groups=groups, doubtful=doubtful)
    )


routes = (ask, answer)
