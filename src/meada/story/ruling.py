"""What a person ruled about stories: these pages are one story, these pages are another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from meada.ident import ident
from meada.story.story import Copy, Family, Reason

__all__ = ["Fold", "Ruling", "apply", "fold"]


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """``merge``: the stories of ``pages`` are one. ``split``: ``pages`` leave their story and are one of their own. Pages
    are ids of captures; what is not held is passed over. To undo a ruling, leave it out."""

    action: Literal["merge", "split"]
    pages: tuple[str, ...]


def apply(groups: Sequence[Sequence[str]], rulings: Sequence[Ruling]) -> list[list[str]]:
    """``groups`` of pages after ``rulings`` in their order; a later ruling wins over an earlier. Groups keep their order,
    a split one comes last."""
    out = [list(group) for group in groups]
    for ruling in rulings:
        named = set(ruling.pages)
        touched = [group for group in out if named & set(group)]
        if not touched:
            continue
        if ruling.action == "merge":
            kept = touched[0]
            for group in touched[1:]:
                kept += group
                out.remove(group)
        else:
            apart = [page for group in touched for page in group if page in named]
            out = [rest for group in out if (rest := [page for page in group if page not in named])]
            out.append(apart)
    return out


class Fold(msgspec.Struct, frozen=True, kw_only=True):
    """What a person ruled about copies. ``join``: the families of ``pages`` are one. ``part``: each of ``pages`` is no copy
    of what it was folded with."""

    action: Literal["join", "part"]
    pages: tuple[str, ...]


def fold(families: Sequence[Family], folds: Sequence[Fold]) -> tuple[Family, ...]:
    """``families`` after ``folds`` in their order; a later one wins over an earlier."""
    out = list(families)
    for one in folds:
        named = set(one.pages)
        touched = [f for f in out if named & {c.page for c in f.copies}]
        if one.action == "join" and len(touched) > 1:
            out = [f for f in out if f not in touched]
            out.append(_joined(touched))
        elif one.action == "part":
            for family in touched:
                out.remove(family)
                apart = [c for c in family.copies if c.page in named]
                out += [_alone(c) for c in apart]
                if rest := [c for c in family.copies if c.page not in named]:
                    out.append(_rest(family, rest))
    return tuple(out)


def _joined(families: Sequence[Family]) -> Family:
    first, *others = families
    why = Reason(rule="ruling.join")
    copies = list(first.copies)
    for family in others:
        copies += [
            msgspec.structs.replace(c, label="edited", of=first.origin, reasons=(*c.reasons, why))
            if c.label == "origin"
            else c
            for c in family.copies
        ]
    return Family(id=ident("family", first.origin), origin=first.origin, copies=tuple(copies), agency=first.agency)


def _alone(copy: Copy) -> Family:
    own = Copy(page=copy.page, label="origin", reasons=(Reason(rule="ruling.part"),))
    return Family(id=ident("family", copy.page), origin=copy.page, copies=(own,))


def _rest(family: Family, copies: list[Copy]) -> Family:
    if all(copy.label != "origin" for copy in copies):
        copies = [msgspec.structs.replace(copies[0], label="origin", of=None, shared=()), *copies[1:]]
    origin = next(copy.page for copy in copies if copy.label == "origin")
    id = ident("family", *sorted(copy.page for copy in copies))
    return Family(id=id, origin=origin, copies=tuple(copies), agency=family.agency)
