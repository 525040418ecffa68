"""Language models of meada: one spaCy pipeline a language, with its weights.

The pipelines give surface tokens (a contraction is one token), UPOS tags and features, lemmas, Universal
Dependencies, sentences and names (``PER``, ``ORG``, ``LOC``). Code and weights: CC BY-SA 4.0; credits in ``CREDITS.md``.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

    from meada_models.package import Identity

__all__ = ["LANGUAGES", "WEIGHTS", "describe", "load"]

__version__ = "0.5.0"

WEIGHTS = Path(__file__).with_name("weights")
"""The folder with one model a language."""

LANGUAGES: tuple[str, ...] = tuple(sorted(path.parent.name for path in WEIGHTS.glob("*/model.json")))
"""The languages a model ships for."""


def describe(lang: str) -> Identity:
    """Which model ships for ``lang``. Raises `meada_models.package.ModelError` when none does."""
    from meada_models.package import identify

    return identify(WEIGHTS / lang)


@lru_cache(maxsize=8)
def load(lang: str) -> Language:
    """The pipeline of ``lang``; the same object however often it is asked for.

    Raises `meada_models.package.ModelError` when there is none, a file is damaged, or spaCy is of another series.
    """
    from meada_models.package import unpack

    return unpack(WEIGHTS / lang)
