"""The atom of provenance: a range of characters in the text of a page."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

__all__ = ["Span", "cover", "merge"]


class Span(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """A half-open range ``[start, end)`` of code points in one text.

    Encodes to JSON as ``[start, end]``. Raises `ValueError` when ``start`` is negative or past ``end``.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` in this span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True when the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True when ``other`` lies inside this span (equal bounds count)."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """The same range, ``by`` code points further on."""
        return Span(self.start + by, self.end + by)

    def trimmed(self, text: str) -> Span:
        """This span without the white space at its two ends; empty at its start if nothing else is in it."""
        part = self.of(text)
        start = self.start + len(part) - len(part.lstrip())
        return Span(start, max(start, self.start + len(part.rstrip())))


def cover(spans: Iterable[Span]) -> Span:
    """The smallest span that contains all ``spans``; raises `ValueError` when there is none."""
    items = list(spans)
    if not items:
        raise ValueError("no span to cover")
    return Span(min(s.start for s in items), max(s.end for s in items))


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """``spans`` in order, those that touch or overlap joined into one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
