"""A person told, then the content; a clause without its complementiser."""

from __future__ import annotations

from meada.reading.content import clause_end, trim
from meada.reading.draft import Draft
from meada.reading.lexicon import Sense
from meada.reading.line import Line
from meada.reading.numeral import numbers
from meada.span import Span

__all__ = ["bare", "clock", "person_first"]


def person_first(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """``X asked residents to leave``, ``X told Radio Tide she will retire``: the one told, then the content."""
    known = line.known
    if sense.lemma not in known.frames["person_first"]:
        return None
    k = at + 1
    end = _told(line, k)
    if end <= k:
        return None
    after = line.skip_right(end)
    if known.has("infinitive_marks", line.word(after)) and line.kind(after + 1) == "w":
        draft = Draft(
            [trim(line, after, clause_end(line, after + 1, sense))], rule="verb:person-infinitive", confidence=0.75
        )
    elif line.quote(after) is not None or (line.word(after) in {",", ":"} and line.quote(after + 1) is not None):
        quote = line.quote(after) or line.quote(after + 1)
        assert quote is not None
        draft = Draft([quote.span], type="direct", rule="verb:quote", confidence=0.9, complete=True)
    elif _clausal(line, after, sense):
        draft = Draft([trim(line, after, clause_end(line, after, sense))], rule="verb:person-clause", confidence=0.75)
    else:
        return None
    if sense.stance in ("mental", "commitment") and draft.rule == "verb:person-infinitive":
        draft.content = [Span(line.words[k].start, draft.content[0].end)]  # "want the plant to close": nobody is told
    else:
        draft.addressee = [line.span(k, end)]
    return draft


def _told(line: Line, k: int) -> int:
    """Where the one who is told ends: a pronoun, a name, or a noun before a new subject."""
    known = line.known
    if line.word(k) in known.grammar["object_pronouns"]:
        return k + 1
    if not line.cap(k) and line.kind(k) == "w" and line.cap(k + 1) and not known.has("prepositions", line.low[k]):
        k += 1  # "anchor Megyn Kelly", "the Boreal agency"
    if line.cap(k):
        while line.cap(k) or line.word(k) in known.grammar["name_links"]:
            k += 1
        while line.kind(k) == "w" and line.word(k) in known.source["medium"]:
            k += 1
        return k
    if line.kind(k) != "w" or known.has("prepositions", line.word(k)) or known.has("complementisers", line.word(k)):
        return k
    end = k + 1 if not (known.has("articles", line.word(k)) or known.has("possessives", line.word(k))) else k + 2
    while end < len(line) and line.kind(end) == "w" and not line.finite(end) and not _opens_clause(line, end):
        if known.has("infinitive_marks", line.low[end]) or known.has("prepositions", line.low[end]) or end - k > 5:
            break
        end += 1
    return end


def _opens_clause(line: Line, k: int) -> bool:
    known, low = line.known, line.word(k)
    return known.has("articles", low) or known.has("pronouns", low) or known.has("possessives", low) or line.cap(k)


def bare(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """``X said the road was closed``: a clause without its complementiser."""
    known = line.known
    if known.lang_inverts or sense.lemma in known.frames["quote_only"] or sense.lemma in known.frames["person_first"]:
        return None
    k = line.skip_right(at + 1) if not line.known.has("articles", line.word(at + 1)) else at + 1
    if not _clausal(line, k, sense):
        return None
    end = clause_end(line, k, sense)
    mixed = any(line.kind(j) == "q" for j in range(k, end))
    return Draft([trim(line, k, end)], type="mixed" if mixed else "indirect", rule="verb:bare", confidence=0.75)


def _clausal(line: Line, k: int, sense: Sense) -> bool:
    """Whether a subject and a finite verb follow from ``k`` on."""
    known, low = line.known, line.word(k)
    if clock(line, k):
        return False
    if (
        line.kind(k) not in ("w", "n", "q")
        or line.stop(k)
        or (known.has("relatives", low) and low not in known.grammar["questions"])
    ):
        return False
    if line.prepositional(k) or known.has("infinitive_marks", low) or (known.has("coordinators", low)):
        return False
    for j in range(k + 1, min(len(line), k + 16)):
        apart = line.low[j] == "," and (j - k < 2 or sense.lemma not in known.frames["clausal"])
        if line.low[j] in {";", ":"} or apart or known.has("relatives", line.low[j]):
            return False
        if line.finite(j):
            return True
    return False


def clock(line: Line, k: int) -> bool:
    """Whether a bare number word stands at ``k`` ("says ten past four")."""
    known = line.known
    number = line.word(k) in numbers(known.lang).words or known.has("quantifiers", line.word(k))
    linked = known.has("prepositions", line.word(k + 1)) and not known.has("nominal_links", line.word(k + 1))
    return number and (linked or line.stop(k + 1))
