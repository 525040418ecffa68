"""The student: the network of `meada_models.network` in torch, taught by treebanks and by the teacher at once."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from meada_models.heads import NAME_TAGS
from meada_models.lemmas import rule
from meada_models.network import REACH
from meada_models.train.encoder import LOW
from meada_models.train.teacher import Seen, tag_of
from meada_models.words import ENDS, GRAMS, SHAPES, plain, view

__all__ = ["Forms", "Labels", "Lesson", "Student", "distil", "inherit", "lesson"]

IGNORE = -100
WIDTH, STATE, ARC, LABEL, START = 224, 256, 192, 96, 64
GOLD = 0.6
"""The weight of an annotation beside what the teacher holds likely."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Labels:
    """What the student chooses from."""

    tags: tuple[str, ...]
    rules: tuple[str, ...]
    deps: tuple[str, ...]
    words: tuple[str, ...]


@dataclass
class Lesson:
    """A sentence in numbers; the distributions are those the student should come near."""

    forms: NDArray[np.int32]
    spaces: NDArray[np.int64]
    tags: NDArray[np.int64]
    rules: NDArray[np.int64]
    heads: Floats
    taken: NDArray[np.int64]
    deps: Floats
    names: Floats
    states: NDArray[np.float16]
    gold: bool


class Forms:
    """Every form once, with its rows."""

    def __init__(self, words: Sequence[str]) -> None:
        self.rows = {word: row for row, word in enumerate(words, 1)}
        self.number: dict[str, int] = {}
        self.kept: list[tuple[int, NDArray[np.int64], NDArray[np.int64], int]] = []

    def of(self, form: str) -> int:
        """The number of ``form``."""
        if form not in self.number:
            seen = view(form)
            self.number[form] = len(self.kept)
            row = self.rows.get(plain(form), 0)
            self.kept.append((row, np.array(seen.grams), np.array(seen.ends), seen.shape))
        return self.number[form]


def lesson(seen: Seen, forms: Forms, labels: dict[str, dict[str, int]], teacher_deps: Sequence[str]) -> Lesson:
    """The lesson of a sentence: its annotations mixed with the teacher's distributions, or these alone."""
    sentence = seen.sentence
    gold = bool(sentence[0].deprel)
    share = GOLD if gold else 0.0
    count = len(sentence)
    heads = (1 - share) * seen.heads.astype(np.float32)
    deps = np.zeros((count, len(labels["deps"])), np.float32)
    columns = [labels["deps"].get(dep, -1) for dep in teacher_deps]
    known = [number for number, column in enumerate(columns) if column >= 0]
    deps[:, [columns[number] for number in known]] = (1 - share) * seen.labels[:, known].astype(np.float32)
    names = seen.names.astype(np.float32)
    if gold:
        heads[np.arange(count), seen.taken] += share
        for place, token in enumerate(sentence):
            deps[place, labels["deps"][token.deprel]] += share
    if sentence[0].name is not None:
        names *= 1 - GOLD
        names[np.arange(count), [NAME_TAGS.index(token.name or "O") for token in sentence]] += GOLD
    tags = [tag_of(token) for token in sentence] if gold else seen.tags
    rules = [labels["rules"].get(rule(t.form, t.lemma), IGNORE) if gold and t.lemma else IGNORE for t in sentence]
    return Lesson(
        np.array([forms.of(token.form) for token in sentence], np.int32),
        np.array([int(token.space) for token in sentence]),
        np.array([labels["tags"].get(tag, IGNORE) for tag in tags]),
        np.array(rules),
        heads,
        seen.taken,
        deps,
        names,
        seen.states,
        gold,
    )


class Gated(nn.Module):
    """A gated linear layer (Dauphin et al. 2017), then the normalisation of the layer (Ba et al. 2016)."""

    def __init__(self, inward: int, out: int) -> None:
        super().__init__()
        self.linear = nn.Linear(inward, 2 * out)
        nn.init.xavier_uniform_(self.linear.weight, gain=1.5)
        nn.init.zeros_(self.linear.bias)
        self.norm = nn.LayerNorm(out)

    def forward(self, x: Tensor) -> Tensor:
        return self.norm(functional.glu(self.linear(x)).float())


