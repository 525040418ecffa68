"""How two statements stand to each other."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = ["Link", "Relation"]

Relation = Literal[
    "distinct", "subset", "repeats", "updates", "contradicts", "tension", "corroborates", "coincides", "complements",
    "background", "context",
]  # fmt: skip


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A relation between statements ``a`` and ``b``. ``slots`` are the fields that decided it; ``why`` says it in words.
    ``origins`` are the independent roots of both sides' chains, ``least`` and ``most`` how many there can be where a chain or
    a joint estimate is uncertain (`meada.record.origin.extent`); ``families`` the copy families on each side.
    ``level`` is ``shown`` or ``suggested``."""

    id: str
    a: str
    b: str
    relation: Relation
    slots: tuple[str, ...] = ()
    why: str = ""
    origins: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    camps: tuple[str, ...] = ()
    families: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    level: Literal["shown", "suggested"] = "suggested"
    rule: str = ""
    confidence: float = 1.0
