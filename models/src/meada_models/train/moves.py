"""The moves of spaCy's transition parsers along gold trees and names, as numbers a batch can be made of.

For every state on the way to the gold analysis: the words spaCy's model looks at, and the move that is right. With
them the parser's own layers can be trained in torch, all states of a document at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.training import Example

from meada_models.train.corpus import bare

__all__ = ["Moves", "name_moves", "tree_moves"]


@dataclass
class Moves:
    """``words`` has shape (states, features), -1 where there is no word; ``right`` the class of the right move."""

    words: NDArray[np.int32]
    right: NDArray[np.int64]


def tree_moves(parser: Any, docs: Iterable[Doc], size: int = 200) -> list[Moves]:
    """The moves of a ``parser`` component through the trees of ``docs``."""
    done: list[Moves] = []
    chunk: list[Doc] = []
    for doc in docs:
        chunk.append(doc)
        if len(chunk) == size:
            done += _replay(parser, chunk)
            chunk = []
    return done + (_replay(parser, chunk) if chunk else [])


def _replay(parser: Any, docs: Sequence[Doc]) -> list[Moves]:
    plain = [bare(doc) for doc in docs]
    right = [parser.moves.get_oracle_sequence(Example(doc, gold)) for doc, gold in zip(plain, docs, strict=True)]
    step = parser.model.predict(plain[:1])
    states = [parser.moves.init_batch([doc])[0] for doc in plain]
    seen: list[list[Any]] = [[] for _ in docs]
    at = 0
    while alive := [number for number, moves in enumerate(right) if at < len(moves)]:
        for number, row in zip(alive, step.get_token_ids([states[number] for number in alive]), strict=True):
            seen[number].append(row)
            parser.moves.transition(states[number], right[number][at])
        at += 1
    return [Moves(np.stack(rows), np.array(moves)) for rows, moves in zip(seen, right, strict=True)]


def name_moves(namer: Any, docs: Iterable[Doc]) -> list[Moves]:
    """The moves of an ``ner`` component that looks at three words: the next, the first of the open name, the last."""
    done = []
    for doc in docs:
        right = namer.moves.get_oracle_sequence(Example(bare(doc), doc))
        rows, first = [], -1
        for place, move in enumerate(right):
            rows.append((place, first, place - 1 if first >= 0 else -1))
            kind = namer.moves.get_class_name(move)[:1]
            first = place if kind == "B" else first if kind == "I" else -1
        done.append(Moves(np.array(rows, np.int32).reshape(-1, 3), np.array(right)))
    return done
