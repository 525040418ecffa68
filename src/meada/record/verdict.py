"""What a comparison of two statements gives."""

from __future__ import annotations

import msgspec

from meada.record.link import Relation

__all__ = ["Verdict"]


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """A relation, the slots that decided it, why in words, and the confidence of its rule."""

    relation: Relation
    slots: tuple[str, ...]
    why: str
    confidence: float = 0.5
