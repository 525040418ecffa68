"""Sets of word classes as single characters, so that a grammar over them is a regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["Alphabet"]

_NAME = re.compile(r"(?P<group>[a-z]\w*):\(|(?:(?P<capture>[a-z]\w*):)?(?P<name>[A-Z][A-Z0-9_]*)")


class Alphabet:
    """Gives every set of classes one private-use character and turns class names into character sets.

    >>> a = Alphabet()
    >>> mark = a.mark({"MONTH"})
    >>> import re; bool(re.fullmatch(a.expression("month:MONTH", "r"), mark))
    True
    """

    def __init__(self) -> None:
        self._marks: dict[frozenset[str], str] = {}

    def mark(self, classes: Iterable[str]) -> str:
        """The character of a set of classes, the same one every time."""
        key = frozenset(classes)
        if key not in self._marks:
            self._marks[key] = chr(0xE000 + len(self._marks))
        return self._marks[key]

    def members(self, name: str) -> str:
        """The characters of all sets that hold the class ``name``; one that never occurs when none does."""
        return "".join(mark for key, mark in self._marks.items() if name in key) or "\uf8ff"

    def expression(self, pattern: str, prefix: str) -> str:
        """``pattern`` as a regular expression: a class name stands for one token, ``name:`` before a class or a
        bracket captures it as ``<prefix>_name`` (``<prefix>_name__2`` the second time), spaces do not count."""
        seen: dict[str, int] = {}

        def opened(name: str) -> str:
            seen[name] = seen.get(name, 0) + 1
            return f"(?P<{prefix}_{name}" + (f"__{seen[name]}>" if seen[name] > 1 else ">")

        def one(found: re.Match[str]) -> str:
            if found["group"]:
                return opened(found["group"])
            chars = f"[{self.members(found['name'])}]"
            return f"{opened(found['capture'])}{chars})" if found["capture"] else chars

        return _NAME.sub(one, pattern).replace(" ", "")
