"""The weights of the decision whether two articles tell one episode: a data file, read once."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from meada.lang.table import resource

__all__ = ["Bar", "Effort", "TermWeights", "TimeWeights", "Weights", "weights"]


class TermWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How words weigh: letters kept of a stem, terms kept of an article, and what titles, names and numbers count."""

    stem: int
    kept: int
    title: float
    name: float
    number: float
    body: int


class TimeWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a likeness fades with the days between two articles."""

    fade: float
    window: float
    undated: float


class Bar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When groups become one: mean likeness ≥ ``join`` + ``size`` · ln(size of the smaller). Likenesses under ``floor``
    count as none; ``vector`` is the share of vectors in a likeness."""

    join: float
    size: float
    floor: float
    vector: float


class Effort(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Bounds on the work for one article, so that time grows with the number of articles and no faster."""

    postings: int
    term: int
    neighbours: int


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of ``resources/episode.toml``, which says what each stands for."""

    terms: TermWeights
    time: TimeWeights
    lexical: Bar
    deep: Bar
    effort: Effort


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights that ship. Raises `msgspec.ValidationError` when the file does not fit."""
    return msgspec.convert(resource("episode"), Weights)
