"""What stands between the network and the pages: who may come in, and the headers that go out."""

from __future__ import annotations

from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from meada.web.room import LOCAL, Room

__all__ = ["CSP", "HEADERS", "Guard", "dress"]

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
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}


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
    """Turns strange hosts away."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, room: Room) -> None:
        self._room = room

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """One request."""
        if not self._room.shared and _host(scope) not in LOCAL:
            await _turned_away(send)
            return
        await next_app(scope, receive, send)


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
    await send(
        {"type": "http.response.body", "body": b"meada answers to this machine's own names only\n", "more_body": False}
    )
