"""The HTTP API under ``/api``: the same Structs as JSON, described by OpenAPI 3.1; see ``docs/api.md``."""

from meada.web.api.router import API

__all__ = ["API"]
