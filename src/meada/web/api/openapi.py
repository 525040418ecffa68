"""The description of the API (OpenAPI 3.1), drawn from its handlers and types, and a page that lists its operations."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

import msgspec
from litestar import Litestar, Request, Response, Router, get
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig

from meada import __version__
from meada.web.api import article, ask, item, output, shape, state, story
from meada.web.api.answer import told
from meada.web.api.problem import MEDIA, Problem
from meada.web.ask import Seen

__all__ = ["Operation", "Operations", "document", "routes"]

Call = Request[Any, Any, Any]

DESCRIBED = (*story.routes, *article.routes, *item.routes, *ask.routes, *output.routes, *state.routes)
"""The handlers that the description tells of, in order."""


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The description. Types are described by msgspec, which encodes them; `Problem` answers whatever goes wrong."""
    config = OpenAPIConfig(title="meada", version=__version__, use_handler_docstrings=True)
    absent = {name: Provide(_Absent(), sync_to_thread=False) for name in ("store", "view")}
    app = Litestar([Router("/api", route_handlers=list(DESCRIBED), dependencies=absent)], openapi_config=config)
    drawn = cast("dict[str, Any]", msgspec.to_builtins(app.openapi_schema.to_schema()))
    drawn["info"]["description"] = "Who says what among the pages held here. Nothing in it says what is true."
    drawn["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    drawn["components"]["schemas"] = _schemas()
    for path in drawn["paths"].values():
        for operation in path.values():
            _mend(operation)
    drawn["paths"] = {path: drawn["paths"][path] for path in sorted(drawn["paths"])}
    return drawn


class _Absent:
    """Stands for the store or the view while only the shape of the routes is looked at."""

    def __call__(self) -> None:
        return None


def _schemas() -> dict[str, Any]:
    from meada.check import Checked
    from meada.reading.reading import Reading
    from meada.search.results import Results
    from meada.store.judgement import Judgement
    from meada.story.story import Story

    types = [getattr(shape, name) for name in shape.__all__] + [Story, Reading, Judgement, Results, Checked, Problem]
    _, found = msgspec.json.schema_components(types, ref_template="#/components/schemas/{name}")
    return {name: found[name] for name in sorted(found)}


def _mend(operation: dict[str, Any]) -> None:
    """Answers as they are: a problem for whatever goes wrong, 304 for what the client has, any type for an export."""
    operation["summary"] = operation.get("description", operation["summary"]).partition(".")[0].partition(";")[0]
    answers = operation["responses"]
    answers.pop("400", None)
    for answer in answers.values():
        answer["description"] = "Done."
        if operation["operationId"].startswith("export"):
            answer["content"] = {"*/*": {"schema": {}}}
        answer.pop("headers", None)
    if "200" in answers and not operation["operationId"].startswith(("export", "check")):
        answers["304"] = {"description": "What the client has is the latest."}
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    answers["default"] = {"description": "It cannot be done; says why.", "content": {MEDIA: problem}}


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """One operation as the page lists it."""

    method: str
    path: str
    summary: str
    parameters: tuple[tuple[str, str, bool], ...]


class Operations(msgspec.Struct, frozen=True, kw_only=True):
    """The page of the API."""

    operations: tuple[Operation, ...]


@get("/openapi.json", include_in_schema=False, sync_to_thread=True)
def openapi(request: Call) -> Response[dict[str, Any]]:
    """The description of the API as JSON."""
    return told(request, document())


@get("/", include_in_schema=False, sync_to_thread=True)
def index(view: Seen) -> Response[str]:
    """A page that lists the operations; nothing in it comes from outside."""
    found = [
        Operation(
            method=method.upper(),
            path=path,
            summary=operation["summary"],
            parameters=tuple(
                (one["name"], one["in"], bool(one.get("required"))) for one in operation.get("parameters", ())
            ),
        )
        for path, methods in document()["paths"].items()
        for method, operation in methods.items()
    ]
    return view.render("api.html", Operations(operations=tuple(found)))


routes = (openapi, index)
