"""`/a/ID/pagina`, `/a/ID/original`: the whole page with the role of every block, and the capture as it was saved."""

from __future__ import annotations

import codecs

import msgspec
from litestar import Response, get
from litestar.exceptions import PermissionDeniedException

from meada.page.page import READ
from meada.store import Store
from meada.store.shelf import ArticleRow
from meada.web.ask import FromPath, Held, Seen
from meada.web.kin import copies
from meada.web.view import View

__all__ = ["OriginalPage", "WholePage", "routes"]


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """A block as it stands in the page, its role, and whether it is read."""

    role: str
    text: str
    reason: str
    score: float
    list: str | None
    read: bool


class WholePage(msgspec.Struct, frozen=True, kw_only=True):
    """What `whole.html` draws."""

    row: ArticleRow
    title: str
    lang: str
    copies: tuple[str, ...]
    blocks: tuple[Drawn, ...]


class OriginalPage(msgspec.Struct, frozen=True, kw_only=True):
    """What `original.html` draws: the capture as text, at most `SHOWN` characters."""

    row: ArticleRow
    title: str
    lang: str
    copies: tuple[str, ...]
    media_type: str
    origin: str
    fetched_at: str | None
    size: int
    text: str
    cut: bool


SHOWN = 300_000


@get("/a/{ref:str}/pagina", sync_to_thread=True)
def whole(ref: FromPath[str], store: Held, view: Seen) -> Response[str]:
    """Every block of the page with its role."""
    row, others = _head(store, ref, view)
    page = store.page(row.id)
    blocks = tuple(
        Drawn(
            role=b.role, text=b.span.of(page.text), reason=b.reason, score=round(b.score, 2), list=b.list, read=b.role in READ
        )
        for b in page.blocks
    )  # fmt: skip
    shown = WholePage(row=row, title=row.title or row.label, lang=row.lang or "", copies=others, blocks=blocks)
    return view.render("whole.html", shown)


@get("/a/{ref:str}/original", sync_to_thread=True)
def original(ref: FromPath[str], store: Held, view: Seen) -> Response[str]:
    """The capture as text: what was saved, never rendered."""
    row, others = _head(store, ref, view)
    capture = store.capture(row.id)
    text = capture.payload[: SHOWN * 4].decode(_charset(capture.charset), "replace")
    shown = OriginalPage(
        row=row,
        title=row.title or row.label,
        lang=row.lang or "",
        copies=others,
        media_type=capture.media_type,
        origin=capture.origin,
        fetched_at=capture.fetched_at,
        size=len(capture.payload),
        text=text[:SHOWN],
        cut=len(text) > SHOWN,
    )
    return view.render("original.html", shown)


def _charset(name: str | None) -> str:
    try:
        return codecs.lookup(name or "utf-8").name
    except LookupError:
        return "utf-8"


def _head(store: Store, ref: str, view: View) -> tuple[ArticleRow, tuple[str, ...]]:
    """The article's row and the labels of its copies; refused where whole pages are not shown."""
    if not view.room.whole:
        raise PermissionDeniedException
    id = store.resolve(ref)
    return store.shelf.articles(pages=(id,))[0], copies(store, id)


routes = (whole, original)
