"""Two statements and a verdict on them make a link."""

from __future__ import annotations

from collections.abc import Mapping

from meada.ident import ident
from meada.reading.mention import Entity
from meada.record.level import level
from meada.record.link import Link
from meada.record.origin import camp, extent, independent
from meada.record.side import Side
from meada.record.verdict import Verdict

__all__ = ["tied"]


def tied(a: Side, b: Side, verdict: Verdict, entities: Mapping[str, Entity]) -> Link:
    """The link of ``a`` and ``b`` that ``verdict`` says, with the origins and families on both sides."""
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
