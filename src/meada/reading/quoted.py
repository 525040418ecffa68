"""Quotation marks after a verb: ``X disse: "…"``, ``X elogiou a "…"``."""

from __future__ import annotations

from meada.reading.content import clause_end, past_subject, sentence_end, trim
from meada.reading.draft import Draft
from meada.reading.lexicon import Sense
from meada.reading.line import Line

__all__ = ["colon", "quoted"]

_REACH = 14
"""How many words may stand between a verb and what it governs."""


def colon(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """``X disse: "…"``, ``X disse: …``."""
    k = past_subject(line, at + 1)
    if line.word(k) != ":" or line.stop(k + 1):
        return None
    quote = line.quote(k + 1)
    if quote is not None:
        return Draft([quote.span], type="direct", rule="verb:colon-quote", confidence=0.97, complete=True)
    if not (line.cap(k + 1) or _told(line, at, sense)) or sense.lemma in line.known.frames["quote_only"]:
        return None
    return Draft([trim(line, k + 1, sentence_end(line))], type="direct", rule="verb:colon", confidence=0.7)


def _told(line: Line, at: int, sense: Sense) -> bool:
    """Whether the one who is told stands right after the verb, so that the words after the colon are what is said."""
    low = line.word(at + 1)
    links = line.known.source["addressee_links"]
    return (
        sense.finite
        and sense.stance in ("neutral", "directive")
        and low in links
        and not line.known.has("articles", low)
    )


def quoted(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """A quotation soon after the verb: ``X elogiou a "…"``, ``descreveu a paz como "…"``, ``prometeram "…"``."""
    if line.known.lang_inverts and not _utters(line, begin, at, sense):
        return None
    first = line.skip_right(at + 1)
    after = _past_apposed(line, begin, at)
    if after is not None:
        return _with_quote(line, after, after, sense)
    for k in range(first, min(len(line), at + _REACH + 1)):
        if line.kind(k) == "q":
            return _with_quote(line, first + (line.word(first) == ","), k, sense)
        other = line.sense(k)
        if other is not None and "gerund" in other.features and line.known.lang_inverts:
            return None
        if (line.kind(k) == "p" and not (line.low[k] == "," and k == first)) or (line.finite(k) and not line.cap(k)):
            return None
    return None


def _past_apposed(line: Line, begin: int, at: int) -> int | None:
    """The quotation after an inverted subject with its apposition: ``Mas, comenta Ana Luz, juíza, "…"``."""
    if not line.known.lang_inverts or line.word(begin - 1) != "," or not line.cap(line.skip_right(at + 1)):
        return None
    k = past_subject(line, at + 1)
    return k + 1 if line.word(k) == "," and line.kind(k + 1) == "q" and line.stop(k + 2) else None


def _utters(line: Line, begin: int, at: int, sense: Sense) -> bool:
    """Whether the verb can bring a quotation: no bare infinitive, no count, no "revelou-se"."""
    known = line.known
    bare = sense.features <= {"infinitive", "subjunctive", "first"} and not any(
        line.finite(k) for k in range(begin, at)
    )
    reflexive = known.grammar["reflexives"] & {line.word(at - 1), *line.word(at).split("-")[1:]}
    counts = sense.lemma in known.frames["count_only"]
    return not bare and not counts and (not reflexive or sense.lemma in known.frames["reflexive"])


def _with_quote(line: Line, first: int, k: int, sense: Sense) -> Draft | None:
    quote = line.quote(k)
    if quote is None or (line.prepositional(first) and line.low[first] not in _taken(line, sense)):
        return None
    direct = first == k
    inner = quote.inner.of(line.text)
    if sense.lemma in line.known.frames["works"] and _title(inner):
        return None
    if direct and inner[-1:] in ".!?,…" and len(inner.split()) > 2:
        return Draft([quote.span], type="direct", rule="verb:quote", confidence=0.93, complete=True)
    end = k + 1
    if line.kind(end) in ("w", "n") and not (line.word(end) in line.known.grammar["temporal"] and k - first <= 1):
        end = clause_end(line, end, sense)
        comma = next((j for j in range(k + 1, end) if line.low[j] == "," or _another(line, j)), end)
        end = comma
    kind = "direct" if direct and end == k + 1 else "mixed"
    return Draft([trim(line, first, end)], type=kind, rule="verb:mixed", confidence=0.85)


def _title(words: str) -> bool:
    """Whether ``words``, which stood in quotation marks, look like the title of a work: few, the first with a capital, no
    mark at their end."""
    return words[:1].isupper() and words[-1:].isalnum() and len(words.split()) <= 7


def _another(line: Line, k: int) -> bool:
    """Whether a verb of saying of its own begins at ``k``, after a coordinator ("… e ironiza o gráfico")."""
    found = line.sense(k + 1) if line.known.has("coordinators", line.low[k]) else None
    return found is not None and found.finite and line.known.lang_inverts


def _taken(line: Line, sense: Sense) -> frozenset[str]:
    """The prepositions after which the verb has its content; what somebody answers to is none."""
    own = line.known.prepositional.get(sense.lemma, frozenset())
    if sense.lemma in line.known.frames.get("answers", ()):
        return own
    return own | line.known.grammar["content_links"]
