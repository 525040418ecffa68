"""The language models behind `Parser`, where the package ``meada-models`` is installed.

A line of the text is a unit of its own: a page's blocks are parted by newlines, and headlines have no full stop. A
line goes on in the next only where it was plainly wrapped (no final mark, a small letter follows).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import accumulate
from typing import Any

from meada.lang.parse import Name, Parse, Parser, Token
from meada.span import Span

__all__ = ["Model", "load_parser"]

_BREAK = re.compile(r"[^\S\n]*\n\s*")
_WRAPPED = re.compile(r"[\w,;–—-]$")
_CLITIC = re.compile(r"['’]s?$")
_BATCH = 256
_COLUMNS = ("IDX", "LENGTH", "IS_SPACE", "SENT_START", "POS", "LEMMA", "HEAD", "DEP", "MORPH")
_SPACE, _HEAD = _COLUMNS.index("IS_SPACE"), _COLUMNS.index("HEAD")


@lru_cache(maxsize=8)
def load_parser(lang: str, deep: bool = False) -> Parser | None:
    """The parser of ``lang``, loaded once; None where ``meada-models`` or a model for the language is absent.

    With ``deep`` names come from the transformer, where the extra of that name is installed, and the id says so.
    Raises `meada_models.package.ModelError` when the model is there but damaged.
    """
    if find_spec("meada_models") is None or find_spec("spacy") is None:
        return None
    models = import_module("meada_models")
    if lang not in models.LANGUAGES:
        return None
    id, namer = str(models.describe(lang)), import_module("meada_models.deep").load() if deep else None
    return Model(f"{id}+e5" if namer else id, models.load(lang), namer)


class Model:
    """A spaCy pipeline as a `Parser`; ``namer`` puts other names on a document than the pipeline's."""

    def __init__(self, id: str, pipeline: Any, namer: Callable[[Any], Any] | None = None) -> None:
        self.id = id
        self._pipeline = pipeline
        self._namer = namer
        attrs = import_module("spacy.attrs")
        self._columns = [getattr(attrs, name) for name in _COLUMNS]

    def parse(self, text: str, spans: Sequence[Span] | None = None, trees: Sequence[bool] | None = None) -> Parse:
        """See `Parser`; white space makes no tokens and stands outside of sentences."""
        spans = [Span(0, len(text))] if spans is None else spans
        trees = [True] * len(spans) if trees is None else trees
        lines = [
            (part.shift(span.start), tree)
            for span, tree in zip(spans, trees, strict=True)
            for part in _parts(span.of(text))
        ]
        found = _Found(self._columns)
        for at in range(0, len(lines), _BATCH):
            some = lines[at : at + _BATCH]
            for doc, (line, tree) in zip(self._docs(text, some), some, strict=True):
                found.add(doc, line.start, tree)
        return Parse(tuple(found.tokens), tuple(found.sentences), tuple(found.names), self.id)

    def _docs(self, text: str, lines: Sequence[tuple[Span, bool]]) -> list[Any]:
        """The documents of ``lines``, those without a tree spared what only trees need."""
        told = {"reader": {"trees": [tree for _, tree in lines]}}
        docs = list(self._pipeline.pipe([line.of(text) for line, _ in lines], batch_size=_BATCH, component_cfg=told))
        return [self._namer(doc) for doc in docs] if self._namer else docs


class _Found:
    """The tokens, sentences and names of documents that follow each other in one text."""

    def __init__(self, columns: Sequence[int]) -> None:
        self.tokens: list[Token] = []
        self.sentences: list[Span] = []
        self.names: list[Name] = []
        self._columns = columns
        self._strings: dict[int, str] = {0: ""}

    def add(self, doc: Any, offset: int, tree: bool) -> None:
        """Adds ``doc``, which begins at ``offset``; without ``tree`` its words have no heads, relations and lemmas."""
        table = doc.to_array(self._columns)
        ups = table[:, _HEAD].astype("int64").tolist()
        rows, string = table.tolist(), self._reader(doc.vocab.strings)
        heads = _heads(ups, [row[_SPACE] for row in rows], len(self.tokens))
        start = end = -1
        for (begin, size, space, opens, upos, lemma, up, relation, morph), head in zip(rows, heads, strict=True):
            if opens == 1 and start >= 0:
                self.sentences.append(Span(start, end))
                start = -1
            if space:
                continue
            begin += offset
            start, end = begin if start < 0 else start, begin + size
            deprel = "" if not tree else string(relation) if up else "root"
            self.tokens.append(Token(begin, end, string(upos), string(lemma), head, deprel, string(morph)))
        if start >= 0:
            self.sentences.append(Span(start, end))
        self.names += [Name(span, label) for span, label in _names(doc, offset)]

    def _reader(self, strings: Any) -> Callable[[int], str]:
        """Looks up the string of a key, the same object for all its uses."""
        known = self._strings

        def read(key: int) -> str:
            found = known.get(key)
            if found is None:
                found = known[key] = strings[key]
            return found

        return read


def _parts(text: str) -> Iterator[Span]:
    """The lines of ``text`` that hold something, lines that were wrapped taken together."""
    start = len(text) - len(text.lstrip())
    for found in _BREAK.finditer(text, start):
        if found.end() < len(text) and _goes_on(text, found):
            continue
        if found.start() > start:
            yield Span(start, found.start())
        start = found.end()
    end = len(text.rstrip())
    if end > start:
        yield Span(start, end)


def _goes_on(text: str, found: re.Match[str]) -> bool:
    before, after = text[found.start() - 1 : found.start()], text[found.end()]
    return found[0].count("\n") == 1 and after.islower() and bool(_WRAPPED.match(before))


def _heads(ups: Sequence[int], spaces: Sequence[int], first: int) -> list[int]:
    """The number of each word's head, counting words from ``first``; ``ups`` are the steps to it, and white space, which
    counts as no word, is passed over on the way up."""
    numbers = list(accumulate((not space for space in spaces), initial=first))
    found = []
    for own, up in enumerate(ups):
        at = own + up
        while spaces[at] and ups[at]:
            at += ups[at]
        found.append(numbers[own if spaces[at] else at])
    return found


def _names(doc: Any, offset: int) -> Iterator[tuple[Span, str]]:
    """The names of ``doc`` without the clitic ("'s") that a surface token may carry."""
    for entity in doc.ents:
        text = entity.text
        end = entity.end_char
        clitic = _CLITIC.search(text)
        if clitic and clitic.start() > 0:
            end -= len(clitic[0])
        yield Span(offset + entity.start_char, offset + end), entity.label_
