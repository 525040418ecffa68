"""`/novo`: pages handed in by the browser, with a verdict for each."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotFoundException
from litestar.params import Body
from litestar.response import Redirect

from meada import sources
from meada.errors import SourceError
from meada.flow import Verdict
from meada.sources.capture import Capture
from meada.sources.failure import Failure
from meada.store.shelf import ArticleRow
from meada.web.ask import FromPath, Held, Seen, Working
from meada.web.guard import may_edit

__all__ = ["ArrivalPage", "routes"]

LIMIT = 64 << 20
"""Bytes of one lot."""


class ArrivalPage(msgspec.Struct, frozen=True, kw_only=True):
    """What `arrival.html` draws: the form, or a lot with the verdicts so far of its ``total`` inputs, and the articles that
    came of them by their labels."""

    id: str | None = None
    total: int = 0
    verdicts: tuple[Verdict, ...] = ()
    rows: dict[str, ArticleRow] = {}
    done: bool = False
    empty: bool = False


@get("/novo", sync_to_thread=False)
def ask(view: Seen) -> Response[str]:
    """The form."""
    return view.render("arrival.html", ArrivalPage())


@post("/novo", request_max_body_size=LIMIT)
async def take(
    request: Request[Any, Any, Any],
    data: Annotated[dict[str, Any], Body(media_type=RequestEncodingType.MULTI_PART)],
    store: Held,
    view: Seen,
    work: Working,
) -> Response[Any]:
    """Begins to read what was handed in."""
    may_edit(view.reader)
    handed = data.get("files") or []
    files = [one for one in (handed if isinstance(handed, list) else [handed]) if isinstance(one, UploadFile)]
    named = [(_base(one.filename), await one.read()) for one in files if one.filename]
    captures = [*_files(named), *_pasted(str(data.get("text") or ""), str(data.get("url") or ""))]
    if not captures:
        return view.render("arrival.html", ArrivalPage(empty=True), status=400)
    return Redirect(f"/novo/{work.start(captures, store).id}", status_code=303)


@get("/novo/{lot:str}", sync_to_thread=True)
def show(lot: FromPath[str], store: Held, view: Seen, work: Working) -> Response[str]:
    """The verdicts so far; a browser without scripts asks again by itself until all are there."""
    found = work.lot(lot)
    if found is None:
        raise NotFoundException
    verdicts = tuple(found.verdicts)
    rows = {
        row.label: row for row in store.shelf.articles(pages=[v.capture for v in verdicts if v.label and v.capture])
    }
    page = ArrivalPage(id=found.id, total=found.total, verdicts=verdicts, rows=rows, done=found.done)
    shown = view.render("arrival.html", page)
    if not found.done:
        shown.set_header("Refresh", f"1; url=/novo/{found.id}")
    return shown


def _base(name: str) -> str:
    """The last part of a name that a browser gave, which may be a path of either kind, and no more than a name."""
    base = PurePosixPath(PureWindowsPath(name).name).name.replace("\0", "")
    return base.lstrip(".")[:120] or "page"


def _files(named: Sequence[tuple[str, bytes]]) -> list[Capture | Failure]:
    """The pages in files, as if they had been read from a folder; called by the names that the browser gave."""
    out: list[Capture | Failure] = []
    for name, payload in named:
        with tempfile.TemporaryDirectory(prefix="meada-") as folder:
            path = Path(folder) / name
            path.write_bytes(payload)
            for found in sources.walk([path]):
                place = found.origin.removeprefix(str(path))
                out.append(msgspec.structs.replace(found, origin=name + place))
    return out


def _pasted(text: str, url: str) -> list[Capture | Failure]:
    if not text.strip():
        return []
    address = url.strip() if url.strip().startswith(("http://", "https://")) else None
    try:
        return [sources.paste(text, url=address, origin=address or "-")]
    except SourceError as error:
        return [Failure.of(error, address or "-")]


routes = (ask, take, show)
