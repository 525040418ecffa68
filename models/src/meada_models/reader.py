"""The component that reads: documents of words get sentences, tags, lemmas, trees and names, many documents at a time.

White space is hidden from the network; such a token hangs on the word before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IS_SPACE, LEMMA, MORPH, ORTH, POS, SPACY
from spacy.language import Language
from spacy.parts_of_speech import IDS as UPOS
from spacy.pipeline.dep_parser import parser_score
from spacy.pipeline.morphologizer import morphologizer_score
from spacy.scorer import Scorer, get_ner_prf
from spacy.tokens import Doc
from spacy.vocab import Vocab

from meada_models.bounds import bounds
from meada_models.heads import NAME_LABELS
from meada_models.lemmas import apply
from meada_models.network import Floats, Network
from meada_models.trees import best_tree, sound

__all__ = ["Reader"]

WORDS = 3000
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
        self._lemmas: dict[tuple[int, int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """``doc``, read."""
        self._read([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """The documents of ``stream``, read."""
        stream = iter(stream)
        while docs := list(islice(stream, batch_size)):
            batch: list[Doc] = []
            for doc in sorted(docs, key=len):
                batch.append(doc)
                if sum(map(len, batch)) > WORDS:
                    self._read(batch)
                    batch = []
            self._read(batch)
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

    def _read(self, docs: Sequence[Doc]) -> None:
        network = self.network
        if network is None:
            return
        raw = [doc.to_array([ORTH, SPACY, IS_SPACE]) for doc in docs]
        places = [np.flatnonzero(each[:, 2] == 0) for each in raw]
        kept = [(doc, each[place], place) for doc, each, place in zip(docs, raw, places, strict=True) if len(place)]
        if not kept:
            return
        orths = np.concatenate([each[:, 0] for _, each, _ in kept])
        spaces = np.concatenate([each[:, 1] for _, each, _ in kept]).astype(bool)
        lengths = [len(place) for _, _, place in kept]
        seen = network.see(self._embedded(orths), spaces, lengths)
        odds = network.starts(seen, lengths) + self.lean
        cuts = self._sentences(kept, odds, lengths)
        made = self._analyse(network.read(seen, cuts), cuts, orths)
        at = 0
        for doc, _, place in kept:
            _write(doc, place, [part[at : at + len(place)] for part in made])
            at += len(place)

    def _embedded(self, orths: NDArray[np.uint64]) -> Floats:
        """The vectors of words; those of new forms are computed and kept."""
        assert self.network is not None
        forms, back = np.unique(orths, return_inverse=True)
        if len(self._rows) + len(forms) > FORMS:
            self._rows.clear()
            self._lemmas.clear()
        rows = self._rows
        new = [orth for orth in forms.tolist() if orth not in rows]
        if new:
            first = len(rows)
            while first + len(new) > len(self._vectors):
                self._vectors = np.concatenate([self._vectors, np.zeros_like(self._vectors)])
            self._vectors[first : first + len(new)] = self.network.embed([self.vocab.strings[orth] for orth in new])
            rows.update(zip(new, range(first, first + len(new)), strict=True))
        return np.asarray(self._vectors[np.array([rows[orth] for orth in forms.tolist()])[back]])

    def _sentences(self, kept: Sequence[tuple[Doc, Any, Whole]], odds: Floats, lengths: Sequence[int]) -> list[int]:
        """The lengths of the sentences of all documents, one after the other."""
        cuts: list[int] = []
        at = 0
        for (doc, _, place), length in zip(kept, lengths, strict=True):
            starts = bounds(doc, place, odds[at : at + length], LONGEST)
            cuts += np.diff([*starts, length]).tolist()
            at += length
        return cuts

    def _analyse(self, read: Floats, cuts: Sequence[int], orths: NDArray[np.uint64]) -> list[NDArray[Any]]:
        """Tag, features, lemma, head (relative), label, place in a name and kind of name of every word."""
        network = self.network
        assert network is not None
        tags = network.scores("tag", read).argmax(1)
        rules = network.scores("rule", read).argmax(1)
        heads = self._trees(read, cuts)
        deps = self._deps[network.labels(read, heads).argmax(1)]
        deps[heads < 0] = self._root
        here = np.arange(len(read))
        iob, kinds = names(network.names(read), cuts)
        lemmas = self._lemma(orths.tolist(), tags.tolist(), rules.tolist())
        away = np.where(heads < 0, 0, heads - here)
        return [self._pos[tags], self._morph[tags], lemmas, away, deps, iob, np.where(kinds < 0, 0, self._kinds[kinds])]

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

    def _lemma(self, orths: Sequence[int], tags: Sequence[int], rules: Sequence[int]) -> NDArray[np.uint64]:
        known, found = self._lemmas, []
        for key in zip(orths, tags, rules, strict=True):
            lemma = known.get(key)
            if lemma is None:
                orth, tag, rule = key
                form = self.vocab.strings[orth]
                told = self.table.get(self._upos[tag], {}).get(form.lower())
                lemma = known[key] = self.vocab.strings.add(told or apply(self.labels["rules"][rule], form))
            found.append(lemma)
        return np.array(found, np.uint64)

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


def _write(doc: Doc, place: Whole, parts: Sequence[NDArray[Any]]) -> None:
    """Put what was found on ``doc``; ``place`` tells where its words stand."""
    attrs = [POS, MORPH, LEMMA, HEAD, DEP, ENT_IOB, ENT_TYPE]
    if len(place) == len(doc):
        doc.from_array(attrs, np.stack([part.astype(np.int64).astype(np.uint64) for part in parts], 1))
        return
    whole = np.zeros((len(doc), len(attrs)), np.uint64)
    filled = np.zeros(len(doc), bool)
    filled[place] = True
    before = np.maximum.accumulate(np.where(filled, np.arange(len(doc)), -1))
    before[before < 0] = place[0]
    heads = place[np.arange(len(place)) + parts[3]]
    for column, part in enumerate(parts):
        whole[place, column] = part.astype(np.int64).astype(np.uint64)
    whole[place, 3] = (heads - place).astype(np.uint64)
    spaces = np.flatnonzero(~filled)
    whole[spaces, 0] = UPOS["SPACE"]
    whole[spaces, 2] = [doc[int(i)].orth for i in spaces]
    whole[spaces, 3] = (before[spaces] - spaces).astype(np.uint64)
    whole[spaces, 4] = doc.vocab.strings.add("dep")
    whole[spaces, 5] = 2
    for space in spaces[::-1].tolist():
        if 0 < space < len(doc) - 1 and whole[space + 1, 5] == 1:  # a name goes on after it
            whole[space, 5:] = whole[space + 1, 5:]
    doc.from_array(attrs, whole)
