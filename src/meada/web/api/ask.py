"""Searching the store, and checking a passage against it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from litestar import Request, Response, get, post
from litestar.exceptions import ClientException, HTTPException
from litestar.params import JSONBody, QueryParameter

from meada.check import Checked, check
from meada.lang.table import LANGUAGES
from meada.search.results import Results
from meada.web.api.answer import told
from meada.web.api.shape import PassageIn
from meada.web.ask import FromQuery, Held

__all__ = ["LONGEST", "routes"]

Call = Request[Any, Any, Any]

LONGEST = 20_000
"""Characters of a passage that is checked."""


@get("/search", operation_id="search", sync_to_thread=True)
def search(
    request: Call,
    store: Held,
    q: Annotated[str, QueryParameter(max_length=500, description="What to search for; see docs/search.md.")],
    page: Annotated[int, QueryParameter(ge=1, le=10_000)] = 1,
    size: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
    sort: FromQuery[Literal["relevance", "newest", "oldest"]] = "relevance",
) -> Response[Results]:
    """Sentences that have the words asked for, with facets. Each is quoted as it stands in its page."""
    return told(request, store.search(q, sort=sort, page=page, size=size))


@post("/check", operation_id="check", status_code=200, opt={"no_form": True}, sync_to_thread=True)
def check_passage(request: Call, store: Held, data: JSONBody[PassageIn]) -> Response[Checked]:
    """Statements held that repeat, match, update, contradict or deny a passage. That nothing is held is no evidence."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(detail="send application/json", status_code=415)
    if not data.text.strip() or len(data.text) > LONGEST:
        raise ClientException(detail=f"a passage of 1 to {LONGEST} characters is needed")
    if data.lang is not None and data.lang not in LANGUAGES:
        raise ClientException(detail=f"lang is one of {', '.join(LANGUAGES)}")
    return told(request, check(data.text, store, lang=data.lang, published=data.published))


routes = (search, check_passage)
