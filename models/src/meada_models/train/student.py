"""The small pipeline: made, and after `distil` trained on with spaCy's own loop, whose parsers learn from their mistakes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from spacy.vectors import Vectors
from spacy.vocab import Vocab

from meada_models.tokenizer import tokenizer
from meada_models.train.corpus import document
from meada_models.train.distil import Lesson

__all__ = ["blank", "fit", "gold", "initialise"]

CONFIG = Path(__file__).with_name("config.cfg")


def blank(lang: str) -> Language:
    """An empty pipeline with the tokenizer of the shipped ones."""
    nlp = spacy.blank(lang)
    nlp.tokenizer = tokenizer()(nlp)
    return nlp


def gold(vocab: Vocab, lessons: Sequence[Lesson]) -> Doc:
    """The document spaCy trains on; without trees and tags where the lessons are not parsed."""
    if all(lesson.parsed for lesson in lessons):
        return document(vocab, [lesson.sentence for lesson in lessons])
    bare = [[replace(token, deprel="") for token in lesson.sentence] for lesson in lessons]
    return document(vocab, bare)


def initialise(lang: str, folder: Path, overrides: dict[str, Any], vectors: Vectors | None) -> Language:
    """A pipeline with the labels of ``folder / "train.spacy"`` and the given vectors."""
    dotted = {"nlp.lang": lang, "paths.train": str(folder / "train.spacy"), "paths.dev": str(folder / "dev.spacy")}
    if vectors is None:
        return init_nlp(load_config(CONFIG, overrides={**dotted, **overrides}, interpolate=False))
    start = blank(lang)
    start.vocab.vectors = vectors
    start.to_disk(folder / "vectors")
    dotted["paths.vectors"] = str(folder / "vectors")
    nlp = init_nlp(load_config(CONFIG, overrides={**dotted, **overrides}, interpolate=False))
    nlp.vocab.vectors = vectors  # on disk spaCy forgets that they are keyed by the lower-cased word
    return nlp


def fit(nlp: Language, folder: Path) -> Language:
    """Train on; gives the pipeline that scored best on dev."""
    vectors = nlp.vocab.vectors
    train(nlp, folder)
    best = spacy.load(folder / "model-best")
    best.vocab.vectors = vectors  # on disk spaCy forgets that they are keyed by the lower-cased word
    return best
