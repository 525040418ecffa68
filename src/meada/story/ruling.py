"""What a person ruled about stories: these pages are one story, these pages are another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

__all__ = ["Ruling", "apply"]


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
