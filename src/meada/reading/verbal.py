"""Attributions that hang on a verb of saying or thinking: the linear patterns, the surest first."""

from __future__ import annotations

from meada.reading import subject
from meada.reading.clausal import accused, clause
from meada.reading.draft import Draft
from meada.reading.fronted import fronted
from meada.reading.lexicon import Sense
from meada.reading.line import Line
from meada.reading.nominal_object import evidence, figures, infinitive, plain, prepositional
from meada.reading.quoted import colon, quoted
from meada.reading.told import bare, person_first
from meada.span import Span

__all__ = ["find"]

_OPENING = 5
"""How many words of a clause may stand before its verb for it to open the sentence."""
_WEAK = frozenset(("verb:mixed", "verb:object", "verb:preposition", "verb:figure"))


def find(line: Line, taken: list[Draft]) -> list[Draft]:
    """The attributions whose cue is a verb of ``line``, in text order; cues of ``taken`` are left alone."""
    out: list[Draft] = []
    for at in range(len(line)):
        sense = line.sense(at)
        if sense is not None and not any(_inside(d, line.words[at].start) for d in (*taken, *out)):
            found = _read(line, at, sense, out)
            weak = sense.lemma in line.known.frames["quote_only"] and any(_holds(d, line.words[at].start) for d in out)
            out += [d for d in found if not (weak and d.rule in _WEAK)]
    return out


def _holds(draft: Draft, offset: int) -> bool:
    return any(s.start <= offset < s.end for s in draft.content)


def _inside(draft: Draft, offset: int) -> bool:
    return any(s.start <= offset < s.end for s in draft.cue)


def _read(line: Line, at: int, sense: Sense, before: list[Draft]) -> list[Draft]:
    """The attribution that the verb at ``at`` makes, by the first pattern that fits; an empty list for none."""
    begin = _group(line, at)
    if (
        not _active(line, at, sense)
        or line.word(at + 1) in line.known.elsewise.get(sense.lemma, ())
        or (
            sense.lemma in line.known.frames["reflexive"]
            and not line.known.grammar["reflexives"] & set(line.low[max(0, at - 2) : at + 2])
        )
    ):
        return []
    for pattern in _PATTERNS:
        draft = pattern(line, begin, at, sense)
        if draft is not None:
            break
    else:
        return []
    _inside_relative(line, begin, draft)
    _inside_opening(line, begin, at, sense, draft)
    draft.lemma, draft.stance = draft.lemma or sense.lemma, sense.stance
    draft.cue = draft.cue or [line.span(begin, at + 1)]
    if not draft.source:
        subject.give(line, begin, at, sense, draft, before)
    if draft.source and line.known.has("neuters", draft.source[0].of(line.text).lower()):
        return []
    _polarity(line, begin, at, sense, draft)
    return [draft]


def _inside_relative(line: Line, begin: int, draft: Draft) -> None:
    """Ends the content of a relative clause set off by commas at its closing one ("a source, who asked …, told …")."""
    if not line.known.has("relatives", line.word(begin - 1)) or line.word(begin - 2) != "," or len(draft.content) != 1:
        return
    span = draft.content[0]
    for k in range(begin, len(line) - 1):
        inside = span.start < line.words[k].start < span.end
        if line.low[k] == "," and inside and line.finite(line.skip_right(k + 1)):
            draft.content = [Span(span.start, line.words[k - 1].end)]
            return


def _inside_opening(line: Line, begin: int, at: int, sense: Sense, draft: Draft) -> None:
    """Ends the content of a non-finite or subordinate clause that opens the sentence where its main clause begins
    ("Apesar de ter dito que viria, o ministro faltou"; "While Lumar said it would pay, its rival refused")."""
    known = line.known
    bare = known.lang_inverts and not any(line.finite(k) for k in range(at + 1))
    opens = known.has("subordinators", line.low[0]) and "," not in line.low[:at]
    if len(draft.content) != 1 or not (opens or (bare and at - line.clause_start(at) <= _OPENING)):
        return
    span = draft.content[0]
    for k in range(at + 1, len(line) - 1):
        if not span.start <= line.words[k].start < span.end:
            continue
        if line.low[k] == "," and _main_clause(line, k + 1):
            draft.content = [Span(span.start, line.words[k - 1].end)]
            return


def _main_clause(line: Line, k: int) -> bool:
    """Whether a subject with its finite verb, or the verb alone, stands at ``k``."""
    known = line.known
    low = line.word(k)
    if known.has("coordinators", low) or known.has("relatives", low) or known.has("complementisers", low):
        return False
    end = k if line.finite(k) else line.object_end(k, apposition=False)
    return line.finite(line.skip_right(end))


def _active(line: Line, at: int, sense: Sense) -> bool:
    """Whether the form at ``at`` can say something: no passive, no bare participle."""
    if "participle" not in sense.features:
        return True
    known, k = line.known, at
    while k > 0 and line.adverb(k - 1):
        k -= 1
    if known.has("passive_auxiliaries", line.word(k - 1)):
        return False
    return sense.features != {"participle"} or known.has("auxiliaries", line.word(k - 1))


def _group(line: Line, at: int) -> int:
    """Where the verb group that ends at ``at`` begins: its clitic, negation and modal belong to the cue."""
    begin, known = at, line.known
    while begin > 0:
        low, far = line.low[begin - 1], line.word(begin - 2)
        clitic = known.has("clitics", low) and known.has("negations", far)
        adverb = line.adverb(begin - 1) and (known.has("negations", far) or known.has("modals", far))
        own = known.has("negations", low) or known.has("modals", low) or known.has("reflexives", low)
        if own or clitic or adverb or (known.has("auxiliaries", low) and begin >= at - 1):
            begin -= 1
        elif (
            known.lang_inverts
            and low in known.grammar["infinitive_marks"]
            and known.has("auxiliaries", far)
            and begin == at
        ):
            begin -= 2  # "começaram a considerar"
        elif (
            low in known.grammar["infinitive_marks"]
            and not known.lang_inverts
            and known.has("passive_auxiliaries", line.word(begin - 3))
        ):
            begin -= 3  # "is expected to announce"
        else:
            break
    return begin


_PATTERNS = (
    colon, fronted, figures, accused, person_first, clause, quoted, evidence, bare, infinitive, prepositional,
    plain,
)  # fmt: skip


def _polarity(line: Line, begin: int, at: int, sense: Sense, draft: Draft) -> None:
    """Marks denials and words that were not said."""
    if any(line.known.has("negations", line.low[k]) for k in range(begin, at)):
        draft.polarity, draft.type = "unsaid", "denial"
    elif sense.stance == "denial":
        draft.polarity = "denied"
        draft.type = "denial" if draft.type != "direct" else draft.type
