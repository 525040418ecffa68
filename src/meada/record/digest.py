"""What a list shows of a story: made once, when the story is stored, so that a list never opens a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from meada.reading.mention import Entity
from meada.record.news import news
from meada.record.origin import independent
from meada.record.record import Record
from meada.record.statement import Statement
from meada.story.story import Story

__all__ = ["Digest", "Lead", "Part", "Row", "accuses", "digest", "parts"]

_AGREE = frozenset(("repeats", "corroborates"))


class Row(NamedTuple):
    """An article as far as lists need it."""

    published: str | None
    title: str | None
    lang: str | None
    outlet: str | None


class Lead(msgspec.Struct, frozen=True, kw_only=True):
    """The words of ``statement`` on ``page`` that most pages of a story repeat."""

    statement: str
    page: str
    words: str


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """A story in a few numbers.

    ``title`` is a headline of its pages that accuses no named person, None where there is none; ``origins`` counts the
    independent origins cited; ``conflicts`` and ``denials`` the statements under a shown contradiction, or denied;
    ``unsourced`` the figures that nobody answers for. ``page`` is the latest page, with how many statements were ``new``,
    ``updated`` and ``disputed`` in it.
    """

    title: str | None
    langs: tuple[str, ...] = ()
    outlets: int = 0
    origins: int = 0
    conflicts: int = 0
    denials: int = 0
    figures: int = 0
    unsourced: int = 0
    lead: Lead | None = None
    page: str | None = None
    new: int = 0
    updated: int = 0
    disputed: int = 0


class Part(NamedTuple):
    """Someone's part in a statement: ``says``, ``does``, ``told`` (others tell of them), ``accused`` (an accusation, or an
    act that is only alleged)."""

    statement: str
    entity: str
    role: str
    day: str | None


def digest(story: Story, record: Record, rows: Mapping[str, Row]) -> Digest:
    """The digest of ``story``; ``rows`` are its articles by page."""
    entities = {e.id: e for e in record.entities}
    by_id = {s.id: s for s in record.statements}
    against = [k for k in record.links if k.relation == "contradicts" and k.level == "shown"]
    denied = {i for k in against for i in (k.a, k.b) if _denies(by_id, k.a, k.b)}
    figures = [s for s in record.statements if s.figure is not None and s.figure.unit]
    published = {page: row.published for page, row in rows.items()}
    latest = max(news(record, published), key=lambda one: (one.published or "", one.page), default=None)
    return Digest(
        title=_title(story, record, rows, entities),
        langs=tuple(sorted({row.lang for row in rows.values() if row.lang})),
        outlets=len({row.outlet for row in rows.values() if row.outlet}),
        origins=len(independent(record.statements, entities)),
        conflicts=len({i for k in against for i in (k.a, k.b)} - denied),
        denials=len(denied),
        figures=len(figures),
        unsourced=sum(not independent([s], entities) for s in figures),
        lead=_lead(record, entities),
        page=latest.page if latest else None,
        new=len(latest.new) if latest else 0,
        updated=len(latest.updated) if latest else 0,
        disputed=len(latest.disputed) if latest else 0,
    )


def _denies(by_id: Mapping[str, Statement], a: str, b: str) -> bool:
    return a in by_id and b in by_id and (by_id[a].denies == b or by_id[b].denies == a)


def accuses(statement: Statement, entities: Mapping[str, Entity]) -> bool:
    """True for an accusation of a named person, or an act that is only alleged of one."""
    named = [p for p in statement.participants if p.entity in entities and entities[p.entity].type == "person"]
    if statement.type == "ACCUSE":
        return any(p.role == "recipient" for p in named)
    return statement.modality == "alleged" and any(p.role == "actor" for p in named)


def _title(story: Story, record: Record, rows: Mapping[str, Row], entities: Mapping[str, Entity]) -> str | None:
    """The story's own headline, else the earliest, among those that accuse nobody by name."""
    charged = {e.page for s in record.statements if accuses(s, entities) for e in s.evidence if e.zone == "headline"}
    plain = sorted((row.published or "9", row.title) for page, row in rows.items() if row.title and page not in charged)
    titles = [title for _, title in plain]
    shown = {row.title for page, row in rows.items() if page in charged}
    if story.title and story.title not in shown:
        return story.title
    return titles[0] if titles else None


def _lead(record: Record, entities: Mapping[str, Entity]) -> Lead | None:
    """What most pages repeat, acts of saying and accusations left out."""
    told = Counter(i for k in record.links if k.relation in _AGREE and k.level == "shown" for i in (k.a, k.b))
    able = [
        s for s in record.statements if s.type != "STATEMENT" and s.polarity == "affirmed" and not accuses(s, entities)
    ]
    best = max(able, key=lambda s: (told[s.id], s.time is not None and s.time.how == "own"), default=None)
    if best is None:
        return None
    words = " … ".join(e.quote for e in sorted(best.evidence, key=lambda e: e.span))
    return Lead(statement=best.id, page=best.page, words=" ".join(words.split()))


def parts(record: Record, rows: Mapping[str, Row]) -> tuple[Part, ...]:
    """Who stands in which statement, each once."""
    entities = {e.id: e for e in record.entities}
    found = {
        Part(s.id, entity, role, (rows[s.page].published or "")[:10] if s.page in rows else "")
        for s in record.statements
        for entity, role in _roles(s, entities)
    }
    return tuple(sorted(found))


def _roles(statement: Statement, entities: Mapping[str, Entity]) -> Iterator[tuple[str, str]]:
    sayers = {step.entity for step in statement.chain if step.role in ("speaker", "document") and step.entity}
    charged = accuses(statement, entities)
    for sayer in sayers & set(entities):
        yield sayer, "says"
    for one in statement.participants:
        if one.entity not in entities or one.entity in sayers:
            continue
        if (
            charged
            and entities[one.entity].type == "person"
            and (one.role == "recipient") == (statement.type == "ACCUSE")
        ):
            yield one.entity, "accused"
        elif one.role == "actor":
            yield one.entity, "does"
        else:
            yield one.entity, "told"
