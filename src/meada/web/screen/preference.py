"""`/preferencias`: language, theme, and the name for the log."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import Cookie
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from meada.i18n import TAGS
from meada.web.ask import FromQuery, Seen
from meada.web.view import THEMES

__all__ = ["home", "routes"]


class PreferencePage(msgspec.Struct, frozen=True, kw_only=True):
    """What `preference.html` draws: where it leads back to."""

    next: str


YEAR = 365 * 24 * 3600


@get("/preferencias", sync_to_thread=False)
def show(view: Seen, next: FromQuery[str | None] = None) -> Response[str]:
    """The page of preferences; what is kept there leads back to ``next``."""
    return view.render("preference.html", PreferencePage(next=home(next)))


@post("/preferencias")
async def keep(
    request: Request[Any, Any, Any],
    data: Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Redirect:
    """Keeps what was chosen in cookies and goes back."""
    cookies = []
    if data.get("lang") in TAGS:
        cookies.append(_cookie("lang", data["lang"]))
    if data.get("theme") in THEMES:
        cookies.append(_cookie("theme", data["theme"]))
    if "name" in data and not request.app.state.room.shared:
        cookies.append(_cookie("name", quote(" ".join(data["name"].split())[:80])))
    return Redirect(home(data.get("next")), status_code=303, cookies=cookies)


def _cookie(key: str, value: str) -> Cookie:
    return Cookie(key=key, value=value, path="/", max_age=YEAR, httponly=True, samesite="lax")


def home(path: str | None) -> str:
    """``path`` if it is a page of this room, else the front page: no redirect leaves."""
    if path and path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable():
        return path
    return "/"


routes = (show, keep)
