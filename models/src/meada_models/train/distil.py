"""The student, trained in torch before spaCy's own training: several times faster.

Copies of the layers of spaCy's pipeline (`MultiHashEmbed`, `MaxoutWindowEncoder`, the taggers' outputs, the models of
the transition parsers) learn tags, lemmas, the moves to gold trees and names, and to point where the teacher's states
point. What is learned goes back into the pipeline.
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

from meada_models.train.corpus import document
from meada_models.train.moves import Moves, name_moves, tree_moves
from meada_models.train.treebank import Sentence

__all__ = ["Lesson", "distil"]

IGNORE = -100
PAD = 4  # rows of nothing between documents: the reach of four windows of one word

HINT = slice(384, 768)
"""Which of the teacher's states the student points at: those of its ninth layer."""

WEIGHT = {"parser": 2.0, "names": 1.5, "start": 0.5}
"""What a loss counts for; 1 where nothing is said."""


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


class Transition(nn.Module):
    """Weights shared with spaCy's model of a transition parser: words to moves."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model
        self.inward = [node for node in model.get_ref("tok2vec").walk() if node.name == "linear"][-1]
        self.lower, self.upper = model.get_ref("lower"), model.get_ref("upper")
        self.kept = nn.ParameterList(_parameter(node.get_param(key)) for node, key in self._places())

    def _places(self) -> list[tuple[Any, str]]:
        return [
            (self.inward, "W"), (self.inward, "b"), (self.lower, "W"), (self.lower, "b"), (self.lower, "pad"),
            (self.upper, "W"), (self.upper, "b"),
        ]  # fmt: skip

    def forward(self, x: Tensor, words: Tensor) -> Tensor:
        """Scores (states, moves) for ``x`` (words, width) and ``words`` (states, features), whose -1 stands for no word."""
        inward, inward_bias, lower, bias, pad, upper, upper_bias = self.kept
        features, out, pieces, width = lower.shape
        table = functional.linear(functional.linear(x, inward, inward_bias), lower.view(-1, width)).float()
        table = torch.cat([table, pad.view(1, -1)]).view(-1, out * pieces)
        rows = torch.where(words < 0, len(x), words) * features + torch.arange(features)
        hidden = functional.embedding_bag(rows, table, mode="sum").view(-1, out, pieces) + bias
        hidden = functional.dropout(hidden.max(-1).values, 0.1, self.training)
        return functional.linear(hidden, upper, upper_bias)

    def write(self) -> None:
        """Put what was learned into the thinc model."""
        for (node, key), value in zip(self._places(), self.kept, strict=True):
            node.set_param(key, value.detach().numpy().astype("f4"))
        self.model.attrs["unseen_classes"] = set()


class Softmax(nn.Linear):
    """Weights shared with the output layer of a tagger."""

    def __init__(self, model: Any) -> None:
        node = next(node for node in model.walk() if node.name == "softmax")
        super().__init__(node.get_dim("nI"), node.get_dim("nO"))
        self.node = node
        if node.get_param("W").any():  # trained before
            self.weight.data = torch.tensor(np.array(node.get_param("W")))
            self.bias.data = torch.tensor(np.array(node.get_param("b")))

    def write(self) -> None:
        """Put what was learned into the thinc model."""
        self.node.set_param("W", self.weight.detach().numpy().astype("f4"))
        self.node.set_param("b", self.bias.detach().numpy().astype("f4"))


class Student(nn.Module):
    """The layers of the pipeline; ``start`` and ``hint`` are thrown away after."""

    def __init__(self, nlp: Language, teacher_width: int) -> None:
        super().__init__()
        pipes: dict[str, Any] = dict(nlp.pipeline)
        self.embed = Embed(pipes["tok2vec"].model)
        width = pipes["tok2vec"].model.get_dim("nO")
        self.morph = Softmax(pipes["morphologizer"].model)
        self.lemma = Softmax(pipes["trainable_lemmatizer"].model)
        self.parser = Transition(pipes["parser"].model)
        self.names = Transition(pipes["names"].model)
        self.start = nn.Linear(width, 2)
        self.hint = nn.Linear(width, teacher_width)

    def write(self) -> None:
        """Put what was learned into the pipeline."""
        for part in (self.embed, self.morph, self.lemma, self.parser, self.names):
            part.write()


@dataclass
class _Doc:
    rows: Tensor
    vectors: Tensor | None
    gold: dict[str, Tensor]
    states: Tensor
    parser: Moves | None
    names: Moves


def _features(embed: Embed, doc: Doc, attrs: Sequence[str]) -> Tensor:
    keys = doc.to_array(list(attrs)).astype("uint64")
    if keys.ndim == 1:
        keys = keys[:, None]
    made = []
    for node in embed.tables:
        column = np.ascontiguousarray(keys[:, node.attrs["column"]])
        made.append(node.ops.hash(column, node.attrs["seed"]).astype(np.int64) % node.get_dim("nV"))
    return torch.tensor(np.stack(made, 1).astype(np.int32))


class _Reader:
    """Lessons as tensors."""

    def __init__(self, nlp: Language, embed: Embed) -> None:
        self.nlp, self.embed = nlp, embed
        self.attrs = nlp.config["components"]["tok2vec"]["model"]["embed"]["attrs"]
        self.pipes: dict[str, Any] = dict(nlp.pipeline)
        self.morphs = {label: number for number, label in enumerate(self.pipes["morphologizer"].labels)}

    def read(self, groups: Sequence[Sequence[Lesson]]) -> list[_Doc]:
        docs = [document(self.nlp.vocab, [lesson.sentence for lesson in group]) for group in groups]
        parsed = [all(lesson.parsed for lesson in group) for group in groups]
        names = name_moves(self.pipes["names"], docs)
        trees = iter(tree_moves(self.pipes["parser"], (d for d, taught in zip(docs, parsed, strict=True) if taught)))
        return [
            _Doc(
                _features(self.embed, doc, self.attrs),
                self._vectors(doc),
                self._gold(doc, taught),
                torch.tensor(np.concatenate([lesson.states[:, HINT] for lesson in group])).bfloat16(),
                next(trees) if taught else None,
                moves,
            )
            for group, doc, taught, moves in zip(groups, docs, parsed, names, strict=True)
        ]

    def _gold(self, doc: Doc, taught: bool) -> dict[str, Tensor]:
        gold = {key: torch.full((len(doc),), IGNORE) for key in ("morph", "lemma", "start")}
        for token in doc:
            gold["start"][token.i] = int(token.is_sent_start)
            if taught:
                gold["morph"][token.i] = self.morphs.get(self._label(token), IGNORE)
                gold["lemma"][token.i] = self._tree(token)
        return gold

    def _label(self, token: Any) -> str:
        features = {**token.morph.to_dict(), "POS": token.pos_}
        return str(self.nlp.vocab.strings[self.nlp.vocab.morphology.add(features)])

    def _tree(self, token: Any) -> int:
        lemmatizer = self.pipes["trainable_lemmatizer"]
        if not token.lemma_:
            return IGNORE
        return int(lemmatizer.tree2label.get(lemmatizer.trees.add(token.text, token.lemma_), 0))

    def _vectors(self, doc: Doc) -> Tensor | None:
        if self.embed.static is None:
            return None
        table = self.nlp.vocab.vectors
        rows = table.find(keys=doc.to_array(table.attr))
        found = table.data[rows]
        found[rows < 0] = 0
        return torch.tensor(found)


def distil(nlp: Language, groups: Sequence[Sequence[Lesson]], epochs: int, rate: float = 2e-3) -> None:
    """Train the initialised ``nlp`` in place on documents of lessons."""
    torch.manual_seed(0)
    student = Student(nlp, groups[0][0].states[:, HINT].shape[1])
    docs = _Reader(nlp, student.embed).read(groups)
    optimizer = torch.optim.AdamW(student.parameters(), lr=rate, weight_decay=0.01)
    chance = random.Random(0)
    total = epochs * sum(1 for _ in _batches(docs, chance))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / (0.05 * total)) * (1 - step / (total + 1))
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
    student.write()


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
        for key, head in (("morph", student.morph), ("lemma", student.lemma), ("start", student.start)):
            gold = torch.cat([doc.gold[key] for doc in batch])
            if (gold != IGNORE).any():
                losses[key] = functional.cross_entropy(head(x).float(), gold, ignore_index=IGNORE)
        for key, mover in (("parser", student.parser), ("names", student.names)):
            found = _gather(batch, key)
            if found is not None:
                losses[key] = functional.cross_entropy(mover(x, found[0]).float(), found[1])
        states = torch.cat([doc.states for doc in batch])
        losses["hint"] = 2 * (1 - functional.cosine_similarity(student.hint(x).float(), states.float()).mean())
    return {key: WEIGHT.get(key, 1.0) * loss for key, loss in losses.items()}


def _gather(batch: Sequence[_Doc], key: str) -> tuple[Tensor, Tensor] | None:
    """The moves of a batch, the words numbered through it."""
    words, right, at = [], [], 0
    for doc in batch:
        moves: Moves | None = getattr(doc, key)
        if moves is not None:
            words.append(torch.tensor(np.where(moves.words < 0, -1, moves.words + at), dtype=torch.int64))
            right.append(torch.tensor(moves.right))
        at += len(doc.rows)
    return (torch.cat(words), torch.cat(right)) if words else None
