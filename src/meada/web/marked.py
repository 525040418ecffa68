"""Text with marks: a paragraph cut into sentences and pieces, so that a template can draw them without touching the text.

The pieces of a paragraph, joined, are its slice of `Page.text`, character for character.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from meada.span import Span

__all__ = ["Kind", "Mark", "Note", "Paragraph", "Piece", "Sentence", "paragraph"]

Kind = Literal["quote", "said", "figure", "date", "actor", "denial", "event", "gone", "new"]
"""What a mark says of its text; each has an underline of its own style."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """``spans`` of the text that carry one mark. ``id`` is the item's; ``note`` the number of its card; ``hint`` is
    shown on hovering."""

    id: str
    kind: Kind
    spans: tuple[Span, ...]
    note: int | None = None
    hint: str = ""


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """The reference to a card that stands after a mark."""

    number: int
    kind: Kind


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A run of text under the same marks. ``anchors`` are ids that begin here, ``notes`` references that follow it."""

    text: str
    kinds: tuple[Kind, ...] = ()
    anchors: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    hint: str = ""


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence in pieces; the white space after it is the last piece."""

    id: str
    pieces: tuple[Piece, ...]


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """A block: its role and its sentences."""

    role: str
    span: Span
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The slice of the page's text."""
        return "".join(piece.text for sentence in self.sentences for piece in sentence.pieces)


def paragraph(
    text: str,
    span: Span,
    role: str,
    *,
    sentences: Sequence[Span] = (),
    marks: Iterable[Mark] = (),
    anchors: Mapping[str, int] | None = None,
) -> Paragraph:
    """``text`` in ``span`` with its ``sentences`` (in order; gaps between them join the one before), ``marks`` and
    ``anchors`` (id → place)."""
    own = [mark for mark in marks if any(one.overlaps(span) for one in mark.spans)]
    cuts = _starts(span, sentences)
    here = {id: at for id, at in (anchors or {}).items() if span.start <= at < max(span.end, span.start + 1)}
    made = tuple(
        Sentence(id=f"c{start}", pieces=_pieces(text, Span(start, end), own, here))
        for start, end in zip(cuts, [*cuts[1:], span.end], strict=True)
    )
    return Paragraph(role=role, span=span, sentences=made)


def _starts(span: Span, sentences: Sequence[Span]) -> list[int]:
    starts = [one.start for one in sentences]
    low, high = bisect_left(starts, span.start), bisect_left(starts, span.end)
    return sorted({span.start, *starts[low:high]})


def _pieces(text: str, span: Span, marks: Sequence[Mark], anchors: Mapping[str, int]) -> tuple[Piece, ...]:
    own = [(mark, one) for mark in marks for one in mark.spans if one.overlaps(span)]
    cuts = {span.start, span.end}
    for _, one in own:
        cuts |= {max(one.start, span.start), min(one.end, span.end)}
    cuts |= {at for at in anchors.values() if span.start <= at < span.end}
    edges = sorted(cuts)
    out = []
    for start, end in pairwise(edges):
        over = [mark for mark, one in own if one.start < end and start < one.end]
        out.append(
            Piece(
                text=text[start:end],
                kinds=tuple(dict.fromkeys(mark.kind for mark in over)),
                anchors=tuple(id for id, at in anchors.items() if at == start),
                notes=_ending(own, end),
                hint=" · ".join(dict.fromkeys(mark.hint for mark in over if mark.hint)),
            )
        )
    return tuple(out)


def _ending(own: Sequence[tuple[Mark, Span]], end: int) -> tuple[Note, ...]:
    """The references of the marks whose last stretch ends at ``end``."""
    found = {
        mark.note: Note(number=mark.note, kind=mark.kind)
        for mark, one in own
        if mark.note is not None and one.end == end and one == max(mark.spans)
    }
    return tuple(found[number] for number in sorted(found))
