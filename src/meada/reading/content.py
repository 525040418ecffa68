"""Where contents begin and end."""

from __future__ import annotations

from meada.reading.lexicon import Sense
from meada.reading.line import Line
from meada.span import Span

__all__ = ["clause_end", "clause_start", "object_end", "past_subject", "sentence_end", "trim"]

_REACH = 14
_PARENTHESIS = 40
"""Words that stand between two dashes at most."""
_CLOSERS = frozenset(".!?…;")
_EDGE = frozenset(",;.:—–-")


def sentence_end(line: Line) -> int:
    """The word after the last one that is no final mark."""
    end = len(line)
    while end > 0 and line.low[end - 1] in _CLOSERS:
        end -= 1
    return end


def trim(line: Line, start: int, end: int) -> Span:
    """The words ``[start, end)`` without the marks at their end."""
    while end > start + 1 and line.low[end - 1] in _EDGE:
        end -= 1
    return line.span(start, end)


def clause_start(line: Line, at: int) -> int:
    """Where the clause that holds ``at`` starts, past the marks before its first word."""
    first = line.clause_start(at)
    while first < len(line) and line.kind(first) == "p" and line.low[first] not in {"(", "$", "¿", "¡", "“", "«", '"'}:
        first += 1
    if line.known.has("openers", line.word(first)) and first + 2 < at:
        first += 1
    return first


def past_subject(line: Line, at: int) -> int:
    """Past asides, an inverted subject and an addressee, to the next mark or complementiser."""
    known = line.known
    k = line.skip_right(at)
    for _ in range(3):
        free = line.kind(k) in ("w", "n") and not line.finite(k) and not known.has("complementisers", line.word(k))
        moved = line.object_end(k) if free else k
        if free and known.has("prepositions", line.word(k)) and line.kind(k + 1) in ("w", "n"):
            moved = max(moved, line.object_end(k + 1))
        moved = line.skip_right(moved)
        if moved == k or moved - at > _REACH:
            break
        k = moved
    return k


def clause_end(line: Line, start: int, sense: Sense) -> int:
    """Where a clause of content that begins at ``start`` ends: at a new cue, at resumed narration, with the sentence."""
    known, stop = line.known, sentence_end(line)
    past = "past" in sense.features
    aside = _dashes(line, start, stop)
    for k in range(start, stop):
        low = line.low[k]
        if k in aside:
            continue
        if low == ";" or (line.dash(k) and k > start):
            return k
        if low == "," and (_tail(line, k + 1) or _aside(line, k + 1, stop)):
            return k
        if k > start + 1 and known.has("coordinators", low) and not known.has("complementisers", line.word(k + 1)):
            after = line.skip_right(k + 1)
            while known.has("negations", line.word(after)) or known.has("clitics", line.word(after)):
                after += 1
            joined = line.sense(after)
            inner = (line.sense(j) for j in range(start, k))
            again = joined is not None and bool(joined.features & sense.features & {"past", "present", "gerund"})
            if again and known.has("complementisers", line.word(after + 1)):
                return k - 1 if line.word(k - 1) == "," else k
            if past and again and not any(s and "past" in s.features for s in inner):
                return k - 1 if line.word(k - 1) == "," else k
            if past and _resumes(line, start, k):
                return k
    return stop


def _dashes(line: Line, start: int, stop: int) -> range:
    """What stands between two dashes inside the clause that begins at ``start`` ("que a ponte — a mais antiga — caiu")."""
    marks = [k for k in range(stop) if line.dash(k)]
    within = [k for k in marks if k > start]
    if len(within) != 2 or len(marks) != 2 or within[1] - within[0] > _PARENTHESIS or within[1] + 1 >= stop:
        return range(0)
    return range(within[0], within[1] + 1)


def _aside(line: Line, k: int, stop: int) -> bool:
    """Whether a clause of the writer's own, without a quotation, begins at ``k``, after a comma (", which …")."""
    return line.known.has("asides", line.word(k)) and not any(line.kind(j) == "q" for j in range(k, stop))


def _resumes(line: Line, start: int, k: int) -> bool:
    """Whether narration in the past goes on after the coordinator at ``k`` while the content is not in the past."""
    ends, pasts = line.known.suffixes["past_endings"], line.known.source["past"]

    def told(j: int) -> bool:
        low = line.word(j)
        return line.kind(j) == "w" and not line.cap(j) and (low in pasts or (len(low) > 3 and low.endswith(ends)))

    return told(k + 1) and not any(told(j) for j in range(start, k))


def _tail(line: Line, k: int) -> bool:
    """Whether a new attribution begins at ``k``, after a comma: ``, acrescentou o meio``, ``, segundo X``."""
    known = line.known
    if k < len(line) and known.starts(known.adverbials, line.low, k):
        return True
    sense = line.sense(k)
    if sense is None:
        subject_end = line.object_end(k, apposition=False)
        sense = line.sense(subject_end) if subject_end > k else None
        return sense is not None and sense.finite and line.stop(line.skip_right(subject_end + 1))
    if sense.features & {"past", "present"} and not known.has("complementisers", line.word(k + 1)):
        end = past_subject(line, k + 1)
        return line.stop(end) or line.word(end) in {",", ";"}
    return bool(sense.features & {"gerund"}) and known.has("complementisers", line.word(k + 1))


def object_end(line: Line, start: int, sense: Sense) -> int:
    """Where a noun phrase with all that hangs on it ends: at a comma, a new verb; a final time of a past verb is out."""
    known, end = line.known, start
    for k in range(start, sentence_end(line)):
        low = line.low[k]
        if line.kind(k) == "p" and low not in {"$", "%", "(", ")", "/", "'", "’", "-", "&"}:
            break
        if k > start and known.has("coordinators", line.word(k - 1)) and line.finite(k):
            end -= 1
            break
        end = k + 1
    if "past" not in sense.features:
        return end
    for k in range(start + 1, end):
        if line.time_end(k) == end and not known.has("nominal_links", line.low[k]):
            return k
    return end
