"""The teacher: multilingual-e5-small with small adapters, taught trees, tags and names of all three languages at once.

What it says (how likely each head, label and name is) is what the students learn beside the annotations, and all they
learn on text nobody annotated. Its adapters and its head for names ship for `meada_models.deep`. Needs torch.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from meada_models.e5 import Weights
from meada_models.heads import NAME_TAGS, Adapted
from meada_models.train.encoder import LOW, Encoder
from meada_models.train.treebank import Sentence

__all__ = ["Seen", "Teacher", "fit", "see", "tag_of"]

ADAPTED = range(3, 11)
"""Layers with adapters; the last two of the transformer, which serve the comparison of whole texts, are not used."""

IGNORE = -100
Floats = NDArray[np.float32]


@dataclass
class Seen:
    """A sentence and what the teacher says of it: probability of each head (words, 1 + words; the root first), of each
    label under the head taken (words, labels), of each name tag (words, tags), the likeliest tag of each word, and its state.
    """

    lang: str
    sentence: Sentence
    heads: NDArray[np.float16]
    labels: NDArray[np.float16]
    names: NDArray[np.float16]
    taken: NDArray[np.int64]
    tags: list[str]
    states: NDArray[np.float16]


class Teacher(nn.Module):
    """The encoder and its heads: arcs and labels (Dozat & Manning 2017), names, and tags for each language."""

    def __init__(self, weights: Weights, labels: Sequence[str], tags: dict[str, list[str]]) -> None:
        super().__init__()
        self.labels, self.tags = list(labels), tags
        self.encoder = Encoder(weights, Adapted.LAYERS, ADAPTED, mixed=True)
        width = weights.width
        self.root = nn.Parameter(torch.zeros(width))
        self.arc_head, self.arc_dep = nn.Linear(width, 200), nn.Linear(width, 200)
        self.arc = nn.Parameter(torch.randn(200, 200) / 200)
        self.arc_bias = nn.Linear(200, 1)
        self.rel_head, self.rel_dep = nn.Linear(width, 100), nn.Linear(width, 100)
        self.rel = nn.Parameter(torch.randn(len(labels), 101, 101) / 300)
        self.namer = nn.Sequential(nn.Linear(width, 256), nn.ReLU(), nn.Dropout(0.3), nn.Linear(256, len(NAME_TAGS)))
        self.tagger = nn.ModuleDict({lang: nn.Linear(width, len(each)) for lang, each in tags.items()})

    def states(self, sentences: Sequence[Sentence]) -> Tensor:
        """The states of words (sentences, words, width)."""
        return functional.dropout(self.encoder(sentences), 0.25, self.training)

    def arcs(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Scores (sentences, words, 1 + words) of heads, the root first; the states with the root's before."""
        rooted = torch.cat([self.root.expand(len(x), 1, -1), x], 1)
        head = self._drop(self.arc_head(rooted).relu())
        dep = self._drop(self.arc_dep(x).relu())
        scores = dep @ self.arc @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        real = torch.cat([torch.ones(len(x), 1, dtype=torch.bool), mask], 1)
        return scores.masked_fill(~real[:, None], -1e4), rooted

    def relations(self, x: Tensor, rooted: Tensor, heads: Tensor) -> Tensor:
        """Scores (words, labels); ``x`` (words, width), ``rooted`` the states of their heads."""
        dep, head = (self._drop(part.relu()) for part in (self.rel_dep(x), self.rel_head(heads)))
        dep, head = (functional.pad(part, (0, 1), value=1.0) for part in (dep, head))
        flat = self.rel.permute(1, 0, 2).reshape(dep.shape[1], -1)
        mixed = (dep.to(LOW) @ flat.to(LOW)).view(len(dep), -1, head.shape[1])
        return (mixed.float() * head[:, None]).sum(-1)

    @torch.no_grad()
    def head(self) -> Adapted:
        """The head for names and the adapters, as they ship."""
        adapters = {}
        for number, layer in enumerate(self.encoder.layers, 1):
            for key in ("q", "k", "v", "ao", "fi", "fo"):
                linear = getattr(layer, key)
                if linear.rank:
                    adapters[f"l{number - 1}.{key}.w"] = (linear.up.numpy(), linear.down.numpy())
        inner, outer = self.namer[0], self.namer[3]
        parts = (self.encoder.mix.softmax(0), inner.weight, inner.bias, outer.weight, outer.bias)
        return Adapted(*(part.numpy() for part in parts), adapters)

    def _drop(self, x: Tensor) -> Tensor:
        return functional.dropout(x, 0.25, self.training)


