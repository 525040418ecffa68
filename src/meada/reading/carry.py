"""Speech that goes on without a cue: quotations that stand alone, marks that are re-opened, free indirect sentences."""

from __future__ import annotations

from collections.abc import Sequence

from meada.reading import subject
from meada.reading.draft import Draft
from meada.reading.line import Line
from meada.span import Span

__all__ = ["find"]

_CLAUSES = frozenset(("verb:clause", "tree:ccomp"))
"""Rules whose content is a clause, which a sentence may go on with."""
_NEAR = 2
"""How many paragraphs a speaker stays in reach."""


def find(read: Sequence[Line], drafts: Sequence[Draft]) -> list[Draft]:
    """New drafts for speech that nobody introduces; what stands in the same paragraph joins the draft before it.

    A line that ends in a colon introduces the quotation after it; a quotation alone goes on with the speaker before it,
    or with the person that the sentence before tells of; a sentence in the conditional right after an indirect one goes
    on with it. Drafts whose quotation was opened in the paragraph before take that part too.
    """
    out: list[Draft] = []
    by_line: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_line.setdefault(draft.line, []).append(draft)
    last: Draft | None = None
    for number, line in enumerate(read):
        found = by_line.get(number, [])
        if found:
            _reopened(read, number, found)
            said = [d for d in found if d.content and d.polarity == "asserted"]
            last = said[-1] if said else last
            continue
        alone = _alone(line)
        if alone is not None:
            last = _carried(alone, line, number, last, read, out)
        elif last is not None and _free(line, number, last):
            draft = Draft(
                [line.span(0, len(line))], rule="carry:free", confidence=0.5, carried=True, source=list(last.source)
            )
            draft.paragraph, draft.line, draft.stance = line.paragraph, number, last.stance
            out.append(draft)
    return out


def _alone(line: Line) -> Span | None:
    """The quotation, or run of quotations, that is the whole of ``line``; an open one counts."""
    quoted = [w for w in line.words if w.kind == "q"]
    if not quoted and line.opened:
        return Span(line.words[0].start, line.words[-1].end) if len(line) > 3 else None
    if not quoted or any(w.kind in "wn" for w in line.words):
        return None
    span = Span(quoted[0].start, quoted[-1].end)
    return span if len(span.of(line.text).split()) >= 3 else None


def _carried(
    span: Span, line: Line, number: int, last: Draft | None, read: Sequence[Line], out: list[Draft]
) -> Draft | None:
    """Joins ``span`` to the speech before it, or opens a new one with the speaker carried over."""
    introduced = _introduced(read, number)
    if introduced is None and last is not None and last.complete:
        same = last.paragraph == line.paragraph and number - last.line <= _NEAR
        same = same or (
            read[number - 1].opened
            and last.paragraph == line.paragraph - 1
            and bool(line.words[0].kind == "q" or line.opened)
        )
        if same:
            last.content.append(span)
            return last
    draft = Draft([span], type="direct", rule="carry:quote", confidence=0.6, carried=True, complete=True)
    draft.paragraph, draft.line = line.paragraph, number
    if introduced is not None:
        draft.source, draft.cue, draft.rule, draft.carried = introduced[0], introduced[1], "carry:colon", False
    elif last is not None and line.paragraph - last.paragraph <= _NEAR and last.source:
        draft.source, draft.speaker = list(last.source), last.speaker
    else:
        draft.source = _narrated(read, number)
    if not draft.source:
        return last
    out.append(draft)
    return draft


def _introduced(read: Sequence[Line], number: int) -> tuple[list[Span], list[Span]] | None:
    """Source and cue of the line before, when it ends in a colon: ``Cruz continued:``."""
    if number == 0 or read[number - 1].word(len(read[number - 1]) - 1) != ":":
        return None
    line = read[number - 1]
    for k in range(len(line) - 1, -1, -1):
        sense = line.sense(k)
        if sense is not None and sense.finite:
            found = line.subject(k)
            if found is not None:
                return [line.span(*found)], [line.span(k, k + 1)]
    first = subject.main(line, len(line) - 1)
    return ([line.span(*first)], [line.span(len(line) - 1, len(line))]) if first is not None else None


def _narrated(read: Sequence[Line], number: int) -> list[Span]:
    """The subject of the sentence before, when narration led up to the quotation."""
    if number == 0:
        return []
    line = read[number - 1]
    for k in range(1, len(line)):
        if line.finite(k):
            found = line.subject(k)
            return [line.span(*found)] if found else []
    first = line.object_end(0)
    return [line.span(0, first)] if first and line.cap(0) and line.cap(1) else []


def _free(line: Line, number: int, last: Draft) -> bool:
    """Whether ``line`` goes on with an indirect report: right after it, in the conditional, without a cue."""
    if last.rule not in _CLAUSES or last.line != number - 1 or last.paragraph != line.paragraph or not last.source:
        return False
    known = line.known
    if any(w.kind == "q" for w in line.words):
        return False
    ends = known.suffixes["conditional_endings"]
    for k in range(1, min(len(line), 12)):
        low = line.low[k]
        if known.has("conditional_words", low) or (ends and len(low) > 5 and low.endswith(ends) and not line.cap(k)):
            return True
        if line.finite(k):
            return False
    return False


def _reopened(read: Sequence[Line], number: int, found: Sequence[Draft]) -> None:
    """Gives a quotation the paragraphs before it whose mark was opened and not closed."""
    first = read[number]
    k = number - 1
    while k >= 0 and read[k].paragraph == first.paragraph:
        k -= 1
    if k < 0 or not read[k].opened or first.words[0].kind != "q":
        return
    draft = next((d for d in found if d.type == "direct" and d.content[0].start == first.words[0].start), None)
    if draft is None:
        return
    paragraph = first.paragraph
    while k >= 0 and read[k].opened and paragraph - read[k].paragraph <= 1:
        draft.content.insert(0, Span(read[k].words[0].start, read[k].words[-1].end))
        paragraph = read[k].paragraph
        k -= 1
