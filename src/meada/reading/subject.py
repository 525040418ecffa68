"""Who a verb of saying has for its subject, inside the sentence."""

from __future__ import annotations

from meada.reading.draft import Draft
from meada.reading.lexicon import Sense
from meada.reading.line import Line
from meada.span import Span

__all__ = ["FRONTED", "give", "main", "past_addressee"]

FRONTED = frozenset(("verb:fronted-quote", "verb:fronted-clause", "verb:split"))
"""Rules whose content stands before the verb."""
_NONFINITE = frozenset(("gerund", "infinitive", "participle"))


def give(line: Line, begin: int, at: int, sense: Sense, draft: Draft, before: list[Draft]) -> None:
    """Sets the source of ``draft``, whose verb group is the words ``[begin, at]``: the subject after or before the verb,
    the antecedent of a relative, the accused of a charge, or the subject it shares with an earlier verb of ``before``."""
    known = line.known
    while begin > 1 and line.adverb(begin - 1):
        begin -= 1
    previous = line.word(begin - 1)
    fronted = draft.rule in FRONTED
    if fronted or (known.lang_inverts and not _preceded(line, begin)):
        span = _inverted(line, at + 1, draft)
        if span is not None:
            draft.source = [span]
            return
    if known.has("relatives", previous) and begin > 1:
        _set(line, line.antecedent(begin - 1), draft)
        if not known.lang_inverts or not draft.source:
            draft.source.append(line.span(begin - 1, begin))
    elif _shares(line, begin, at, sense):
        _share(line, begin, draft, before)
    else:
        _set(line, line.subject(begin), draft)
    if not draft.source and draft.rule not in FRONTED:
        _share(line, begin, draft, before)


def _shares(line: Line, begin: int, at: int, sense: Sense) -> bool:
    """Whether the verb has its subject from elsewhere: after "e", a gerund, an infinitive."""
    known = line.known
    if known.has("coordinators", line.word(begin - 1)):
        return True
    if not known.lang_inverts and known.has("infinitive_marks", line.word(begin - 1)):
        return True
    free = sense.features <= _NONFINITE and not any(line.finite(k) for k in range(begin, at))
    if "gerund" in sense.features and not known.lang_inverts and line.kind(begin - 1) == "w":
        return known.has("prepositions", line.word(begin - 1)) or known.has("subordinators", line.word(begin - 1))
    return free or (line.word(begin - 1) == "," and "gerund" in sense.features)


def _share(line: Line, begin: int, draft: Draft, before: list[Draft]) -> None:
    charge = next((d for d in reversed(before) if d.rule == "verb:charge"), None)
    if charge is not None and line.words[begin].start < charge.content[0].end:
        start = next((k for k in range(len(line)) if line.words[k].start == charge.content[0].start), None)
        first = start + 1 if start is not None and line.prepositional(start) else start
        if start is not None and first is not None:
            link = begin - 1 if line.prepositional(begin - 1) else begin
            draft.source = [line.span(start, link if first < link else first + 1)]
            return
    if begin == 0 and draft.content:
        _set(line, _later(line, draft.content[-1].end), draft)
        if draft.source:
            return
    own = _in_clause(line, begin)
    shared = next((d for d in reversed(before) if d.source), None)
    if own is not None:
        _set(line, own, draft)
    elif shared is not None:
        draft.source = list(shared.source)
    else:
        _set(line, main(line, begin), draft)


def _in_clause(line: Line, begin: int) -> tuple[int, int] | None:
    """The subject of an earlier verb of the clause after a semicolon ("…; a empresa nega e fala em …")."""
    floor = line.clause_start(begin)
    if line.word(floor - 1) != ";":
        return None
    for k in range(floor + 1, begin):
        if line.finite(k):
            found = line.subject(k)
            return found if found is not None and found[0] >= floor else None
    return None


def _later(line: Line, offset: int) -> tuple[int, int] | None:
    """The subject of the first finite verb after ``offset``: for a gerund that opens it ("Noting that …, X added")."""
    for k in range(1, len(line)):
        if line.words[k].start > offset and line.finite(k):
            found = line.subject(k)
            if found is not None and line.words[found[0]].start >= offset:
                return found
    return None


def _set(line: Line, words: tuple[int, int] | None, draft: Draft) -> None:
    if words is None:
        return
    first, end = words
    if (
        end == first + 1
        and line.known.has("clitics", line.low[first])
        and not line.known.has("third_person", line.low[first])
    ):
        return  # "Lo anunció el gremio"
    span = line.span(*words)
    if not any(span.overlaps(c) for c in draft.content):
        draft.source = [span]


def _preceded(line: Line, begin: int) -> bool:
    return begin > 0 and line.kind(begin - 1) == "w" and not line.known.has("coordinators", line.low[begin - 1])


def _inverted(line: Line, k: int, draft: Draft) -> Span | None:
    """The subject after the verb, before any content."""
    k = past_addressee(line, line.skip_right(k))
    known = line.known
    if k >= len(line) or line.kind(k) != "w" or known.has("complementisers", line.low[k]) or line.prepositional(k):
        return None
    end = line.object_end(k)
    if end <= k or (end - k == 1 and known.has("articles", line.low[k])):
        return None
    linked = known.has("nominal_links", line.word(end)) and known.has("complementisers", line.word(end + 1))
    if linked and line.low[end - 1] in known.nouns:
        return None  # "manifestou a convicção de que …"
    span = line.span(k, end)
    return None if any(span.overlaps(c) for c in draft.content) else span


def past_addressee(line: Line, k: int) -> int:
    """Past the one who is told, when the subject comes after: ``disse à Folha Ana Luz``, ``disse ao jornal o juiz``."""
    known = line.known
    if line.word(k) not in known.source["addressee_links"] or (
        known.has("articles", line.word(k)) and not line.cap(k + 1)
    ):
        return k
    named = k + 1
    while line.cap(named):
        named += 1
    if named > k + 1 and known.has("articles", line.word(named)) and not line.prepositional(named):
        return named  # "dijo a Radio Marea el concejal"
    end = line.object_end(k + 1, apposition=False)
    if line.kind(end) == "q" and line.cap(end + 1):
        return end + 1  # "referiu à revista «Maré» Ana Luz"
    if line.stop(end) or line.word(end) == ",":
        caps = all(line.cap(j) for j in range(k + 1, end)) and end - k - 1 >= 3
        return k + 2 if caps else k
    return line.skip_right(end) if known.has("articles", line.word(end)) or line.cap(end) else k


def main(line: Line, before: int) -> tuple[int, int] | None:
    """The noun phrase before the first finite verb of the sentence that has one, left of the word ``before``."""
    for k in range(1, before):
        if line.finite(k) and not line.finite(k - 1):
            found = line.subject(k)
            if found is not None:
                return found
    return None
