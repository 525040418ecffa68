"""Rows of the tidy tables, from the material of an export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from meada.export.backing import Backing, backings
from meada.export.citation import Citation, cite
from meada.export.fragment import link
from meada.export.material import Document, Material
from meada.export.row import ArticleRow, EventRow, FigureRow, LinkRow, StatementRow
from meada.export.setting import Setting
from meada.reading.mention import Entity
from meada.record.statement import Evidence, Statement
from meada.story.story import Copy

__all__ = ["body", "quoted", "rows"]


def rows(material: Material, table: str, setting: Setting) -> Iterator[msgspec.Struct]:
    """The rows of ``table`` (a name of `meada.export.row.TABLES`), in the order of the record."""
    scene = _Scene(material)
    match table:
        case "articles":
            yield from (_article(scene, d, setting) for d in material.documents)
        case "statements":
            yield from (_statement(scene, s) for s in scene.statements)
        case "figures":
            yield from (_figure(scene, s) for s in scene.statements if s.figure is not None)
        case "events":
            yield from (_event(scene, s) for s in scene.statements if s.kind == "event")
        case "links":
            yield from _links(scene)
        case _:
            raise KeyError(table)


def quoted(statement: Statement) -> str:
    """The words of ``statement``, its parts in the order of the text."""
    return " … ".join(" ".join(e.quote.split()) for e in sorted(statement.evidence, key=_place))


def _place(evidence: Evidence) -> tuple[int, int]:
    return evidence.span.start, evidence.span.end


class _Scene:
    """What the rows of one material have in common, looked up once."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.statements = material.statements()
        self.documents = material.by_page()
        self.entities: Mapping[str, Entity] = {e.id: e for e in material.entities()}
        self.citations: dict[str, Citation] = {d.capture: cite(d) for d in material.documents}
        self.backings: dict[str, Backing] = backings(material)
        self.story = {s.id: record.story for record in material.records for s in record.statements}
        self.copies: dict[str, tuple[str, Copy]] = {
            copy.page: (family.id, copy)
            for story in material.stories
            for family in story.families
            for copy in family.copies
        }

    def name(self, id: str) -> str:
        return self.entities[id].name if id in self.entities else id

    def family(self, page: str) -> str | None:
        return self.copies[page][0] if page in self.copies else None


def _joined(values: Iterable[str | None]) -> str | None:
    return "; ".join(dict.fromkeys(v for v in values if v)) or None


def _versions(document: Document) -> dict[str, Any]:
    made = document.made
    if made is None:
        return {"version": None, "models": None, "registries": None}
    registries = (f"{name}@{version}" for name, version in sorted(made.registries.items()))
    return {"version": made.code, "models": _joined(made.models), "registries": _joined(registries)}


def _made(scene: _Scene, id: str, rule: str, confidence: float, document: Document) -> dict[str, Any]:
    standing = scene.material.standing(id)
    return {
        "state": standing.state,
        "state_by": standing.who,
        "state_at": standing.at,
        "rule": rule,
        "confidence": confidence,
    } | _versions(document)


def _source(scene: _Scene, statement: Statement) -> dict[str, Any]:
    citation = scene.citations[statement.page]
    first = min(statement.evidence, key=_place)
    return {
        "family": scene.family(statement.page),
        "article": citation.label,
        "outlet": citation.outlet,
        "agency": citation.agency,
        "author": _joined(citation.authors),
        "title": citation.title,
        "published": citation.published.iso if citation.published else None,
        "published_basis": citation.published.basis if citation.published else None,
        "url": citation.url,
        "link": link(citation.url, scene.documents[statement.page].text, first.span),
        "capture": citation.capture,
    }


def _told(scene: _Scene, s: Statement) -> dict[str, Any]:
    time, backing = s.time, scene.backings[s.id]
    spans = [e.span for e in s.evidence if e.page == s.page] or [s.evidence[0].span]
    return {
        "id": s.id,
        "story": scene.story[s.id],
        "kind": s.kind,
        "type": s.type,
        "mode": s.mode,
        "quote": quoted(s),
        "zone": min(s.evidence, key=_place).zone,
        "start": min(span.start for span in spans),
        "end": max(span.end for span in spans),
        "speaker": _joined(scene.name(c.entity) for c in s.chain if c.role in ("speaker", "document") and c.entity),
        "chain": " > ".join(f"{c.role}:{scene.name(c.entity) if c.entity else '-'}" for c in s.chain),
        "begin": time.begin if time else None,
        "until": time.until if time else None,
        "granularity": time.granularity if time else None,
        "time_zone": time.zone if time else None,
        "zone_basis": time.zone_basis if time else None,
        "time_how": time.how if time else None,
        "modality": s.modality,
        "polarity": s.polarity,
        "commitment": s.commitment,
        "told_first": backing.told,
        "n_origins": len(backing.origins),
        "origins": _joined(map(scene.name, backing.origins)),
        "n_camps": len(backing.camps),
        "n_outlets": len(backing.outlets),
        "n_articles": backing.articles,
    }