class Student(nn.Module):
    """The layers of the network; ``hint`` is thrown away after."""

    def __init__(self, labels: Labels, taught: int, given: Floats, hint: int = 384, windows: int = 3) -> None:
        super().__init__()
        size = 96
        self.known = nn.Embedding(taught + 1, size)
        self.grams = nn.EmbeddingBag(GRAMS, size, mode="sum")
        self.ends = nn.EmbeddingBag(ENDS, 64, mode="sum")
        self.shapes = nn.Embedding(SHAPES, 32)
        for table in (self.known, self.grams, self.ends, self.shapes):
            nn.init.normal_(table.weight, std=0.3)
        self.register_buffer("given", torch.tensor(given))
        self.embed = Gated(2 * size + given.shape[1] + 64 + 32, WIDTH)
        self.space = nn.Embedding(2, WIDTH)
        nn.init.normal_(self.space.weight, std=0.1)
        self.windows = nn.ModuleList(Gated(3 * WIDTH, WIDTH) for _ in range(windows))
        self.start_inner = nn.Linear((2 * REACH + 1) * 2 * STATE, START)
        self.start_outer = nn.Linear(START, 1)
        self.whole = nn.ModuleList(nn.LSTM(WIDTH, STATE) for _ in range(2))
        self.sentence = nn.ModuleList(nn.LSTM(2 * STATE, STATE) for _ in range(2))
        read = 2 * STATE
        self.tag, self.rule = nn.Linear(read, len(labels.tags)), nn.Linear(read, len(labels.rules))
        self.name = nn.Sequential(nn.Linear(read, 128), nn.ReLU(), nn.Dropout(0.2), nn.Linear(128, len(NAME_TAGS)))
        self.arc_head, self.arc_dep = nn.Linear(read, ARC), nn.Linear(read, ARC)
        self.arc = nn.Parameter(torch.randn(ARC, ARC) / ARC)
        self.arc_lean = nn.Parameter(torch.zeros(ARC))
        self.arc_root = nn.Parameter(torch.randn(ARC).abs() * 0.1)
        self.label_head, self.label_dep = nn.Linear(read, LABEL), nn.Linear(read, LABEL)
        count = len(labels.deps)
        self.label = nn.Parameter(torch.randn(LABEL, count, LABEL) / LABEL)
        self.label_of_head, self.label_of_dep = nn.Linear(LABEL, count), nn.Linear(LABEL, count, bias=False)
        self.label_root = nn.Parameter(torch.randn(LABEL).abs() * 0.1)
        self.hint = nn.Linear(read, hint)

    def vectors(self, forms: Forms, numbers: NDArray[np.int32]) -> Tensor:
        """A vector for each form; now and then a known word is taken for an unknown one."""
        kept = [forms.kept[number] for number in numbers]
        rows = torch.tensor([each[0] for each in kept])
        if self.training:
            rows = rows * (torch.rand(len(rows)) > 0.03)
        taught = torch.where(rows < len(self.known.weight), rows, 0)
        if self.training:
            taught = taught * (torch.rand(len(rows)) > 0.15)
        parts = [self.known(taught), self.given[rows]]
        for table, place in ((self.grams, 1), (self.ends, 2)):
            sizes = np.array([len(each[place]) for each in kept])
            flat = torch.tensor(np.concatenate([each[place] for each in kept]))
            starts = torch.tensor(np.cumsum(sizes) - sizes)
            parts.append(table(flat, starts) / torch.tensor(sizes).sqrt()[:, None])
        parts.append(self.shapes(torch.tensor([each[3] for each in kept])))
        return self.embed(functional.dropout(torch.cat(parts, -1), 0.1, self.training))

    def see(self, x: Tensor, place: Tensor, size: int, lengths: Sequence[int]) -> Tensor:
        """Words in the light of their documents, of ``lengths``; ``place`` says where they stand when gaps part these."""
        wide = x.new_zeros(size, WIDTH).index_copy(0, place, x)
        real = torch.zeros(size, 1).index_fill(0, place, 1.0)
        edge = torch.zeros(1, WIDTH)
        for layer in self.windows:
            window = torch.cat([torch.cat([edge, wide[:-1]]), wide, torch.cat([wide[1:], edge])], -1)
            wide = (wide + functional.dropout(layer(window), 0.1, self.training)) * real
        return _pass(self.whole, functional.dropout(wide[place], 0.15, self.training), lengths)

    def starts(self, seen: Tensor, place: Tensor, size: int) -> Tensor:
        """The log-odds that each word starts a sentence."""
        wide = seen.new_zeros(size, 2 * STATE).index_copy(0, place, seen)
        window = torch.cat([wide[place + by] for by in range(-REACH, REACH + 1)], -1)
        hidden = functional.dropout(
            self.start_inner(functional.dropout(window, 0.1, self.training)).relu(), 0.2, self.training
        )
        return self.start_outer(hidden)[:, 0]

    def read(self, seen: Tensor, lengths: Sequence[int]) -> Tensor:
        """Words in the light of their sentences, of ``lengths``."""
        return seen + _pass(self.sentence, functional.dropout(seen, 0.25, self.training), lengths)

    def arcs(self, read: Tensor, lengths: Sequence[int]) -> tuple[Tensor, Tensor]:
        """Scores (sentences, words, 1 + words), the root first, and which words are there."""
        heads, deps = (self._drop(part(read).relu()) for part in (self.arc_head, self.arc_dep))
        padding, mask = _padding(lengths)
        heads, deps = (_pad(part, padding) for part in (heads, deps))
        heads = torch.cat([self.arc_root.expand(len(heads), 1, -1), heads], 1)
        scores = (deps @ self.arc) @ heads.transpose(1, 2) + (heads @ self.arc_lean)[:, None]
        real = torch.cat([torch.ones(len(mask), 1, dtype=torch.bool), mask], 1)
        return scores.float().masked_fill(~real[:, None], -1e4), mask

    def labels(self, read: Tensor, heads: Tensor) -> Tensor:
        """``heads`` places in ``read``, -1 the root."""
        deps = self._drop(self.label_dep(read).relu())
        governors = torch.cat([self._drop(self.label_head(read).relu()), self.label_root[None].to(deps.dtype)])[heads]
        mixed = (deps @ self.label.flatten(1)).view(len(read), -1, LABEL)
        found = (mixed * governors[:, None]).sum(-1)
        return (found + self.label_of_head(governors) + self.label_of_dep(deps)).float()

    def _drop(self, x: Tensor) -> Tensor:
        return functional.dropout(x, 0.3, self.training)

    def weights(self) -> dict[str, Floats]:
        """The weights as `meada_models.network` wants them."""
        made: dict[str, Tensor] = {
            "known": self.known.weight, "given": self.given, "grams": self.grams.weight, "ends": self.ends.weight,
            "shapes": self.shapes.weight, "space": self.space.weight,
        }  # fmt: skip
        halved = torch.cat([torch.ones(WIDTH), torch.full((WIDTH,), 0.5)])
        for name, layer in (("embed", self.embed), *((f"window{n}", each) for n, each in enumerate(self.windows))):
            made[f"{name}.weight"] = (layer.linear.weight * halved[:, None]).T
            made[f"{name}.bias"] = layer.linear.bias * halved
            made |= {f"{name}.gain": layer.norm.weight, f"{name}.shift": layer.norm.bias}
        made |= {
            "start.inner": self.start_inner.weight.T.reshape(2 * REACH + 1, 2 * STATE, START),
            "start.inner_bias": self.start_inner.bias,
            "start.outer": self.start_outer.weight[0],
            "start.bias": self.start_outer.bias,
        }
        for name, sides in (("whole", self.whole), ("sentence", self.sentence)):
            made[f"{name}.inward"] = torch.stack([_gates(side.weight_ih_l0).T for side in sides])
            made[f"{name}.across"] = torch.stack([_gates(side.weight_hh_l0).T for side in sides])
            made[f"{name}.bias"] = torch.stack([_gates(side.bias_ih_l0 + side.bias_hh_l0) for side in sides])
        plain_layers = {
            "tag": self.tag, "rule": self.rule, "name_inner": self.name[0], "name": self.name[3],
            "arc_head": self.arc_head, "arc_dep": self.arc_dep, "label_head": self.label_head,
            "label_dep": self.label_dep,
        }  # fmt: skip
        for name, layer in plain_layers.items():
            made |= {f"{name}.weight": layer.weight.T, f"{name}.bias": layer.bias}
        made |= {
            "arc": self.arc, "arc_lean": self.arc_lean, "arc_root": self.arc_root, "label": self.label.flatten(1),
            "label_root": self.label_root, "label_of_head": self.label_of_head.weight.T,
            "label_of_dep": self.label_of_dep.weight.T, "label_bias": self.label_of_head.bias,
        }  # fmt: skip
        return {name: value.detach().float().numpy().astype(np.float32).copy() for name, value in made.items()}


