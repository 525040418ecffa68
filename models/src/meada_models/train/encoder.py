"""The transformer of the teacher in torch, with or without adapters, and the states it gives for words."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from meada_models.e5 import Pieces, Weights
from meada_models.train.treebank import Sentence

__all__ = ["LOW", "Encoder"]

RANK = 12
"""Rows of an adapter."""

LOW = torch.bfloat16 if torch.ops.mkldnn._is_mkldnn_bf16_supported() else torch.float32
"""What is multiplied in: half precision where the processor has it, for without that it is fifty times slower."""

Floats = NDArray[np.float32]


class Linear(nn.Module):
    """A frozen layer and, where ``rank`` is given, an adapter beside it (Hu et al. 2021)."""

    def __init__(self, weight: Floats, bias: Floats, rank: int) -> None:
        super().__init__()
        self.register_buffer("weight", torch.tensor(weight, dtype=LOW))
        self.register_buffer("bias", torch.tensor(bias, dtype=LOW))
        if rank:
            self.down = nn.Parameter(torch.randn(rank, weight.shape[1]) / math.sqrt(weight.shape[1]))
            self.up = nn.Parameter(torch.zeros(len(weight), rank))
        self.rank = rank

    def forward(self, x: Tensor) -> Tensor:
        y = functional.linear(x, self.weight, self.bias)
        if self.rank:
            y = y + functional.linear(functional.linear(x, self.down.to(LOW)), self.up.to(LOW))
        return y


class Layer(nn.Module):
    """One transformer layer with the weights of the file."""

    def __init__(self, weights: Weights, number: int, rank: int) -> None:
        super().__init__()
        self.heads = weights.heads
        for key in ("q", "k", "v", "ao", "fi", "fo"):
            columns = weights.inner if key == "fo" else weights.width
            name = f"l{number}.{key}"
            matrix = weights.matrix(f"{name}.w", columns)
            self.add_module(key, Linear(matrix, weights.vector(f"{name}.b"), rank))
        for key in ("aln", "oln"):
            norm = nn.LayerNorm(weights.width, weights.epsilon)
            norm.weight.data = torch.tensor(weights.vector(f"l{number}.{key}.w"))
            norm.bias.data = torch.tensor(weights.vector(f"l{number}.{key}.b"))
            norm.requires_grad_(False)
            self.add_module(key, norm)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` (sentences, pieces, width); ``mask`` is added to the attention scores."""
        batch, length, width = x.shape
        low = x.to(LOW)
        q, k, v = (
            getattr(self, key)(low).view(batch, length, self.heads, -1).transpose(1, 2) for key in ("q", "k", "v")
        )
        scores = q @ k.transpose(2, 3) * (1 / math.sqrt(width // self.heads)) + mask
        mixed = scores.softmax(-1) @ v
        x = self.aln(x + self.ao(mixed.transpose(1, 2).reshape(batch, length, width)))
        out: Tensor = self.oln(x + self.fo(functional.gelu(self.fi(x.to(LOW)))))
        return out


class Encoder(nn.Module):
    """The transformer with adapters in the layers ``adapted``; the states of ``layers`` are mixed, or stand side by side."""

    def __init__(self, weights: Weights, layers: Sequence[int], adapted: Collection[int], mixed: bool) -> None:
        super().__init__()
        self.weights = weights
        self.pieces = Pieces(weights)
        self.words = torch.tensor(weights.matrix("emb.word", weights.width), dtype=LOW)
        places = weights.vector("emb.pos").reshape(-1, weights.width) + weights.vector("emb.type")[: weights.width]
        self.places = torch.tensor(places)
        self.norm = nn.LayerNorm(weights.width, weights.epsilon)
        self.norm.weight.data = torch.tensor(weights.vector("emb.ln.w"))
        self.norm.bias.data = torch.tensor(weights.vector("emb.ln.b"))
        self.norm.requires_grad_(False)
        self.layers = nn.ModuleList(
            Layer(weights, number, RANK if number + 1 in adapted else 0) for number in range(max(layers))
        )
        self.kept = tuple(layers)
        self.mix = nn.Parameter(torch.zeros(len(layers))) if mixed else None

    def forward(self, sentences: Sequence[Sentence]) -> Tensor:
        """The states of words, shape (sentences, words, width), noughts past the end of a sentence."""
        ids, owner, count = self._collate(sentences)
        x = self.norm(self.words[ids].float() + self.places[: ids.shape[1]])
        mask = torch.where(owner >= -1, 0.0, -1e4)[:, None, None, :].to(LOW)
        kept = []
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, mask)
            if number in self.kept:
                kept.append(x)
        if self.mix is None:
            state = torch.cat(kept, -1)
        else:
            state = torch.stack([share * part for share, part in zip(self.mix.softmax(0), kept, strict=True)]).sum(0)
        words = count.shape[1]
        sums = state.new_zeros(len(state), words, state.shape[-1])
        real = owner >= 0
        sums = sums.scatter_add(1, owner.clamp(min=0)[..., None].expand_as(state), state * real[..., None])
        return sums / count[..., None]

    def split(self, sentence: Sentence) -> list[tuple[int, ...]]:
        """The pieces of each word."""
        spaced = [True, *(token.space for token in sentence[:-1])]
        return self.pieces.words([token.form for token in sentence], spaced)

    def _collate(self, sentences: Sequence[Sentence]) -> tuple[Tensor, Tensor, Tensor]:
        """Ids of pieces, which word a piece is of (-1 for the model's own marks, -2 for padding), pieces a word."""
        split = [self.split(sentence) for sentence in sentences]
        words = max(map(len, split))
        length = max(sum(map(len, parts)) for parts in split) + 2
        ids = torch.full((len(split), length), self.weights.pad)
        owner = torch.full((len(split), length), -2)
        count = torch.ones(len(split), words)
        for row, parts in enumerate(split):
            flat = [self.weights.bos, *(piece for part in parts for piece in part), self.weights.eos]
            ids[row, : len(flat)] = torch.tensor(flat)
            whose = [-1, *(word for word, part in enumerate(parts) for _ in part), -1]
            owner[row, : len(flat)] = torch.tensor(whose)
            count[row, : len(parts)] = torch.tensor([float(len(part)) for part in parts])
        return ids, owner, count
