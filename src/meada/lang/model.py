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
from typing import Any

from meada.lang.parse import Name, Parse, Parser, Token
from meada.span import Span

__all__ = ["Model", "load_parser"]

_BREAK = re.compile(r"[^\S\n]*\n\s*")
_WRAPPED = re.compile(r"[\w,;–—-]$")
_CLITIC = re.compile(r"['’]s?$")
_BATCH = 64


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

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """One `Parse` a text, in order; white space makes no tokens and stands outside of sentences."""
        parts = [list(_parts(text)) for text in texts]
        lines = [text[part.start : part.end] for text, found in zip(texts, parts, strict=True) for part in found]
        docs = iter(self._pipeline.pipe(lines, batch_size=_BATCH))
        if self._namer is not None:
            docs = map(self._namer, docs)
        return [self._join([(part.start, next(docs)) for part in found]) for found in parts]

    def _join(self, docs: Sequence[tuple[int, Any]]) -> Parse:
        tokens: list[Token] = []
        sentences: list[Span] = []
        names: list[Name] = []
        for offset, doc in docs:
            place = {word.i: len(tokens) + number for number, word in enumerate(_words(doc))}
            tokens += [_token(word, offset, place) for word in _words(doc)]
            sentences += [Span(found.start, found.end) for found in _sentences(doc, offset)]
            names += [Name(span, label) for span, label in _names(doc, offset)]
        return Parse(tuple(tokens), tuple(sentences), tuple(names), self.id)


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


def _words(doc: Any) -> Iterator[Any]:
    return (word for word in doc if not word.is_space)


def _token(word: Any, offset: int, place: dict[int, int]) -> Token:
    head = word.head
    while head.is_space and head.head.i != head.i:
        head = head.head
    start = offset + word.idx
    return Token(
        start=start,
        end=start + len(word.text),
        upos=word.pos_,
        lemma=word.lemma_,
        head=place.get(head.i, place[word.i]),
        deprel="root" if word.head.i == word.i else word.dep_,
        morph=str(word.morph),
    )


def _sentences(doc: Any, offset: int) -> Iterator[Span]:
    for sentence in doc.sents:
        start, end = sentence.start_char, sentence.end_char
        text = sentence.text
        start += len(text) - len(text.lstrip())
        end -= len(text) - len(text.rstrip())
        if start < end:
            yield Span(offset + start, offset + end)


def _names(doc: Any, offset: int) -> Iterator[tuple[Span, str]]:
    """The names of ``doc`` without the clitic ("'s") that a surface token may carry."""
    for entity in doc.ents:
        text = entity.text
        end = entity.end_char
        clitic = _CLITIC.search(text)
        if clitic and clitic.start() > 0:
            end -= len(clitic[0])
        yield Span(offset + entity.start_char, offset + end), entity.label_