def _pass(layers: Any, x: Tensor, lengths: Sequence[int]) -> Tensor:
    """A recurrent layer over sequences of ``lengths``, one of ``layers`` from the front and one from the back."""
    firsts = np.cumsum([0, *lengths[:-1]])
    turned = np.concatenate([np.arange(first + n - 1, first - 1, -1) for first, n in zip(firsts, lengths, strict=True)])
    back = torch.tensor(turned)
    padding, mask = _padding(lengths)
    parts = []
    for layer, each in ((layers[0], x), (layers[1], x[back])):
        out = layer(_pad(each, padding.T))[0]
        parts.append(out.transpose(0, 1)[mask])
    return torch.cat([parts[0], parts[1][back]], -1)  # turning twice changes nothing


def _padding(lengths: Sequence[int]) -> tuple[Tensor, Tensor]:
    """Where the words of sentences of ``lengths`` stand, a row a sentence, and which places of the rows hold one."""
    sizes = torch.tensor(lengths)
    place = torch.arange(int(sizes.max()))[None]
    mask = place < sizes[:, None]
    return torch.where(mask, place + (sizes.cumsum(0) - sizes)[:, None], int(sizes.sum())), mask


def _pad(x: Tensor, padding: Tensor) -> Tensor:
    return functional.embedding(padding, torch.cat([x, x.new_zeros(1, x.shape[1])]))


