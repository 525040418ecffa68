"""A story's reports become its record."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from meada.ident import ident
from meada.reading.mention import Entity
from meada.record.link import Link
from meada.record.origin import camp, independent
from meada.record.record import Record
from meada.record.relate import Side, Verdict, relate
from meada.record.report import Report
from meada.record.state import state
from meada.record.statement import Statement

__all__ = ["link", "make"]

_WORD = re.compile(r"\w{4,}")


def make(story: str, reports: Sequence[Report]) -> Record:
    """Statements of all ``reports`` and the links between them."""
    entities = _entities(reports)
    sides = [_side(report, statement) for report in reports for statement in state(report)]
    links = tuple(link(a, b, entities) for a, b in _candidates(sides, entities))
    return Record(
        story=story,
        statements=tuple(side.statement for side in sides),
        links=tuple(sorted((k for k in links if k is not None), key=lambda k: k.id)),
        entities=tuple(entities[key] for key in sorted(entities)),
    )


def link(a: Side, b: Side, entities: Mapping[str, Entity]) -> Link | None:
    """The link between two statements, the earlier published first; None when nothing ties them."""
    first, second = sorted((a, b), key=lambda s: (s.published or "9", s.statement.page, s.statement.evidence[0].span))
    verdict = relate(first, second, entities)
    if verdict is None:
        return None
    return _link(first, second, verdict, entities)


def _link(a: Side, b: Side, verdict: Verdict, entities: Mapping[str, Entity]) -> Link:
    x, y = a.statement, b.statement
    origins = independent((x, y), entities)
    return Link(
        id=ident("link", x.id, y.id, verdict.relation),
        a=x.id,
        b=y.id,
        relation=verdict.relation,
        slots=verdict.slots,
        why=verdict.why,
        origins=origins,
        camps=tuple(sorted({camp(origin, entities) for origin in origins})),
        families=((a.family,), (b.family,)),
        level="shown",
        rule=f"record.{verdict.relation}",
        confidence=verdict.confidence,
    )


def _entities(reports: Iterable[Report]) -> dict[str, Entity]:
    out: dict[str, Entity] = {}
    for report in reports:
        for entity in report.reading.entities:
            key = report.entity(entity.id)
            known = out.get(key)
            names = tuple(dict.fromkeys((*(known.names if known else ()), *entity.names)))
            out[key] = msgspec.structs.replace(known or entity, id=key, names=names)
    return out


def _side(report: Report, statement: Statement) -> Side:
    return Side(statement=statement, family=report.family, published=report.published, words=_words(statement))


def _words(statement: Statement) -> frozenset[str]:
    """The stems (folded, first six letters) of the words of four letters or more in the evidence."""
    text = " ".join(e.quote for e in statement.evidence)
    folded = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return frozenset(word[:6] for word in _WORD.findall(folded))


def _candidates(sides: Sequence[Side], entities: Mapping[str, Entity]) -> Iterator[tuple[Side, Side]]:
    """Pairs worth comparing: they share a type group and a participant, or one denies the other; each pair once."""
    at = {side.statement.id: n for n, side in enumerate(sides)}
    seen: set[tuple[int, int]] = set()
    groups: dict[str, list[int]] = defaultdict(list)
    for n, side in enumerate(sides):
        for key in _keys(side.statement, entities):
            groups[key].append(n)
        target = at.get(side.statement.denies or "")
        if target is not None and target != n:
            groups[f"denial:{n}"] += [n, target]
    for members in groups.values():
        for place, i in enumerate(members):
            for j in members[place + 1 :]:
                pair = (min(i, j), max(i, j))
                if pair not in seen and _worth(sides[i], sides[j]):
                    seen.add(pair)
                    yield sides[i], sides[j]


def _worth(a: Side, b: Side) -> bool:
    """Statements of one page are compared only where one denies the other, or both give figures."""
    x, y = a.statement, b.statement
    return x.page != y.page or y.denies == x.id or x.denies == y.id or bool(x.figure and y.figure)


def _keys(statement: Statement, entities: Mapping[str, Entity]) -> Iterator[str]:
    for participant in statement.participants:
        entity = entities.get(participant.entity)
        yield entity.country if entity is not None and entity.country else participant.entity
    if statement.figure:
        yield f"figure:{statement.type}:{statement.figure.unit}"
