"""Every route of the reading room. A new screen is a module in ``screen`` and a line here; see ``docs/web.md``."""

from __future__ import annotations

from collections.abc import Sequence

from litestar.types import ControllerRouterHandler

from meada.web.screen import article, front, guide, health, preference, story

__all__ = ["ROUTES"]

ROUTES: Sequence[ControllerRouterHandler] = (
    *front.routes,
    *article.routes,
    *story.routes,
    *guide.routes,
    *preference.routes,
    *health.routes,
)
