"""The reading room: the store in a browser, on this machine."""

from __future__ import annotations

from meada.web.app import create
from meada.web.room import Room

__all__ = ["Room", "create"]
