"""A block before it has a role: its text, where it stands, and what its element says of itself."""

from __future__ import annotations

import msgspec

__all__ = ["Draft"]


class Draft(msgspec.Struct, gc=False):
    """One run of text cut out of a page.

    ``text`` is ``page.text[start : start + len(text)]``. The rest is empty for plain text: ``node`` and ``tag`` of the
    block's element; ``own``, ``near`` and ``above`` are sets of marks (`meada.page.mark`) of the element itself, its
    parent and grandparent, and all its ancestors; ``linked`` counts characters inside links, ``links`` the links,
    ``href`` is the address when one link holds the whole block; ``strong`` counts characters in bold or italics;
    ``depth`` is the element's depth, ``group`` a number shared by blocks of the same parent, ``pile`` by those of the
    same grandparent. ``kind`` is a number shared by blocks whose
    chains of names and classes are equal (one layout, many blocks). ``story`` is the number of
    the nearest ``article`` element around it, 0 for none. ``gap`` counts empty lines before it (plain text).
    """

    text: str
    start: int
    node: str | None = None
    tag: str = ""
    own: int = 0
    near: int = 0
    above: int = 0
    linked: int = 0
    links: int = 0
    href: str | None = None
    strong: int = 0
    depth: int = 0
    group: int = 0
    pile: int = 0
    kind: int = 0
    story: int = 0
    gap: int = 0
