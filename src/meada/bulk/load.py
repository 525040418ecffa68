"""A dataset into a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import msgspec

from meada.article.article import Article
from meada.bulk.gather import as_capture
from meada.bulk.place import Place
from meada.bulk.run import MANIFEST, Manifest
from meada.errors import SettingsError, StoreError
from meada.flow import seed
from meada.page.page import Page
from meada.reading.mention import Entity
from meada.reading.reading import Reading
from meada.record.link import Link
from meada.record.record import Record
from meada.record.statement import Statement
from meada.sources.failure import Failure
from meada.store import Store
from meada.store.made import Made
from meada.story.story import Story

__all__ = ["Loaded", "load"]

T = TypeVar("T")
_ROWS = 64


class Loaded(msgspec.Struct, kw_only=True):
    """How many articles and stories are in the store now that were not before, and how many were."""

    articles: int = 0
    known: int = 0
    stories: int = 0
    failures: int = 0


def load(where: str, store: Store, progress: Callable[[int, int], None] | None = None) -> Loaded:
    """The dataset at ``where`` into ``store``: articles day by day, then stories with their records, one transaction each;
    then how they are grouped, so that what is added next is placed among them.

    Loading again adds nothing; a load that was killed goes on. Raises `SettingsError` where there is no finished dataset,
    `StoreError` where it was made without captures.
    """
    place = Place(where)
    data = place.get(MANIFEST)
    manifest = msgspec.json.decode(data, type=Manifest) if data else None
    if manifest is None or not manifest.complete:
        raise SettingsError("there is no finished dataset here", where=where, next="make it with meada bulk")
    if not manifest.settings.captures and manifest.summary.rows.get("articles"):
        raise StoreError("the dataset was made without captures", where=where, next="make it again with --captures")
    made = msgspec.convert(manifest.made, Made)
    total = manifest.summary.rows.get("articles", 0) + manifest.summary.rows.get("stories", 0)
    out, known = Loaded(), {entry.id for entry in store.entries()}
    for name in place.names("articles", ".parquet"):
        _articles(place, name, store, made, known, out)
        if progress:
            progress(out.articles + out.known, total)
    held = {story.id for story in store.stories()}
    for name in place.names("stories", ".parquet"):
        _stories(place, name, store, made, held, out)
        if progress:
            progress(out.articles + out.known + out.stories, total)
    seed(store)
    for name in place.names("failures", ".parquet"):
        for row in _rows(place, name):
            store.record_failure(msgspec.json.decode(row["data"], type=Failure))
            out.failures += 1
    return out


def _rows(place: Place, name: str) -> Iterator[dict[str, Any]]:
    for batch in place.read(name).to_batches(_ROWS):
        yield from batch.to_pylist()


def _articles(place: Place, name: str, store: Store, made: Made, known: set[str], out: Loaded) -> None:
    """The articles of one file; the files of captures and readings beside it have the same rows in the same order."""
    beside = (_rows(place, name.replace("articles", kind, 1)) for kind in ("captures", "readings"))
    for article, capture, reading in zip(_rows(place, name), *beside, strict=True):
        if article["id"] in known:
            out.known += 1
            continue
        store.add(
            as_capture(capture),
            _value(article["page"], Page),
            _value(article["article"], Article),
            _value(reading["data"], Reading),
            made,
        )
        out.articles += 1


def _stories(place: Place, name: str, store: Store, made: Made, held: set[str], out: Loaded) -> None:
    """The stories that begin on one day. Their statements may lie under later days: the days of their pages."""
    rows = [row for row in _rows(place, name) if row["id"] not in held]
    if not rows:
        return
    wanted = {row["id"] for row in rows}
    day, last = _day(name), max((row["until"] or "" for row in rows), default="")
    links = _grouped(place, [f"links/day={day}"], wanted, Link)
    entities = _grouped(place, [f"entities/day={day}"], wanted, Entity)
    days = [f for f in place.names("statements", ".parquet") if day <= _day(f) <= max(day, last) or _day(f) > "a"]
    statements = _grouped(place, days, wanted, Statement)
    for row in rows:
        story = _value(row["data"], Story)
        order = {page: at for at, page in enumerate(story.pages)}
        record = Record(
            story=story.id,
            statements=tuple(sorted(statements[story.id], key=lambda s: (order[s.page], s.evidence[0].span, s.id))),
            links=tuple(sorted(links[story.id], key=lambda k: k.id)),
            entities=tuple(sorted(entities[story.id], key=lambda e: e.id)),
        )
        store.replace_story(story, record, made)
        held.add(story.id)
        out.stories += 1


def _day(name: str) -> str:
    return name.split("day=", 1)[1].split("/", 1)[0]


def _grouped(place: Place, folders: list[str], wanted: set[str], kind: type[T]) -> dict[str, list[T]]:
    """The values of the stories ``wanted``, by story, from folders or files."""
    names = [name for folder in folders for name in ([folder] if folder.endswith(".parquet") else place.names(folder))]
    out: dict[str, list[T]] = defaultdict(list)
    for name in names:
        for row in _rows(place, name):
            if row["story"] in wanted:
                out[row["story"]].append(_value(row["data"], kind))
    return out


def _value(data: str, kind: type[T]) -> T:
    return msgspec.json.decode(data, type=kind)
