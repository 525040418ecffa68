from __future__ import annotations

from pathlib import Path

import numpy as np

from meada_models.heads import NAME_TAGS, Heads, best_tags


def row(**scores: float) -> list[float]:
    return [scores.get(tag.replace("-", "_"), -9.0) for tag in NAME_TAGS]


def test_a_name_is_never_begun_from_within() -> None:
    assert best_tags([row(I_PER=0.0, B_PER=-1.0), row(I_PER=0.0)]) == ["B-PER", "I-PER"]


def test_a_name_keeps_its_label() -> None:
    assert best_tags([row(B_ORG=0.0), row(I_PER=0.0, I_ORG=-0.5)]) == ["B-ORG", "I-ORG"]


def test_nothing_gives_nothing() -> None:
    assert best_tags([]) == []


def test_scores_are_log_probabilities_and_survive_the_file(tmp_path: Path) -> None:
    chance = np.random.default_rng(3)
    shapes = [(8,), (8,), (2, 5, 8), (2, 5), (2, 7, 5), (2, 7)]
    heads = Heads(*(np.abs(chance.normal(size=shape)).astype(np.float32) + 0.1 for shape in shapes))
    states = chance.normal(size=(4, 8)).astype(np.float32)
    heads.save(tmp_path / "heads.npz")
    before, after = np.array(heads.scores(states)), np.array(Heads.load(tmp_path / "heads.npz").scores(states))
    assert before.shape == (4, 7)
    assert (before <= 0).all()
    np.testing.assert_allclose(before, after, atol=0.05)
