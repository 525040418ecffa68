"""Every export of ``docs/exports.md``, streamed with its media type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any, Literal

from litestar import Request, get
from litestar.exceptions import ClientException, NotFoundException, PermissionDeniedException
from litestar.response import Stream

from meada.export.form import FORMATS, Form, render
from meada.export.gather import of_article, of_person, of_stories
from meada.export.material import Material
from meada.export.selected import SELECTED
from meada.export.selected import render as render_selected
from meada.export.selection import Selection, of_dossier, of_search
from meada.export.setting import Setting
from meada.web.ask import FromPath, FromQuery, Held, Seen
from meada.web.screen.comparison import of_comparison
from meada.web.view import View

__all__ = ["routes"]

Call = Request[Any, Any, Any]
Table = Literal["articles", "statements", "figures", "events", "links"]


@get("/export/{form:str}", operation_id="export", sync_to_thread=True)
def everything(
    request: Call,
    store: Held,
    view: Seen,
    form: FromPath[str],
    table: FromQuery[Table | None] = None,
    all: FromQuery[bool] = False,
    full_text: FromQuery[bool] = False,
) -> Stream:
    """All stories in one of the formats: json, md, html, csv, parquet, rss, atom, jsonld, annotations, ninjs, timeline, ris,
    csl, ftm or records."""
    return _stream(
        request, view, form, of_stories(store), "meada", _setting(request, view, form, table, all, full_text)
    )


@get("/stories/{ref:str}/export/{form:str}", operation_id="export_story", sync_to_thread=True)
def story(
    request: Call,
    store: Held,
    view: Seen,
    ref: FromPath[str],
    form: FromPath[str],
    table: FromQuery[Table | None] = None,
    all: FromQuery[bool] = False,
    full_text: FromQuery[bool] = False,
) -> Stream:
    """One story in one of the formats."""
    setting = _setting(request, view, form, table, all, full_text)
    return _stream(request, view, form, of_stories(store, ref), f"meada-story-{ref}", setting)


@get("/articles/{ref:str}/export/{form:str}", operation_id="export_article", sync_to_thread=True)
def article(
    request: Call,
    store: Held,
    view: Seen,
    ref: FromPath[str],
    form: FromPath[str],
    table: FromQuery[Table | None] = None,
    all: FromQuery[bool] = False,
    full_text: FromQuery[bool] = False,
) -> Stream:
    """One article in one of the formats."""
    setting = _setting(request, view, form, table, all, full_text)
    return _stream(request, view, form, of_article(store, ref), f"meada-{ref}", setting)


@get("/entities/{id:str}/export/{form:str}", operation_id="export_entity", sync_to_thread=True)
def entity(
    request: Call,
    store: Held,
    view: Seen,
    id: FromPath[str],
    form: FromPath[str],
    table: FromQuery[Table | None] = None,
    all: FromQuery[bool] = False,
    full_text: FromQuery[bool] = False,
) -> Stream:
    """What a person or organisation says and what is told of them, in one of the formats."""
    setting = _setting(request, view, form, table, all, full_text)
    return _stream(request, view, form, of_person(store, id), f"meada-{id}", setting)


def _setting(request: Call, view: View, form: str, table: str | None, all: bool, full_text: bool) -> Setting:
    room = request.app.state.room
    if form not in FORMATS:
        raise NotFoundException(detail=f"no format “{form}”; there are {', '.join(FORMATS)}")
    if table is not None and not FORMATS[form].packed:
        raise ClientException(detail="only csv and parquet have tables")
    if full_text and room.shared:
        raise PermissionDeniedException(detail="full texts are for one's own use: not in a shared room")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    address = str(request.url) if form in ("rss", "atom") else None
    return Setting(tag=view.tag, everything=all, full_text=full_text, table=table, address=address, at=now)


def _stream(request: Call, view: View, form: str, materials: Iterator[Material], stem: str, setting: Setting) -> Stream:
    """The export in chunks. What cannot be found is told before the first of them."""
    return _streamed(FORMATS[form], render(form, materials, setting), stem, setting.table)


def _streamed(form: Form, chunks: Iterator[bytes], stem: str, table: str | None = None) -> Stream:
    name = form.file(re.sub(r"[^A-Za-z0-9_.-]+", "-", stem), table)
    how = "inline" if form.name in ("rss", "atom") else "attachment"
    head = next(chunks, b"")
    media = form.media_type(table)
    return Stream(
        chain([head], chunks),
        media_type=media.partition(";")[0] if media.startswith("text/") else media,  # the charset of text is added
        headers={"Content-Disposition": f'{how}; filename="{name}"', "Cache-Control": "private, no-cache"},
    )


@get("/dossiers/{ref:int}/export/{form:str}", operation_id="export_dossier", sync_to_thread=True)
def dossier(request: Call, store: Held, view: Seen, ref: FromPath[int], form: FromPath[str]) -> Stream:
    """The passages of a dossier with their notes: md, html, json, csv, annotations, ris, csl or sha256."""
    return _selected(request, view, form, f"meada-dossier-{ref}", lambda: of_dossier(store, ref))


@get("/comparisons/{ref:str}/export/{form:str}", operation_id="export_comparison", sync_to_thread=True)
def comparison(request: Call, store: Held, view: Seen, ref: FromPath[str], form: FromPath[str]) -> Stream:
    """What stands in relation to one statement, in the same formats as a dossier."""
    return _selected(request, view, form, f"meada-{ref}", lambda: of_comparison(store, ref, view.words))


@get("/search/export/{form:str}", operation_id="export_search", sync_to_thread=True)
def search(
    request: Call,
    store: Held,
    view: Seen,
    form: FromPath[str],
    q: FromQuery[str],
    sort: FromQuery[Literal["relevance", "newest", "oldest"]] = "relevance",
) -> Stream:
    """The first hundred sentences that a search finds, in the same formats as a dossier."""
    return _selected(request, view, form, "meada-search", lambda: of_search(store, q, sort))


def _selected(request: Call, view: View, form: str, stem: str, found: Callable[[], Selection]) -> Stream:
    if form not in SELECTED:
        raise NotFoundException(detail=f"no format “{form}” for passages; there are {', '.join(SELECTED)}")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return _streamed(SELECTED[form], render_selected(form, found(), Setting(tag=view.tag, at=now)), stem)


routes = (everything, story, article, entity, dossier, comparison, search)
