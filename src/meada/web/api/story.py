"""Stories, their records, statements, links and entities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from litestar import Request, Response, get

from meada.export.backing import backings
from meada.export.citation import cite
from meada.export.fragment import link
from meada.export.gather import of_stories
from meada.export.material import Material
from meada.flow.weave import identities
from meada.reading.mention import Entity
from meada.store import Store
from meada.story.entities import Doubt, Identities
from meada.story.story import Story
from meada.web.api.answer import Limit, Offset, cut, listed, told
from meada.web.api.shape import (
    DoubtList,
    DoubtOut,
    EntityList,
    LinkList,
    LinkOut,
    Namesake,
    RecordOut,
    StatementList,
    StatementOut,
    StoryList,
)
from meada.web.ask import FromPath, FromQuery, Held

__all__ = ["routes", "statements"]

Call = Request[Any, Any, Any]


@get("/stories", operation_id="stories", sync_to_thread=True)
def stories(request: Call, store: Held, offset: Offset = 0, limit: Limit = 50) -> Response[StoryList]:
    """Stories, the freshest first."""
    total = store.shelf.holdings().stories
    items = tuple(store.shelf.stories(offset=offset, limit=limit))
    found = StoryList(items=items, total=total, offset=offset, limit=limit)
    return listed(request, found, total=total, offset=offset, limit=limit)


@get("/stories/{ref:str}", operation_id="story", sync_to_thread=True)
def story(request: Call, store: Held, ref: FromPath[str]) -> Response[Story]:
    """One story: its articles, families of copies and episodes. It is named by number or id."""
    return told(request, store.story(ref))


@get("/stories/{ref:str}/record", operation_id="record", sync_to_thread=True)
def record(request: Call, store: Held, ref: FromPath[str], all: FromQuery[bool] = False) -> Response[RecordOut]:
    """The record of a story as people left it; with `all`, links that are only suggested too."""
    material = _material(store, ref)
    links = tuple(one for one in _links(material) if all or one.link.level == "shown")
    found = RecordOut(
        story=material.stories[0].id,
        statements=tuple(statements(material)),
        links=links,
        entities=material.entities(),
    )
    return told(request, found)


@get("/stories/{ref:str}/statements", operation_id="statements", sync_to_thread=True)
def story_statements(
    request: Call,
    store: Held,
    ref: FromPath[str],
    kind: FromQuery[str | None] = None,
    type: FromQuery[str | None] = None,
    entity: FromQuery[str | None] = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> Response[StatementList]:
    """The statements of a story; only those of one kind, of one type, or that an entity makes or takes part in."""
    every = [one for one in statements(_material(store, ref)) if _is_wanted(one, kind, type, entity)]
    found = StatementList(items=cut(every, offset, limit), total=len(every), offset=offset, limit=limit)
    return listed(request, found, total=len(every), offset=offset, limit=limit)


def _is_wanted(one: StatementOut, kind: str | None, type: str | None, entity: str | None) -> bool:
    s = one.statement
    named = {p.entity for p in s.participants} | {c.entity for c in s.chain}
    return (kind is None or s.kind == kind) and (type is None or s.type == type) and (entity is None or entity in named)


@get("/stories/{ref:str}/links", operation_id="links", sync_to_thread=True)
def links(
    request: Call,
    store: Held,
    ref: FromPath[str],
    relation: FromQuery[str | None] = None,
    level: FromQuery[Literal["shown", "suggested"] | None] = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> Response[LinkList]:
    """The links of a story; only those of one relation or level."""
    every = [
        one
        for one in _links(_material(store, ref))
        if (relation is None or one.link.relation == relation) and (level is None or one.link.level == level)
    ]
    found = LinkList(items=cut(every, offset, limit), total=len(every), offset=offset, limit=limit)
    return listed(request, found, total=len(every), offset=offset, limit=limit)


@get("/stories/{ref:str}/entities", operation_id="entities", sync_to_thread=True)
def entities(
    request: Call,
    store: Held,
    ref: FromPath[str],
    type: FromQuery[str | None] = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> Response[EntityList]:
    """Who and what the record of a story names."""
    every: list[Entity] = [e for e in store.record(store.story(ref).id).entities if type is None or e.type == type]
    found = EntityList(items=cut(every, offset, limit), total=len(every), offset=offset, limit=limit)
    return listed(request, found, total=len(every), offset=offset, limit=limit)


@get("/stories/{ref:str}/doubts", operation_id="doubts", sync_to_thread=True)
def doubts(
    request: Call, store: Held, ref: FromPath[str], offset: Offset = 0, limit: Limit = 50
) -> Response[DoubtList]:
    """People, bodies and places of one name that nobody has told apart or joined ("same person?")."""
    _, known = identities(store, store.story(ref).id)
    by_id = {entity.id: entity for entity in known.entities}
    every = sorted((_doubt(store, known, by_id, one) for one in known.doubts), key=lambda d: (d.a.name, d.b.entity))
    found = DoubtList(items=cut(every, offset, limit), total=len(every), offset=offset, limit=limit)
    return listed(request, found, total=len(every), offset=offset, limit=limit)


def _doubt(store: Store, known: Identities, by_id: Mapping[str, Entity], doubt: Doubt) -> DoubtOut:
    def side(page: str, local: str) -> Namesake:
        entity = by_id[known.of(page, local)]
        return Namesake(
            entity=entity.id,
            name=entity.name,
            article=store.label(page),
            country=entity.country,
            serves=entity.serves,
        )

    return DoubtOut(a=side(*doubt.a), b=side(*doubt.b), why=doubt.why)


def _material(store: Store, ref: str) -> Material:
    return next(of_stories(store, ref))


def statements(material: Material) -> Iterator[StatementOut]:
    """The statements of ``material`` as the API gives them."""
    backed, documents = backings(material), material.by_page()
    for one in material.statements():
        document = documents[one.page]
        address = link(cite(document).url, document.text, one.evidence[0].span)
        yield StatementOut(
            statement=one,
            standing=material.standing(one.id),
            backing=backed[one.id],
            article=document.label,
            link=address,
        )


def _links(material: Material) -> Iterator[LinkOut]:
    return (LinkOut(link=one, standing=material.standing(one.id)) for one in material.links())


routes = (stories, story, record, story_statements, links, entities, doubts)
