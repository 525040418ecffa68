"""The log as the story and the record take it: rulings on stories, copies, entities, statements and links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

import msgspec

from meada.anchor import Anchor, place
from meada.page.page import Page
from meada.reading.reading import Reading
from meada.record.ruling import Act, Ruling
from meada.store.judgement import Judgement
from meada.story import ruling as stories
from meada.story.entities import Identities, Key

__all__ = ["Identified", "folds", "identified", "key", "on_links", "on_statements", "on_stories"]

_ACTS: dict[str, Act] = {
    "confirm": "confirm", "reject": "reject", "edit": "edit", "merge": "merge", "link": "link", "unlink": "unlink",
}  # fmt: skip


def on_stories(lines: Iterable[Judgement]) -> tuple[stories.Ruling, ...]:
    """What people ruled about stories, in order; ``lines`` are those in force."""
    out: list[stories.Ruling] = []
    for line in lines:
        pages = tuple(line.payload.get("pages", ()))
        if line.kind == "story" and line.action == "merge":
            out.append(stories.Ruling(action="merge", pages=pages))
        elif line.kind == "story" and line.action == "split":
            out.append(stories.Ruling(action="split", pages=pages))
        elif line.kind == "membership" and line.action in ("reject", "edit"):
            out.append(stories.Ruling(action="split", pages=(line.item,)))
            if line.action == "edit":
                out.append(stories.Ruling(action="merge", pages=(line.item, *pages[:1])))
    return tuple(out)


def folds(lines: Iterable[Judgement]) -> tuple[stories.Fold, ...]:
    """What people ruled about copies, in order."""
    return tuple(
        stories.Fold(action="join" if line.action == "merge" else "part", pages=tuple(line.payload["pages"]))
        for line in lines
        if line.kind == "family" and line.action in ("merge", "split", "reject")
    )


def on_statements(lines: Iterable[Judgement]) -> dict[str, tuple[Ruling, ...]]:
    """What people ruled about the statements of each page, in order; statements that a judged link ties keep their ids."""
    out: dict[str, list[Ruling]] = {}
    for line in lines:
        if line.kind == "statement" and line.page and line.action in ("confirm", "reject", "edit"):
            out.setdefault(line.page, []).append(_ruling(line, _ACTS[line.action]))
        elif line.kind in ("statement", "link"):
            for held in line.anchors:
                keep = Ruling(item=held.item, act="keep", anchors=(held,))
                out.setdefault(held.page, []).append(keep)
    return {page: tuple(_effective(found)) for page, found in out.items()}


def _effective(found: Sequence[Ruling]) -> list[Ruling]:
    """A statement that was rejected and then confirmed or edited is not rejected."""
    last: dict[str, int] = {one.item: at for at, one in enumerate(found) if one.act != "keep"}
    return [one for at, one in enumerate(found) if one.act != "reject" or last[one.item] == at]


def on_links(lines: Iterable[Judgement]) -> tuple[Ruling, ...]:
    """What people ruled about links, and which statements are one, in order."""
    found = [
        _ruling(line, _ACTS[line.action])
        for line in lines
        if (line.kind == "link" and line.action in _ACTS)
        or (line.kind == "statement" and line.action in ("merge", "unlink"))
    ]
    return tuple(_effective(found))


def _ruling(line: Judgement, act: Act) -> Ruling:
    return Ruling(item=line.item, act=act, payload=line.payload, anchors=line.anchors)


class Identified(msgspec.Struct, frozen=True, kw_only=True):
    """Which entities of pages are one, which are not, and what was said of each: fields by key."""

    same: tuple[tuple[Key, Key], ...] = ()
    different: tuple[tuple[Key, Key], ...] = ()
    fields: tuple[tuple[Key, dict[str, Any]], ...] = ()

    def edits(self, known: Identities) -> dict[str, dict[str, Any]]:
        """The fields set, by the id of the entity in the story; a later edit wins."""
        out: dict[str, dict[str, Any]] = {}
        for at, fields in self.fields:
            if at in known.ids:
                id = known.ids[at].id
                out[id] = {**out.get(id, {}), **fields}
        return out


def identified(lines: Iterable[Judgement], pages: Mapping[str, tuple[Page, Reading]]) -> Identified:
    """What people ruled about the entities of ``pages``, in order; a later word on two of them wins over an earlier."""
    same: list[tuple[Key, Key]] = []
    different: list[tuple[Key, Key]] = []
    fields: list[tuple[Key, dict[str, Any]]] = []
    for line in lines:
        if line.kind != "entity":
            continue
        mine = _keys(line.anchors, "entity", pages)
        others = _keys(line.anchors, "other", pages)
        pairs = set(product(mine, others)) | set(product(others, mine))
        if line.action == "merge":
            different = [pair for pair in different if pair not in pairs]
            every = [*mine, *others]
            same += [(every[0], one) for one in every[1:]]
        elif line.action == "split":
            same = [pair for pair in same if pair not in pairs]
            different += sorted(product(mine, others))
        elif line.action == "edit":
            fields += [(one, line.payload) for one in mine]
    return Identified(same=tuple(same), different=tuple(different), fields=tuple(fields))


def _keys(anchors: Sequence[Anchor], kind: str, pages: Mapping[str, tuple[Page, Reading]]) -> list[Key]:
    found = (key(a, *pages[a.page]) for a in anchors if a.kind == kind and a.page in pages)
    return [one for one in found if one is not None]


def key(held: Anchor, page: Page, reading: Reading) -> Key | None:
    """The entity of a page that was meant: whom the words name there now; by its id where no words name it."""
    for quote in held.quotes:
        span = place(page.text, quote)
        named = next((m.entity for m in reading.mentions if m.span == span), None) if span else None
        if named is not None:
            return held.page, named
    if not held.quotes and any(e.id == held.item for e in reading.entities):
        return held.page, held.item
    return None
