"""The characters a regular expression can begin with, so that a text meets only the patterns that may match it."""

from __future__ import annotations

__all__ = ["openings"]

_OPTIONAL = ("?", "*", "{0")
_Letters = frozenset[str] | None


def openings(pattern: str) -> _Letters:
    """Every first character of what ``pattern`` matches; None where that cannot be told, or where it matches nothing at all.

    Knows literals, plain character classes, groups, alternatives, ``\\b`` and ``^``; anything else gives None.
    """
    return _union([_first(part) for part in _alternatives(pattern)])


def _union(sets: list[_Letters]) -> _Letters:
    known = [letters for letters in sets if letters is not None]
    return frozenset().union(*known) if len(known) == len(sets) else None


def _first(part: str) -> _Letters:
    """Of one alternative, which is read from its left."""
    if not part:
        return None
    head = part[0]
    if head == "^" or part.startswith("\\b"):
        return _first(part[1 if head == "^" else 2 :])
    if head == "(":
        end = _close(part)
        inner, found = part[1:end].removeprefix("?:"), None
        if not inner.startswith("?"):
            rest = part[end + 1 :]
            found = _union([_first(one) if one else _first(rest) for one in _alternatives(inner)])
    elif head == "[":
        end = part.index("]", 1)
        inside = part[1:end]
        found = None if any(letter in inside for letter in "^-\\") else frozenset(inside)
    elif head == "\\":
        end = 1
        found = None if part[1].isalnum() else frozenset(part[1])
    else:
        end = 0
        found = None if head in ".$*+?{|)" else frozenset(head)
    rest = part[end + 1 :]
    return _union([found, _first(rest[1:].lstrip("}0123456789,"))]) if rest.startswith(_OPTIONAL) else found


def _alternatives(pattern: str) -> list[str]:
    """The parts between the bars that stand in no group or class."""
    parts, depth, begin, at = [], 0, 0, 0
    while at < len(pattern):
        letter = pattern[at]
        if letter == "\\":
            at += 1
        elif letter == "[":
            at = pattern.index("]", at + 1)
        elif letter == "|" and not depth:
            parts.append(pattern[begin:at])
            begin = at + 1
        depth += (letter == "(") - (letter == ")")
        at += 1
    return [*parts, pattern[begin:]]


def _close(pattern: str) -> int:
    """Where the group that opens ``pattern`` ends."""
    depth, at = 0, 0
    while True:
        letter = pattern[at]
        if letter == "\\":
            at += 1
        elif letter == "[":
            at = pattern.index("]", at + 1)
        depth += (letter == "(") - (letter == ")")
        if not depth:
            return at
        at += 1
