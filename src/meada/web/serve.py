"""Serving the application: one process, one port."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from meada.errors import SettingsError
from meada.store import Store
from meada.web.app import create
from meada.web.log import SETTINGS
from meada.web.room import Room

__all__ = ["serve"]


def serve(store: Store, *, port: int = 8010, ready: Callable[[str], None]) -> None:
    """Serves ``store`` on this machine until interrupted; ``ready`` gets the address once the port is held (``port`` 0
    takes any free one). Raises `SettingsError` when the port is taken."""
    host = "127.0.0.1"
    listener = _listener(host, port)
    config = uvicorn.Config(
        create(Room(store=store)),
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="on",
        access_log=False,
        server_header=False,
        log_config=SETTINGS,
    )
    ready(f"http://{host}:{listener.getsockname()[1]}/")
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        return
    finally:
        listener.close()


def _listener(host: str, port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise SettingsError(
            "the address {address} cannot be used: {why}",
            where="serve",
            next="choose another --port",
            address=f"{host}:{port}",
            why=error.strerror or error,
        ) from error
    made.listen(128)
    return made
