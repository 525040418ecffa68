"""Cards: what stands in the margin beside a paragraph for each thing read in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from meada.desk import Standing, standings
from meada.export.happening import happening
from meada.i18n import N_, Words
from meada.lang import LANGUAGES
from meada.lang.table import table
from meada.reading.attribution import Attribution
from meada.reading.event import Event, Participant
from meada.reading.figure import Figure
from meada.reading.mention import Entity
from meada.reading.reading import Reading
from meada.record.statement import Statement
from meada.span import Span
from meada.store.judgement import Judgement
from meada.web.marked import Kind, Mark
from meada.web.pick import picked
from meada.web.wording import ATTRIBUTIONS, amount, said

__all__ = ["SURE", "Card", "cards", "judged", "linked", "marks"]

SURE = 0.5
"""A speaker found with less confidence than this is shown as “not identified”."""


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """``number`` is its reference in the text, ``item`` its id, ``head`` what it is, ``who`` says so, ``value`` what was
    read, ``day`` and ``place`` when and where it happened; ``at`` is where its words begin. ``person`` is the id of who says
    so; ``rule`` made it, with ``confidence``; ``links`` are comparisons it leads to: address, relation, how many; ``fix`` is
    where it is corrected; ``state`` how people judged it, None while only the machine has spoken; ``pick`` names its words
    for a dossier (see `meada.web.pick`)."""

    number: int
    item: str
    kind: Kind
    head: str
    at: int
    who: str | None = None
    person: str | None = None
    via: str | None = None
    value: str | None = None
    as_of: str | None = None
    day: str | None = None
    place: str | None = None
    links: tuple[tuple[str, str, int], ...] = ()
    fix: str | None = None
    state: Standing | None = None
    pick: str | None = None
    rule: str = ""
    confidence: float = 1.0


def cards(reading: Reading, text: str, words: Words, label: str | None = None) -> tuple[Card, ...]:
    """A card for each attribution, figure and event, numbered in the order of the text; those of the article ``label`` lead to
    where they are corrected."""
    entities = {e.id: e for e in reading.entities}
    attributions = {a.id: a for a in reading.attributions}
    found: list[tuple[int, Item]] = [(a.content[0].start, a) for a in reading.attributions if a.content]
    found += [(f.span.start, f) for f in reading.figures]
    found += [(e.trigger.start, e) for e in reading.events]
    out = []
    for number, (at, item) in enumerate(sorted(found, key=lambda pair: (pair[0], pair[1].id)), 1):
        if isinstance(item, Figure):
            out.append(_figure(number, at, item, attributions, entities, text, words))
        elif isinstance(item, Event):
            out.append(_event(number, at, item, attributions, entities, words))
        else:
            out.append(_attribution(number, at, item, entities, text, words, reading.lang))
    if label is None:
        return tuple(out)
    told = {item.id: item for _, item in found}
    return tuple(
        replace(
            one,
            fix=f"/corrigir/{label}/{one.item}?kind={one.item.partition('-')[0]}",
            pick=picked(label, _words(told[one.item], reading), one.item),
        )
        for one in out
    )


Item = Attribution | Figure | Event


def _words(item: Item, reading: Reading) -> tuple[Span, ...]:
    """What is quoted for an item: the words of an attribution, the evidence of an event; for a figure its sentence, for a
    number alone says nothing."""
    if isinstance(item, Attribution):
        return tuple(sorted(item.content))
    if isinstance(item, Event):
        return tuple(sorted(item.evidence)) or (item.trigger,)
    return tuple(s for s in reading.sentences if s.contains(item.span))[:1] or (item.span,)


def _attribution(
    number: int, at: int, item: Attribution, entities: Mapping[str, Entity], text: str, words: Words, lang: str | None
) -> Card:
    who, person = _speaker(item, entities, words)
    denies = item.polarity == "denied" or item.type == "denial"
    kind: Kind = "denial" if denies else "quote" if item.type in ("direct", "mixed") else "said"
    return Card(
        number=number,
        item=item.id,
        kind=kind,
        head=words("denial") if denies else said(words, ATTRIBUTIONS, item.type),
        at=at,
        who=who,
        person=person,
        via=", ".join(_through(" ".join(span.of(text).split()), lang, words) for span in item.medium) or None,
        rule=item.rule,
        confidence=item.confidence,
    )


def _through(medium: str, lang: str | None, words: Words) -> str:
    """A medium as it is shown: "via Agência Sextante", but an occasion as the page says it: "em pronunciamento"."""
    links = table(lang, "reporting")["source"]["venue_links"] if lang in LANGUAGES else ()
    return medium if medium.lower().partition(" ")[0] in links else words("via {medium}", medium=medium)


def _speaker(item: Attribution, entities: Mapping[str, Entity], words: Words) -> tuple[str, str | None]:
    if item.confidence < SURE:
        return words("not identified"), None
    if item.entity and item.entity in entities:
        return entities[item.entity].name, item.entity
    if item.speaker:
        return item.speaker, None
    return words(_NOBODY.get(item.source_kind, "not identified")), None


_NOBODY = {
    "anonymous": N_("a source that is not named"),
    "impersonal": N_("nobody cited"),
    "nobody": N_("nobody cited"),
    "visual": N_("what is seen"),
}


def _figure(
    number: int,
    at: int,
    item: Figure,
    attributions: Mapping[str, Attribution],
    entities: Mapping[str, Entity],
    text: str,
    words: Words,
) -> Card:
    source = attributions.get(item.attribution or "")
    who, person = _speaker(source, entities, words) if source else (words("who says so: not stated"), None)
    value = amount(words, item.bound, item.value, item.low, item.high)
    counted = " ".join(item.population.of(text).split()) if item.population else ""
    return Card(
        number=number,
        item=item.id,
        kind="figure",
        head=words("figure"),
        at=at,
        who=who,
        person=person,
        value=f"{value} {counted}".strip() or None,
        as_of=words.date(item.as_of) or None,
        rule=item.rule,
        confidence=item.confidence,
    )


def _event(
    number: int,
    at: int,
    item: Event,
    attributions: Mapping[str, Attribution],
    entities: Mapping[str, Entity],
    words: Words,
) -> Card:
    """Who did what to whom, when and where; who says so where the page gives it to somebody."""
    source = attributions.get(item.attribution or "")
    who, person = _speaker(source, entities, words) if source else (None, None)
    return Card(
        number=number,
        item=item.id,
        kind="event",
        head=happening(item, words),
        at=at,
        who=words("according to {who}", who=who) if who else None,
        person=person,
        value=_sides(item.participants, entities),
        day=words.date(item.time.begin, item.time.granularity) if item.time and item.time.begin else None,
        place=item.place.name if item.place else None,
        rule=item.rule,
        confidence=item.confidence,
    )


def _sides(participants: Sequence[Participant], entities: Mapping[str, Entity]) -> str | None:
    """``Ana Luz, Bento Sá → Serrália``: those who act, then whom it is done to."""
    told: dict[bool, list[str]] = {False: [], True: []}
    for one in participants:
        if one.entity in entities:
            told[one.role == "recipient"].append(entities[one.entity].name)
    acting, met = (", ".join(dict.fromkeys(names)) for names in told.values())
    return f"{acting or '…'} → {met}" if met else acting or None


def marks(reading: Reading, made: tuple[Card, ...], words: Words) -> tuple[Mark, ...]:
    """The marks of an article: what the cards speak of, and dates and names without a card."""
    numbers = {card.item: card for card in made}
    out = [
        Mark(id=a.id, kind=numbers[a.id].kind, spans=a.content, note=numbers[a.id].number)
        for a in reading.attributions
        if a.id in numbers
    ]
    out += [
        Mark(id=f.id, kind="figure", spans=(f.span,), note=numbers[f.id].number, hint=numbers[f.id].value or "")
        for f in reading.figures
    ]
    out += [
        Mark(id=e.id, kind="event", spans=(e.trigger,), note=numbers[e.id].number, hint=numbers[e.id].head)
        for e in reading.events
        if e.id in numbers
    ]
    out += [
        Mark(id=f"t{t.span.start}", kind="date", spans=(t.span,), hint=_date(t.begin, t.granularity, words))
        for t in reading.times
    ]
    names = {e.id: e.name for e in reading.entities}
    out += [
        Mark(id=m.id, kind="actor", spans=(m.span,), hint=names.get(m.entity, ""))
        for m in reading.mentions
        if m.form in ("name", "short") and m.type in ("person", "organisation", "state")
    ]
    return tuple(out)


def _date(begin: str | None, granularity: str, words: Words) -> str:
    return words.date(begin, granularity) if begin else words("no date")


def linked(
    made: tuple[Card, ...], statements: Sequence[Statement], relations: Mapping[str, Mapping[str, int]]
) -> tuple[Card, ...]:
    """The cards with the comparisons that their statements lead to: those that tell of another side first."""
    by_item: dict[str, list[str]] = {}
    for statement in statements:
        for item in {statement.item, statement.figure.item if statement.figure else None} - {None}:
            by_item.setdefault(str(item), []).append(statement.id)
    out = []
    for card in made:
        links: dict[str, tuple[str, int]] = {}
        for id in by_item.get(card.item, ()):
            for relation, n in relations.get(id, {}).items():
                if n > links.get(relation, ("", 0))[1]:
                    links[relation] = (f"/n/{id}", n)
        told = tuple((*links[r][:1], r, links[r][1]) for r in _LINKED if r in links)
        out.append(replace(card, links=told))
    return tuple(out)


_LINKED = ("contradicts", "updates", "corroborates", "repeats")


def judged(
    made: Iterable[Card], statements: Iterable[Statement], log: Iterable[Judgement], page: str
) -> tuple[Card, ...]:
    """The cards with how people judged them, or the statements that were made of them, as the ``log`` has it."""
    known = {(one.page, one.item): one for one in standings(log).values()}
    of_item: dict[str, Standing] = {}
    for statement in statements:
        for item in (statement.item, statement.figure.item if statement.figure else None):
            if item and (None, statement.id) in known:
                of_item.setdefault(item, known[None, statement.id])
    return tuple(replace(one, state=known.get((page, one.item)) or of_item.get(one.item)) for one in made)
