from __future__ import annotations

from pathlib import Path

import numpy as np

from meada_models.heads import NAME_TAGS, Adapted, Heads, best_tags


def row(**scores: float) -> list[float]:
    return [scores.get(tag.replace("-", "_"), -9.0) for tag in NAME_TAGS]


def test_a_name_is_never_begun_from_within() -> None:
    assert best_tags([row(I_PER=0.0, B_PER=-1.0), row(I_PER=0.0)]) == ["B-PER", "I-PER"]


def test_a_name_keeps_its_label() -> None:
    assert best_tags([row(B_ORG=0.0), row(I_PER=0.0, I_ORG=-0.5)]) == ["B-ORG", "I-ORG"]


def test_nothing_gives_nothing() -> None:
    assert best_tags([]) == []


def test_chances_survive_the_file(tmp_path: Path) -> None:
    chance = np.random.default_rng(3)
    shapes = [(8,), (8,), (2, 5, 8), (2, 5), (2, 7, 5), (2, 7)]
    heads = Heads(*(np.abs(chance.normal(size=shape)).astype(np.float32) + 0.1 for shape in shapes))
    states = chance.normal(size=(4, 8)).astype(np.float32)
    heads.save(tmp_path / "heads.npz")
    before, after = heads.chances(states), Heads.load(tmp_path / "heads.npz").chances(states)
    assert before.shape == (4, 7)
    np.testing.assert_allclose(before.sum(1), 1, rtol=1e-5)
    np.testing.assert_allclose(before, after, atol=0.02)


def test_adapters_come_back_as_what_is_added_to_the_matrices(tmp_path: Path) -> None:
    chance = np.random.default_rng(4)
    shapes = ((3,), (5, 8), (5,), (7, 5), (7,), (8, 2), (2, 8))
    mix, inner, inner_bias, outer, bias, up, down = (chance.normal(size=each).astype(np.float32) for each in shapes)
    head = Adapted(mix, inner, inner_bias, outer, bias, {"l3.q.w": (up, down)})
    head.save(tmp_path / "head.npz")
    read = Adapted.load(tmp_path / "head.npz")
    np.testing.assert_allclose(read.deltas()["l3.q.w"], up @ down, atol=0.02)
    states = chance.normal(size=(4, 24)).astype(np.float32)
    np.testing.assert_allclose(read.chances(states), head.chances(states), atol=0.05)
