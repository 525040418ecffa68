"""Names from the transformer as it is: three small heads on its states, trained on Universal NER, averaged."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from meada_models.e5 import Weights
from meada_models.heads import NAME_TAGS, Heads
from meada_models.train.encoder import Encoder
from meada_models.train.treebank import Sentence

__all__ = ["Frozen", "fit_heads"]


class Frozen:
    """The encoder without adapters."""

    def __init__(self, weights: Weights) -> None:
        self.encoder = Encoder(weights, Heads.LAYERS, (), mixed=False)

    @torch.inference_mode()
    def states(self, sentences: Sequence[Sentence], size: int = 32) -> list[NDArray[np.float32]]:
        """The states of the words of every sentence, in order, shape (words, width · layers)."""
        done: dict[int, NDArray[np.float32]] = {}
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
        for first in range(0, len(order), size):
            rows = order[first : first + size]
            states = self.encoder([sentences[i] for i in rows]).float().numpy()
            done |= {i: states[row, : len(sentences[i])].copy() for row, i in enumerate(rows)}
        return [done[i] for i in range(len(sentences))]


def fit_heads(
    frozen: Frozen, sentences: Sequence[Sentence], seeds: int = 3, epochs: int = 6, hidden: int = 256
) -> Heads:
    """Heads trained on sentences with names."""
    x = torch.tensor(np.concatenate([each.astype(np.float16) for each in frozen.states(sentences)]))
    gold = torch.tensor([NAME_TAGS.index(token.name or "O") for each in sentences for token in each])
    mean, spread = x.float().mean(0), x.float().std(0) + 1e-4
    layers = []
    for seed in range(seeds):
        torch.manual_seed(seed)
        head = nn.Sequential(
            nn.Linear(x.shape[1], hidden), nn.ReLU(), nn.Dropout(0.3), nn.Linear(hidden, len(NAME_TAGS))
        )
        steps = epochs * (len(x) // 1024 + 1)
        optimizer = torch.optim.AdamW(head.parameters(), lr=1e-3, weight_decay=0.05)
        schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.02, steps)
        for _ in range(epochs):
            for rows in torch.randperm(len(x)).split(1024):
                inputs = functional.dropout((x[rows].float() - mean) / spread, 0.2)
                loss = functional.cross_entropy(head(inputs), gold[rows])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                schedule.step()
        layers.append([p.detach().numpy().astype(np.float32) for p in head.parameters()])
    return Heads(mean.numpy(), spread.numpy(), *(np.stack(parts) for parts in zip(*layers, strict=True)))
