"""What the classifier and the rules say of one block."""

from __future__ import annotations

import msgspec

from meada.page.page import Role

__all__ = ["Verdict"]


class Verdict(msgspec.Struct, gc=False):
    """What a block is, with what confidence, why, and its place in a list of foreign headlines."""

    role: Role
    score: float
    reason: str
    list: str | None = None
    rank: int | None = None
