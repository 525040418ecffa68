"""`/entrar`: where a reader of a shared room shows their token."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import Cookie
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from meada.web.ask import FromQuery, Seen
from meada.web.guard import TOKEN
from meada.web.screen.preference import home
from meada.web.view import view_of

__all__ = ["EntryPage", "routes"]


class EntryPage(msgspec.Struct, frozen=True, kw_only=True):
    """What `entry.html` draws: where it leads, and whether a token was refused."""

    next: str
    refused: bool = False


@get("/entrar", sync_to_thread=False)
def show(view: Seen, next: FromQuery[str | None] = None) -> Response[str]:
    """The form."""
    return view.render("entry.html", EntryPage(next=home(next)))


@post("/entrar")
async def enter(
    request: Request[Any, Any, Any],
    data: Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response[Any]:
    """Keeps a token that is known in a cookie of this session, and goes on."""
    room, token = request.app.state.room, data.get("token", "").strip()
    if room.shared and room.store.tokens.holder(token) is None:
        refused = EntryPage(next=home(data.get("next")), refused=True)
        return view_of(request).render("entry.html", refused, status=401)
    cookie = Cookie(key=TOKEN, value=token, path="/", httponly=True, samesite="strict")
    return Redirect(home(data.get("next")), status_code=303, cookies=[cookie] if room.shared else [])


@post("/sair")
async def leave() -> Redirect:
    """Forgets the token."""
    gone = Cookie(key=TOKEN, value="", path="/", max_age=0, httponly=True, samesite="strict")
    return Redirect("/entrar", status_code=303, cookies=[gone])


routes = (show, enter, leave)
