"""A network with random weights, as small as its parts allow, and a component that reads with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import spacy
from spacy.language import Language

from meada_models.network import REACH, Network
from meada_models.words import ENDS, GRAMS, SHAPES

WIDTH, STATE, UNITS = 6, 5, 4
LABELS: dict[str, Sequence[str]] = {
    "tags": ["NOUN|Gender=Fem", "VERB|", "PUNCT|"],
    "rules": ["l0|", "l1|r"],
    "deps": ["nsubj", "punct", "ROOT"],
}


def network(words: Sequence[str] = ("zita", "veio", "nova"), seed: int = 0) -> Network:
    """A network that knows ``words``, the first of them by heart."""
    chance = np.random.default_rng(seed)

    def some(*shape: int) -> Any:
        return chance.normal(size=shape).astype(np.float32) * 0.5

    weights = {
        "known": some(2, 3), "given": some(len(words) + 1, 3), "grams": some(GRAMS, 2), "ends": some(ENDS, 2),
        "shapes": some(SHAPES, 2), "space": some(2, WIDTH), "embed.weight": some(12, 2 * WIDTH),
        "window0.weight": some(3 * WIDTH, 2 * WIDTH), "start.inner": some(2 * REACH + 1, 2 * STATE, UNITS),
        "start.inner_bias": some(UNITS), "start.outer": some(UNITS), "start.bias": some(1),
        "whole.inward": some(2, WIDTH, 4 * STATE), "sentence.inward": some(2, 2 * STATE, 4 * STATE),
        "arc": some(UNITS, UNITS), "arc_lean": some(UNITS), "arc_root": some(UNITS),
        "label": some(UNITS, 3 * UNITS), "label_root": some(UNITS), "label_of_head": some(UNITS, 3),
        "label_of_dep": some(UNITS, 3), "label_bias": some(3),
    }  # fmt: skip
    for name in ("embed", "window0"):
        weights |= {f"{name}.bias": some(2 * WIDTH), f"{name}.gain": some(WIDTH), f"{name}.shift": some(WIDTH)}
    for name in ("whole", "sentence"):
        weights |= {f"{name}.across": some(2, STATE, 4 * STATE), f"{name}.bias": some(2, 4 * STATE)}
    sizes = {"tag": (2 * STATE, 3), "rule": (2 * STATE, 2), "name_inner": (2 * STATE, UNITS), "name": (UNITS, 7)}
    sizes |= dict.fromkeys(("arc_head", "arc_dep", "label_head", "label_dep"), (2 * STATE, UNITS))
    for name, shape in sizes.items():
        weights |= {f"{name}.weight": some(*shape), f"{name}.bias": some(shape[1])}
    return Network(weights, words)


def pipeline(table: dict[str, dict[str, str]] | None = None, seed: int = 0) -> Language:
    """A pipeline that reads with `network`."""
    import meada_models.reader  # noqa: F401  (registers the component)

    nlp = spacy.blank("pt")
    component: Any = nlp.add_pipe("meada_reader", name="reader")
    component.use(network(seed=seed), LABELS, table or {}, 0.0)
    return nlp
