"""The part of the outlet that the article stands in."""

from __future__ import annotations

from meada.article.fold import fold
from meada.page.page import Candidate, Page

__all__ = ["find_section"]

_GENERIC = frozenset(("home", "inicio", "news", "noticias", "portada", "index", "startseite", "accueil", "capa"))


def find_section(page: Page, names: frozenset[str]) -> tuple[str | None, Candidate | None]:
    """The section and the candidate that told: metadata of the article, then the last breadcrumb but the article's own.

    The outlet's name and words for the front page are no sections.
    """
    for candidate in page.candidates:
        if candidate.field == "section" and not candidate.where.startswith("text") and _names(candidate.value, names):
            return candidate.value, candidate
    crumbs = [c for c in page.candidates if c.field == "crumb" and _names(c.value, names) and len(c.value) <= 40]
    if crumbs:
        return crumbs[-1].value, crumbs[-1]
    return None, None


def _names(value: str, names: frozenset[str]) -> bool:
    folded = fold(value)
    return bool(folded) and len(value) <= 80 and folded not in names and folded not in _GENERIC and "://" not in value
