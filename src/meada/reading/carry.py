"""Speech that goes on without a cue: a quotation that stands alone, a paragraph that re-opens its marks."""

from __future__ import annotations

from collections.abc import Sequence

from meada.reading.draft import Draft
from meada.reading.line import Line
from meada.span import Span

__all__ = ["find"]


def find(read: Sequence[Line], drafts: Sequence[Draft]) -> list[Draft]:
    """New drafts for quotations nobody introduces; a quotation in the same paragraph joins the one before it."""
    out: list[Draft] = []
    by_line: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_line.setdefault(draft.line, []).append(draft)
    last: Draft | None = None
    for number, line in enumerate(read):
        found = by_line.get(number, [])
        alone = None if found else _alone(line)
        if alone is not None:
            last = _carried(alone, line, number, last, read, out)
        elif found:
            said = [d for d in found if d.content and d.polarity == "asserted"]
            last = said[-1] if said else last
    return out


def _alone(line: Line) -> Span | None:
    """The quotation, or run of quotations, that is the whole of ``line``."""
    if not any(w.kind == "q" for w in line.words) or any(w.kind in "wn" for w in line.words):
        return None
    spans = [w for w in line.words if w.kind == "q"]
    text = line.text[spans[0].start : spans[-1].end]
    if len(text.split()) < 3:
        return None
    return Span(spans[0].start, spans[-1].end)


def _carried(
    span: Span, line: Line, number: int, last: Draft | None, read: Sequence[Line], out: list[Draft]
) -> Draft | None:
    """Joins ``span`` to the speech before it, or opens a new one with the speaker carried over."""
    if last is not None and last.paragraph == line.paragraph and last.complete and number - last.line <= 2:
        last.content.append(span)
        return last
    draft = Draft([span], type="direct", rule="carry:quote", confidence=0.6, carried=True, complete=True)
    draft.paragraph, draft.line = line.paragraph, number
    near = last is not None and line.paragraph - last.paragraph <= 2
    if last is not None and near and last.source:
        draft.source, draft.speaker = list(last.source), last.speaker
    else:
        draft.source = _narrated(read, number)
    if not draft.source:
        return last
    out.append(draft)
    return draft


def _narrated(read: Sequence[Line], number: int) -> list[Span]:
    """The subject of the sentence before, when narration led up to the quotation."""
    if number == 0:
        return []
    line = read[number - 1]
    for k in range(1, len(line)):
        if line.finite(k):
            subject = line.subject(k)
            return [line.span(*subject)] if subject else []
    first = line.object_end(0)
    return [line.span(0, first)] if first and line.cap(0) and line.cap(1) else []
