"""What went wrong, as ``application/problem+json`` (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from meada.errors import JudgementError, MeadaError, NotFoundError, SettingsError
from meada.web.view import view_of

__all__ = ["HANDLERS", "MEDIA", "Problem", "http", "problem"]

MEDIA = "application/problem+json"


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """``title`` names the kind of problem, ``detail`` says what happened and what to do, in the reader's language;
    ``status`` is that of the answer. ``errors`` are the parts of a request that cannot be used."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None
    errors: tuple[str, ...] = ()


def problem(status: int, detail: str | None = None, errors: tuple[str, ...] = ()) -> Response[Any]:
    """The answer with a problem in it."""
    told = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, errors=errors)
    return Response(msgspec.json.encode(told), status_code=status, media_type=MEDIA)


def _meada(status: int) -> Any:
    def handle(request: Request[Any, Any, Any], error: MeadaError) -> Response[Any]:
        say = view_of(request).words
        parts = [say(error.template, **error.values)]
        if error.next_template:
            parts.append(say(error.next_template, **error.values))
        return problem(status, " – ".join(parts))

    return handle


def http(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """A wrong address, method, parameter, body or token."""
    extra = error.extra if isinstance(error, ValidationException) and isinstance(error.extra, list) else []
    errors = tuple(f"{one.get('key', '')}: {one.get('message', '')}" for one in extra if isinstance(one, dict))
    shown = problem(error.status_code, str(error.detail) if error.status_code < 500 else None, errors)
    for name, value in (error.headers or {}).items():
        shown.set_header(name, value)
    return shown


HANDLERS: dict[Any, Any] = {
    NotFoundError: _meada(404),
    JudgementError: _meada(422),
    SettingsError: _meada(422),
    MeadaError: _meada(503),
    HTTPException: http,
}
"""What answers each kind of error."""
