"""What a list shows of a story: made once, when the story is stored, so that a list never opens a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from meada.reading.mention import Entity
from meada.record.news import News, news
from meada.record.note import Note, accuses, note
from meada.record.record import Record
from meada.record.statement import Statement
from meada.story.story import Story

__all__ = ["AGREE", "Digest", "Glance", "Lead", "Part", "Row", "accuses", "digest", "digested", "latest", "parts"]

AGREE = frozenset(("repeats", "corroborates"))
"""Relations of statements that tell the same."""


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


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """What of a record its digest is made from. ``notes`` are all statements in the order of the record, by page; ``against``
    the ends of shown contradictions; ``told`` how many shown links agree with a statement; ``charged`` the pages whose headline
    accuses somebody; ``latest`` what the latest page brings; ``words`` gives a statement by its id."""

    notes: Mapping[str, Sequence[Note]]
    against: Sequence[tuple[str, str]]
    told: Mapping[str, int]
    charged: frozenset[str]
    latest: News | None
    words: Callable[[str], Statement]


def digest(story: Story, record: Record, rows: Mapping[str, Row]) -> Digest:
    """The digest of ``story``; ``rows`` are its articles by page."""
    entities = {e.id: e for e in record.entities}
    by_id = {s.id: s for s in record.statements}
    shown = [k for k in record.links if k.level == "shown"]
    notes: dict[str, list[Note]] = {}
    for statement in record.statements:
        notes.setdefault(statement.page, []).append(note(statement, entities))
    charges = (s for s in record.statements if accuses(s, entities))
    published = {page: row.published for page, row in rows.items()}
    last = latest(notes, published)
    glance = Glance(
        notes=notes,
        against=[(k.a, k.b) for k in shown if k.relation == "contradicts"],
        told=Counter(i for k in shown if k.relation in AGREE for i in (k.a, k.b)),
        charged=frozenset(e.page for s in charges for e in s.evidence if e.zone == "headline"),
        latest=next((one for one in news(record, published) if one.page == last), None),
        words=by_id.__getitem__,
    )
    return digested(story, glance, rows)


def latest(pages: Iterable[str], published: Mapping[str, str | None]) -> str | None:
    """The page published last."""
    return max(pages, key=lambda page: (published.get(page) or "", page), default=None)


def digested(story: Story, glance: Glance, rows: Mapping[str, Row]) -> Digest:
    """The digest of ``story`` from what a ``glance`` at its record tells; ``rows`` are its articles by page."""
    notes = [one for found in glance.notes.values() for one in found]
    denies = {one.id: one.denies for one in notes if one.denies}
    denied = {i for a, b in glance.against if denies.get(a) == b or denies.get(b) == a for i in (a, b)}
    found = glance.latest
    return Digest(
        title=_title(story, glance.charged, rows),
        langs=tuple(sorted({row.lang for row in rows.values() if row.lang})),
        outlets=len({row.outlet for row in rows.values() if row.outlet}),
        origins=len({origin for one in notes for origin in one.roots}),
        conflicts=len({i for pair in glance.against for i in pair} - denied),
        denials=len(denied),
        figures=sum(one.counts for one in notes),
        unsourced=sum(one.counts and not one.roots for one in notes),
        lead=_lead(notes, glance),
        page=found.page if found else None,
        new=len(found.new) if found else 0,
        updated=len(found.updated) if found else 0,
        disputed=len(found.disputed) if found else 0,
    )


def _title(story: Story, charged: Collection[str], rows: Mapping[str, Row]) -> str | None:
    """The story's own headline, else the earliest, among those that accuse nobody by name."""
    plain = sorted((row.published or "9", row.title) for page, row in rows.items() if row.title and page not in charged)
    titles = [title for _, title in plain]
    shown = {row.title for page, row in rows.items() if page in charged}
    if story.title and story.title not in shown:
        return story.title
    return titles[0] if titles else None


def _lead(notes: Iterable[Note], glance: Glance) -> Lead | None:
    """What most pages repeat, acts of saying and accusations left out."""
    able = [one for one in notes if one.able]
    best = max(able, key=lambda one: (glance.told.get(one.id, 0), one.own), default=None)
    if best is None:
        return None
    statement = glance.words(best.id)
    words = " … ".join(e.quote for e in sorted(statement.evidence, key=lambda e: e.span))
    return Lead(statement=best.id, page=statement.page, words=" ".join(words.split()))


def parts(statements: Iterable[Statement], entities: Mapping[str, Entity], rows: Mapping[str, Row]) -> tuple[Part, ...]:
    """Who stands in which of ``statements``, each once."""
    found = {
        Part(s.id, entity, role, (rows[s.page].published or "")[:10] if s.page in rows else "")
        for s in statements
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