def _batches(lengths: Sequence[tuple[str, int]], size: int, chance: random.Random | None = None) -> Iterator[list[int]]:
    """Numbers of sentences of one language and of about one length, ``size`` pieces together."""
    order = list(range(len(lengths)))
    if chance:
        chance.shuffle(order)
    order.sort(key=lambda i: (lengths[i][0], lengths[i][1] // 5))
    made: list[list[int]] = []
    for i in order:
        last = made[-1] if made else []
        if last and lengths[last[0]][0] == lengths[i][0] and (len(last) + 1) * (lengths[i][1] + 5) <= size:
            last.append(i)
        else:
            made.append([i])
    if chance:
        chance.shuffle(made)
    yield from made


def fit(teacher: Teacher, lessons: Sequence[tuple[str, Sentence]], epochs: int = 3, rate: float = 1e-3) -> None:
    """Train on (language, sentence): trees and tags of all, names of those that have them."""
    torch.manual_seed(0)
    chance = random.Random(0)
    lengths = [(lang, sum(map(len, teacher.encoder.split(each)))) for lang, each in lessons]
    lessons = [lesson for lesson, (_, length) in zip(lessons, lengths, strict=True) if length <= 200]
    lengths = [each for each in lengths if each[1] <= 200]
    plan = [batch for _ in range(epochs) for batch in _batches(lengths, 1400, chance)]
    parameters = [each for each in teacher.parameters() if each.requires_grad]
    optimizer = torch.optim.AdamW(parameters, rate, weight_decay=0.01, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / (0.06 * len(plan))) * (1 - step / (len(plan) + 1))
    )
    teacher.train()
    running: dict[str, float] = {}
    words, started = 0, time.time()
    for step, rows in enumerate(plan, 1):
        batch = [lessons[i][1] for i in rows]
        losses = _losses(teacher, lessons[rows[0]][0], batch)
        optimizer.zero_grad()
        sum(losses.values()).backward()  # type: ignore[union-attr]
        nn.utils.clip_grad_norm_(parameters, 2.0)
        optimizer.step()
        schedule.step()
        words += sum(map(len, batch))
        for key, value in losses.items():
            running[key] = running.get(key, float(value.detach())) * 0.98 + 0.02 * float(value.detach())
        if step % 40 == 0:
            shown = " ".join(f"{key} {value:.3f}" for key, value in running.items())
            print(f"teacher {step}/{len(plan)} {shown} {words / (time.time() - started):.0f} words/s", flush=True)


def _losses(teacher: Teacher, lang: str, batch: Sequence[Sentence]) -> dict[str, Tensor]:
    x = teacher.states(batch)
    longest = x.shape[1]
    mask = torch.tensor([[i < len(sentence) for i in range(longest)] for sentence in batch])
    heads = torch.tensor(_padded([[_head(s, i) for i in range(len(s))] for s in batch], longest))
    places = {label: number for number, label in enumerate(teacher.labels)}
    labels = torch.tensor(_padded([[places[t.deprel] for t in s] for s in batch], longest))
    known = {tag: number for number, tag in enumerate(teacher.tags[lang])}
    tags = torch.tensor(_padded([[known.get(tag_of(t), IGNORE) for t in s] for s in batch], longest))
    arcs, rooted = teacher.arcs(x, mask)
    found = rooted.gather(1, heads.clamp(min=0)[..., None].expand_as(x))
    losses = {
        "arcs": functional.cross_entropy(arcs[mask], heads[mask]),
        "labels": functional.cross_entropy(teacher.relations(x[mask], rooted, found[mask]), labels[mask]),
        "tags": 0.5 * functional.cross_entropy(teacher.tagger[lang](x[mask]), tags[mask], ignore_index=IGNORE),
    }
    if batch and any(s[0].name is not None for s in batch):
        gold = torch.tensor(
            _padded([[NAME_TAGS.index(t.name) if t.name is not None else IGNORE for t in s] for s in batch], longest)
        )
        named = gold[mask] != IGNORE
        losses["names"] = 2 * functional.cross_entropy(teacher.namer(x[mask][named]), gold[mask][named])
    return losses


def tag_of(token: object) -> str:
    """UPOS and features as one label."""
    return f"{token.upos}|{token.morph}"  # type: ignore[attr-defined]


def _head(sentence: Sentence, i: int) -> int:
    return 0 if sentence[i].head == i else sentence[i].head + 1


def _padded(rows: Sequence[Sequence[int]], length: int) -> list[list[int]]:
    return [[*row, *[IGNORE] * (length - len(row))] for row in rows]


@torch.inference_mode()
def see(teacher: Teacher, lang: str, sentences: Sequence[Sentence], size: int = 2500) -> list[Seen]:
    """What the teacher says of every sentence, in order. Those too long for it are said nothing of and left out."""
    teacher.eval()
    lengths = [(lang, sum(map(len, teacher.encoder.split(each)))) for each in sentences]
    done: dict[int, Seen] = {}
    for rows in _batches(lengths, size):
        if lengths[rows[0]][1] > 500:
            continue
        batch = [sentences[i] for i in rows]
        x = teacher.states(batch)
        mask = torch.tensor([[i < len(s) for i in range(x.shape[1])] for s in batch])
        arcs, rooted = teacher.arcs(x, mask)
        chances = arcs.softmax(-1)
        for row, i in enumerate(rows):
            count = len(sentences[i])
            mine = x[row, :count]
            own = chances[row, :count, : count + 1]
            gold = bool(sentences[i][0].deprel)
            taken = torch.tensor([_head(sentences[i], place) for place in range(count)]) if gold else own.argmax(-1)
            labels = teacher.relations(mine, rooted, rooted[row][taken]).softmax(-1)
            best = teacher.tagger[lang](mine).argmax(-1).tolist()
            done[i] = Seen(
                lang,
                sentences[i],
                own.half().numpy().copy(),
                labels.half().numpy().copy(),
                teacher.namer(mine).softmax(-1).half().numpy().copy(),
                taken.numpy().copy(),
                [teacher.tags[lang][number] for number in best],
                mine.half().numpy().copy(),
            )
    return [done[i] for i in sorted(done)]
