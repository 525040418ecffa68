"""Static vectors for words that no treebank holds, from the embeddings of the teacher's word pieces.

A word is the mean of its pieces, in lower case and capitalised side by side, reduced by principal components.
The list of words is that of wordfreq (Speer 2022), CC BY-SA 4.0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.vectors import Vectors
from spacy.vocab import Vocab

from meada_models.e5 import Floats, Pieces, Weights, unpack
from meada_models.train.treebank import Sentence

__all__ = ["lexicon", "vectors"]


def lexicon(lang: str, sentences: Sequence[Sentence], most: int) -> list[str]:
    """The ``most`` commonest lower-cased words, first those seen twice in ``sentences``."""
    import wordfreq

    seen = Counter(token.form.lower() for sentence in sentences for token in sentence)
    words = dict.fromkeys(word for word, count in seen.most_common() if count > 1)
    words |= dict.fromkeys(wordfreq.top_n_list(lang, 2 * most, wordlist="large"))
    return [word for word in words if any(char.isalpha() for char in word)][:most]


def vectors(vocab: Vocab, weights: Weights, words: Sequence[str], width: int) -> Vectors:
    """A table of ``width`` columns keyed by the lower-cased word, scaled to unit variance a column."""
    pieces = Pieces(weights)
    rows = weights.blocks("emb.word", weights.width)
    states = np.concatenate([_means(pieces, rows, words), _means(pieces, rows, [w.capitalize() for w in words])], 1)
    states -= states.mean(0)
    _, _, axes = np.linalg.svd(states[::4], full_matrices=False)
    reduced = states @ axes[:width].T
    reduced /= np.sqrt((reduced**2).mean(0)) + 1e-6
    step = np.abs(reduced).max(1, keepdims=True) / 127
    whole = np.round(reduced / step).clip(-127, 127) * step
    return Vectors(strings=vocab.strings, data=whole.astype(np.float32), keys=list(words), name="e5", attr="LOWER")


def _means(pieces: Pieces, rows: NDArray[np.uint8], words: Sequence[str]) -> Floats:
    split = pieces.words(words, [True] * len(words))
    flat = unpack(rows[np.array([piece for ids in split for piece in ids])])
    starts = np.cumsum([0, *map(len, split)])[:-1]
    sizes = np.array([[len(ids)] for ids in split], np.float32)
    return (np.add.reduceat(flat, starts) / sizes).astype(np.float32)
