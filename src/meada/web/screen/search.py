"""`/busca`: sentences by their words, who said them, numbers and dates; searches kept, each with a feed."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get, post
from litestar.enums import RequestEncodingType
from litestar.exceptions import PermissionDeniedException
from litestar.params import Body
from litestar.response import Redirect

from meada.i18n import Words
from meada.search.query import operators
from meada.search.results import Facet, FacetValue, Hit, Results
from meada.search.wording import FACETS, HELP, KINDS, NOTES
from meada.store.find import Sort
from meada.store.saved import SavedSearch
from meada.web.ask import FromPath, FromQuery, Held, Seen
from meada.web.feed import feed
from meada.web.pick import picked

__all__ = ["SearchPage", "routes"]

PER_PAGE = 20
_IN_FEED = 50
_SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")

Form = Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)]


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A run of a sentence; ``lit`` where it is what was searched for."""

    text: str
    lit: bool = False


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A hit as it is drawn: its sentence in ``pieces``, and where it is lit on its page."""

    hit: Hit
    href: str
    pieces: tuple[Piece, ...]
    kinds: tuple[str, ...]
    pick: str


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a facet, in words, and the address that narrows to it (or widens from it, where it is selected)."""

    name: str
    href: str
    count: int
    selected: bool


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A facet, in words."""

    name: str
    kind: str
    values: tuple[Value, ...]
    more: int


class SearchPage(msgspec.Struct, frozen=True, kw_only=True):
    """What `search.html` draws. ``found`` is None until something is asked."""

    query: str
    sort: Sort
    found: Results | None
    lines: tuple[Line, ...]
    groups: tuple[Group, ...]
    notes: tuple[str, ...]
    tries: tuple[tuple[str, str], ...]
    help: tuple[tuple[str, str], ...]
    saved: tuple[SavedSearch, ...]
    last: int
    before: str | None
    after: str | None


@get("/busca", sync_to_thread=True)
def show(
    store: Held, view: Seen, q: FromQuery[str] = "", ordem: FromQuery[str] = "", pagina: FromQuery[int] = 1
) -> Response[str]:
    """The search page; without a query, how to ask."""
    tongue, words = view.tag.split("-")[0], view.words
    sort: Sort = next((one for one in _SORTS if one == ordem), "relevance")
    at = max(1, min(pagina, 10_000))
    found = store.search(q, sort=sort, page=at, size=PER_PAGE, lang=tongue) if q.strip() else None
    last = max(1, -(-found.total // PER_PAGE)) if found else 1
    page = SearchPage(
        query=q,
        sort=sort,
        found=found,
        lines=tuple(_line(hit, words) for hit in found.hits) if found else (),
        groups=tuple(_group(facet, words, sort) for facet in found.facets) if found else (),
        notes=tuple(words(NOTES[note.why], part=note.part) for note in found.notes) if found else (),
        tries=tuple((one, _href(one, sort)) for one in found.suggestions) if found else (),
        help=tuple((f"{name}:", words(HELP[field])) for field, name in operators(tongue).items()),
        saved=tuple(store.saved_searches()),
        last=last,
        before=_href(q, sort, at - 1) if at > 1 else None,
        after=_href(q, sort, at + 1) if at < last else None,
    )
    return view.render("search.html", page)


@post("/busca/salvar", sync_to_thread=True)
def keep(store: Held, view: Seen, data: Form) -> Redirect:
    """Keeps a search and goes back to it."""
    query, name = data.get("q", "").strip(), " ".join(data.get("name", "").split())[:120]
    _may(view.reader.edits)
    if query:
        store.save_search(name or query[:120], query, who=view.reader.name)
    return Redirect(_href(query, "relevance"), status_code=303)


@post("/busca/apagar", sync_to_thread=True)
def forget(store: Held, view: Seen, data: Form) -> Redirect:
    """Drops a search that was kept."""
    _may(view.reader.edits)
    store.forget_search(data.get("id", ""))
    return Redirect("/busca", status_code=303)


@get("/busca/{id:int}/rss", sync_to_thread=True)
def follow(request: Request[Any, Any, Any], store: Held, view: Seen, id: FromPath[int]) -> Response[bytes]:
    """What a search that was kept finds, the newest first, as RSS."""
    kept = next((one for one in store.saved_searches() if one.id == id), None) or store.saved_search(str(id))
    found = store.search(kept.query, sort="newest", size=_IN_FEED)
    base = str(request.base_url).rstrip("/")
    lines = [(hit, base + _place(hit)) for hit in found.hits if "accusation" not in hit.kinds]
    body = feed(kept, base + _href(kept.query, "newest"), lines, view.tag)
    return Response(body, media_type="application/rss+xml; charset=utf-8")


def _may(edits: bool) -> None:
    if not edits:
        raise PermissionDeniedException


def _href(query: str, sort: Sort, at: int = 1) -> str:
    asked = {"q": query} | ({"ordem": sort} if sort != "relevance" else {}) | ({"pagina": str(at)} if at > 1 else {})
    return f"/busca?{urlencode(asked)}"


def _place(hit: Hit) -> str:
    """The sentence on its page."""
    return f"/a/{hit.label}#c{hit.span.start}"


def _line(hit: Hit, words: Words) -> Line:
    pieces, at = [], 0
    for mark in hit.marks:
        start, end = mark.start - hit.span.start, mark.end - hit.span.start
        pieces += [Piece(text=hit.quote[at:start]), Piece(text=hit.quote[start:end], lit=True)]
        at = end
    pieces.append(Piece(text=hit.quote[at:]))
    kinds = tuple(words(KINDS[kind]) for kind in hit.kinds if kind != "sentence")
    return Line(
        hit=hit,
        href=_place(hit),
        pieces=tuple(one for one in pieces if one.text),
        kinds=kinds,
        pick=picked(hit.label, [hit.span]),
    )


def _group(facet: Facet, words: Words, sort: Sort) -> Group:
    values = tuple(
        Value(name=_named(facet.kind, one, words), href=_href(one.query, sort), count=one.count, selected=one.selected)
        for one in facet.values
    )
    return Group(name=words(FACETS[facet.kind]), kind=facet.kind, values=values, more=facet.more)


def _named(kind: str, one: FacetValue, words: Words) -> str:
    if kind == "kind":
        return words(KINDS[one.key])
    return words.date(one.key, "month") if kind in ("published", "fact") else one.name


routes = (show, keep, forget, follow)
