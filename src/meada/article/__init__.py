"""A page becomes an article."""

from meada.article.article import Article
from meada.article.make import make
from meada.article.output import as_pipe, body_text
from meada.article.registry import Registry

__all__ = ["Article", "Registry", "as_pipe", "body_text", "make"]
