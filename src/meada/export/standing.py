"""Whether only the machine has spoken of an item, or a person too."""

from __future__ import annotations

from typing import Literal

import msgspec

from meada.store.judgement import Judgement

__all__ = ["MACHINE", "Standing", "standing"]


class Standing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """``state`` is ``machine`` while nobody has looked at an item; else ``confirmed``, ``rejected`` or ``edited``, with
    ``who`` did it, when (``at``, ISO 8601) and ``why``."""

    state: Literal["machine", "confirmed", "rejected", "edited"]
    who: str | None = None
    at: str | None = None
    why: str | None = None


MACHINE = Standing(state="machine")
"""Nobody has looked at it."""


def standing(judgement: Judgement | None) -> Standing:
    """The standing of the item that ``judgement`` is in force for."""
    if judgement is None:
        return MACHINE
    who, at, why = judgement.who, judgement.at, judgement.why
    if judgement.action == "confirm":
        return Standing(state="confirmed", who=who, at=at, why=why)
    if judgement.action == "reject":
        return Standing(state="rejected", who=who, at=at, why=why)
    return Standing(state="edited", who=who, at=at, why=why)
