"""The component that reads: documents of words get sentences, tags, lemmas, trees and names, many documents at a time.

White space is hidden from the network; such a token hangs on the word before it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, repeat
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IS_SPACE, LEMMA, MORPH, ORTH, POS, SENT_START, SPACY
from spacy.language import Language
from spacy.parts_of_speech import IDS as UPOS
from spacy.pipeline.dep_parser import parser_score
from spacy.pipeline.morphologizer import morphologizer_score
from spacy.scorer import Scorer, get_ner_prf
from spacy.tokens import Doc
from spacy.vocab import Vocab

from meada_models.bounds import bounds
from meada_models.heads import NAME_LABELS
from meada_models.lemmas import FORM, apply
from meada_models.network import Floats, Network
from meada_models.trees import best_tree, sound

__all__ = ["Reader"]

WORDS = 6000
"""Words that are read at a time, about."""

LONGEST = 300
"""Words a sentence may have; a longer one (a list, a table) is cut."""

FORMS = 30_000
"""Forms whose vectors are kept."""

Whole = NDArray[np.int64]


@Language.factory(
    "meada_reader",
    assigns=["token.pos", "token.morph", "token.lemma", "token.dep", "token.head", "token.is_sent_start", "doc.ents"],
)
def make(nlp: Language, name: str) -> Reader:
    """The component, without effect until it is read from disk or given its network."""
    return Reader(nlp.vocab)


class Reader:
    """Reads documents with a `Network`; ``labels`` names its outputs, ``table`` holds the lemmas of known words."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._lock = Lock()
        self.network: Network | None = None

    def use(
        self, network: Network, labels: dict[str, Sequence[str]], table: dict[str, dict[str, str]], lean: float
    ) -> None:
        """Read with ``network`` from now on; ``lean`` is added to the log-odds of a sentence start."""
        self.network, self.labels, self.table, self.lean = network, labels, table, lean
        add = self.vocab.strings.add
        tags = [tag.partition("|") for tag in labels["tags"]]
        self._upos = [upos for upos, _, _ in tags]
        self._pos = np.array([UPOS[upos] for upos in self._upos], np.uint64)
        self._morph = np.array([self.vocab.morphology.add(morph) for _, _, morph in tags], np.uint64)
        self._deps = np.array([add(dep) for dep in labels["deps"]], np.uint64)
        self._root = self.vocab.strings.add("ROOT")
        self._kinds = np.array([add(kind) for kind in NAME_LABELS], np.uint64)
        self._rows: dict[int, int] = {}
        self._vectors = np.zeros((1024, network.width), np.float32)
        self._lemmas: dict[tuple[int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """``doc``, read."""
        self._read([doc], [True])
        return doc

    def pipe(
        self, stream: Iterable[Doc], *, batch_size: int = 256, trees: Iterable[bool] | None = None
    ) -> Iterator[Doc]:
        """The documents of ``stream``, read. Where ``trees`` says no for a document, its words get no heads, labels and
        lemmas, which spares a third of the work."""
        both = zip(stream, repeat(True) if trees is None else trees, strict=False)
        while pairs := list(islice(both, batch_size)):
            docs = [doc for doc, _ in pairs]
            self._read(docs, [tree for _, tree in pairs])
            yield from docs

    def score(self, examples: Iterable[Any], **rest: Any) -> dict[str, Any]:
        """The scores of spaCy's own components for what this one gives."""
        examples = list(examples)
        return {
            **morphologizer_score(examples, **rest),
            **Scorer.score_token_attr(examples, "lemma", **rest),
            **parser_score(examples, **rest),
            **get_ner_prf(examples),
        }

    def _read(self, docs: Sequence[Doc], trees: Sequence[bool]) -> None:
        if self.network is None:
            return
        stretches = [stretch for doc, tree in zip(docs, trees, strict=True) for stretch in _stretches(doc, tree)]
        made: dict[int, list[Parts]] = defaultdict(list)
        for batch in _batches(stretches):
            for stretch, parts in zip(batch, self._together(batch), strict=True):
                made[id(stretch.doc)].append((stretch, parts))
        for doc in docs:
            if found := sorted(made[id(doc)], key=lambda each: int(each[0].place[0])):
                place = np.concatenate([stretch.place for stretch, _ in found])
                _write(doc, place, {attr: np.concatenate([each[attr] for _, each in found]) for attr in found[0][1]})

    def _together(self, batch: Sequence[Stretch]) -> Iterator[Found]:
        """What is found for the words of every stretch."""
        network = self.network
        assert network is not None
        orths = np.concatenate([each.orths for each in batch])
        lengths = [len(each.place) for each in batch]
        seen = network.see(self._embedded(orths), np.concatenate([each.spaces for each in batch]), lengths)
        odds = network.starts(seen, lengths) + self.lean
        cuts: list[int] = []
        for each, end in zip(batch, np.cumsum(lengths).tolist(), strict=True):
            size = len(each.place)
            cuts += np.diff([*bounds(each.doc, each.place, odds[end - size : end], LONGEST), size]).tolist()
        read = network.read(seen, cuts)
        tags = network.scores("tag", read).argmax(1)
        made = self._named(read, cuts) | self._cut(tags, cuts)
        hung = np.repeat([each.tree for each in batch], lengths)
        treed = self._treed(read, cuts, hung, orths, tags)
        at, tall = 0, 0
        for each, length in zip(batch, lengths, strict=True):
            found = {attr: part[at : at + length] for attr, part in made.items()}
            if each.tree:
                del found[SENT_START]  # heads tell it
                found |= {attr: part[tall : tall + length] for attr, part in treed.items()}
                tall += length
            yield found
            at += length

    def _embedded(self, orths: NDArray[np.uint64]) -> Floats:
        """The vectors of words; those of new forms are computed and kept."""
        forms, back = np.unique(orths, return_inverse=True)
        with self._lock:  # a server reads in several threads
            return np.asarray(self._rows_of(forms)[back])

    def _rows_of(self, forms: NDArray[np.uint64]) -> Floats:
        assert self.network is not None
        if len(self._rows) + len(forms) > FORMS:
            self._rows.clear()
        rows = self._rows
        new = [orth for orth in forms.tolist() if orth not in rows]
        if new:
            first = len(rows)
            while first + len(new) > len(self._vectors):
                self._vectors = np.concatenate([self._vectors, np.zeros_like(self._vectors)])
            self._vectors[first : first + len(new)] = self.network.embed([self.vocab.strings[orth] for orth in new])
            rows.update(zip(new, range(first, first + len(new)), strict=True))
        return self._vectors[[rows[orth] for orth in forms.tolist()]]

    def _named(self, read: Floats, cuts: Sequence[int]) -> Found:
        """Place in a name and kind of name of every word."""
        assert self.network is not None
        iob, kinds = names(self.network.names(read), cuts)
        return {ENT_IOB: iob, ENT_TYPE: np.where(kinds < 0, 0, self._kinds[kinds])}

    def _cut(self, tags: Whole, cuts: Sequence[int]) -> Found:
        """Tag and features of every word, and whether it starts a sentence (1) or not (-1)."""
        starts = np.full(len(tags), -1)
        starts[np.cumsum(cuts) - cuts] = 1
        return {POS: self._pos[tags], MORPH: self._morph[tags], SENT_START: starts}

    def _treed(
        self, read: Floats, cuts: Sequence[int], hung: NDArray[np.bool_], orths: NDArray[np.uint64], tags: Whole
    ) -> Found:
        """Lemma, head (relative) and label of every word of the sentences that are to be ``hung``."""
        network = self.network
        assert network is not None
        cuts = [size for first, size in zip(np.cumsum(cuts) - cuts, cuts, strict=True) if hung[first]]
        if not cuts:
            return {}
        if not hung.all():
            read, orths, tags = read[hung], orths[hung], tags[hung]
        heads = self._trees(read, cuts)
        deps = self._deps[network.labels(read, heads).argmax(1)]
        deps[heads < 0] = self._root
        return {
            LEMMA: self._lemma(orths.tolist(), tags.tolist(), read),
            HEAD: np.where(heads < 0, 0, heads - np.arange(len(read))),
            DEP: deps,
        }

    def _trees(self, read: Floats, cuts: Sequence[int]) -> Whole:
        assert self.network is not None
        words, heads, roots = self.network.arcs(read)
        firsts = np.cumsum(cuts) - cuts
        found = np.empty(len(read), np.int64)
        bounds = [(int(first), int(first) + size) for first, size in zip(firsts, cuts, strict=True)]
        for start, end in bounds:
            scores = words[start:end] @ heads[start:end].T
            np.fill_diagonal(scores, roots[start:end])  # a word as its own head stands for the root
            found[start:end] = scores.argmax(1) + start
        found[found == np.arange(len(read))] = -1
        for number in np.flatnonzero(~sound(found, firsts, max(cuts))).tolist():
            start, end = bounds[number]
            tree = best_tree(words[start:end] @ heads[start:end].T, roots[start:end])
            found[start:end] = [head + start if head >= 0 else -1 for head in tree]
        return found

    def _lemma(self, orths: Sequence[int], tags: Sequence[int], read: Floats) -> NDArray[np.uint64]:
        """The lemma of every word: the table's, else what a rule makes of the form. Rules are scored for the words that
        need one alone, which are few."""
        assert self.network is not None
        if len(self._lemmas) > 4 * FORMS:
            self._lemmas.clear()
        found = [self._listed(orth, tag) for orth, tag in zip(orths, tags, strict=True)]
        open_ = [at for at, lemma in enumerate(found) if lemma == 0]
        if open_:
            rules = self.network.scores("rule", read[open_]).argmax(1).tolist()
            for at, rule in zip(open_, rules, strict=True):
                form = self.vocab.strings[orths[at]]
                change = self.labels["rules"][rule]
                if self._upos[tags[at]] == "PROPN" and change[0] == "l":
                    change = "k" + change[1:]  # names keep their capitals
                found[at] = self.vocab.strings.add(apply(change, form))
        return np.array(found, np.uint64)

    def _listed(self, orth: int, tag: int) -> int:
        """The lemma that needs no rule, as a key of the vocabulary; 0 for none."""
        lemma = self._lemmas.get((orth, tag))
        if lemma is None:
            form = self.vocab.strings[orth]
            table = self.table.get(self._upos[tag], {})
            told = table.get(form.lower()) or (form if FORM in table else "")
            lemma = self._lemmas[orth, tag] = self.vocab.strings.add(told) if told else 0
        return lemma

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """Write everything to the folder ``path``."""
        path.mkdir(exist_ok=True)
        if self.network is not None:
            self.network.save(path / "network.npz")
            told = {"labels": self.labels, "lean": self.lean, "words": self.network.words, "table": self.table}
            text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            (path / "labels.json").write_text(text + "\n", "utf-8")

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> Reader:
        """Read everything from the folder ``path``."""
        told = json.loads((path / "labels.json").read_text("utf-8"))
        self.use(Network.load(path / "network.npz", told["words"]), told["labels"], told["table"], told["lean"])
        return self


@dataclass(frozen=True)
class Stretch:
    """Words of a document: where they stand, which they are, after which a space stands; and whether they get a tree."""

    doc: Doc
    place: Whole
    orths: NDArray[np.uint64]
    spaces: NDArray[np.bool_]
    tree: bool


Found = dict[int, NDArray[Any]]
"""What is found for words, by spaCy's attribute."""

Parts = tuple[Stretch, Found]


def _stretches(doc: Doc, tree: bool) -> Iterator[Stretch]:
    """The words of ``doc``, its white space left out, in stretches of `WORDS` at most, lest memory grow without bound."""
    raw = doc.to_array([ORTH, SPACY, IS_SPACE])
    place = np.flatnonzero(raw[:, 2] == 0)
    for first in range(0, len(place), WORDS):
        part = place[first : first + WORDS]
        yield Stretch(doc, part, raw[part, 0], raw[part, 1].astype(bool), tree)


def _batches(stretches: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """Stretches of about one length, about `WORDS` words together."""
    batch: list[Stretch] = []
    size = 0
    for stretch in sorted(stretches, key=lambda each: len(each.place)):
        batch.append(stretch)
        size += len(stretch.place)
        if size > WORDS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def names(scores: Floats, cuts: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """From scores of IOB2 tags: spaCy's number of the place in a name (3 begins one, 1 goes on, 2 is none), and which kind
    of name (-1: none). Where a name stands is asked first, then which kind the whole of it is likeliest to be.
    """
    chances = np.exp(scores - scores.max(1, keepdims=True))
    chances /= chances.sum(1, keepdims=True)
    place = np.stack([chances[:, 0], chances[:, 1::2].sum(1), chances[:, 2::2].sum(1)], 1).argmax(1)
    first = np.zeros(len(scores), bool)
    first[np.cumsum(cuts) - cuts] = True
    out = np.append(True, place[:-1] == 0) | first
    begins = (place == 1) | ((place == 2) & out)
    kinds = np.full(len(scores), -1)
    starts = np.flatnonzero(begins)
    if len(starts):
        logs = np.log(chances[:, 1::2] + chances[:, 2::2] + 1e-6)
        logs[place == 0] = 0
        best = np.add.reduceat(logs, starts).argmax(1)
        kinds[place > 0] = best[np.cumsum(begins)[place > 0] - 1]
    return np.where(begins, 3, np.where(place == 2, 1, 2)), kinds


def _write(doc: Doc, place: Whole, found: Found) -> None:
    """Put what was found on ``doc``; ``place`` tells where its words stand."""
    attrs = list(found)
    if len(place) == len(doc):
        doc.from_array(attrs, np.stack([part.astype(np.int64).astype(np.uint64) for part in found.values()], 1))
        return
    filled = np.zeros(len(doc), bool)
    filled[place] = True
    before = np.maximum.accumulate(np.where(filled, np.arange(len(doc)), -1))
    before[before < 0] = place[0]
    spaces = np.flatnonzero(~filled)
    if HEAD in found:
        found = {**found, HEAD: place[np.arange(len(place)) + found[HEAD]] - place}
    columns = {attr: np.zeros(len(doc), np.uint64) for attr in attrs}
    for attr, part in found.items():
        columns[attr][place] = part.astype(np.int64).astype(np.uint64)
    columns[POS][spaces] = UPOS["SPACE"]
    columns[ENT_IOB][spaces] = 2
    if HEAD in found:
        columns[LEMMA][spaces] = [doc[int(i)].orth for i in spaces]
        columns[HEAD][spaces] = (before[spaces] - spaces).astype(np.uint64)
        columns[DEP][spaces] = doc.vocab.strings.add("dep")
    else:
        columns[SENT_START][spaces] = np.array(-1, np.int64).astype(np.uint64)
    for space in spaces[::-1].tolist():
        if 0 < space < len(doc) - 1 and columns[ENT_IOB][space + 1] == 1:  # a name goes on after it
            for attr in (ENT_IOB, ENT_TYPE):
                columns[attr][space] = columns[attr][space + 1]
    doc.from_array(attrs, np.stack(list(columns.values()), 1))
