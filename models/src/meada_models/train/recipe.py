"""What each language is trained on. Test sets are never among it, but for Spanish as its card says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from meada_models.train.treebank import Sentence, read_treebank

__all__ = ["RECIPES", "Part", "Recipe"]


@dataclass(frozen=True)
class Part:
    """Sentences ``first`` to ``last`` of one treebank file, every ``step``-th."""

    file: str
    names: str = ""
    first: int = 0
    last: int | None = None
    step: int = 1

    def read(self, data: Path) -> list[Sentence]:
        """The sentences, from ``data / "ud"`` and ``data / "ner"``."""
        names = data / "ner" / f"{self.names}.iob2.gz" if self.names else None
        return read_treebank(data / "ud" / f"{self.file}.conllu.gz", names)[self.first : self.last : self.step]


@dataclass(frozen=True)
class Recipe:
    """The ``teacher`` learns from some; ``gold`` teaches the student, and the teacher's word on it; of ``text`` (whose trees
    follow other conventions) only the teacher's word is taught; ``dev`` chooses. The student goes ``epochs`` times
    through it all, and begins with the weights of the language ``start``'s where that is given. What is annotated in
    ``more`` is held back to measure, and taught beside ``gold`` only to a model that is said to have seen it.
    """

    lang: str
    teacher: tuple[Part, ...]
    gold: tuple[Part, ...]
    dev: tuple[Part, ...]
    text: tuple[Part, ...] = ()
    more: tuple[Part, ...] = ()
    epochs: int = 16
    start: str = ""


_BOSQUE = Part("pt_bosque-ud-train", "uner_pt_bosque-train")
_PORTTINARI = Part("pt_porttinari-ud-dev", last=600)
_EWT_NAMED = Part("en_ewt-ud-dev", "uner_en_ewt-dev", last=1600)
_SPANISH = (Part("es_ancora-ud-dev", last=1450), Part("es_gsd-ud-dev"))

RECIPES = {
    "pt": Recipe(
        lang="pt",
        epochs=14,
        teacher=(_BOSQUE, _PORTTINARI),
        gold=(_BOSQUE, _PORTTINARI),
        text=(Part("pt_gsd-ud-train", last=4000),),
        dev=(
            Part("pt_bosque-ud-dev", "uner_pt_bosque-dev"),
            Part("pt_porttinari-ud-dev", first=600),
        ),
    ),
    "en": Recipe(
        lang="en",
        teacher=(Part("en_ewt-ud-train", step=2), _EWT_NAMED),
        gold=(Part("en_ewt-ud-train"), _EWT_NAMED),
        dev=(Part("en_ewt-ud-dev", "uner_en_ewt-dev", first=1600),),
    ),
    "es": Recipe(
        lang="es",
        epochs=30,
        start="pt",
        teacher=_SPANISH,
        gold=_SPANISH,
        more=(Part("es_ancora-ud-test"),),
        dev=(Part("es_ancora-ud-dev", first=1450),),
    ),
}
