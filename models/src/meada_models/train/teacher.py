"""The teacher: frozen multilingual-e5-small, a small head for names on its token states (three seeds, averaged).

Its names are what the student learns them from on text nobody annotated; its states are what the student's own layers
learn to point at. Needs torch, while training only, and runs in bfloat16; `meada_models.deep` reads the same heads
with numpy.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from meada_models.e5 import Pieces, Weights
from meada_models.heads import LAYERS, NAME_TAGS, Heads, best_tags
from meada_models.train.treebank import Sentence

__all__ = ["Encoder", "Seen", "fit_heads", "name", "score"]


@dataclass
class Seen:
    """A sentence and the teacher's states of its words, shape (words, width · layers)."""

    sentence: Sentence
    states: NDArray[np.float16]


class Layer(nn.Module):
    """One transformer layer with the weights of the file."""

    def __init__(self, weights: Weights, number: int) -> None:
        super().__init__()
        self.heads = weights.heads
        for key in ("q", "k", "v", "ao", "fi", "fo"):
            columns = weights.inner if key == "fo" else weights.width
            matrix = weights.matrix(f"l{number}.{key}.w", columns)
            linear = nn.Linear(columns, len(matrix))
            linear.weight.data = torch.tensor(matrix)
            linear.bias.data = torch.tensor(weights.vector(f"l{number}.{key}.b"))
            self.add_module(key, linear)
        for key in ("aln", "oln"):
            norm = nn.LayerNorm(weights.width, weights.epsilon)
            norm.weight.data = torch.tensor(weights.vector(f"l{number}.{key}.w"))
            norm.bias.data = torch.tensor(weights.vector(f"l{number}.{key}.b"))
            self.add_module(key, norm)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` (sentences, pieces, width); ``mask`` is added to the attention scores."""
        batch, length, width = x.shape
        q, k, v = (getattr(self, key)(x).view(batch, length, self.heads, -1).transpose(1, 2) for key in ("q", "k", "v"))
        scores = (q @ k.transpose(2, 3)) * (1 / math.sqrt(width // self.heads)) + mask
        mixed = scores.softmax(-1).to(v.dtype) @ v
        x = self.aln(x + self.ao(mixed.transpose(1, 2).reshape(batch, length, width)))
        out: Tensor = self.oln(x + self.fo(functional.gelu(self.fi(x))))
        return out


class Encoder(nn.Module):
    """The whole encoder, and the states it gives for words."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.weights = weights
        self.pieces = Pieces(weights)
        self.words = torch.tensor(weights.matrix("emb.word", weights.width), dtype=torch.bfloat16)
        places = weights.vector("emb.pos").reshape(-1, weights.width) + weights.vector("emb.type")[: weights.width]
        self.places = torch.tensor(places)
        self.norm = nn.LayerNorm(weights.width, weights.epsilon)
        self.norm.weight.data = torch.tensor(weights.vector("emb.ln.w"))
        self.norm.bias.data = torch.tensor(weights.vector("emb.ln.b"))
        self.layers = nn.ModuleList(Layer(weights, number) for number in range(weights.depth))

    @torch.inference_mode()
    def see(self, sentences: Sequence[Sentence], size: int = 2500) -> list[Seen]:
        """The states of the words of every sentence, in order; a word's is the mean over its pieces."""
        done: dict[int, Seen] = {}
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for rows in batches([len(sentence) for sentence in sentences], size):
                states = self._states([sentences[i] for i in rows])
                for row, i in enumerate(rows):
                    kept = states[row, : len(sentences[i])].to(torch.float16).numpy().copy()
                    done[i] = Seen(sentences[i], kept)
        return [done[i] for i in range(len(sentences))]

    def _states(self, sentences: Sequence[Sentence]) -> Tensor:
        ids, owner, count = self._collate(sentences)
        x = self.norm(self.words[ids].float() + self.places[: ids.shape[1]])
        mask = torch.where(owner >= 0, 0.0, -1e4)[:, None, None, :].to(torch.bfloat16)
        kept = []
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, mask)
            if number in LAYERS:
                kept.append(x.float())
        state = torch.cat(kept, -1)
        words = count.shape[1]
        sums = state.new_zeros(len(state), words + 1, state.shape[-1])
        sums.scatter_add_(1, owner.clamp(min=0)[..., None].expand_as(state), state * (owner >= 0)[..., None])
        return sums[:, :words] / count[..., None]

    def _split(self, sentence: Sentence) -> list[tuple[int, ...]]:
        spaced = [True, *(token.space for token in sentence[:-1])]
        return self.pieces.words([token.form for token in sentence], spaced)

    def _collate(self, sentences: Sequence[Sentence]) -> tuple[Tensor, Tensor, Tensor]:
        split = [self._split(sentence) for sentence in sentences]
        words = max(map(len, split))
        length = max(sum(map(len, parts)) for parts in split) + 2
        ids = torch.full((len(split), length), self.weights.pad)
        owner = torch.full((len(split), length), -1)
        count = torch.ones(len(split), words)
        for row, parts in enumerate(split):
            flat = [self.weights.bos, *(piece for part in parts for piece in part), self.weights.eos]
            ids[row, : len(flat)] = torch.tensor(flat)
            whose = [words, *(word for word, part in enumerate(parts) for _ in part), words]
            owner[row, : len(flat)] = torch.tensor(whose)
            count[row, : len(parts)] = torch.tensor([float(len(part)) for part in parts])
        return ids, owner, count


def batches(lengths: Sequence[int], size: int) -> Iterator[list[int]]:
    """Indices of sentences of like length, about ``size`` words a batch."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[i] > size:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def fit_heads(seen: Sequence[Seen], seeds: int = 3, epochs: int = 6, hidden: int = 256) -> Heads:
    """Heads trained on sentences with names."""
    x = torch.tensor(np.concatenate([s.states for s in seen]))
    gold = torch.tensor([NAME_TAGS.index(token.name or "O") for s in seen for token in s.sentence])
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


def name(heads: Heads, seen: Sequence[Seen], keep: bool = True) -> list[Seen]:
    """``seen`` with the heads' names; with ``keep``, names that were annotated stay."""
    named = []
    for item in seen:
        if keep and item.sentence[0].name is not None:
            named.append(item)
            continue
        tags = best_tags(heads.scores(item.states.astype(np.float32)))
        tokens = [replace(token, name=tag) for token, tag in zip(item.sentence, tags, strict=True)]
        named.append(Seen(tokens, item.states))
    return named


def score(heads: Heads, seen: Sequence[Seen]) -> float:
    """F1 of the heads' names against the annotated ones."""
    right = found = there = 0
    for gold, guess in zip(seen, name(heads, seen, keep=False), strict=True):
        a, b = spans(gold.sentence), spans(guess.sentence)
        right, found, there = right + len(a & b), found + len(b), there + len(a)
    return 2 * right / max(1, found + there)


def spans(sentence: Sentence) -> set[tuple[int, int, str]]:
    """The names of a sentence as (first word, word after the last, label)."""
    tags = [token.name or "O" for token in sentence] + ["O"]
    starts = [i for i, tag in enumerate(tags) if tag.startswith("B-")]
    return {
        (start, next(i for i in range(start + 1, len(tags)) if not tags[i].startswith("I-")), tags[start][2:])
        for start in starts
    }
