"""Sets of word classes as single characters, so that a grammar over them is a regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["Alphabet", "openings"]

_NAME = re.compile(r"(?P<group>[a-z]\w*):\(|(?:(?P<capture>[a-z]\w*):)?(?P<name>[A-Z][A-Z0-9_]*)")


MANY = "{0,10}"
"""What ``*`` means in a rule: a bound keeps the work linear on hostile text."""


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
        bracket captures it as ``<prefix>_name`` (``<prefix>_name__2`` the second time), spaces do not count,
        ``*`` and ``+`` are bounded."""
        seen: dict[str, int] = {}

        def opened(name: str) -> str:
            seen[name] = seen.get(name, 0) + 1
            return f"(?P<{prefix}_{name}" + (f"__{seen[name]}>" if seen[name] > 1 else ">")

        def one(found: re.Match[str]) -> str:
            if found["group"]:
                return opened(found["group"])
            chars = f"[{self.members(found['name'])}]"
            return f"{opened(found['capture'])}{chars})" if found["capture"] else chars

        bounded = pattern.replace("*", MANY).replace("+", MANY.replace("0", "1", 1))
        return _NAME.sub(one, bounded).replace(" ", "")


_ITEM = re.compile(
    r"\[(?P<set>[^\]]*)\]|(?P<look>\(\?<?[=!])|(?P<open>\((?:\?P<\w+>|\?:)?)|(?P<close>\))|(?P<bar>\|)|(?P<may>\?|\{0,\d+\})|\{1,\d+\}"
)


def openings(expression: str) -> frozenset[str]:
    """The characters that a match of `Alphabet.expression`'s result may begin with.

    Raises `ValueError` when the expression may match nothing at all.
    """
    items = list(_ITEM.finditer(expression))
    first, empty, _ = _choice(items, 0)
    if empty:
        raise ValueError(f"may match nothing: {len(items)} items")
    return frozenset(first)


def _choice(items: list[re.Match[str]], at: int) -> tuple[set[str], bool, int]:
    """The first characters of alternatives up to the closing bracket, whether they may be empty, and what follows."""
    first, empty = set[str](), False
    branch_first, branch_empty = set[str](), True
    while at < len(items):
        item = items[at]
        at += 1
        if item["close"]:
            break
        if item["bar"]:
            first, empty = first | branch_first, empty or branch_empty
            branch_first, branch_empty = set(), True
            continue
        if item["set"] is not None:
            some, nothing = set(item["set"]), False
        elif item["look"] or item["open"]:
            some, nothing, at = _choice(items, at)
            if item["look"]:
                some, nothing = set(), True
        else:
            continue
        if at < len(items) and items[at]["may"]:
            nothing = True
        if branch_empty:
            branch_first |= some
        branch_empty = branch_empty and nothing
    return first | branch_first, empty or branch_empty, at