@torch.no_grad()
def inherit(student: Student, labels: Labels, other: dict[str, Tensor], theirs: Labels) -> None:
    """Begin ``student`` with the weights of another language's: all of the same shape, and rows of the same name."""
    mine = student.state_dict()
    same = {key: value for key, value in other.items() if key != "given" and mine[key].shape == value.shape}
    student.load_state_dict(same, strict=False)
    mine = student.state_dict()
    rows = {
        "tags": ("tag.weight", "tag.bias"),
        "rules": ("rule.weight", "rule.bias"),
        "deps": ("label_of_head.weight", "label_of_head.bias", "label_of_dep.weight"),
    }
    for kind, keys in rows.items():
        pairs = _pairs(getattr(labels, kind), getattr(theirs, kind))
        for key in keys:
            mine[key][pairs[0]] = other[key][pairs[1]]
    pairs = _pairs(labels.deps, theirs.deps)
    mine["label"][:, pairs[0]] = other["label"][:, pairs[1]]
    taught = len(mine["known.weight"]) - 1, len(other["known.weight"]) - 1
    pairs = _pairs(labels.words[: taught[0]], theirs.words[: taught[1]])
    mine["known.weight"][pairs[0] + 1] = other["known.weight"][pairs[1] + 1]


def _pairs(ours: Sequence[str], theirs: Sequence[str]) -> tuple[Tensor, Tensor]:
    place = {each: number for number, each in enumerate(theirs)}
    both = [(number, place[each]) for number, each in enumerate(ours) if each in place]
    return torch.tensor([a for a, _ in both], dtype=torch.long), torch.tensor([b for _, b in both], dtype=torch.long)


def _gates(weights: Tensor) -> Tensor:
    """Torch's gates (in, forget, new, out) as (in, forget, out, new), the logistic ones halved: σ(x) = tanh(x/2)/2 + 1/2."""
    i, f, g, o = weights.chunk(4)
    return torch.cat([i / 2, f / 2, o / 2, g])


