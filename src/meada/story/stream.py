"""A stream of articles as bare values, into families and episodes: what `meada pipe episode` runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from meada.ident import ident
from meada.span import Span
from meada.story.day import day
from meada.story.family import pairs, translations
from meada.story.group import group_pairs
from meada.story.near import COPY
from meada.story.nearest import nearest
from meada.story.neighbour import Vector
from meada.story.term import Frequency, counts
from meada.story.text import Text, text
from meada.story.union import connected
from meada.story.vector import Means, Vectors, told_text, vectors
from meada.story.weight import Weights, weights

__all__ = ["episodes", "heaviest", "label", "vectors_of_terms"]


def label(
    items: Sequence[Mapping[str, Any]], *, encoder: Vectors | None = None, deep: bool | None = None
) -> Iterator[dict[str, str]]:
    """``{"family", "episode"}`` for each of ``items`` (``id``, ``title``, ``text``?, ``lang``?, ``date``?), in their order.

    Labels depend on the set of items, not on their order, and are stable: an episode is called after its first member.
    ``encoder`` makes the vectors; without one, those of the extra `deep` are used where it is installed, unless ``deep``
    is False. Dates are ISO 8601; one that cannot be read counts as none.
    """
    if encoder is None and deep is not False:
        encoder = vectors()
    order = sorted(range(len(items)), key=lambda i: _rank(items[i], i))
    families = _families([items[i] for i in order])
    groups = episodes([items[i] for i in order], weights(), encoder)
    keys = [str(items[i].get("id", i)) for i in order]
    out: list[dict[str, str]] = [{} for _ in items]
    for name, parts in (("family", families), ("episode", groups)):
        for part in parts:
            called = ident(name, keys[part[0]])
            for at in part:
                out[order[at]][name] = called
    yield from out


def episodes(
    items: Sequence[Mapping[str, Any]],
    w: Weights,
    encoder: Vectors | None = None,
    known: Sequence[Vector] | None = None,
) -> list[list[int]]:
    """The episodes of ``items``, which come in order of time, as lists of their positions. Their vectors are ``known``, or
    made by ``encoder``; without either, words, names and numbers decide alone."""
    if known is None and encoder is not None:
        known = encoder.encode([told_text(_text(item, "title"), _text(item, "text")) for item in items])
    bar = w.lexical if known is None else w.deep
    days = [day(item.get("date")) for item in items]
    langs = [_text(item, "lang") for item in items]
    found = nearest(days, langs, vectors_of_terms(items, w), _centred(langs, known), w, bar)
    return group_pairs(len(items), found, bar)


def vectors_of_terms(items: Sequence[Mapping[str, Any]], w: Weights) -> list[dict[str, float]]:
    """The heaviest terms of each of ``items``, as vectors of length 1."""
    langs = [_text(item, "lang") for item in items]
    found = [
        counts(_text(item, "title"), _text(item, "text"), lang, w.terms)
        for item, lang in zip(items, langs, strict=True)
    ]
    return heaviest(langs, found, w)


def heaviest(langs: Sequence[str], found: Sequence[dict[str, float]], w: Weights) -> list[dict[str, float]]:
    """The heaviest of the counted terms ``found`` of each article, as vectors of length 1, weighed by how rare they are in
    its language among these articles."""
    frequency = Frequency(w.terms.background)
    for lang, terms in zip(langs, found, strict=True):
        frequency.add(lang, terms)
    return [frequency.weigh(lang, terms, w.terms.kept) for lang, terms in zip(langs, found, strict=True)]


def _families(items: Sequence[Mapping[str, Any]]) -> list[list[int]]:
    """Copies by text; where there is none, by a headline that is the same word for word."""
    full = [at for at, item in enumerate(items) if _text(item, "text")]
    texts = [_read(items[at]) for at in full]
    found = pairs(texts)
    tied = [(full[a], full[b]) for a, b in (*(p for p, x in found.items() if x >= COPY), *translations(texts))]
    first: dict[str, int] = {}
    for at, item in enumerate(items):
        title = "" if _text(item, "text") else " ".join(_text(item, "title").lower().split())
        if title:
            tied.append((first.setdefault(title, at), at))
    return connected(len(items), tied)


def _read(item: Mapping[str, Any]) -> Text:
    source = _text(item, "text")
    return text(source, _paragraphs(source), str(item.get("lang") or "") or None)


def _paragraphs(source: str) -> list[Span]:
    spans, start = [], 0
    for line in source.split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def _centred(langs: Sequence[str], found: Sequence[Vector] | None) -> Sequence[Vector] | None:
    if found is None:
        return None
    means = Means()
    for lang, vector in zip(langs, found, strict=True):
        means.add(lang, vector)
    return [means.centre(lang, vector) for lang, vector in zip(langs, found, strict=True)]


def _text(item: Mapping[str, Any], field: str) -> str:
    return str(item.get(field) or "")


def _rank(item: Mapping[str, Any], at: int) -> tuple[bool, float, str, str, int]:
    when = day(item.get("date"))
    return when is None, when or 0.0, str(item.get("id", "")), _text(item, "title"), at
