"""The routes of the API, and what holds for all of them."""

from __future__ import annotations

from litestar import Router

from meada.web.api.openapi import DESCRIBED
from meada.web.api.openapi import routes as described
from meada.web.api.problem import HANDLERS

__all__ = ["API"]

API = Router("/api", route_handlers=[*DESCRIBED, *described], exception_handlers=HANDLERS)
"""All of it."""
