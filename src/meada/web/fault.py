"""What is shown when there is nothing to show."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException

from meada.errors import MeadaError, NotFoundError
from meada.i18n import N_
from meada.web.view import view_of

__all__ = ["Fault", "broken", "refused", "unknown"]

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


def broken(request: Request[Any, Any, Any], error: MeadaError) -> Response[Any]:
    """A store that does not answer."""
    return _shown(request, error, 503)


def refused(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """A wrong address, method, token or form."""
    view = view_of(request)
    what = view.words(_SAID.get(error.status_code, N_("This did not work")))
    shown = view.render("fault.html", Fault(what=what), status=error.status_code)
    for name, value in (error.headers or {}).items():
        shown.set_header(name, value)
    return shown


def _shown(request: Request[Any, Any, Any], error: MeadaError, status: int) -> Response[Any]:
    view = view_of(request)
    values = error.values
    what = view.words(error.template, **values)
    next = view.words(error.next_template, **values) if error.next_template else None
    return view.render("fault.html", Fault(what=what, next=next), status=status)
