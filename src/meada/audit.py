"""Auditing a store: a stratified sample of one kind of item, marks right or wrong, precision and recall with intervals."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from meada.reading.reading import Reading
from meada.record.statement import Statement
from meada.span import Span
from meada.store import Store
from meada.store.draw import Draw
from meada.store.mark import Verdict

__all__ = ["KINDS", "Drawn", "Result", "Sampled", "draw", "drawn", "mark", "result", "sample", "whole", "wilson"]

KINDS = ("quote", "attribution", "denial", "figure", "event", "time", "statement", "link")
"""What can be audited: quotations with their speakers, all attributions, denials, figures, events, dates, statements, links."""

_Z = 1.959964
"""The 97.5 % quantile of the normal distribution."""


class Sampled(msgspec.Struct, frozen=True, kw_only=True):
    """One item to mark. ``quote`` is its sentence and ``spans`` its parts in the text of ``page``; ``fields`` what the program
    says of it, in plain words; ``stratum`` outlet, language and rule."""

    item: str
    kind: str
    page: str
    label: str
    stratum: tuple[str, str, str]
    quote: str
    spans: tuple[Span, ...]
    fields: dict[str, str]


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What the marks of one kind amount to. ``precision`` is right over right and wrong; ``recall`` right over right and missed
    in the articles checked whole; both with their 95 % Wilson interval, None where nothing was marked."""

    kind: str
    lang: str | None
    right: int
    wrong: int
    unsure: int
    precision: float | None
    low: float | None
    high: float | None
    missed: int = 0
    articles: int = 0
    recall: float | None = None
    recall_low: float | None = None
    recall_high: float | None = None
    who: tuple[str, ...] = ()


