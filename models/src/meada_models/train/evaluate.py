"""``python -m meada_models.train.evaluate --data DIR [LANG...]``: the packed models on the official test sets, from raw text.

spaCy's scorer aligns the tokens; contractions are merged, ten sentences a document, punctuation left out of the tree
scores. Where names are annotated a second line tells those of the transformer (``deep``), if it is installed.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from meada_models import WEIGHTS, deep
from meada_models.package import unpack
from meada_models.train.corpus import document
from meada_models.train.treebank import Sentence, read_named, read_treebank

__all__ = ["TESTS", "evaluate"]

TESTS = {
    "pt": (
        ("Bosque", "pt_bosque-ud-test", "uner_pt_bosque-test"),
        ("Porttinari", "pt_porttinari-ud-test", ""),
        ("PUD", "pt_pud-ud-test", "uner_pt_pud-test"),
    ),
    "en": (("EWT", "en_ewt-ud-test", "uner_en_ewt-test"),),
    "es": (("AnCora", "es_ancora-ud-test", ""), ("GSD", "es_gsd-ud-test", ""), ("CoNLL-2002", "", "conll2002_es-test")),
}
"""The test sets of each language: name, treebank, names."""

KEYS = ("pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f", "ents_p", "ents_r", "ents_f")


def main(argv: Sequence[str] | None = None) -> None:
    """Print one line a test set, and one more for the names of the transformer."""
    parser = argparse.ArgumentParser(prog="python -m meada_models.train.evaluate", description=__doc__)
    parser.add_argument("lang", nargs="*", default=sorted(TESTS), help="languages; all if none is given")
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/ and ner/")
    parser.add_argument("--models", type=Path, default=WEIGHTS, help="folder with packed models; the shipped if absent")
    args = parser.parse_args(argv)
    namer = deep.load()
    for lang in args.lang:
        nlp = unpack(args.models / lang)
        for name, tree, names in TESTS[lang]:
            sentences = read(args.data, tree, names)
            print(lang, name, evaluate(nlp, sentences), flush=True)
            if names and namer is not None:
                found = evaluate(nlp, sentences, namer)
                print(lang, name, "deep", {key: found.get(key) for key in (*KEYS[-3:], "speed")}, flush=True)


def read(data: Path, tree: str, names: str) -> list[Sentence]:
    """A test set: a treebank with names where there are any, or names alone."""
    if not tree:
        return read_named(data / "ner" / f"{names}.conllu.gz")
    return read_treebank(data / "ud" / f"{tree}.conllu.gz", data / "ner" / f"{names}.iob2.gz" if names else None)


def evaluate(
    nlp: Language, sentences: Sequence[Sentence], namer: Callable[[Doc], Doc] | None = None
) -> dict[str, float]:
    """Scores in per cent, and tokens a second of processor time."""
    gold = [document(nlp.vocab, sentences[i : i + 10]) for i in range(0, len(sentences), 10)]
    started = time.process_time()
    guess = list(nlp.pipe([doc.text for doc in gold], batch_size=32))
    if namer is not None:
        guess = [namer(doc) for doc in guess]
    speed = sum(map(len, gold)) / (time.process_time() - started)
    scores = Scorer(nlp).score([Example(a, b) for a, b in zip(guess, gold, strict=True)])
    kept = {key: round(100 * scores[key], 2) for key in KEYS if scores.get(key) is not None}
    return {**kept, "speed": round(speed)}


if __name__ == "__main__":
    main()
