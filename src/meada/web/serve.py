"""Serving the application: one process, one port."""

from __future__ import annotations

import gc
import ipaddress
import socket
from collections.abc import Callable

import uvicorn

from meada.errors import SettingsError
from meada.store import Store
from meada.web.app import create
from meada.web.log import SETTINGS
from meada.web.room import Room

__all__ = ["listen", "serve"]


def serve(
    store: Store,
    *,
    host: str = "127.0.0.1",
    port: int = 8010,
    whole: bool = False,
    ready: Callable[[str, bool], None],
) -> None:
    """Serves ``store`` until interrupted; ``ready`` gets the address once the port is held (``port`` 0 takes any free one)
    and whether the room is shared.

    An address that others reach makes the room shared: everybody needs a token, and ``whole`` pages and originals are
    hidden unless asked for. Raises `SettingsError` when the port is taken, or when nobody has a token.
    """
    shared = not _loopback(host)
    if shared and all(holder.revoked_at for holder in store.tokens.holders()):
        raise SettingsError(
            "others could read at {address}, and nobody has a token",
            where="serve",
            next="make one for each reader first: meada token add NAME",
            address=host,
        )
    listener = listen(host, port)
    config = uvicorn.Config(
        create(Room(store=store, shared=shared, whole=whole or not shared)),
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="on",
        access_log=False,
        server_header=False,
        log_config=SETTINGS,
    )
    gc.collect()
    gc.freeze()  # the program itself is not gone through again: it took a tenth of a second, now and then, from a reader
    shown = f"[{host}]" if ":" in host else host
    ready(f"http://{shown}:{listener.getsockname()[1]}/", shared)
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        return
    finally:
        listener.close()


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; raises `SettingsError` where the address cannot be used."""
    # The protocol is named, or asyncio leaves Nagle's algorithm on and every answer waits 40 ms for an acknowledgement.
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
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
