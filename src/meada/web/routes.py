"""Every route of the reading room. A new screen is a module in ``screen`` and a line here; see ``docs/web.md``."""

from __future__ import annotations

from collections.abc import Sequence

from litestar.types import ControllerRouterHandler

from meada.web.screen import (
    arrival,
    article,
    audit,
    check,
    comparison,
    correction,
    difference,
    dossier,
    entry,
    front,
    guide,
    health,
    person,
    preference,
    search,
    source,
    story,
    whole,
)

__all__ = ["ROUTES"]

ROUTES: Sequence[ControllerRouterHandler] = (
    *front.routes,
    *article.routes,
    *whole.routes,
    *difference.routes,
    *story.routes,
    *person.routes,
    *comparison.routes,
    *search.routes,
    *source.routes,
    *arrival.routes,
    *check.routes,
    *correction.routes,
    *dossier.routes,
    *audit.routes,
    *guide.routes,
    *entry.routes,
    *preference.routes,
    *health.routes,
)
