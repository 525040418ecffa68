"""Where sentences start, read from the shared layers before the parser, which then keeps to it.

The parser itself misses most bounds without a final mark (headlines, subheads, captions, what a colon announces): it
sees a few words at a time and breaks too late. A small perceptron on the vectors of five words finds nearly all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Token

__all__ = ["REACH", "Perceptron", "Sentences"]

REACH = 2
"""How many words before and after are looked at."""

Floats = NDArray[np.float32]
PARTS = ("inner", "inner_bias", "outer", "bias")

_CLOSING = frozenset("»”’)]}.,;:?!%…")
_STRAIGHT = frozenset(('"', "'", "''"))
_FORWARD = frozenset(
    "sr sra srs sras srta dr dra drs dras st sta mr mrs ms messrs prof profa eng engª arq exmo exma gen gral cel sgt sarg"
    " lt capt adm alm gov sen dep pres av r rua pç pça jr nº n.º pág págs pp cf vs lic arz mons fr d dna".split()
)
"""Abbreviations that stand before a name or a number, so that no sentence ends with them."""


@dataclass
class Perceptron:
    """One hidden layer of rectified units over the vectors of ``2 · REACH + 1`` words: ``inner`` has shape (words, width,
    units), ``inner_bias`` and ``outer`` (units,), ``bias`` (1,).
    """

    inner: Floats
    inner_bias: Floats
    outer: Floats
    bias: Floats

    def scores(self, vectors: Floats) -> Floats:
        """The log-odds that each word starts a sentence; ``vectors`` has shape (words, width)."""
        size = len(vectors)
        hidden = np.tile(self.inner_bias, (size, 1))
        for place, weights in enumerate(self.inner):
            by = place - REACH
            first, last = max(0, -by), min(size, size - by)
            if first < last:
                hidden[first:last] += vectors[first + by : last + by] @ weights
        found: Floats = np.maximum(hidden, 0) @ self.outer + self.bias
        return found


@Language.factory("meada_sentences", assigns=["token.is_sent_start"])
def make(nlp: Language, name: str) -> Sentences:
    """The component, without effect until it is read from disk or given its perceptron."""
    return Sentences()


class Sentences:
    """Sets the sentence starts of a document from the vectors that ``tok2vec`` left in ``doc.tensor``."""

    def __init__(self) -> None:
        self.perceptron: Perceptron | None = None

    def __call__(self, doc: Doc) -> Doc:
        """``doc`` with a yes or no for every word; white space starts nothing."""
        if self.perceptron is None or not len(doc):
            return doc
        starts = self.perceptron.scores(doc.tensor) > 0
        last = 0
        for token, start in zip(doc, starts.tolist(), strict=True):
            found = token.i == 0 or (start and not token.is_space and _may_start(token, last))
            token.is_sent_start = bool(found)
            last = token.i if found else last
        return doc

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """Write the perceptron to the folder ``path``."""
        path.mkdir(exist_ok=True)
        if self.perceptron is not None:
            parts = zip(PARTS, astuple(self.perceptron), strict=True)
            np.savez(path / "perceptron.npz", **{key: part.astype(np.float16) for key, part in parts})

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> Sentences:
        """Read the perceptron from the folder ``path``."""
        file = path / "perceptron.npz"
        if file.exists():
            with np.load(file) as kept:
                self.perceptron = Perceptron(*(kept[key].astype(np.float32) for key in PARTS))
        return self


def _may_start(token: Token, last: int) -> bool:
    """Whether the orthography lets ``token`` start a sentence, the one before having started at ``last``: not a closing
    mark, not where only opening marks and dashes stand before it, not in small letters after an abbreviation's point,
    not after a title.
    """
    doc, text = token.doc, token.text
    before = doc[last : token.i]
    if text[0] in _CLOSING or all(word.is_punct or word.is_space for word in before):
        return False
    if text in _STRAIGHT and not before[-1].whitespace_:
        return False
    point = before[-1].text
    if not point.endswith(".") or point.endswith(".."):
        return True
    if text[0].islower():
        return False
    word = doc[token.i - 2].text if point == "." and len(before) > 1 and not doc[token.i - 2].whitespace_ else point
    return word.lower().rstrip(".") not in _FORWARD
