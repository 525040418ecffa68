"""Any item by its id, and the log of what people said of it."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.exceptions import HTTPException
from litestar.params import JSONBody

from meada.export.standing import MACHINE, of_log
from meada.flow import judge, undo
from meada.store.judgement import Judgement
from meada.web.api.answer import Limit, Offset, cut, editor, listed, told
from meada.web.api.shape import Asked, ItemOut, JudgementList, Said
from meada.web.ask import FromPath, FromQuery, Held

__all__ = ["routes"]

Call = Request[Any, Any, Any]


@get("/items/{id:str}", operation_id="item", sync_to_thread=True)
def item(request: Call, store: Held, id: FromPath[str]) -> Response[ItemOut]:
    """A statement, link, attribution, figure, event or mention, by its id or the start of it."""
    found = store.item(id)
    stands = of_log(store.judgements(found.id))
    value: dict[str, Any] = msgspec.to_builtins(found.value)
    shown = ItemOut(
        id=found.id,
        kind=found.kind,
        value=value,
        page=found.page,
        story=found.story,
        standing=stands.get((None, found.id)) or stands.get((found.page, found.id), MACHINE),
        made=found.made,
    )
    return told(request, shown)


@get("/judgements", operation_id="judgements", sync_to_thread=True)
def judgements(
    request: Call, store: Held, item: FromQuery[str | None] = None, offset: Offset = 0, limit: Limit = 50
) -> Response[JudgementList]:
    """The log, the oldest line first; only the lines about one item where it is named."""
    every = store.judgements(item)
    found = JudgementList(items=cut(every, offset, limit), total=len(every), offset=offset, limit=limit)
    return listed(request, found, total=len(every), offset=offset, limit=limit)


@post("/judgements", operation_id="judge", status_code=201, opt={"no_form": True}, sync_to_thread=True)
def say(request: Call, store: Held, data: JSONBody[Said]) -> Response[Judgement]:
    """Confirms, rejects, edits, adds, merges, splits, links or unlinks; what it touches is made anew."""
    _plain_json(request)
    made = judge(
        store, data.action, data.item, who=editor(request, data.who), kind=data.kind, page=data.page, why=data.why,
        payload=data.payload,
    )  # fmt: skip
    return told(request, made.judgement, status=201)


@post("/judgements/{line:int}/undo", operation_id="undo", status_code=201, opt={"no_form": True}, sync_to_thread=True)
def take_back(request: Call, store: Held, line: FromPath[int], data: JSONBody[Asked]) -> Response[Judgement]:
    """Takes a line of the log back; an undo can be undone too."""
    _plain_json(request)
    made = undo(store, line, who=editor(request, data.who), why=data.why)
    return told(request, made.judgement, status=201)


def _plain_json(request: Call) -> None:
    """A page of another site can send a form here, not JSON: that the browser asks about first."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(detail="send application/json", status_code=415)


routes = (item, judgements, say, take_back)
