"""What a handler may ask for beside the parts of its address."""

from __future__ import annotations

from typing import TypeAlias

from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from meada.store import Store
from meada.web.view import View

__all__ = ["FromPath", "FromQuery", "Held", "Seen"]

Held: TypeAlias = NamedDependency[Store]
"""``store: Held``: the store."""

Seen: TypeAlias = NamedDependency[View]
"""``view: Seen``: the request as a page sees it."""
