"""What is shown when there is nothing to show."""

from __future__ import annotations

import logging
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.response import Redirect

from meada.errors import JudgementError, MeadaError, NotFoundError
from meada.i18n import N_
from meada.web.api.problem import http
from meada.web.view import view_of

__all__ = ["Fault", "broken", "fallen", "refused", "unfit", "unknown"]

_LOG = logging.getLogger("meada.web")

_SAID = {
    400: N_("This request could not be understood"),
    401: N_("A token is needed here"),
    403: N_("This is not allowed with your token, or the form has expired"),
    404: N_("There is no page at this address"),
    405: N_("There is no page at this address"),
    413: N_("This is too large"),
}


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """``what`` happened and what to do ``next``, both in the reader's language."""

    what: str
    next: str | None = None


def unknown(request: Request[Any, Any, Any], error: NotFoundError) -> Response[Any]:
    """An id that names nothing: what comes near, and how to get on."""
    return _shown(request, error, 404)


def unfit(request: Request[Any, Any, Any], error: JudgementError) -> Response[Any]:
    """What cannot stand, and why."""
    return _shown(request, error, 422)


def broken(request: Request[Any, Any, Any], error: MeadaError) -> Response[Any]:
    """A store that does not answer."""
    return _shown(request, error, 503)


def refused(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """A wrong address, method, token or form."""
    if request.url.path.startswith("/api/"):
        return http(request, error)
    view = view_of(request)
    what = view.words(_SAID.get(error.status_code, N_("This did not work")))
    headers = dict(error.headers or {})
    if error.status_code == 401 and "Location" in headers and "text/html" in request.headers.get("accept", ""):
        return Redirect(headers["Location"], status_code=303)
    headers.pop("Location", None)
    shown = view.render("fault.html", Fault(what=what), status=error.status_code)
    for name, value in headers.items():
        shown.set_header(name, value)
    return shown


def fallen(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """A fault of meada: told in the log with its trace, on the page without."""
    _LOG.error("fault", exc_info=error, extra={"fields": {"path": request.url.path}})
    view = view_of(request)
    return view.render("fault.html", Fault(what=view.words("This did not work")), status=500)


def _shown(request: Request[Any, Any, Any], error: MeadaError, status: int) -> Response[Any]:
    view = view_of(request)
    values = error.values
    what = view.words(error.template, **values)
    next = view.words(error.next_template, **values) if error.next_template else None
    return view.render("fault.html", Fault(what=what, next=next), status=status)
