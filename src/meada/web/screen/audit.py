"""`/auditoria`: a sample of what was read, marked right or wrong one by one; what that says of all of it, with its interval."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotFoundException
from litestar.params import Body
from litestar.response import Redirect

from meada import audit
from meada.audit import Drawn, Result, Sampled
from meada.errors import NotFoundError
from meada.i18n import N_
from meada.store import Store
from meada.store.draw import Draw
from meada.web import desk
from meada.web.ask import FromPath, FromQuery, Held, Seen, Working
from meada.web.guard import may_edit
from meada.web.marked import Mark, Paragraph, paragraph
from meada.web.screen.correction import back, signed, why
from meada.web.view import View

__all__ = ["AuditPage", "AuditsPage", "routes"]

Sent = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.URL_ENCODED)]
MOST = 1_000
"""Items of one sample."""

MARKS = (
    ("right", "1", N_("right")),
    ("wrong", "2", N_("wrong")),
    ("unsure", "3", N_("unsure")),
)
"""The marks, their keys and their names."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A sample in the list: how many of its items there are and how many have a mark."""

    draw: Draw
    size: int
    marked: int


class AuditsPage(msgspec.Struct, frozen=True, kw_only=True):
    """What `audits.html` draws: the results of each kind that has marks, the samples, and the kinds to choose from."""

    results: tuple[Result, ...]
    kept: tuple[Kept, ...]
    kinds: tuple[str, ...]
    drawing: bool = False
    failed: bool = False


class AuditPage(msgspec.Struct, frozen=True, kw_only=True):
    """What `audit.html` draws: the item at place ``at`` of a sample in its paragraph, with the mark it has; None where all
    are marked. ``result`` is what all marks of this kind amount to so far."""

    drawn: Drawn
    result: Result
    at: int | None
    item: Sampled | None
    text: Paragraph | None
    lang: str | None
    fields: tuple[tuple[str, str], ...]
    mark: str | None
    marks: tuple[tuple[str, str, str], ...] = MARKS


@get("/auditoria")
async def every(store: Held, view: Seen, work: Working, sorteio: FromQuery[str] = "") -> Response[Any]:
    """The results so far, and the samples; while one is being drawn, the page looks again by itself."""
    return await sync_to_thread(_every, store, view, work.sampled(sorteio) if sorteio else None)


def _every(store: Store, view: View, drawing: Any) -> Response[Any]:
    if drawing is not None and drawing.number is not None:
        return Redirect(f"/auditoria/{drawing.number}", status_code=303)
    results = tuple(audit.result(store, kind) for kind in audit.KINDS)
    kept = []
    for one in store.draws.every()[:20]:
        found = audit.drawn(store, one.id)
        kept.append(Kept(draw=one, size=len(found.items), marked=len(found.marks)))
    page = AuditsPage(
        results=tuple(one for one in results if one.right or one.wrong or one.unsure),
        kept=tuple(kept),
        kinds=audit.KINDS,
        drawing=drawing is not None and not drawing.failed,
        failed=drawing is not None and drawing.failed,
    )
    shown = view.render("audits.html", page)
    if page.drawing:
        shown.set_header("Refresh", f"1; url=/auditoria?sorteio={drawing.id}")
    return shown


@post("/auditoria")
async def draw(data: Sent, store: Held, view: Seen, work: Working) -> Redirect:
    """Begins to draw a sample."""
    may_edit(view.reader)
    kind = str(data.get("kind") or "")
    if kind not in audit.KINDS:
        raise NotFoundException
    made = work.sample(
        store, kind, _number(data.get("n"), 100, MOST), _number(data.get("seed"), 1, 10**9), view.reader.name
    )
    return Redirect(f"/auditoria?sorteio={made.id}", status_code=303)


@get("/auditoria/{id:int}")
async def show(id: FromPath[int], store: Held, view: Seen, item: FromQuery[int | None] = None) -> Response[str]:
    """The next item without a mark, or the one at place ``item``, counted from 1."""
    return await sync_to_thread(_shown, store, view, id, item)


@post("/auditoria/{id:int}")
async def mark(id: FromPath[int], data: Sent, store: Held, view: Seen) -> Response[Any]:
    """Marks an item and goes on."""
    return await sync_to_thread(_marked, store, view, id, data)


def _marked(store: Store, view: View, id: int, data: dict[str, Any]) -> Response[Any]:
    may_edit(view.reader)
    found, at = audit.drawn(store, id), _number(data.get("at"), 0, 10**6) - 1
    said = str(data.get("mark") or "")
    if not 0 <= at < len(found.items) or said not in [code for code, _, _ in MARKS]:
        raise NotFoundException
    one, who = found.items[at], signed(view, data) or view.words("not stated")
    given = {
        "item": one.item,
        "kind": one.kind,
        "mark": said,
        "page": one.page,
        "stratum": one.stratum,
        "why": why(data),
    }
    audit.mark(store, [given], who=who)
    return back(view, data, f"/auditoria/{id}")


def _shown(store: Store, view: View, id: int, place: int | None) -> Response[str]:
    found = audit.drawn(store, id)
    at = found.next if place is None else max(0, min(len(found.items), place) - 1)
    item = found.items[at] if at is not None and found.items else None
    text, lang = _text(store, item) if item else (None, None)
    page = AuditPage(
        drawn=found,
        result=audit.result(store, found.draw.kind),
        at=at,
        item=item,
        text=text,
        lang=lang,
        fields=tuple(desk.fields(view.words, item.fields)) if item else (),
        mark=found.marks.get(item.item) if item else None,
    )
    return view.render("audit.html", page)


def _text(store: Store, item: Sampled) -> tuple[Paragraph | None, str | None]:
    """The paragraph that the item stands in, its words under a mark; None where the article is gone or was read anew."""
    try:
        page = store.page(item.page)
    except NotFoundError:
        return None, None
    first = min(item.spans, default=None)
    block = next((b.span for b in page.blocks if first is not None and b.span.contains(first)), None)
    if block is None:
        return None, page.lang
    own = tuple(span for span in item.spans if block.contains(span))
    sentences = sorted(store.reading(item.page).sentences)
    mark = Mark(id=item.item, kind="figure", spans=own)
    return paragraph(page.text, block, "body", sentences=sentences, marks=(mark,)), page.lang


def _number(value: Any, default: int, most: int) -> int:
    text = str(value or "").strip()
    return max(1, min(int(text), most)) if text.isdecimal() and len(text) < 12 else default


routes = (every, draw, show, mark)
