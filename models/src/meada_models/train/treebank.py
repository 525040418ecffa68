"""Universal Dependencies treebanks as surface tokens, and UNER names laid over them.

A contraction ("no" = "em" + "o") is one surface token, as the tokenizer sees it. Its head is the head of the
word that stands highest in the tree; each step up then leads to a word that stands strictly higher, so merging
can never make a cycle.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

__all__ = ["NAME_LABELS", "Row", "Sentence", "Token", "read_named", "read_names", "read_treebank"]

NAME_LABELS = ("PER", "ORG", "LOC")
"""The labels of UNER v1 (https://www.universalner.org); its ``OTH`` is left out."""

Row = list[str]
"""One line of CoNLL-U, split at the tabs."""


_CLOSING = frozenset(",.;:)]»?!%")
_OPENING = frozenset("([«¿¡")


@dataclass(slots=True)
class Token:
    """A surface token. ``head`` indexes the sentence, the root is its own head; ``name`` is an IOB2 tag or None where
    names were not annotated.
    """

    form: str
    space: bool
    upos: str
    lemma: str
    morph: str
    head: int
    deprel: str
    name: str | None = None


Sentence = list[Token]


def read_treebank(path: Path, names: Path | None = None) -> list[Sentence]:
    """The sentences of a ``.conllu`` file (gzipped or not), with the names of the UNER file ``names`` where given."""
    rows = list(_blocks(path))
    tags = read_names(names, rows) if names else [None] * len(rows)
    return [_surface(block, marks) for block, marks in zip(rows, tags, strict=True)]


def read_named(path: Path) -> list[Sentence]:
    """Sentences of a file with words and IOB2 tags alone (CoNLL-2002); no space stands before closing marks."""
    sentences = []
    for block in _blocks(path):
        forms = [row[1] for row in block]
        spaces = [after not in _CLOSING and form not in _OPENING for form, after in pairwise([*forms, ""])]
        sentences.append(
            [
                Token(row[1], space, "", "", "", 0, "", name=_tag(row[2]))
                for row, space in zip(block, spaces, strict=True)
            ]
        )
    return sentences


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from (line.rstrip("\n") for line in file)


def _blocks(path: Path) -> Iterator[list[Row]]:
    block: list[Row] = []
    for line in _lines(path):
        if line and not line.startswith("#"):
            block.append(line.split("\t"))
        elif not line and block:
            yield block
            block = []
    if block:
        yield block


def read_names(path: Path, rows: Sequence[Sequence[Row]]) -> list[list[str]]:
    """UNER tags for the syntactic words of each sentence in ``rows``.

    The file may stand in another order and follow an older release: sentences are matched by their words, then by
    overlap; words that changed are aligned.
    """
    named = [([row[1] for row in block], [_tag(row[2]) for row in block]) for block in _blocks(path)]
    exact: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, (words, _) in enumerate(named):
        exact[tuple(words)].append(number)
    forms = [[row[1] for row in block if row[0].isdigit()] for block in rows]
    chosen: list[int | None] = [exact[tuple(words)].pop() if exact.get(tuple(words)) else None for words in forms]
    rest = sorted(number for numbers in exact.values() for number in numbers)
    tags = []
    for words, match in zip(forms, chosen, strict=True):
        if match is not None:
            tags.append(_align(words, *named[match]))
            continue
        near = max(rest, key=[_overlap(words, other) for other, _ in named].__getitem__)
        rest.remove(near)
        tags.append(_align(words, *named[near]))
    return tags


def _tag(tag: str) -> str:
    return tag if tag[2:] in NAME_LABELS else "O"


def _overlap(words: Sequence[str], others: Sequence[str]) -> float:
    a, b = set(words), set(others)
    return len(a & b) / len(a | b)


def _align(words: Sequence[str], others: Sequence[str], tags: Sequence[str]) -> list[str]:
    if list(words) == list(others):
        return list(tags)
    aligned = ["O"] * len(words)
    for kind, a, b, c, d in SequenceMatcher(a=words, b=others, autojunk=False).get_opcodes():
        if kind == "equal" or (kind == "replace" and b - a == d - c):
            aligned[a:b] = tags[c:d]
    return aligned


def _groups(rows: Sequence[Row]) -> Iterator[tuple[list[int], Row]]:
    """The numbers of the words under each surface token, and the line that carries its form and spacing."""
    until = 0
    for row in rows:
        if "-" in row[0]:
            first, until = map(int, row[0].split("-"))
            yield list(range(first, until + 1)), row
        elif row[0].isdigit() and int(row[0]) > until:
            yield [int(row[0])], row


def _surface(rows: Sequence[Row], tags: Sequence[str] | None) -> Sentence:
    words = {int(row[0]): row for row in rows if row[0].isdigit()}
    groups = list(_groups(rows))
    place = {number: index for index, (numbers, _) in enumerate(groups) for number in numbers}
    tokens = []
    for index, (numbers, line) in enumerate(groups):
        top = words[min(numbers, key=lambda number: (_depth(words, number), number))]
        head = int(top[6])
        tokens.append(
            Token(
                form=line[1].replace(" ", "\u00a0"),
                space="SpaceAfter=No" not in line[9],
                upos=top[3],
                lemma=" ".join(words[n][2] if words[n][2] != "_" else words[n][1] for n in numbers),
                morph=_morph([words[n][5] for n in numbers]),
                head=place[head] if head else index,
                deprel=top[7] if head else "ROOT",
                name=_name([tags[n - 1] for n in numbers]) if tags is not None else None,
            )
        )
    previous = "O"
    for token in tokens:
        if token.name is not None:
            if token.name.startswith("I-") and previous[2:] != token.name[2:]:
                token.name = "B-" + token.name[2:]
            previous = token.name
    return tokens


def _depth(words: dict[int, Row], number: int) -> int:
    depth = 0
    while number:
        number = int(words[number][6])
        depth += 1
    return depth


def _morph(features: Sequence[str]) -> str:
    merged: dict[str, str] = {}
    for feats in features:
        for pair in feats.split("|") if feats != "_" else ():
            key, _, value = pair.partition("=")
            merged.setdefault(key, value)
    return "|".join(f"{key}={value}" for key, value in sorted(merged.items()))


def _name(tags: Sequence[str]) -> str:
    """A contraction is in a name when all its words are: "do" inside "Rio do Norte", but not before "Porto"."""
    if "O" in tags:
        return "O"
    return "I-" + tags[-1][2:] if tags[0].startswith("I") and len(tags) > 1 else tags[0]