def distil(
    student: Student, groups: Sequence[Sequence[Lesson]], forms: Forms, epochs: int, rate: float = 2.5e-3,
    size: int = 1400, seed: int = 0, after: Any = None,
) -> None:  # fmt: skip
    """Train in place on runs of lessons that follow each other; the weights are averaged over the last steps."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    plan = [batch for _ in range(epochs) for batch in _batches(groups, size, chance)]
    tables = [student.known.weight, student.grams.weight, student.ends.weight, student.shapes.weight]
    others = [each for each in student.parameters() if all(each is not table for table in tables)]
    optimizer = torch.optim.AdamW(
        [{"params": tables, "weight_decay": 0.0}, {"params": others}], rate, betas=(0.9, 0.95), weight_decay=0.01,
        fused=True,
    )  # fmt: skip
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.04 * len(plan))) * max(0.02, 1 - step / (len(plan) + 1))
    )
    mean = torch.optim.swa_utils.AveragedModel(student, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995))
    student.train()
    running: dict[str, float] = {}
    words, started = 0, time.process_time()
    for step, batch in enumerate(plan, 1):
        losses = _losses(student, batch, forms)
        optimizer.zero_grad()
        sum(losses.values()).backward()  # type: ignore[union-attr]
        nn.utils.clip_grad_norm_(student.parameters(), 5.0)
        optimizer.step()
        schedule.step()
        mean.update_parameters(student)
        words += sum(len(each.forms) for doc in batch for each in doc)
        for key, value in losses.items():
            running[key] = running.get(key, float(value.detach())) * 0.98 + 0.02 * float(value.detach())
        if step % 100 == 0 or step == len(plan):
            shown = " ".join(f"{key} {value:.3f}" for key, value in running.items())
            speed = words / (time.process_time() - started)
            print(f"{time.strftime('%H:%M:%S')} {step}/{len(plan)} {shown} {speed:.0f} words/cpu-s", flush=True)
        if after is not None:
            after(step, len(plan), mean.module)
    student.load_state_dict(mean.module.state_dict())
    student.eval()


def _batches(
    groups: Sequence[Sequence[Lesson]], size: int, chance: random.Random, most: int = 10
) -> Iterator[list[list[Lesson]]]:
    """Batches of documents of 1 to ``most`` sentences that follow each other, parted anew each time."""
    docs: list[list[Lesson]] = []
    for group in groups:
        at = 0
        while at < len(group):
            count = chance.randint(1, most)
            docs.append(list(group[at : at + count]))
            at += count
    chance.shuffle(docs)
    batch: list[list[Lesson]] = []
    room = 0
    for doc in docs:
        batch.append(doc)
        room += sum(len(each.forms) for each in doc)
        if room >= size:
            yield batch
            batch, room = [], 0
    if batch:
        yield batch


def _losses(student: Student, docs: Sequence[Sequence[Lesson]], forms: Forms) -> dict[str, Tensor]:
    flat = [each for doc in docs for each in doc]
    lengths = [len(each.forms) for each in flat]
    sizes = np.array([sum(len(each.forms) for each in doc) for doc in docs])
    place = torch.tensor(np.arange(sizes.sum()) + np.repeat(np.arange(1, len(sizes) + 1) * REACH, sizes))
    total = int(sizes.sum()) + REACH * (len(sizes) + 1)
    numbers, back = np.unique(np.concatenate([each.forms for each in flat]), return_inverse=True)
    spaces = torch.tensor(np.concatenate([each.spaces for each in flat]))
    losses: dict[str, Tensor] = {}
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.bfloat16 == LOW):
        x = student.vectors(forms, numbers)[torch.tensor(back)] + student.space(spaces)
        seen = student.see(functional.dropout(x, 0.1, student.training), place, total, sizes.tolist())
        firsts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        gold = torch.zeros(len(x))
        gold[torch.tensor(firsts)] = 1
        taught = torch.ones(len(x), dtype=torch.bool)
        taught[torch.tensor(np.concatenate([[0], np.cumsum(sizes)[:-1]]))] = False
        starts = student.starts(seen, place, total).float()
        losses["start"] = functional.binary_cross_entropy_with_logits(starts[taught], gold[taught])
        read = student.read(seen, lengths)
        read = functional.dropout(read, 0.3, student.training)
        for key, head in (("tags", student.tag), ("rules", student.rule)):
            right = torch.tensor(np.concatenate([getattr(each, key) for each in flat]))
            if (right != IGNORE).any():
                losses[key] = functional.cross_entropy(head(read).float(), right, ignore_index=IGNORE)
        names = torch.tensor(np.concatenate([each.names for each in flat]))
        losses["names"] = 2.5 * _towards(student.name(read).float(), names)
        arcs, mask = student.arcs(read, lengths)
        wanted = np.zeros(arcs.shape, np.float32)
        for row, each in enumerate(flat):
            count = len(each.forms)
            wanted[row, :count, : count + 1] = each.heads
        losses["arcs"] = _towards(arcs[mask], torch.tensor(wanted)[mask])
        heads = np.concatenate(
            [np.where(e.taken, e.taken - 1 + first, -1) for e, first in zip(flat, firsts, strict=True)]
        )
        deps = torch.tensor(np.concatenate([each.deps for each in flat]))
        losses["labels"] = _towards(student.labels(read, torch.tensor(heads)), deps)
        states = torch.tensor(np.concatenate([each.states for each in flat])).float()
        losses["hint"] = 1 - functional.cosine_similarity(student.hint(read).float(), states).mean()
    return losses


def _towards(scores: Tensor, wanted: Tensor) -> Tensor:
    return -(wanted * scores.log_softmax(-1)).sum(-1).mean()
