"""The perceptron that finds sentence starts, trained on the finished shared layers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from spacy.language import Language
from spacy.tokens import Doc
from torch import nn
from torch.nn import functional

from meada_models.bounds import REACH, Floats, Perceptron

__all__ = ["fit_starts", "fold", "put_starts"]

SIZE = 1024
UNSEEN = -1  # the first word of a document starts one whatever it is


def put_starts(nlp: Language, docs: Sequence[Doc]) -> None:
    """Put the component before the parser of ``nlp``, trained on the sentence starts of ``docs``."""
    component: Any = nlp.add_pipe("meada_sentences", name="sentences", before="parser")
    component.perceptron = fit_starts(nlp, docs)


def fit_starts(nlp: Language, docs: Sequence[Doc], least: int = 1500, hidden: int = 64) -> Perceptron:
    """The perceptron for the ``tok2vec`` of ``nlp``, after five times through ``docs`` and at ``least`` so many steps."""
    vectors = nlp.get_pipe("tok2vec").predict(docs)  # type: ignore[attr-defined]
    x = torch.tensor(np.concatenate([windows(part) for part in vectors]))
    gold = torch.tensor([int(token.is_sent_start) if token.i else UNSEEN for doc in docs for token in doc])
    x, gold = x[gold != UNSEEN], gold[gold != UNSEEN].float()
    mean, spread = x.mean(0), x.std(0) + 1e-4
    epochs = max(5, least // (len(x) // SIZE + 1))
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(x.shape[1], hidden), nn.ReLU(), nn.Dropout(0.2), nn.Linear(hidden, 1))
    optimizer = torch.optim.AdamW(net.parameters(), 2e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.02, epochs * (len(x) // SIZE + 1))
    for _ in range(epochs):
        for rows in torch.randperm(len(x)).split(SIZE):
            inputs = functional.dropout((x[rows] - mean) / spread, 0.1)
            loss = functional.binary_cross_entropy_with_logits(net(inputs)[:, 0], gold[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return fold(*(part.detach().numpy() for part in (mean, spread, *net.parameters())))


def fold(mean: Floats, spread: Floats, inner: Floats, inner_bias: Floats, outer: Floats, bias: Floats) -> Perceptron:
    """The perceptron over standardised windows as one over the vectors themselves (noughts stay noughts)."""
    weights = (inner / spread).T.astype(np.float32)
    shifted = inner_bias - mean @ weights
    return Perceptron(weights.reshape(2 * REACH + 1, -1, len(inner)), shifted.astype(np.float32), outer[0], bias)


def windows(vectors: Floats) -> Floats:
    """The vectors of `REACH` words before and after each word beside its own, noughts beyond the ends."""
    edge = np.zeros((REACH, vectors.shape[1]), vectors.dtype)
    padded = np.concatenate([edge, vectors, edge])
    return np.concatenate([padded[place : place + len(vectors)] for place in range(2 * REACH + 1)], 1)
