"""The weights of the decision whether two articles tell one episode: a data file, read once."""

from __future__ import annotations

import math
from functools import lru_cache

import msgspec

from meada.lang.table import resource

__all__ = ["Bar", "Effort", "StoryWeights", "TermWeights", "TimeWeights", "Weights", "still", "weights"]


class TermWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How words weigh: letters kept of a stem, terms kept of an article, what titles, names and numbers
    count, and how many unseen articles the terms are held against."""

    stem: int
    kept: int
    title: float
    name: float
    number: float
    body: int
    background: int


class TimeWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a likeness fades with the days between two articles."""

    fade: float
    window: float
    undated: float


class Bar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When groups become one: mean likeness ≥ ``join`` + ``size`` · ln(size of the smaller). Likenesses under ``floor``
    count as none, and so does one word that two articles of one language share, under ``lone``; ``vector`` is the share of
    vectors in a likeness."""

    join: float
    size: float
    floor: float
    vector: float
    lone: float = 0.0


class Effort(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Bounds on the work for one article, so that time grows with the number of articles and no faster."""

    postings: int
    term: int
    neighbours: int


class StoryWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What makes episodes one story: principal actors shared, of which those of more than ``common`` of at least ``many``
    episodes do not count, and a dated statement or a likeness of ``wording`` that time does not fade. ``lead`` is the part
    of a headline that a story must account for."""

    actors: int
    common: float
    many: int
    wording: float
    lead: float


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of ``resources/episode.toml``, which says what each stands for."""

    terms: TermWeights
    time: TimeWeights
    lexical: Bar
    deep: Bar
    effort: Effort
    story: StoryWeights


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights that ship. Raises `msgspec.ValidationError` when the file does not fit."""
    return msgspec.convert(resource("episode"), Weights)


def still(w: Weights) -> Weights:
    """``w`` where time does not count: what is alike stays alike over any number of days."""
    return msgspec.structs.replace(w, time=TimeWeights(fade=math.inf, window=1e9, undated=1.0))
