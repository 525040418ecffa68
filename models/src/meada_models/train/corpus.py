"""spaCy documents made of treebank sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc
from spacy.vocab import Vocab

from meada_models.train.treebank import Sentence

__all__ = ["document"]


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
