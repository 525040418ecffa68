"""What a handler may ask for beside the parts of its address."""

from __future__ import annotations

from typing import TypeAlias

from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from meada.store import Store
from meada.web.view import View
from meada.web.work import Work

__all__ = ["FromPath", "FromQuery", "Held", "Seen", "Working"]

Held: TypeAlias = NamedDependency[Store]
"""``store: Held``: the store."""

Seen: TypeAlias = NamedDependency[View]
"""``view: Seen``: the request as a page sees it."""

Working: TypeAlias = NamedDependency[Work]
"""``work: Working``: the tools, and what is being read."""
