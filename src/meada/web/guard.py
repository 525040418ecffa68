"""What stands between the network and the pages: who may come in, the headers that go out, and the log of both."""

from __future__ import annotations

import logging
import time
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote

from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from meada.web.reader import Reader
from meada.web.room import LOCAL, Room

__all__ = ["CSP", "HEADERS", "TOKEN", "Guard", "dress", "may_edit"]

TOKEN = "meada_token"
"""The cookie that holds a reader's token."""

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No inline script or style, nothing from elsewhere, no frame."""

HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

_OPEN = ("/static/", "/healthz", "/entrar", "/sair")
"""What a shared room shows to anybody."""

_OWN = frozenset(("/preferencias", "/entrar", "/sair", "/conferir"))
"""Forms that change nothing in the store."""

_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))

_LOG = logging.getLogger("meada.web")


def may_edit(reader: Reader) -> None:
    """Raises a 403 where ``reader`` may not change the record."""
    if not reader.edits:
        raise PermissionDeniedException


async def dress(message: Message, scope: Scope) -> None:
    """Puts `HEADERS` on an answer, whatever gives it; files whose address names their content may be kept for good."""
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    for name, value in HEADERS.items():
        headers[name] = value
    if scope["path"].startswith("/static/") and scope.get("query_string", b"").startswith(b"v="):
        headers["Cache-Control"] = "public, max-age=31536000, immutable"


class Guard(ASGIMiddleware):
    """Turns strange hosts away; in a shared room asks for a token, and for the right to edit where something changes.

    Sets ``scope["user"]`` to the `Reader` whose token it is. Every request is a line in the log, without its query.
    """

    scopes = (ScopeType.HTTP,)

    def __init__(self, room: Room) -> None:
        self._room = room

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """One request."""
        started, seen = time.perf_counter(), dict[str, int]()

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
            await send(message)

        try:
            if not self._room.shared and _host(scope) not in LOCAL:
                await _turned_away(counted)
                return
            if self._room.shared:
                self._admit(scope)
            await next_app(scope, receive, counted)
        finally:
            _log(scope, seen.get("status"), time.perf_counter() - started)

    def _admit(self, scope: Scope) -> None:
        path = scope["path"]
        if path.startswith(_OPEN):
            return
        token = _token(scope)
        holder = self._room.store.tokens.holder(token) if token else None
        if holder is None:
            headers = {"WWW-Authenticate": "Bearer", "Location": f"/entrar?next={quote(path)}"}
            raise NotAuthorizedException(headers=headers)
        if scope.get("method") not in _SAFE and holder.right != "edit" and path not in _OWN:
            raise PermissionDeniedException
        scope["user"] = Reader(name=holder.name, right=holder.right)


def _token(scope: Scope) -> str | None:
    headers = dict(scope["headers"])
    given = headers.get(b"authorization", b"").decode("latin-1")
    if given.lower().startswith("bearer "):
        return given[7:].strip()
    try:
        found = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1")).get(TOKEN)
    except CookieError:
        return None
    return found.value if found else None


def _log(scope: Scope, status: int | None, seconds: float) -> None:
    if scope["path"].startswith("/static/") or not _LOG.isEnabledFor(logging.INFO):
        return
    reader = scope.get("user")
    fields = {
        "method": scope.get("method"),
        "path": scope["path"],
        "status": status,
        "ms": round(seconds * 1000, 1),
        "reader": reader.name if isinstance(reader, Reader) else None,
    }
    _LOG.info("request", extra={"fields": fields})


def _host(scope: Scope) -> str:
    """The name in ``Host``, without its port: on this machine only its own names are answered (DNS rebinding)."""
    value = next((v for k, v in scope["headers"] if k == b"host"), b"").decode("latin-1").lower()
    return value.rpartition(":")[0] if value.rpartition(":")[2].isdigit() else value


async def _turned_away(send: Send) -> None:
    head: Message = {
        "type": "http.response.start",
        "status": 421,
        "headers": [(b"content-type", b"text/plain; charset=utf-8")],
    }
    await send(head)
    text = b"meada answers to this machine's own names only\n"
    await send({"type": "http.response.body", "body": text, "more_body": False})
