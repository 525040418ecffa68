"""The words of a passage that were searched for, as spans of the page's text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from meada.search.word import Word
from meada.span import Span

__all__ = ["marks"]


def marks(
    words: Sequence[Word], lemmas: Mapping[str, str], wanted: Iterable[Sequence[frozenset[str]]]
) -> tuple[Span, ...]:
    """The spans of ``words`` that make what is ``wanted``: each a sequence of sets of lemmas, one set a word.

    ``lemmas`` gives the folded lemma of each form. A phrase is one span from its first word to its last; overlapping spans
    give the longer.
    """
    row = [lemmas.get(word.form, "") for word in words]
    found = {
        Span(words[at].span.start, words[at + len(sequence) - 1].span.end)
        for sequence in wanted
        for at in range(len(row) - len(sequence) + 1 if sequence else 0)
        if all(row[at + k] in lemma for k, lemma in enumerate(sequence))
    }
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
