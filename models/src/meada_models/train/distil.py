"""The student's tok2vec, trained in torch from the teacher before spaCy's own training: faster by an order.

A copy of spaCy's `MultiHashEmbed` + `MaxoutWindowEncoder` learns tags, trees, names and sentence starts with simple
heads, and to point where the teacher's states point. The heads are thrown away; the layers go into the pipeline.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from torch import Tensor, nn
from torch.nn import functional

from meada_models.heads import NAME_TAGS
from meada_models.train.treebank import Sentence

__all__ = ["Lesson", "distil"]

IGNORE = -100
PAD = 4  # rows of nothing between documents: the reach of four windows of one word


HINT = slice(384, 768)
"""Which of the teacher's states the student points at: those of its ninth layer."""


@dataclass
class Labels:
    """The closed sets the heads choose from."""

    morphs: list[str]
    deprels: list[str]
    scripts: list[str]


class Biaffine(nn.Module):
    """Scores of word pairs (Dozat & Manning 2017)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(width + 1, width + 1))

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        """``x`` and ``y`` (documents, words, width) to (documents, words, words)."""
        return torch.bmm(_with_one(x) @ self.weight.to(x.dtype), _with_one(y).transpose(1, 2))


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def _perceptron(width: int, out: int) -> nn.Module:
    return nn.Sequential(nn.Linear(width, out), nn.GELU(), nn.Dropout(0.2))


@dataclass
class Lesson:
    """A sentence with names as the student should see it. ``states`` are the teacher's (words, width · layers); without
    ``parsed`` only names are taught.
    """

    sentence: Sentence
    states: NDArray[np.float16]
    parsed: bool = True


class Embed(nn.Module):
    """Weights shared with one thinc tok2vec."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        nodes = list(model.walk())
        self.nodes = nodes
        self.tables = [node for node in nodes if node.name == "hashembed"]
        self.columns = [node.attrs["column"] for node in self.tables]
        self.hash = nn.ParameterList(_parameter(node.get_param("E")) for node in self.tables)
        self.static = next((node for node in nodes if node.name == "static_vectors"), None)
        if self.static is not None:
            self.project = _parameter(self.static.get_param("W"))
        self.maxouts = [node for node in nodes if node.name == "maxout"]
        self.norms = [node for node in nodes if node.name == "layernorm"]
        self.weight = nn.ParameterList(_parameter(node.get_param("W")) for node in self.maxouts)
        self.bias = nn.ParameterList(_parameter(node.get_param("b")) for node in self.maxouts)
        self.gain = nn.ParameterList(_parameter(node.get_param("G")) for node in self.norms)
        self.shift = nn.ParameterList(_parameter(node.get_param("b")) for node in self.norms)

    def maxout(self, number: int, x: Tensor) -> Tensor:
        weight = self.weight[number]
        out, pieces, inward = weight.shape
        y = functional.linear(x, weight.view(out * pieces, inward)) + self.bias[number].view(-1)
        y = y.view(-1, out, pieces).max(-1).values
        return functional.layer_norm(y.float(), (out,), self.gain[number], self.shift[number], 1e-8)

    def forward(self, rows: Tensor, vectors: Tensor | None, real: Tensor, drop: float) -> Tensor:
        """``rows`` (words, tables, 4), ``vectors`` (words, size); ``real`` False between documents."""
        parts = [functional.embedding_bag(rows[:, i], table, mode="sum") for i, table in enumerate(self.hash)]
        if vectors is not None:
            parts.append(functional.linear(vectors, self.project))
        x = self.maxout(0, functional.dropout(torch.cat(parts, -1), drop, self.training))
        x = x * real[:, None]
        for number in range(1, len(self.weight)):
            edge = torch.zeros_like(x[:1])
            window = torch.cat([torch.cat([edge, x[:-1]]), x, torch.cat([x[1:], edge])], -1)
            x = x + functional.dropout(self.maxout(number, window), drop, self.training)
        return x

    def write(self) -> None:
        """Put what was learned into the thinc model."""
        for node, table in zip(self.tables, self.hash, strict=True):
            node.set_param("E", table.detach().numpy().astype("f4"))
        if self.static is not None:
            self.static.set_param("W", self.project.detach().numpy().astype("f4"))
        for node, weight, bias in zip(self.maxouts, self.weight, self.bias, strict=True):
            node.set_param("W", weight.detach().numpy().astype("f4"))
            node.set_param("b", bias.detach().numpy().astype("f4"))
        for node, gain, shift in zip(self.norms, self.gain, self.shift, strict=True):
            node.set_param("G", gain.detach().numpy().astype("f4"))
            node.set_param("b", shift.detach().numpy().astype("f4"))


