"""Static vectors for words that no treebank holds, from the embeddings of the teacher's word pieces.

A word is the mean of its pieces, in lower case and capitalised side by side, reduced by principal components.
The list of words is that of wordfreq (Speer 2022), CC BY-SA 4.0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from meada_models.e5 import Floats, Pieces, Weights, unpack
from meada_models.train.treebank import Sentence
from meada_models.words import plain

__all__ = ["lexicon", "vectors"]


def lexicon(lang: str, sentences: Iterable[Sentence], most: int) -> tuple[list[str], int]:
    """The ``most`` commonest words as `plain` writes them, and how many of them, the first, occur twice in ``sentences``."""
    import wordfreq

    seen = Counter(plain(token.form) for sentence in sentences for token in sentence)
    words = dict.fromkeys(word for word, count in seen.most_common() if count > 1)
    taught = len(words)
    words |= dict.fromkeys(plain(word) for word in wordfreq.top_n_list(lang, 2 * most, wordlist="large"))
    return list(words)[:most], min(taught, most)


def vectors(weights: Weights, words: Sequence[str], width: int, most: int = 4_000) -> Floats:
    """A row for each word after one of noughts. The axes are those of the ``most`` commonest words of every language, so
    that words mean the same in all, and what one student has learned can be passed on to another.
    """
    import wordfreq

    pieces = Pieces(weights)
    rows = weights.blocks("emb.word", weights.width)
    common = _states(pieces, rows, [word for lang in ("en", "es", "pt") for word in wordfreq.top_n_list(lang, most)])
    mean = common.mean(0)
    variance, axes = np.linalg.eigh(np.cov(common - mean, rowvar=False))
    axes = (axes[:, ::-1] / np.sqrt(variance[::-1] + 1e-9))[:, :width]
    reduced = (_states(pieces, rows, words) - mean) @ axes
    return np.concatenate([np.zeros((1, width)), reduced]).astype(np.float32)


def _states(pieces: Pieces, rows: NDArray[np.uint8], words: Sequence[str]) -> Floats:
    return np.concatenate([_means(pieces, rows, words), _means(pieces, rows, [w.capitalize() for w in words])], 1)


def _means(pieces: Pieces, rows: NDArray[np.uint8], words: Sequence[str]) -> Floats:
    split = pieces.words(words, [True] * len(words))
    flat = unpack(rows[np.array([piece for ids in split for piece in ids])])
    starts = np.cumsum([0, *map(len, split)])[:-1]
    sizes = np.array([[len(ids)] for ids in split], np.float32)
    return (np.add.reduceat(flat, starts) / sizes).astype(np.float32)
