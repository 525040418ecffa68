"""`/d`: dossiers; `/d/ID`: chosen passages in an order of their own, with notes, to be taken away."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import Cookie
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from meada.errors import JudgementError
from meada.export.selection import Passage, of_dossier
from meada.store import Store
from meada.store.dossier import Chosen, Dossier
from meada.web.ask import FromPath, Held, Seen
from meada.web.guard import may_edit
from meada.web.pick import resolved
from meada.web.screen.preference import YEAR
from meada.web.view import View

__all__ = ["DossierPage", "DossiersPage", "routes"]

Sent = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.URL_ENCODED)]
_OPEN = "dossier"
"""The cookie that names the dossier into which passages go."""


class DossiersPage(msgspec.Struct, frozen=True, kw_only=True):
    """What `dossiers.html` draws: the dossiers, the one that passages go ``into``, and those taken away."""

    dossiers: tuple[Dossier, ...]
    into: int | None
    gone: tuple[Dossier, ...]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A passage as it is chosen and as it stands now; ``mine`` is a note that could not be saved."""

    chosen: Chosen
    told: Passage
    lang: str | None
    mine: str | None = None


class DossierPage(msgspec.Struct, frozen=True, kw_only=True):
    """What `dossier.html` draws. ``refused`` says what could not be done and what to do next."""

    dossier: Dossier
    rows: tuple[Row, ...]
    gone: tuple[Chosen, ...]
    captures: tuple[Any, ...]
    refused: str | None = None


@get("/d")
async def every(store: Held, view: Seen) -> Response[str]:
    """All dossiers."""
    return await sync_to_thread(_every, store, view)


def _every(store: Store, view: View) -> Response[str]:
    found = tuple(store.dossiers.every())
    page = DossiersPage(dossiers=found, into=_into(view, found), gone=tuple(store.dossiers.every(gone=True)))
    return view.render("dossiers.html", page)


@post("/d")
async def make(data: Sent, store: Held, view: Seen) -> Response[Any]:
    """A new one, into which passages go from now on."""
    may_edit(view.reader)
    name = _name(data) or view.words("Dossier")
    made = await sync_to_thread(store.dossiers.make, name, view.reader.name)
    return _to(made.id)


@get("/d/{id:int}")
async def show(id: FromPath[int], store: Held, view: Seen) -> Response[str]:
    """One dossier."""
    return await sync_to_thread(_shown, store, view, id)


@post("/d/{id:int}", sync_to_thread=True)
def change(id: FromPath[int], data: Sent, store: Held, view: Seen) -> Response[Any]:
    """Gives it another name, opens it for passages, takes it away or brings it back."""
    may_edit(view.reader)
    match data.get("action"):
        case "rename" if _name(data):
            store.dossiers.rename(id, _name(data))
        case "drop":
            store.dossiers.drop(id)
            return Redirect("/d", status_code=303)
        case "restore":
            store.dossiers.restore(id)
    return _to(store.dossiers.get(id).id)


@post("/d/{id:int}/{passage:int}", sync_to_thread=True)
def edit(id: FromPath[int], passage: FromPath[int], data: Sent, store: Held, view: Seen) -> Response[Any]:
    """Writes the note of a passage, moves it, takes it out or puts it back."""
    may_edit(view.reader)
    match data.get("action"):
        case "up" | "down":
            store.dossiers.move(id, passage, -1 if data["action"] == "up" else 1)
        case "out":
            store.dossiers.take_out(id, passage)
            return _to(id)
        case "back":
            store.dossiers.put_back(id, passage)
        case "note":
            text, version = str(data.get("note") or "").strip(), str(data.get("version") or "")
            try:
                store.dossiers.note(id, passage, text, int(version) if version.isdecimal() else -1)
            except JudgementError as error:
                refused = f"{view.words(error.template)}. {view.words(error.next_template or '')}"
                return _shown(store, view, id, mine={passage: text}, refused=refused)
    return _to(id, passage)


@post("/juntar", sync_to_thread=True)
def put(request: Request[Any, Any, Any], data: Sent, store: Held, view: Seen) -> Response[Any]:
    """Puts a passage into the open dossier, into a new one where there is none."""
    may_edit(view.reader)
    found = resolved(store, str(data.get("what") or ""))
    into = _into(view, tuple(store.dossiers.every()))
    if into is None:
        into = store.dossiers.make(view.words("Dossier"), view.reader.name).id
    made = store.dossiers.add(into, found.page, found.label, found.quotes, item=found.item, who=view.reader.name)
    if request.headers.get("x-in-place"):
        return view.render("kept.html", made_at(into, made.id))
    return _to(into, made.id)


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What `kept.html` draws: where the passage is now."""

    href: str


def made_at(id: int, passage: int) -> Kept:
    """The place of a passage in its dossier."""
    return Kept(href=f"/d/{id}#e{passage}")


def _shown(
    store: Store, view: View, id: int, *, mine: dict[int, str] | None = None, refused: str | None = None
) -> Response[str]:
    dossier, chosen = store.dossiers.get(id), store.dossiers.passages(id)
    found = of_dossier(store, id)
    rows = tuple(
        Row(
            chosen=one, told=told, lang=told.citation.lang if told.citation else None, mine=(mine or {}).get(one.id)
        )
        for one, told in zip(chosen, found.passages, strict=True)
    )  # fmt: skip
    gone = tuple(store.dossiers.passages(id, gone=True))
    page = DossierPage(dossier=dossier, rows=rows, gone=gone, captures=found.captures, refused=refused)
    shown = view.render("dossier.html", page, status=409 if refused else 200)
    if dossier.gone_at is None:
        shown.set_cookie(_cookie(id))
    return shown


def _into(view: View, found: tuple[Dossier, ...]) -> int | None:
    """The dossier into which passages go: the one opened last, else the newest."""
    told = view.cookie(_OPEN)
    known = [one.id for one in found]
    return next((id for id in known if str(id) == told), known[0] if known else None)


def _name(data: dict[str, Any]) -> str:
    return " ".join(str(data.get("name") or "").split())[:120]


def _cookie(id: int) -> Cookie:
    return Cookie(key=_OPEN, value=str(id), path="/", max_age=YEAR, httponly=True, samesite="lax")


def _to(id: int, passage: int | None = None) -> Response[Any]:
    where = f"/d/{id}" + (f"#e{passage}" if passage else "")
    return Redirect(where, status_code=303, cookies=[_cookie(id)])


routes = (every, make, show, change, edit, put)
