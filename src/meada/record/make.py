"""A story's reports become its record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from meada.ident import ident
from meada.reading.mention import Entity
from meada.record.level import level
from meada.record.link import Link
from meada.record.origin import camp, extent, independent
from meada.record.pairs import pairs
from meada.record.record import Record
from meada.record.relate import relate
from meada.record.report import Report
from meada.record.ruling import ruled
from meada.record.same import same
from meada.record.side import PageFacts, Side, remembered, side
from meada.record.state import state
from meada.record.verdict import Verdict

__all__ = ["grow", "link", "make"]

_REJECTED = Verdict(
    relation="contradicts", slots=("polarity",), why="rejects what another page tells of the same", confidence=0.6
)


def make(story: str, reports: Sequence[Report]) -> Record:
    """Statements of all ``reports`` and the links between them; the order of ``reports`` does not matter."""
    ordered = sorted(reports, key=lambda r: (r.published or "9", r.id))
    known = same(ordered)
    ordered = [
        msgspec.structs.replace(r, same={**known, **{key: known.get(to, to) for key, to in r.same.items()}})
        for r in ordered
    ]
    entities = _entities(ordered)
    sides = [one for report in ordered for one in _sides(report)]
    found = [k for a, b in pairs(sides, entities) if (k := link(a, b, entities)) is not None]
    links = [*(kept := thin(found)), *spread(kept, sides, entities)]
    return Record(
        story=story,
        statements=tuple(side.statement for side in sides),
        links=tuple(sorted(links, key=lambda k: k.id)),
        entities=tuple(entities[key] for key in sorted(entities)),
    )


def grow(record: Record, report: Report, pages: Mapping[str, PageFacts]) -> Record:
    """``record`` with the statements of one more ``report`` and their links; nothing that stands in it is read again.

    ``pages`` has the facts of every page of the record. Names are joined as far as the record's own entities tell.
    """
    known = {e.id: e for e in record.entities}
    mine = _entities([report])
    entities = {**mine, **known}
    made = _sides(report)
    by_id = {s.id: s for s in record.statements}
    old = [
        remembered(s, pages[s.page], by_id.get(s.within or "")) for s in record.statements if s.page != report.id
    ]  # fmt: skip
    sides = [*made, *old]
    found = [k for a, b in pairs(sides, entities, fresh=len(made)) if (k := link(a, b, entities)) is not None]
    kept = thin([*record.links, *found], found)
    links = {k.id: k for k in (*kept, *spread(kept, sides, entities))}
    return Record(
        story=record.story,
        statements=(*(side.statement for side in old), *(side.statement for side in made)),
        links=tuple(links[key] for key in sorted(links)),
        entities=tuple(entities[key] for key in sorted(entities)),
    )


def link(a: Side, b: Side, entities: Mapping[str, Entity]) -> Link | None:
    """The link between two statements, the earlier published first; None when nothing ties them."""
    first, second = sorted((a, b), key=lambda s: (s.published or "9", s.statement.page, s.statement.evidence[0].span))
    verdict = relate(first, second, entities)
    if verdict is None:
        return None
    return _link(first, second, verdict, entities)


def thin(links: Sequence[Link], fresh: Sequence[Link] | None = None) -> list[Link]:
    """``links`` without the updates of a figure that another update of it stands between (4 → 11 → 19, not 4 → 19).

    Where all but the ``fresh`` ones were thinned before, only what stands beside those is looked at.
    """
    later: dict[str, set[str]] = {}
    earlier: dict[str, set[str]] = {}
    for one in links:
        if _is_series(one):
            later.setdefault(one.a, set()).add(one.b)
            earlier.setdefault(one.b, set()).add(one.a)
    between: set[tuple[str, str]] = set()
    for one in links if fresh is None else fresh:
        if _is_series(one):
            between.update((one.a, b) for b in later.get(one.b, ()) if b in later[one.a])
            between.update((a, one.b) for a in earlier.get(one.a, ()) if one.b in later[a])
    return [one for one in links if not (_is_series(one) and (one.a, one.b) in between)]


def _is_series(one: Link) -> bool:
    return one.relation == "updates" and "as_of" in one.slots


def spread(links: Sequence[Link], sides: Sequence[Side], entities: Mapping[str, Entity]) -> list[Link]:
    """A denial contradicts also what repeats or corroborates, on another page, the statement it rejects."""
    by_id = {s.statement.id: s for s in sides}
    rejections = [
        (denial, target)
        for one in links
        if one.relation == "contradicts"
        for denial, target in ((one.a, one.b), (one.b, one.a))
        if by_id[denial].statement.denies == target
    ]
    denials, targets = {denial for denial, _ in rejections}, {target for _, target in rejections}
    tied: set[frozenset[str]] = set()
    alike: dict[str, set[str]] = {}
    for one in links if rejections else ():
        if one.a in denials or one.b in denials:
            tied.add(frozenset((one.a, one.b)))
        if one.relation in ("repeats", "corroborates", "coincides"):
            for end, other in ((one.a, one.b), (one.b, one.a)):
                if end in targets:
                    alike.setdefault(end, set()).add(other)
    out = []
    for denial, target in rejections:
        for other in sorted(alike.get(target, ())):
            if frozenset((denial, other)) in tied or by_id[other].statement.page == by_id[denial].statement.page:
                continue
            tied.add(frozenset((denial, other)))
            out.append(_link(by_id[other], by_id[denial], _REJECTED, entities))
    return out


def _link(a: Side, b: Side, verdict: Verdict, entities: Mapping[str, Entity]) -> Link:
    x, y = a.statement, b.statement
    origins = independent((x, y), entities)
    least, most = extent((x, y), entities)
    return Link(
        id=ident("link", x.id, y.id, verdict.relation),
        a=x.id,
        b=y.id,
        relation=verdict.relation,
        slots=verdict.slots,
        why=verdict.why,
        origins=origins,
        least=least,
        most=most,
        camps=tuple(sorted({camp(origin, entities) for origin in origins})),
        families=((a.family,), (b.family,)),
        level=level(verdict),
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
            serves = (known.serves if known else None) or (entity.serves and report.entity(entity.serves))
            out[key] = msgspec.structs.replace(
                known or entity,
                id=key,
                names=names,
                serves=serves,
                kind=(known.kind if known else None) or entity.kind,
                country=(known.country if known else None) or entity.country,
            )
    return out


def _sides(report: Report) -> list[Side]:
    made = ruled(state(report), report.rulings, report.page.text)
    by_id = {s.id: s for s in made}
    return [side(report, s, by_id.get(s.within or "")) for s in made]
