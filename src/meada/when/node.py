"""A token of a text, or a phrase made of several."""

from __future__ import annotations

from typing import Any

from meada.when.partial import Partial

__all__ = ["Node"]


class Node:
    """``mark`` is the one-character symbol of its set of classes; ``values`` what each class says of it.

    A phrase has ``partial`` and the ``rule`` that made it; ``first`` and ``last`` are its tokens' positions.
    """

    __slots__ = ("end", "first", "last", "mark", "partial", "rule", "start", "values")

    def __init__(
        self,
        mark: str,
        start: int,
        end: int,
        values: dict[str, Any],
        first: int,
        last: int,
        *,
        partial: Partial | None = None,
        rule: str = "",
    ) -> None:
        self.mark, self.start, self.end, self.values = mark, start, end, values
        self.first, self.last, self.partial, self.rule = first, last, partial, rule
