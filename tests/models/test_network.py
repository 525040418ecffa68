from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from meada_models.network import Network, keep, packed
from small_network import network


def test_sentences_go_through_step_by_step_from_both_ends() -> None:
    forward, backward, alive = packed([1, 3, 2])
    assert forward.tolist() == [1, 4, 0, 2, 5, 3]
    assert backward.tolist() == [3, 5, 0, 2, 4, 1]
    assert alive == [3, 2, 1]


def test_nothing_gives_nothing() -> None:
    forward, backward, alive = packed([])
    assert (len(forward), len(backward), alive) == (0, 0, [])


def test_what_is_read_together_is_read_as_if_alone() -> None:
    net = network()
    vectors = net.embed(["Zita", "veio", ".", "Chove"])
    spaces = np.array([True, False, True, True])
    both = net.see(vectors, spaces, [3, 1])
    one, other = net.see(vectors[:3], spaces[:3], [3]), net.see(vectors[3:], spaces[3:], [1])
    np.testing.assert_allclose(both, np.concatenate([one, other]), atol=1e-5)
    np.testing.assert_allclose(net.starts(both, [3, 1])[3:], net.starts(other, [1]), atol=1e-5)
    np.testing.assert_allclose(net.read(both, [3, 1])[:3], net.read(one, [3]), atol=1e-5)


def test_a_word_is_seen_in_its_context() -> None:
    net = network()
    vectors = net.embed(["Zita", "veio", "cedo"])
    seen = net.see(vectors, np.ones(3, bool), [3])
    alone = net.see(vectors[:1], np.ones(1, bool), [1])
    assert not np.allclose(seen[0], alone[0], atol=1e-4)


def test_it_is_written_and_read_back(tmp_path: Path) -> None:
    net = network()
    net.save(tmp_path / "network.npz")
    read = Network.load(tmp_path / "network.npz", net.words)
    before, after = (each.embed(["Zita", "nova", "veio"]) for each in (net, read))
    np.testing.assert_allclose(before, after, atol=0.05)


@pytest.mark.parametrize("scale", [1e-3, 1.0, 50.0])
def test_eight_bits_keep_a_row_to_a_hundredth_of_its_largest(scale: float) -> None:
    table = np.random.default_rng(1).normal(size=(5, 16)).astype(np.float32) * scale
    numbers, scales = keep(table)
    back = numbers.astype(np.float32) * scales.astype(np.float32)[:, None]
    assert (np.abs(back - table).max(1) <= np.abs(table).max(1) / 100).all()
