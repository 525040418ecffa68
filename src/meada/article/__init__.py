"""A page becomes an article."""

from meada.article.registry import Registry

__all__ = ["Registry"]
