"""Evidence: the exact words of a page that a statement stands on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from meada.page.page import READ
from meada.record.report import Report
from meada.record.statement import Evidence
from meada.span import Span, cover

__all__ = ["evidence", "runs"]


def evidence(report: Report, spans: Iterable[Span]) -> tuple[Evidence, ...]:
    """``spans`` as evidence in text order; none from a block that is not read (debris)."""
    text = report.page.text
    found = [Evidence(page=report.id, span=s, quote=s.of(text), zone=report.zone(s)) for s in sorted(set(spans))]
    return tuple(e for e in found if e.zone in READ and e.quote.strip())


def runs(report: Report, parts: Sequence[Span]) -> list[Span]:
    """One span over the parts that stand in one sentence; parts of other sentences stay apart."""
    groups: dict[Span, list[Span]] = {}
    for part in parts:
        groups.setdefault(report.sentence(part), []).append(part)
    return [cover(group) for group in groups.values()]
