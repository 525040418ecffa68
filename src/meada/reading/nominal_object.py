"""Infinitives, prepositional and plain objects, figures and evidence after a verb."""

from __future__ import annotations

from meada.reading.content import clause_end, object_end, sentence_end, trim
from meada.reading.draft import Draft
from meada.reading.lexicon import Sense
from meada.reading.line import Line
from meada.reading.told import clock

__all__ = ["evidence", "figures", "infinitive", "plain", "prepositional"]

_HEAD = 4
"""Words in which the head of an object stands."""


def figures(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """``O hospital elevou para 17 o número de mortos``, ``os moradores contam 30``."""
    k = line.skip_right(at + 1)
    if sense.lemma not in line.known.frames["figure"] or sense.features <= {"participle", "gerund", "infinitive"}:
        return None
    stop = next(
        (j for j in range(k, len(line)) if line.low[j] in {",", ";", ":"} or line.kind(j) == "q" or line.stop(j)),
        len(line),
    )
    number = next((j for j in range(k, min(stop, k + 7)) if line.kind(j) == "n"), None)
    if (
        number is None
        or (number - k > 2 and not line.prepositional(k) and not line.known.has("prepositions", line.word(number - 1)))
        or any(line.known.has("complementisers", line.low[j]) for j in range(k, stop))
        or line.word(number - 1) in line.known.by.get(sense.lemma, ())
    ):
        return None
    if (
        line.word(stop) == ";"
        and any(line.kind(j) == "n" for j in range(stop, len(line)))
        and not line.finite_cue(stop + 1)
    ):
        stop = sentence_end(line)
    return Draft([trim(line, k, stop)], type="figure", rule="verb:figure", confidence=0.7)


def evidence(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """``Imagens divulgadas pela agência mostram o chanceler …``: pictures and papers that show."""
    known = line.known
    if sense.lemma not in known.frames["evidence"] or known.grammar["reflexives"] & set(line.low[max(0, at - 1) : at]):
        return None
    found = line.subject(begin)
    k = line.skip_right(at + 1)
    if found is None or line.kind(k) not in ("w", "n") or line.finite(k):
        return None
    visual = any(line.low[j] in known.source["visual"] for j in range(found[0], min(found[1], found[0] + 3)))
    if not visual:
        return None
    draft = Draft(
        [trim(line, k, clause_end(line, k, sense))], type="claim", kind="visual", rule="verb:evidence", confidence=0.8
    )
    draft.source = [line.span(*found)]
    return draft


def infinitive(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """``X afirma ter pago …``, ``X pledged to pay …``, ``X denied having …``."""
    known = line.known
    if sense.lemma not in known.frames["infinitive"] and sense.stance != "denial" and not known.open:
        return None
    first = k = line.skip_right(at + 1)
    if known.has("infinitive_marks", line.word(k)):
        k += 1
    low = line.word(k)
    if line.kind(k) != "w":
        return None
    if known.lang_inverts:
        fits = low.endswith(known.suffixes["infinitive_endings"]) and len(low) > 2
    else:
        gerund = first == k and low.endswith(known.suffixes["gerund_endings"]) and sense.lemma in known.frames["gerund"]
        fits = gerund or (first != k and not known.has("articles", low) and not line.cap(k))
    if not fits:
        return None
    rule = "verb:gerund" if first == k and not known.lang_inverts else "verb:infinitive"
    return Draft([trim(line, first, clause_end(line, k + 1, sense))], rule=rule, confidence=0.8)


def prepositional(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """``X falou em …``, ``X apontam para …``, ``X called for …``."""
    known = line.known
    k = line.skip_right(at + 1)
    own = line.word(k) in known.prepositional.get(sense.lemma, ())
    if not own and not (known.open and line.word(k) in known.grammar["content_links"]):
        return None
    end = object_end(line, k + 1, sense)
    if end <= k + 1:
        return None
    figure = any(line.kind(j) == "n" for j in range(k, end))
    if known.lang_inverts and not figure:
        return None
    if not figure or not own:
        cue = [line.span(begin, k + 1)]
        draft = Draft([trim(line, k + 1, end)], cue=cue, rule="verb:preposition", confidence=0.6)
        draft.lemma = f"{sense.lemma} {line.word(k)}"
        return draft
    return Draft([trim(line, k, end)], type="figure" if figure else "indirect", rule="verb:preposition", confidence=0.6)


def plain(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """``X anunciou a abertura de …``, ``X reconheceu o erro``."""
    known = line.known
    k = line.skip_right(at + 1)
    if (sense.lemma not in known.frames["object"] and not known.open) or sense.lemma in known.frames["count_only"]:
        return None
    if line.kind(k) not in ("w", "n") or line.finite(k) or line.prepositional(k) or clock(line, k):
        return None
    if known.lang_inverts:
        reflexive = known.grammar["reflexives"] & {line.word(at - 1), *line.word(at).split("-")[1:]}
        spoken = any(line.finite(j) for j in range(begin, at + 1)) and (
            line.subject(begin) is not None or known.has("coordinators", line.word(begin - 1))
        )
        held = begin == 1 and known.has("clitics", line.low[0])  # "Lo anunció el gremio"
        if reflexive or held or not spoken or known.has("relatives", line.word(begin - 1)):
            return None
    end = object_end(line, k, sense)
    if end <= k or _refused(line, k, end, sense):
        return None
    return Draft([trim(line, k, end)], rule="verb:object", confidence=0.55)


def _refused(line: Line, k: int, end: int, sense: Sense) -> bool:
    """``a juíza negou o pedido de liberdade``: a request that is refused is no claim that is denied."""
    if sense.lemma not in line.known.frames["refuses"]:
        return False
    for j in range(k, min(end, k + _HEAD)):
        if line.prepositional(j):
            return False
        if line.word(j) in line.known.frames["refusable"]:
            return True
    return False
