"""spaCy documents made of treebank sentences."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab

from meada_models.train.treebank import Sentence

__all__ = ["bare", "document", "documents", "load", "save"]


def documents(vocab: Vocab, sentences: Sequence[Sentence], most: int = 10, seed: int = 0) -> Iterator[Doc]:
    """Documents of 1 to ``most`` sentences that follow each other, so that the parser learns where one ends."""
    chance = random.Random(seed)
    start = 0
    while start < len(sentences):
        size = chance.randint(1, most)
        yield document(vocab, sentences[start : start + size])
        start += size


def document(vocab: Vocab, sentences: Sequence[Sentence]) -> Doc:
    """One document; what a sentence leaves empty (no tag, no tree, no names) stays unannotated."""
    tokens = [token for sentence in sentences for token in sentence]
    offsets = [start for sentence, start in zip(sentences, _starts(sentences), strict=True) for _ in sentence]
    parsed = all(token.deprel for token in tokens)
    named = all(token.name is not None for token in tokens)
    first = set(_starts(sentences))
    return Doc(
        vocab,
        words=[token.form for token in tokens],
        spaces=[token.space for token in tokens],
        pos=[token.upos for token in tokens] if parsed else None,
        lemmas=[token.lemma for token in tokens] if parsed else None,
        morphs=[token.morph for token in tokens] if parsed else None,
        heads=[token.head + offset for token, offset in zip(tokens, offsets, strict=True)] if parsed else None,
        deps=[token.deprel for token in tokens] if parsed else None,
        sent_starts=None if parsed else [index in first for index in range(len(tokens))],
        ents=[token.name or "O" for token in tokens] if named else None,
    )


def _starts(sentences: Iterable[Sentence]) -> list[int]:
    starts, total = [], 0
    for sentence in sentences:
        starts.append(total)
        total += len(sentence)
    return starts


def save(docs: Iterable[Doc], path: Path) -> None:
    """Write ``docs`` where spaCy's corpus reader finds them."""
    DocBin(docs=docs, store_user_data=False).to_disk(path)


def load(vocab: Vocab, path: Path) -> Iterator[Doc]:
    """The documents that `save` wrote."""
    yield from DocBin().from_disk(path).get_docs(vocab)


def bare(gold: Doc) -> Doc:
    """The words of ``gold`` with its sentence starts, which the parser is given, and nothing else."""
    doc = Doc(gold.vocab, words=[token.text for token in gold], spaces=[bool(token.whitespace_) for token in gold])
    for token, known in zip(doc, gold, strict=True):
        token.is_sent_start = bool(known.is_sent_start)
    return doc


@registry.readers("meada.known_starts.v1")
def known_starts(path: str) -> Callable[[Language], Iterator[Example]]:
    """A reader for spaCy's training that gives the pipeline the gold sentence starts, as another component will."""
    return lambda nlp: (Example(bare(gold), gold) for gold in load(nlp.vocab, Path(path)))