def _parameter(array: Any) -> nn.Parameter:
    return nn.Parameter(torch.tensor(np.array(array)))


class Student(nn.Module):
    def __init__(self, embed: Embed, width: int, labels: Labels, teacher_width: int) -> None:
        super().__init__()
        self.embed = embed
        self.morph = nn.Linear(width, len(labels.morphs))
        self.rel = nn.Linear(width, len(labels.deprels))
        self.names = nn.Linear(width, len(NAME_TAGS))
        self.start = nn.Linear(width, 2)
        self.script = nn.Linear(width, len(labels.scripts))
        self.hint = nn.Linear(width, teacher_width)
        self.dep, self.head = _perceptron(width, 128), _perceptron(width, 128)
        self.arc = Biaffine(128)


@dataclass
class _Doc:
    rows: Tensor
    vectors: Tensor | None
    gold: dict[str, Tensor]
    states: Tensor


def script(form: str, lemma: str) -> str:
    """How ``lemma`` is made of ``form``: lower-cased or not, how many letters go from the end, what is put there."""
    base = form if lemma[:1].isupper() else form.lower()
    kept = 0
    while kept < min(len(base), len(lemma)) and base[kept] == lemma[kept]:
        kept += 1
    return f"{int(base is not form)}|{len(base) - kept}|{lemma[kept:]}"


def _features(embed: Embed, doc: Doc, attrs: Sequence[str]) -> Tensor:
    keys = doc.to_array(list(attrs)).astype("uint64")
    if keys.ndim == 1:
        keys = keys[:, None]
    made = []
    for node in embed.tables:
        column = np.ascontiguousarray(keys[:, node.attrs["column"]])
        made.append(node.ops.hash(column, node.attrs["seed"]).astype(np.int64) % node.get_dim("nV"))
    return torch.tensor(np.stack(made, 1).astype(np.int32))


def _index(labels: Sequence[str]) -> dict[str, int]:
    return {label: number for number, label in enumerate(labels)}


class _Reader:
    def __init__(self, nlp: Language, embed: Embed, attrs: Sequence[str], lessons: Sequence[Lesson]) -> None:
        self.nlp, self.embed, self.attrs = nlp, embed, attrs
        tokens = [token for lesson in lessons if lesson.parsed for token in lesson.sentence]
        self.labels = Labels(
            sorted({f"{t.upos}|{t.morph}" for t in tokens}),
            sorted({t.deprel for t in tokens}),
            sorted({script(t.form, t.lemma) for t in tokens}),
        )
        self.morph, self.rel, self.tags, self.script = map(
            _index, (self.labels.morphs, self.labels.deprels, NAME_TAGS, self.labels.scripts)
        )

    def read(self, lessons: Sequence[Lesson]) -> _Doc:
        tokens = [token for lesson in lessons for token in lesson.sentence]
        doc = Doc(self.nlp.vocab, [t.form for t in tokens], [t.space for t in tokens])
        gold = {key: torch.full((len(tokens),), IGNORE) for key in ("morph", "rel", "names", "script", "arc", "start")}
        at = 0
        for lesson in lessons:
            for i, t in enumerate(lesson.sentence):
                if lesson.parsed:
                    gold["morph"][at + i] = self.morph[f"{t.upos}|{t.morph}"]
                    gold["rel"][at + i] = self.rel[t.deprel]
                    gold["arc"][at + i] = at + t.head
                    gold["script"][at + i] = self.script[script(t.form, t.lemma)]
                if t.name is not None:
                    gold["names"][at + i] = self.tags[t.name]
                gold["start"][at + i] = int(i == 0)
            at += len(lesson.sentence)
        states = torch.tensor(np.concatenate([lesson.states[:, HINT] for lesson in lessons])).bfloat16()
        return _Doc(_features(self.embed, doc, self.attrs), self._vectors(doc), gold, states)

    def _vectors(self, doc: Doc) -> Tensor | None:
        if self.embed.static is None:
            return None
        table = self.nlp.vocab.vectors
        rows = table.find(keys=doc.to_array(table.attr))
        found = table.data[rows]
        found[rows < 0] = 0
        return torch.tensor(found)


