"""Clauses with their complementiser after a verb: ``X disse que …``, ``X asked whether …``; and charges."""

from __future__ import annotations

from meada.reading.content import clause_end, trim
from meada.reading.draft import Draft
from meada.reading.lexicon import Sense
from meada.reading.line import Line
from meada.span import Span

__all__ = ["accused", "clause", "past_aside"]

_REACH = 14
"""How many words may stand between a verb and what it governs."""


def clause(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """``X disse que …``, ``disse X que …``, ``X told Y that …``, ``X asked whether …``."""
    known, k = line.known, at + 1
    if known.lang_inverts and (not _takes_clause(line, begin, at, sense) or _takes_infinitive(line, at, sense)):
        return None
    if sense.lemma in known.frames.get("unnegated", ()) and any(
        known.has("negations", line.low[j]) for j in range(begin, at)
    ):
        return None
    addressee: list[Span] = []
    while k < len(line) and k <= at + _REACH:
        low = line.low[k]
        if _asked(line, at, k, sense):
            return _with_clause(line, k, sense, addressee)
        opens = known.has("complementisers", low) or (known.has("questions", low) and _near(line, at + 1, k))
        if opens and not _of_infinitive(line, k):
            return None if _relative(line, begin, at, k, sense) else _with_clause(line, k, sense, addressee)
        if line.kind(k) == "q" or (line.kind(k) == "p" and low not in {",", "(", ")"}):
            return None
        moved = line.skip_right(k)
        if moved == k and low == ",":
            moved = past_aside(line, k)
        if moved == k and ((line.finite(k) and not line.cap(k)) or low == ","):
            return None
        addressee = addressee or _addressee(line, k)
        k = max(moved, k + 1)
    return None


def _of_infinitive(line: Line, k: int) -> bool:
    """Whether the word at ``k`` is the reflexive of an infinitive after a preposition ("negou-se a se retratar")."""
    known = line.known
    return (
        line.low[k] in known.grammar["reflexives"]
        and known.has("prepositions", line.word(k - 1))
        and line.word(k + 1).endswith(known.suffixes["infinitive_endings"])
    )


def _asked(line: Line, at: int, k: int, sense: Sense) -> bool:
    """Whether an indirect question of two words begins at ``k`` ("perguntou o que …")."""
    known = line.known
    asks = sense.lemma in known.frames["question"] and known.has("articles", line.low[k])
    return asks and known.has("that", line.word(k + 1)) and _near(line, at + 1, k)


def _takes_clause(line: Line, begin: int, at: int, sense: Sense) -> bool:
    """Whether the verb reports the clause after it: not one that only goes with quotation marks, nor a bare "entender que"."""
    if sense.lemma in line.known.frames["quote_only"]:
        return False
    bare = sense.features <= {"infinitive", "subjunctive", "first"} and not any(
        line.finite(k) for k in range(begin, at)
    )
    return not bare or sense.stance != "mental"


def _takes_infinitive(line: Line, at: int, sense: Sense) -> bool:
    """Whether the content is the infinitive right after the verb, whatever clause follows in it ("afirma ter provas de
    que …")."""
    low = line.word(line.skip_right(at + 1))
    ends = line.known.suffixes["infinitive_endings"]
    return sense.lemma in line.known.frames["infinitive"] and len(low) > 2 and low.endswith(ends)


def _near(line: Line, first: int, k: int) -> bool:
    """Whether nothing but asides stands between the word ``first`` and ``k`` ("Perguntou, ainda, quem paga")."""
    return line.skip_right(first) == k or (line.word(first) == "," and past_aside(line, first) == k)


def _relative(line: Line, begin: int, at: int, k: int, sense: Sense) -> bool:
    """Whether the "que" at ``k`` hangs on a noun after the verb and not on the verb ("reproduz o que …")."""
    known = line.known
    if k == at + 1 or not known.has("that", line.low[k]):
        return False
    if known.lang_inverts and _elsewhere(line, at, k, sense):
        return True
    if line.word(k - 1) == ",":
        return False
    if not known.lang_inverts:
        return line.kind(k - 1) == "w" and line.finite(line.skip_right(k + 1)) and not line.cap(k - 1)
    first = line.skip_right(at + 1)
    if first >= k:
        return False
    if known.has("articles", line.low[k - 1]) or known.has("demonstratives", line.low[k - 1]):
        return True
    if line.low[first] in known.source["addressee_links"] and not (
        known.has("articles", line.low[first]) and sense.stance in ("denial", "evaluation")
    ):
        return False
    subject_free = sense.finite and not (
        begin > 0 and line.kind(begin - 1) == "w" and not known.has("coordinators", line.low[begin - 1])
    )
    return not subject_free or sense.lemma in known.frames["object"]


def _elsewhere(line: Line, at: int, k: int, sense: Sense) -> bool:
    """Whether the "que" at ``k``, which does not follow the verb, hangs on a preposition ("a conjuntura em que …") or on
    what a reflexive verb rests on ("sustenta-se numa carta que …")."""
    known, before = line.known, line.low[k - 1]
    linked = known.has("prepositions", before) and not known.has("nominal_links", before) and k - 2 > at
    reflexive = known.grammar["reflexives"] & {line.word(at - 1), *line.word(at).split("-")[1:]}
    own = sense.lemma in known.frames["reflexive"] or _near(line, at + 1, k)
    return linked or bool(reflexive and not own and line.prepositional(line.skip_right(at + 1)))


def past_aside(line: Line, comma: int) -> int:
    """Past what stands between two commas before a complementiser; ``comma`` when it is something else."""
    inner = line.skip_right(comma + 1)
    if line.word(inner) == "," and inner > comma + 1:
        return inner + 1
    closing = next((j for j in range(comma + 1, min(len(line), comma + 10)) if line.low[j] == ","), None)
    if closing is not None and line.known.has("complementisers", line.word(closing + 1)):
        return closing + 1
    return comma


def _addressee(line: Line, k: int) -> list[Span]:
    if line.low[k] not in line.known.source["addressee_links"]:
        return []
    end = line.object_end(k + 1, apposition=False)
    return [line.span(k, end)] if end > k + 1 else []


def _with_clause(line: Line, k: int, sense: Sense, addressee: list[Span]) -> Draft | None:
    end = clause_end(line, k + 1, sense)
    if end <= k + 1:
        return None
    mixed = any(line.kind(j) == "q" for j in range(k, end))
    draft = Draft([trim(line, k, end)], type="mixed" if mixed else "indirect", rule="verb:clause", confidence=0.9)
    draft.addressee = addressee
    return draft


def accused(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """``X acusou a empresa de dizer …``: the whole charge is content."""
    known, k = line.known, at + 1
    if sense.lemma not in known.frames["accuse"]:
        return None
    links = known.prepositional.get(sense.lemma, frozenset())
    ends = (
        *known.suffixes["infinitive_endings"],
        *(known.suffixes["gerund_endings"] if not known.lang_inverts else ()),
    )
    end = next(
        (j for j in range(k + 1, min(len(line), k + 10)) if line.low[j] in links and line.word(j + 1).endswith(ends)),
        None,
    )
    if end is None:
        return None
    return Draft([trim(line, k, clause_end(line, end + 1, sense))], rule="verb:charge", confidence=0.75)
