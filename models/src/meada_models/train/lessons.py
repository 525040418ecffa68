"""What the student is taught: the treebanks' trees, and names everywhere: gold where there are any, else the teacher's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import spacy

from meada_models.heads import Heads
from meada_models.tokenizer import tokenizer
from meada_models.train.distil import Lesson
from meada_models.train.teacher import Seen, name
from meada_models.train.treebank import Sentence, Token

__all__ = ["gold_lessons", "read_text", "text_lessons"]


def gold_lessons(heads: Heads, seen: Sequence[Seen]) -> list[Lesson]:
    """A treebank with its own trees, the names filled in where it has none."""
    return [Lesson(item.sentence, item.states) for item in name(heads, seen)]


def text_lessons(heads: Heads, seen: Sequence[Seen]) -> list[Lesson]:
    """Text of which only the names are taught."""
    return [Lesson(item.sentence, item.states, parsed=False) for item in name(heads, seen)]


def read_text(lang: str, path: Path) -> list[Sentence]:
    """Sentences, one a line, tokenized as the student will."""
    nlp = spacy.blank(lang)
    nlp.tokenizer = tokenizer()(nlp)
    lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
    return [
        [Token(token.text, bool(token.whitespace_), "", "", "", 0, "") for token in doc if not token.is_space]
        for doc in nlp.pipe(line for line in lines if line)
    ]