def distil(nlp: Language, groups: Sequence[Sequence[Lesson]], epochs: int, rate: float = 2e-3) -> None:
    """Train the ``tok2vec`` of the initialised ``nlp`` in place on documents of lessons."""
    torch.manual_seed(0)
    model = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    attrs = nlp.config["components"]["tok2vec"]["model"]["embed"]["attrs"]
    embed = Embed(model)
    reader = _Reader(nlp, embed, attrs, [lesson for group in groups for lesson in group])
    docs = [reader.read(group) for group in groups]
    width = model.get_dim("nO")
    student = Student(embed, width, reader.labels, docs[0].states.shape[1])
    optimizer = torch.optim.AdamW(student.parameters(), lr=rate, weight_decay=0.01)
    chance = random.Random(0)
    total = epochs * sum(1 for _ in _batches(docs, chance))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / (0.05 * total)) * (1 - step / total)
    )
    student.train()
    step, seen, started, running = 0, 0, time.time(), {}  # type: ignore[var-annotated]
    for epoch in range(epochs):
        for batch in _batches(docs, chance):
            losses = _losses(student, batch)
            optimizer.zero_grad()
            sum(losses.values()).backward()  # type: ignore[union-attr]
            nn.utils.clip_grad_norm_(student.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            step += 1
            seen += sum(len(d.rows) for d in batch)
            for key, value in losses.items():
                running[key] = running.get(key, float(value.detach())) * 0.98 + 0.02 * float(value.detach())
        shown = " ".join(f"{key} {value:.3f}" for key, value in running.items())
        print(f"distil {epoch} {step}/{total} {shown} {seen / (time.time() - started):.0f} words/s", flush=True)
    embed.write()


def _batches(docs: Sequence[_Doc], chance: random.Random, size: int = 1000) -> Iterator[list[_Doc]]:
    order = list(docs)
    chance.shuffle(order)
    batch: list[_Doc] = []
    for doc in order:
        batch.append(doc)
        if sum(len(d.rows) for d in batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch


def _losses(student: Student, batch: Sequence[_Doc]) -> dict[str, Tensor]:
    tables = batch[0].rows.shape[1]
    rows, vectors, place = [], [], []
    at = PAD
    rows.append(torch.zeros(PAD, tables, 4, dtype=torch.int32))
    for doc in batch:
        rows += [doc.rows, torch.zeros(PAD, tables, 4, dtype=torch.int32)]
        place.append(torch.arange(at, at + len(doc.rows)))
        at += len(doc.rows) + PAD
    real = torch.zeros(at)
    real[torch.cat(place)] = 1
    flat_vectors = None
    if batch[0].vectors is not None:
        empty = torch.zeros(PAD, batch[0].vectors.shape[1])
        vectors.append(empty)
        for doc in batch:
            vectors += [doc.vectors, empty]
        flat_vectors = torch.cat(vectors)  # type: ignore[arg-type]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        x = student.embed(torch.cat(rows), flat_vectors, real, 0.1)[torch.cat(place)]
        x = functional.dropout(x, 0.1, student.training)
        losses = {}
        for key, head in (
            ("morph", student.morph),
            ("rel", student.rel),
            ("names", student.names),
            ("script", student.script),
            ("start", student.start),
        ):
            gold = torch.cat([doc.gold[key] for doc in batch])
            if (gold != IGNORE).any():
                losses[key] = functional.cross_entropy(head(x).float(), gold, ignore_index=IGNORE)
        losses["arc"] = _arc_loss(student, x, batch)
        states = torch.cat([doc.states for doc in batch])
        losses["hint"] = 2 * (1 - functional.cosine_similarity(student.hint(x).float(), states.float()).mean())
    return losses


def _arc_loss(student: Student, x: Tensor, batch: Sequence[_Doc]) -> Tensor:
    longest = max(len(doc.rows) for doc in batch)
    padded = x.new_zeros(len(batch), longest, x.shape[-1])
    gold = torch.full((len(batch), longest), IGNORE)
    real = torch.zeros(len(batch), longest, dtype=torch.bool)
    at = 0
    for row, doc in enumerate(batch):
        size = len(doc.rows)
        padded[row, :size] = x[at : at + size]
        gold[row, :size] = doc.gold["arc"]
        real[row, :size] = True
        at += size
    scores = student.arc(student.dep(padded), student.head(padded)).float().masked_fill(~real[:, None, :], -1e4)
    if not (gold != IGNORE).any():
        return scores.new_zeros(())
    return functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORE)
