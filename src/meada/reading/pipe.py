"""A reading in the layout of ``pipe read``: plain values, offsets as numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from meada.reading.attribution import Attribution
from meada.reading.event import Event, Participant
from meada.reading.figure import Figure
from meada.reading.reading import Reading
from meada.span import Span
from meada.when.expression import Expression

__all__ = ["as_pipe"]


def as_pipe(reading: Reading) -> dict[str, Any]:
    """The fields that ``pipe read`` gives for ``reading``, without the ``id`` of the input line."""
    index = {a.id: i for i, a in enumerate(reading.attributions)}
    return {
        "lang": reading.lang,
        "sentences": _pairs(reading.sentences),
        "attributions": [_attribution(a) for a in reading.attributions],
        "times": [_time(t) for t in reading.times],
        "figures": [_figure(f, index) for f in reading.figures],
        "mentions": [{**_range(m.span), "type": m.type, "entity": m.entity} for m in reading.mentions],
        "events": [_event(e) for e in reading.events],
    }


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def _range(span: Span | None) -> dict[str, int | None]:
    return {"start": span.start if span else None, "end": span.end if span else None}


def _attribution(a: Attribution) -> dict[str, Any]:
    parts = ("content", "cue", "source", "medium", "addressee")
    plain = ("speaker", "type", "polarity", "carried", "rule", "confidence")
    return {p: _pairs(getattr(a, p)) for p in parts} | {p: getattr(a, p) for p in plain}


def _time(t: Expression) -> dict[str, Any]:
    plain = ("type", "value", "begin", "until", "granularity", "zone", "anchor", "rule")
    return {**_range(t.span), **{p: getattr(t, p) for p in plain}}


def _figure(f: Figure, index: Mapping[str, int]) -> dict[str, Any]:
    plain = {p: getattr(f, p) for p in ("value", "low", "high", "bound", "unit")}
    return {**_range(f.span), **plain, "source": index.get(f.attribution) if f.attribution else None}


def _event(e: Event) -> dict[str, Any]:
    return {
        **_range(e.trigger),
        "type": e.type,
        "mode": e.mode,
        "participants": [_participant(p) for p in e.participants],
        "begin": e.time.begin if e.time else None,
        "until": e.time.until if e.time else None,
        "place": e.place.name if e.place else None,
        "modality": e.modality,
        "polarity": e.polarity,
    }


def _participant(p: Participant) -> dict[str, Any]:
    return {"role": p.role, **_range(p.span), "entity": p.entity}
