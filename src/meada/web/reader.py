"""Who reads, and what they may do."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = ["Reader", "Right"]

Right = Literal["read", "edit"]


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """``name`` is what the log calls them: a token's name in a shared room; else what they gave here, None until then."""

    name: str | None = None
    right: Right = "edit"

    @property
    def edits(self) -> bool:
        """True when they may change the record."""
        return self.right == "edit"
