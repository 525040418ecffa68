"""The application: routes, and what holds for all of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from litestar import Litestar, Request
from litestar.config.compression import CompressionConfig
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.static_files import create_static_files_router

from meada.errors import JudgementError, MeadaError, NotFoundError
from meada.store import Store
from meada.web.api import API
from meada.web.fault import broken, fallen, refused, unfit, unknown
from meada.web.guard import Guard, dress
from meada.web.room import Room
from meada.web.routes import ROUTES
from meada.web.sheet import STATIC
from meada.web.view import View, view_of
from meada.web.work import Work

__all__ = ["create"]


def create(room: Room) -> Litestar:
    """The ASGI application over ``room``; see ``docs/web.md``."""
    return Litestar(
        route_handlers=[*ROUTES, API, _static()],
        state=State({"room": room, "work": Work(room.store)}),
        dependencies={
            "store": Provide(_store, sync_to_thread=False),
            "view": Provide(_view, sync_to_thread=False),
            "work": Provide(_work, sync_to_thread=False),
        },
        middleware=[Guard(room)],
        before_send=[dress],
        csrf_config=CSRFConfig(
            secret=room.secret, cookie_name="meada_csrf", cookie_httponly=True, exclude_from_csrf_key="no_form"
        ),
        compression_config=CompressionConfig(backend="gzip", gzip_compress_level=4, minimum_size=2_000),
        exception_handlers={
            NotFoundError: unknown,
            JudgementError: unfit,
            MeadaError: broken,
            HTTPException: refused,
            Exception: fallen,
        },
        lifespan=[partial(_open, room)],
        openapi_config=None,
        logging_config=None,
    )


@asynccontextmanager
async def _open(room: Room, _: Litestar) -> AsyncIterator[None]:
    """Counts reads while the room is open; nothing is counted in a shared one."""
    task = asyncio.create_task(room.reads.keep(room.store))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.to_thread(room.reads.write, room.store)


def _static() -> Any:
    return create_static_files_router(
        path="/static", directories=[STATIC], cache_control=None, include_in_schema=False, name="static"
    )


def _store(request: Request[Any, Any, Any]) -> Store:
    room: Room = request.app.state.room
    return room.store


def _work(request: Request[Any, Any, Any]) -> Work:
    work: Work = request.app.state.work
    return work


def _view(request: Request[Any, Any, Any]) -> View:
    return view_of(request)
