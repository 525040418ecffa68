from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meada.story.nearest import nearest
from meada.story.neighbour import Neighbours, Vector
from meada.story.weight import Effort, Weights, weights

WORDS = ("barragem", "juncal", "ponte", "greve", "porto", "ofelia", "torneio")
TERMS = st.dictionaries(st.sampled_from(WORDS), st.floats(0.1, 1.0), max_size=5)
ARTICLES = st.lists(st.tuples(st.none() | st.integers(0, 20), st.sampled_from(("pt", "en")), TERMS), max_size=25)


def unit(terms: Mapping[str, float]) -> dict[str, float]:
    length = sum(x * x for x in terms.values()) ** 0.5
    return {term: x / length for term, x in terms.items()}


def ordered(
    found: Sequence[tuple[int | None, str, dict[str, float]]],
) -> list[tuple[int | None, str, dict[str, float]]]:
    return sorted(((d, lang, unit(t)) for d, lang, t in found), key=lambda one: (one[0] is None, one[0] or 0))


def at_once(
    found: Sequence[tuple[int | None, str, dict[str, float]]], w: Weights, vectors: Sequence[Vector] | None = None
) -> dict[tuple[int, int], float]:
    days, langs, terms = ([one[n] for one in found] for n in range(3))
    pairs = nearest(days, langs, terms, vectors, w, w.deep if vectors else w.lexical)  # type: ignore[arg-type]
    return {(a, b): x for a, b, x in zip(*(column.tolist() for column in pairs), strict=True)}


def one_by_one(
    found: Sequence[tuple[int | None, str, dict[str, float]]], w: Weights, vectors: Sequence[Vector] | None = None
) -> dict[tuple[int, int], float]:
    near = Neighbours(w, w.deep if vectors else w.lexical)
    rows = [near.add(d, t, vectors[n] if vectors else None, lang) for n, (d, lang, t) in enumerate(found)]
    return {(other, at): x for at, row in enumerate(rows) for other, x in row.items()}


@given(ARTICLES)
@settings(max_examples=60, deadline=None)
def test_all_at_once_gives_what_one_by_one_gives(found: list[tuple[int | None, str, dict[str, float]]]) -> None:
    held = ordered(found)
    assert at_once(held, weights()) == pytest.approx(one_by_one(held, weights()))


@given(ARTICLES)
@settings(max_examples=40, deadline=None)
def test_so_it_does_with_vectors(found: list[tuple[int | None, str, dict[str, float]]]) -> None:
    held = ordered(found)
    made = np.random.default_rng(len(held)).normal(size=(len(held), 6)).astype(np.float32)
    vectors = [row / np.linalg.norm(row) for row in made]
    here, there = at_once(held, weights(), vectors), one_by_one(held, weights(), vectors)
    assert here == pytest.approx(there, rel=1e-4)


def test_no_more_than_the_effort_allowed_is_kept() -> None:
    w = msgspec.structs.replace(weights(), effort=Effort(postings=400, term=100, neighbours=3))
    pairs = at_once([(1, "pt", unit({"ponte": 1.0, "greve": 1.0}))] * 12, w)
    assert max(sum(high == at for _, high in pairs) for at in range(12)) == 3


def test_one_shared_word_is_a_likeness_across_languages_only() -> None:
    here, there = unit({"juncal": 0.5, "ponte": 1.0, "obra": 1.0}), unit({"juncal": 0.5, "bridge": 1.0, "works": 1.0})
    assert at_once([(1, "pt", here), (1, "pt", there)], weights()) == {}
    assert at_once([(1, "pt", here), (1, "en", there)], weights()).keys() == {(0, 1)}


def test_nothing_has_no_pairs() -> None:
    assert at_once([], weights()) == {}
    assert at_once([(1, "pt", {}), (None, "", {})], weights()) == {}
