"""One match of a grammar rule, seen through its captures."""

from __future__ import annotations

import re
from typing import Any

from meada.when.node import Node
from meada.when.partial import Partial

__all__ = ["Match"]


class Match:
    """One match of a rule: its captures as nodes."""

    __slots__ = ("_found", "_names", "_nodes", "options", "text")

    def __init__(
        self,
        found: re.Match[str],
        names: dict[str, tuple[str, ...]],
        nodes: list[Node],
        text: str,
        options: dict[str, Any],
    ) -> None:
        self._found, self._names, self._nodes = found, names, nodes
        self.text, self.options = text, options

    def _group(self, name: str) -> str | None:
        """The group of a capture that took part."""
        return next((g for g in self._names.get(name, ()) if self._found.start(g) >= 0), None)

    def has(self, name: str) -> bool:
        """True when the rule has the capture and it took part."""
        return self._group(name) is not None

    def node(self, name: str) -> Node | None:
        """The first node of a capture, None when it took no part."""
        group = self._group(name)
        return None if group is None else self._nodes[self._found.start(group)]

    def nodes(self, name: str) -> list[Node]:
        """All nodes of a capture."""
        group = self._group(name)
        if group is None:
            return []
        a, b = self._found.span(group)
        return self._nodes[a:b]

    def value(self, name: str, *classes: str) -> Any:
        """What the first of ``classes`` says of the captured node; the option of that name when there is none."""
        node = self.node(name)
        if node is None:
            return self.options.get(name)
        return next((node.values[c] for c in classes if c in node.values), None)

    def number(self, name: str) -> int | None:
        """The whole number of a capture."""
        found = self.value(name, "N", "ORD", "CARD")
        return int(found) if isinstance(found, int | float) else None

    def partial(self, name: str) -> Partial | None:
        """The partial date of a captured phrase."""
        node = self.node(name)
        return None if node is None else node.partial
