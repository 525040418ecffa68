"""Stories and records of the store that take in articles; only what is compared with the new ones is read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from meada import record as records
from meada import story as stories
from meada.desk.ruling import folds, identified, on_links, on_statements
from meada.flow.tools import Tools
from meada.reading.mention import Entity
from meada.reading.reading import Reading
from meada.store import Judgement, Store
from meada.store.judgement import standing
from meada.story import entities
from meada.story.brief import Brief
from meada.story.entities import Identities
from meada.story.grow import grow as grow_story

__all__ = ["described", "grow", "linked", "salt", "titled"]

Grown = tuple[stories.Story, records.Change]


class _Rulings(NamedTuple):
    """What people ruled on the pages of a story, and who is who in them."""

    known: Identities
    edits: Mapping[str, dict[str, Any]]
    statements: Mapping[str, tuple[records.Ruling, ...]]


def grow(
    store: Store,
    tools: Tools,
    ids: Sequence[str],
    group: Sequence[str],
    parts: Sequence[Sequence[str]],
    rulings: Sequence[stories.Ruling],
) -> Grown | None:
    """The first of the stories ``ids``, which takes in the others and all of ``group``, whose episodes are ``parts``; and
    what becomes of its record.

    None where it has to be made anew: people ruled on its copies or links, it was stored without what it grows by, or most of
    its statements would be made anew.
    """
    lines = standing(store.judgements(pages=group))
    if linked(lines, group) or any(set(one.pages) & set(group) for one in folds(lines)):
        return None
    old, *others = [store.story(id) for id in ids]
    with store.loom() as loom:
        briefs = loom.briefs(group)
        near = loom.near(sorted(briefs.keys() - set(old.pages)))
    home = {page: one.id for one in (old, *others) for page in one.pages}
    near = {
        (a, b): share
        for (a, b), share in near.items()
        if a in briefs and b in briefs and (a not in home or home[a] != home.get(b))
    }
    story = grow_story(old, briefs, parts, near, partial(_read, store), others=others, rulings=rulings)
    story = titled(replace(story, id=old.id), lines)
    with store.kept(old.id) as kept:
        laid = _ruled(store, briefs, lines)
        family = {copy.page: f.id for f in story.families for copy in f.copies}
        outlines = [_outline(one, family, laid) for one in briefs.values()]
        change = records.grow(outlines, kept, lambda ids: _reports(store, ids, family, laid), salt(tools))
    return None if change is None else (story, change)


def salt(tools: Tools) -> bytes:
    """What statements are made by: a record of another version is made anew."""
    made = tools.made()
    return msgspec.msgpack.encode((made.code, made.registries))


def linked(lines: Sequence[Judgement], pages: Collection[str]) -> bool:
    """True where people ruled on links between statements of ``pages``, or on which of them are one."""
    ruled = {one.item for one in on_links(lines)}
    held = set(pages)
    return any(line.item in ruled and held & {a.page for a in line.anchors} for line in lines)


def titled(story: stories.Story, lines: Sequence[Judgement]) -> stories.Story:
    """``story`` under the title that a person gave it."""
    for line in lines:
        if line.kind == "story" and line.action == "edit" and set(line.payload["pages"][:1]) & set(story.pages):
            story = replace(story, title=line.payload["title"])
    return story


def described(
    found: Sequence[Entity], page: str, known: Identities, edits: Mapping[str, dict[str, Any]]
) -> tuple[Entity, ...]:
    """The entities ``found`` on ``page`` with what people said of them."""
    if not edits:
        return tuple(found)
    return tuple(replace(e, **edits.get(known.of(page, e.id), {})) for e in found)


def _read(store: Store, ids: Collection[str]) -> dict[str, stories.Told]:
    found = store.read(list(ids))
    return {page.capture: stories.Told(page=page, article=article, reading=made) for page, article, made in found}


def _ruled(store: Store, briefs: Mapping[str, Brief], lines: Sequence[Judgement]) -> _Rulings:
    named = {a.page for line in lines if line.kind == "entity" for a in line.anchors} & briefs.keys()
    pages = {one.id: (one.page, one.reading) for one in _read(store, sorted(named)).values()} if named else {}
    who = identified(lines, pages)
    known = entities.join(
        (entities.Named(one.id, one.entities) for one in briefs.values()), same=who.same, different=who.different
    )
    return _Rulings(known, who.edits(known), on_statements(lines))


def _outline(one: Brief, family: Mapping[str, str], laid: _Rulings) -> records.Outline:
    rulings = laid.statements.get(one.id, ())
    return records.Outline(
        id=one.id,
        published=one.begin,
        lang=one.lang,
        family=family.get(one.id, one.id),
        entities=described(one.entities, one.id, laid.known, laid.edits),
        same=laid.known.page(entities.Named(one.id, one.entities)),
        body=one.body,
        media=one.media,
        ruled=msgspec.msgpack.encode(rulings) if rulings else b"",
    )


def _reports(store: Store, ids: Collection[str], family: Mapping[str, str], laid: _Rulings) -> list[records.Report]:
    return [
        records.Report(
            page=one.page,
            article=one.article,
            reading=_described(one.reading, laid),
            family=family.get(one.id, one.id),
            same=laid.known.page(one.reading),
            rulings=laid.statements.get(one.id, ()),
        )
        for one in _read(store, ids).values()
    ]


def _described(reading: Reading, laid: _Rulings) -> Reading:
    if not laid.edits:
        return reading
    return replace(reading, entities=described(reading.entities, reading.page, laid.known, laid.edits))
