"""What each language is trained on. Test sets are never among it, but for Spanish as its card says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from meada_models.train.treebank import Sentence, read_treebank

__all__ = ["NAMED", "RECIPES", "Part", "Recipe"]


@dataclass(frozen=True)
class Part:
    """Sentences ``first`` to ``last`` of one treebank file."""

    file: str
    names: str = ""
    first: int = 0
    last: int | None = None

    def read(self, data: Path) -> list[Sentence]:
        """The sentences, from ``data / "ud"`` and ``data / "ner"``."""
        names = data / "ner" / f"{self.names}.iob2.gz" if self.names else None
        return read_treebank(data / "ud" / f"{self.file}.conllu.gz", names)[self.first : self.last]


@dataclass(frozen=True)
class Recipe:
    """``gold`` teaches trees and names, ``text`` names only (its trees follow other conventions), ``dev`` chooses."""

    lang: str
    gold: tuple[Part, ...]
    dev: tuple[Part, ...]
    text: tuple[Part, ...] = ()
    rows: tuple[int, ...] = field(default=(6000, 1000, 3000, 3000, 50, 50))

    def parts(self) -> Iterator[Part]:
        """All that is trained on."""
        yield from self.gold
        yield from self.text


_BOSQUE = Part("pt_bosque-ud-train", "uner_pt_bosque-train")
_PORTTINARI = Part("pt_porttinari-ud-dev", last=600)
_EWT = Part("en_ewt-ud-train")
_EWT_NAMED = Part("en_ewt-ud-dev", "uner_en_ewt-dev", last=1600)
_ANCORA = Part("es_ancora-ud-dev", last=1450)

RECIPES = {
    "pt": Recipe(
        lang="pt",
        gold=(_BOSQUE, _PORTTINARI),
        text=(Part("pt_gsd-ud-train", last=2500),),
        dev=(
            Part("pt_bosque-ud-dev", "uner_pt_bosque-dev"),
            Part("pt_porttinari-ud-dev", first=600),
        ),
    ),
    "en": Recipe(
        lang="en",
        gold=(_EWT, _EWT_NAMED),
        dev=(Part("en_ewt-ud-dev", "uner_en_ewt-dev", first=1600),),
    ),
    "es": Recipe(
        lang="es",
        gold=(_ANCORA, Part("es_gsd-ud-dev")),
        dev=(Part("es_ancora-ud-dev", first=1450),),
    ),
}

NAMED = (_BOSQUE, _EWT_NAMED)
"""What the teacher's heads learn names from: UNER has no other training text in these languages."""