def _common(scene: _Scene, s: Statement) -> dict[str, Any]:
    return _told(scene, s) | _source(scene, s) | _made(scene, s.id, s.rule, s.confidence, scene.documents[s.page])


def _who(s: Statement, *roles: str) -> list[str]:
    return [p.entity for p in s.participants if p.role in roles]


def _place_of(s: Statement) -> dict[str, Any]:
    return {"place": s.place.name if s.place else None, "country": s.place.country if s.place else None}


def _statement(scene: _Scene, s: Statement) -> StatementRow:
    return StatementRow(
        **_common(scene, s),
        **_place_of(s),
        actors=_joined(map(scene.name, _who(s, "actor"))),
        recipients=_joined(map(scene.name, _who(s, "recipient"))),
        participants=_joined(map(scene.name, _who(s, "participant", "messenger"))),
        content=s.content,
        within=s.within,
        denies=s.denies,
    )


def _event(scene: _Scene, s: Statement) -> EventRow:
    out: dict[str, Any] = {}
    for role in ("actor", "recipient"):
        ids = _who(s, role)
        out[f"{role}s"] = _joined(ids)
        out[f"{role}_names"] = _joined(map(scene.name, ids))
        out[f"{role}_countries"] = _joined(scene.entities[id].country for id in ids if id in scene.entities)
    return EventRow(
        **_common(scene, s),
        **_place_of(s),
        **out,
        participants=_joined(_who(s, "participant", "messenger")),
        place_granularity=s.place.granularity if s.place else None,
    )


def _figure(scene: _Scene, s: Statement) -> FigureRow:
    figure = s.figure
    assert figure is not None
    return FigureRow(
        **_common(scene, s),
        words=figure.words,
        value=figure.value,
        bound=figure.bound,
        low=figure.low,
        high=figure.high,
        unit=figure.unit,
        population=figure.population,
        as_of=figure.as_of,
        part_of=figure.part_of,
        former=figure.former,
    )


def _links(scene: _Scene) -> Iterator[LinkRow]:
    by_id = {s.id: s for s in scene.statements}
    for one in scene.material.links():
        a, b = by_id[one.a], by_id[one.b]
        yield LinkRow(
            **_made(scene, one.id, one.rule, one.confidence, scene.documents[a.page]),
            id=one.id,
            story=scene.story[one.a],
            relation=one.relation,
            level=one.level,
            a=one.a,
            b=one.b,
            a_quote=quoted(a),
            b_quote=quoted(b),
            a_article=scene.citations[a.page].label,
            b_article=scene.citations[b.page].label,
            slots=_joined(one.slots),
            why=one.why,
            n_origins=len(one.origins),
            origins=_joined(map(scene.name, one.origins)),
            n_camps=len(one.camps),
            a_family=_joined(one.families[0]),
            b_family=_joined(one.families[1]),
        )


def _article(scene: _Scene, document: Document, setting: Setting) -> ArticleRow:
    citation, article = scene.citations[document.capture], document.article
    outlet = article.outlet if citation.outlet else None
    family, copy = scene.copies.get(document.capture, (None, None))
    against = scene.documents.get(copy.of) if copy and copy.of else None
    story = next((s.id for s in scene.material.stories if document.capture in s.pages), None)
    return ArticleRow(
        **_versions(document),
        article=document.label,
        story=story,
        family=family,
        copy=copy.label if copy else None,
        copy_of=against.label if against else None,
        title=citation.title,
        outlet=citation.outlet,
        outlet_country=outlet.country if outlet else None,
        state_controlled=bool(outlet and outlet.state_controlled),
        agency=citation.agency,
        author=_joined(citation.authors),
        section=article.section,
        published=citation.published.iso if citation.published else None,
        published_basis=citation.published.basis if citation.published else None,
        published_words=citation.published.words if citation.published else None,
        updated=citation.updated.iso if citation.updated else None,
        lang=article.variant or article.lang,
        url=citation.url,
        fetched=citation.fetched,
        characters=len(document.text),
        statements=sum(s.page == document.capture for s in scene.statements),
        foreign_headlines=len(article.pointers),
        translation_scars=sum(scar.kind == "translation" for scar in article.scars),
        flags=_joined(article.flags),
        capture=document.capture,
        text=body(document) if setting.full_text else None,
    )


def body(document: Document) -> str:
    """The paragraphs of the article: the whole text, which only ``--full-text`` gives."""
    return "\n\n".join(span.of(document.text) for span in document.article.body)