def wilson(right: int, total: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson, JASA 22, 1927); (0, 1) where nothing was seen."""
    if not total:
        return 0.0, 1.0
    share, z = right / total, _Z * _Z
    middle = (share + z / (2 * total)) / (1 + z / total)
    half = _Z * math.sqrt(share * (1 - share) / total + z / (4 * total * total)) / (1 + z / total)
    return max(0.0, middle - half), min(1.0, middle + half)


def sample(store: Store, kind: str, n: int = 100, seed: int = 1) -> tuple[Sampled, ...]:
    """At most ``n`` items of ``kind``, the same for the same store and ``seed``: strata (outlet, language, rule) take turns, so
    that rare rules and small outlets are seen. Items that were marked before, or that a person judged, are not drawn again.

    Raises `ValueError` for a kind that is none of `KINDS`.
    """
    known = {m.item for m in store.marks(kind)} | set(store.states())
    strata: dict[tuple[str, str, str], list[Sampled]] = defaultdict(list)
    for one in _items(store, kind):
        if one.item not in known:
            strata[one.stratum].append(one)
    chance = random.Random(seed)
    queues = [sorted(group, key=lambda s: (s.page, s.item)) for _, group in sorted(strata.items())]
    for queue in queues:
        chance.shuffle(queue)
    chance.shuffle(queues)
    drawn: list[Sampled] = []
    while queues and len(drawn) < n:
        queues = [queue for queue in queues if queue]
        drawn += [queue.pop() for queue in queues][: n - len(drawn)]
    return tuple(drawn)


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """A sample that was kept, and the last mark of each of its items that has one: right, wrong or unsure."""

    draw: Draw
    items: tuple[Sampled, ...]
    marks: dict[str, str]

    @property
    def next(self) -> int | None:
        """The place of the first item without a mark; None when all have one."""
        return next((at for at, one in enumerate(self.items) if one.item not in self.marks), None)


def draw(store: Store, kind: str, n: int = 100, seed: int = 1, *, who: str | None = None) -> int:
    """Draws a sample as `sample` does and keeps it; gives its number."""
    return store.draws.keep(kind, seed, sample(store, kind, n, seed), who)


def drawn(store: Store, id: int) -> Drawn:
    """The sample of that number, with the marks that its items have by now. Raises `NotFoundError`."""
    held, items = store.draws.get(id, tuple[Sampled, ...])
    ids = {one.item for one in items}
    marks = {m.item: m.mark for m in store.marks(held.kind) if m.item in ids and m.mark is not None}
    return Drawn(draw=held, items=items, marks=marks)


def whole(store: Store, kind: str, ref: str) -> tuple[Sampled, ...]:
    """All items of ``kind`` in one article, in text order, to be marked before what is missing is counted."""
    page = store.resolve(ref)
    found = [one for one in _items(store, kind) if one.page == page]
    return tuple(sorted(found, key=lambda s: (s.spans[:1], s.item)))


def mark(store: Store, marks: Iterable[Mapping[str, Any]], *, who: str) -> int:
    """Keeps ``marks``: ``{item, kind, mark, stratum?, page?, why?}`` with ``mark`` one of right, wrong, unsure; or, for an
    article checked whole, ``{page, kind, missed}`` with the number of items it lacks. Gives how many were kept.

    Raises `msgspec.ValidationError` for a mark of another shape.
    """
    made = [msgspec.convert(dict(one) | {"who": who}, Verdict) for one in marks]
    return store.mark(made)


def result(store: Store, kind: str, lang: str | None = None) -> Result:
    """Precision and recall of ``kind`` from the marks kept, of all languages or one; the last mark of an item counts."""
    marks = [m for m in store.marks(kind) if lang is None or m.lang == lang]
    last = {m.item: m for m in marks if m.missed is None}
    missed = {m.item: m.missed for m in marks if m.missed is not None}
    right, wrong, unsure = (sum(m.mark == name for m in last.values()) for name in ("right", "wrong", "unsure"))
    low, high = wilson(right, right + wrong)
    held = sum(m.mark == "right" and m.page in missed for m in last.values())
    lacking = sum(missed.values())
    recall = wilson(held, held + lacking)
    return Result(
        kind=kind,
        lang=lang,
        right=right,
        wrong=wrong,
        unsure=unsure,
        precision=right / (right + wrong) if right + wrong else None,
        low=low if right + wrong else None,
        high=high if right + wrong else None,
        missed=lacking,
        articles=len(missed),
        recall=held / (held + lacking) if held + lacking else None,
        recall_low=recall[0] if held + lacking else None,
        recall_high=recall[1] if held + lacking else None,
        who=tuple(sorted({m.who for m in marks})),
    )


def _items(store: Store, kind: str) -> Iterable[Sampled]:
    if kind not in KINDS:
        raise ValueError(f"no kind “{kind}”: one of {', '.join(KINDS)}")
    outlets = {e.id: (e.label, e.outlet or e.agency or "", e.lang or "") for e in store.entries()}
    if kind in ("statement", "link"):
        yield from _of_records(store, kind, outlets)
        return
    for page, reading in zip(store.pages(), store.readings(), strict=True):
        label, outlet, lang = outlets[page.capture]
        for item, rule, spans, fields in _of_reading(kind, reading, page.text):
            sentence = next((s for s in reading.sentences if s.overlaps(spans[0])), spans[0])
            around = " ".join(Span(sentence.start, max(sentence.end, *(s.end for s in spans))).of(page.text).split())
            yield Sampled(
                item=item, kind=kind, page=page.capture, label=label, stratum=(outlet, lang, rule), quote=around,
                spans=tuple(spans), fields=fields,
            )  # fmt: skip


_Row = tuple[str, str, Sequence[Span], dict[str, str]]


def _of_reading(kind: str, reading: Reading, text: str) -> Iterable[_Row]:
    if kind == "figure":
        for f in reading.figures:
            counted = f.population.of(text) if f.population else f.unit or ""
            yield f.id, f.rule, [f.span], {"value": f"{f.value:g}" if f.value is not None else "?", "counts": counted}
    elif kind == "event":
        names = {e.id: e.name for e in reading.entities}
        for e in reading.events:
            who = ", ".join(f"{p.role}: {names.get(p.entity, p.entity)}" for p in e.participants)
            yield e.id, e.rule.partition(":")[0], list(e.evidence), {"type": e.type, "mode": e.mode or "", "who": who}
    elif kind == "time":
        for t in reading.times:
            yield f"time-{reading.page[:12]}-{t.span.start}", t.rule, [t.span], {"value": t.value}
    else:
        for a in reading.attributions:
            if kind == "attribution" or ((kind == "denial") == (a.type == "denial") and a.type in _TYPES[kind]):
                spans = [*a.content, *a.cue, *a.source]
                yield a.id, a.rule, spans, {"speaker": a.speaker or "", "type": a.type, "polarity": a.polarity}


_TYPES = {"quote": ("direct", "mixed"), "denial": ("denial",)}


def _of_records(store: Store, kind: str, outlets: Mapping[str, tuple[str, str, str]]) -> Iterable[Sampled]:
    told = {s.id: s for s in store.statements()}
    if kind == "statement":
        for s in told.values():
            yield _sampled(s.id, kind, s, outlets, s.rule.partition(":")[0], {"kind": s.kind, "type": s.type})
        return
    for link in store.links():
        a, b = told[link.a], told[link.b]
        fields = {"relation": link.relation, "level": link.level, "other": f"{outlets[b.page][0]}: {_quote(b)}"}
        yield _sampled(link.id, kind, a, outlets, link.rule, fields)


def _sampled(
    item: str, kind: str, s: Statement, outlets: Mapping[str, tuple[str, str, str]], rule: str, fields: dict[str, str]
) -> Sampled:
    label, outlet, lang = outlets[s.page]
    return Sampled(
        item=item, kind=kind, page=s.page, label=label, stratum=(outlet, lang, rule), quote=_quote(s),
        spans=tuple(e.span for e in s.evidence), fields=fields,
    )  # fmt: skip


def _quote(statement: Statement) -> str:
    return " ".join(" … ".join(e.quote for e in statement.evidence).split())
