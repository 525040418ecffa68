"""Stories and records over what the store holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec.structs import replace

from meada import record as records
from meada import story as stories
from meada.desk.ruling import folds, identified, on_links, on_statements, on_stories
from meada.flow.tools import Tools
from meada.flow.verdict import Verdict, failed, guarded
from meada.reading.reading import Reading
from meada.record import ruling
from meada.sources.failure import Failure
from meada.store import Judgement, Store
from meada.store.judgement import standing
from meada.story import entities

__all__ = ["identities", "read", "recorded", "rerecord", "weave"]


def weave(store: Store, tools: Tools, *, anew: bool = False) -> tuple[Verdict, ...]:
    """Stories and records over all that the store holds, with what people ruled; nothing to do when every article stands
    in a story already, unless they are to be made ``anew``. A story whose record fails is kept without one, and gives a
    verdict. A record whose story did not change is kept.
    """
    if not anew and store.placed().keys() == {entry.id for entry in store.entries()}:
        return ()
    told = {one.id: one for one in read(store, [entry.id for entry in store.entries()])}
    lines = standing(store.judgements())
    made = stories.make(list(told.values()), rulings=on_stories(lines), folds=folds(lines), encoder=tools.encoder)
    made = tuple(_titled(story, lines) for story in made)
    done = [(story, guarded(partial(recorded, story, told, lines), story.title or story.id)) for story in made]
    kept = [records.Record(story=story.id) if isinstance(found, Failure) else found for story, found in done]
    store.replace_stories(made, kept, tools.made())
    return tuple(failed(found, store) for _, found in done if isinstance(found, Failure))


def rerecord(store: Store, tools: Tools, ids: Iterable[str]) -> tuple[Verdict, ...]:
    """The records of the stories ``ids`` made anew from their articles; the stories stay as they are."""
    out = []
    for id in dict.fromkeys(ids):
        story = store.story(id)
        told = {one.id: one for one in read(store, story.pages)}
        lines = standing(store.judgements(pages=story.pages))
        found = guarded(partial(recorded, story, told, lines), story.title or story.id)
        if isinstance(found, Failure):
            out.append(failed(found, store))
        else:
            store.replace_story(_titled(story, lines), found, tools.made())
    return tuple(out)


def read(store: Store, ids: Sequence[str]) -> list[stories.Told]:
    """The articles ``ids`` as their stories see them."""
    return [stories.Told(page=page, article=article, reading=made) for page, article, made in store.read(ids)]


def recorded(story: stories.Story, told: Mapping[str, stories.Told], lines: Collection[Judgement]) -> records.Record:
    """The record of ``story`` with what people ruled; ``lines`` are the judgements in force."""
    family = {copy.page: f.id for f in story.families for copy in f.copies}
    who = identified(lines, {id: (told[id].page, told[id].reading) for id in story.pages})
    known = entities.join((told[id].reading for id in story.pages), same=who.same, different=who.different)
    edits, statements = who.edits(known), on_statements(lines)
    reports = [
        records.Report(
            page=told[id].page,
            article=told[id].article,
            reading=_described(told[id].reading, known, edits),
            family=family.get(id, id),
            same=known.page(told[id].reading),
            rulings=statements.get(id, ()),
        )
        for id in story.pages
    ]
    return ruling.apply(records.make(story.id, reports), on_links(lines), family)


def identities(store: Store, id: str) -> tuple[list[stories.Told], entities.Identities]:
    """The articles of a story, and who is who in them with what people ruled."""
    told = read(store, store.story(id).pages)
    lines = standing(store.judgements(pages=[one.id for one in told]))
    who = identified(lines, {one.id: (one.page, one.reading) for one in told})
    return told, entities.join((one.reading for one in told), same=who.same, different=who.different)


def _described(reading: Reading, known: entities.Identities, edits: Mapping[str, dict[str, Any]]) -> Reading:
    """``reading`` with what people said of its entities."""
    if not edits:
        return reading
    own = (replace(e, **edits.get(known.of(reading.page, e.id), {})) for e in reading.entities)
    return replace(reading, entities=tuple(own))


def _titled(story: stories.Story, lines: Iterable[Judgement]) -> stories.Story:
    """``story`` under the title that a person gave it."""
    for line in lines:
        if line.kind == "story" and line.action == "edit" and set(line.payload["pages"][:1]) & set(story.pages):
            story = replace(story, title=line.payload["title"])
    return story
