"""Answers: JSON with an ETag, pages of lists with links to the next."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Annotated, Any, TypeAlias, TypeVar
from urllib.parse import urlencode

import msgspec
from litestar import MediaType, Request, Response
from litestar.exceptions import PermissionDeniedException
from litestar.params import QueryParameter

from meada.web.view import view_of

__all__ = ["Limit", "Offset", "Ref", "cut", "editor", "listed", "told"]

T = TypeVar("T")

Offset: TypeAlias = Annotated[
    int, QueryParameter(ge=0, le=10_000_000, description="How many to leave out, from the first.")
]
Limit: TypeAlias = Annotated[int, QueryParameter(ge=1, le=500, description="How many to give at most.")]
Ref = str


def told(
    request: Request[Any, Any, Any], value: T, *, status: int = 200, headers: dict[str, str] | None = None
) -> Response[T]:
    """``value`` as JSON. A client that has it already (``If-None-Match``, RFC 9110, 13.1.2) is told so, without a body."""
    data = msgspec.json.encode(value)
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    held = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Cookie, Accept-Language"} | (headers or {})
    if request.method == "GET" and _has(request.headers.get("if-none-match", ""), tag):
        return Response(None, status_code=304, headers=held)  # type: ignore[arg-type]
    return Response(data, status_code=status, media_type=MediaType.JSON, headers=held)  # type: ignore[arg-type]


def _has(header: str, tag: str) -> bool:
    """True when one of the tags of the header is ``tag``, weakly compared: compression marks it weak on its way."""
    return header.strip() == "*" or tag in [one.strip().removeprefix("W/") for one in header.split(",")]


def cut(found: Sequence[T], offset: int, limit: int) -> tuple[T, ...]:
    """The part of ``found`` that is asked for."""
    return tuple(found[offset : offset + limit])


def listed(request: Request[Any, Any, Any], value: T, *, total: int, offset: int, limit: int) -> Response[T]:
    """A part of a list, with the addresses of the others in ``Link`` (RFC 8288)."""
    links = {"first": 0}
    if offset > 0:
        links["prev"] = max(0, offset - limit)
    if offset + limit < total:
        links["next"] = offset + limit
    query = [(k, v) for k, v in request.query_params.multi_items() if k not in ("offset", "limit")]
    header = ", ".join(
        f'<{request.url.path}?{urlencode([*query, ("offset", at), ("limit", limit)])}>; rel="{rel}"'
        for rel, at in links.items()
    )
    return told(request, value, headers={"Link": header})


def editor(request: Request[Any, Any, Any], who: str | None) -> str:
    """The name under which a change is written down: that of the token, else the name given, else that of the cookie.
    Raises where the reader may not edit."""
    reader = view_of(request).reader
    if not reader.edits:
        raise PermissionDeniedException(detail="this token may read, not edit")
    if request.app.state.room.shared:
        return reader.name or ""
    return who or reader.name or ""
