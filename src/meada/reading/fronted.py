"""Content that stands before its verb: ``"…", disse X``; ``…, informou X``; ``A ponte, garantiu X, suporta …``."""

from __future__ import annotations

from meada.reading.clausal import past_aside
from meada.reading.content import clause_start, past_subject, sentence_end, trim
from meada.reading.draft import Draft
from meada.reading.lexicon import Sense
from meada.reading.line import Line
from meada.span import Span

__all__ = ["fronted"]


def fronted(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """Content before the verb: ``"…", disse X``; ``…, informou X``; ``"…," X said``."""
    if sense.features <= {"gerund", "infinitive", "participle"}:
        return None
    edge = _edge(line, begin)
    if edge is None:
        return None
    mark = edge - 1
    quoted = mark if line.kind(mark) == "q" else mark - 1 if line.kind(mark - 1) == "q" else None
    if quoted == mark and edge == begin and _title(line, mark):
        return None
    sure = quoted is not None and line.known.lang_inverts and not line.known.has("complementisers", line.word(at + 1))
    if not sure and not _open_after(line, at + 1, bare=edge == begin):
        return None
    draft = None
    if quoted is not None:
        draft = _fronted_quote(line, quoted, at, sense)
    elif line.word(mark) == "," or (line.dash(mark) and edge == begin and _plain_speech(line, at)):
        draft = _fronted_clause(line, mark, edge, begin, at)
    if draft is not None and edge < begin:
        draft.source = [line.span(*(line.subject(begin) or (edge, begin)))]
    return draft


def _edge(line: Line, begin: int) -> int | None:
    """Where the reporting clause begins: the verb, or the subject before it, right after a mark."""
    found = line.subject(begin)
    if _after_break(line, begin):
        apposed = found is not None and line.word(begin - 1) == "," and found[0] > 0 and _after_quote(line, found[0])
        return found[0] if found is not None and apposed else begin
    return found[0] if found is not None and _after_break(line, found[0]) else None


def _title(line: Line, at: int) -> bool:
    """Whether the quotation at ``at`` is a name, inside the subject ("o jornal «Folheto» anunciou") or after it."""
    quote = line.quote(at)
    inner = quote.inner.of(line.text) if quote is not None else ""
    ends = ",!?…" if line.stop(at + 1) else ",.!?…"
    return line.kind(at - 1) == "w" and len(inner.split()) <= 4 and inner[-1:] not in ends


def _after_quote(line: Line, at: int) -> bool:
    return line.kind(at - 1) == "q" or (line.word(at - 1) == "," and line.kind(at - 2) == "q")


def _after_break(line: Line, edge: int) -> bool:
    return edge > 0 and (line.kind(edge - 1) == "q" or line.word(edge - 1) in {",", "—", "–", "-"})


def _open_after(line: Line, k: int, *, bare: bool) -> bool:
    """Whether nothing after the verb can be its content: an inverted subject, asides, or the end."""
    known = line.known
    k = line.skip_right(k)
    if line.word(k) == "," and known.has("complementisers", line.word(past_aside(line, k))):
        return False
    if line.stop(k) or line.word(k) in {",", ";", "—", "–", ")"} or line.kind(k) == "q":
        return True
    if known.has("complementisers", line.word(k)):
        return False
    end = past_subject(line, k)
    if known.has("complementisers", line.word(end)) or line.word(end) == ":":
        return False
    if not bare and known.lang_inverts and not line.prepositional(k):
        return False
    if bare and not known.lang_inverts:
        return line.stop(end) or line.word(end) in {",", ";", "—", "–"} or line.kind(end) == "q"
    return end > k or known.has("prepositions", line.word(k))


def _fronted_quote(line: Line, quoted: int, at: int, sense: Sense) -> Draft | None:
    """The quotation before the verb, or the clause it ends, and what it goes on with after the speaker."""
    quote = line.quote(quoted)
    if quote is None:
        return None
    partial = quoted > 0 and line.kind(quoted - 1) in ("w", "n")
    first = clause_start(line, quoted)
    if partial and (sense.lemma in line.known.frames["quote_only"] or _setting(line, first, quoted)):
        return None
    content = [line.span(first, quoted + 1) if partial else quote.span]
    after = past_subject(line, at + 1)
    for k in range(after, len(line)):
        more = line.quote(k)
        if more is not None and k - after <= 2 and not (line.kind(k - 1) == "w" and _title(line, k)):
            content.append(more.span)
            after = k + 1
        elif line.kind(k) != "p":
            break
    rule = "verb:fronted-clause" if partial else "verb:fronted-quote"
    return Draft(content, type="mixed" if partial else "direct", rule=rule, confidence=0.95, complete=True)


def _setting(line: Line, first: int, end: int) -> bool:
    """Whether words before the clause only say when or where it was ("Depois do «frango», o treinador sorriu")."""
    return line.prepositional(first) and not any(line.finite(k) for k in range(first, end))


def _fronted_clause(line: Line, comma: int, edge: int, begin: int, at: int) -> Draft | None:
    """``…, informou X``: the clause before the comma, and what it goes on with after the next."""
    if not _parenthetical(line, edge, begin, at):
        return None
    spoken = comma
    while line.dash(comma) and spoken > 1 and line.low[spoken - 1] in {".", "…", "!", "?"}:
        spoken -= 1
    first = clause_start(line, spoken)
    lost = _lost_mark(line, first)
    whole = comma - first >= 2 and any(line.finite(k) or line.kind(k) == "q" for k in range(first, comma))
    end = past_subject(line, at + 1)
    split = line.word(end) == "," and not line.stop(end + 1)
    if (
        lost is None
        and not whole
        and not (
            _splits(line, first, comma, at, end, inverted=edge == begin)
            if split
            else line.stop(end) and comma - first >= 3 and edge == begin and _plain_speech(line, at)
        )
    ):
        return None
    if edge < begin and not (split or _plain_tail(line, at + 1)):
        return None
    if edge == begin and lost is None and not _personal(line, at, end):
        return None
    if line.known.has("relatives", line.word(first)) or (
        line.known.has("subordinators", line.word(first)) and split and not lost
    ):
        return None
    content = [Span(lost if lost is not None else line.words[first].start, line.words[comma - 1].end)]
    if split and not whole and _goes_on(line, end + 1):
        content.append(trim(line, end + 1, sentence_end(line)))
    return Draft(
        content,
        type="indirect" if lost is None else "direct",
        rule="verb:split" if split else "verb:fronted-clause",
        confidence=0.8,
    )


def _plain_speech(line: Line, at: int) -> bool:
    """Whether the verb at ``at`` does no more than say."""
    sense = line.sense(at)
    weak = line.known.frames["object"] | line.known.frames["evidence"]
    return sense is not None and sense.stance == "neutral" and sense.lemma not in weak


def _splits(line: Line, first: int, comma: int, at: int, end: int, *, inverted: bool) -> bool:
    """Whether the verb stands in the middle of its content: ``A ponte, garantiu o engenheiro, suporta …``."""
    known, k = line.known, line.skip_right(at + 1)
    named = not inverted or line.cap(k) or known.has("articles", line.word(k)) or known.has("pronouns", line.word(k))
    short = comma - first <= (6 if inverted else 12) and "," not in line.low[first:comma]
    lead = line.prepositional(first) and inverted
    alone = inverted and end == at + 1 and _plain_speech(line, at) and comma - first <= 3
    if (alone or line.prepositional(first)) and not any(line.finite(j) for j in range(end + 1, len(line))):
        return False
    return (named or alone) and short and comma > first and not lead and line.kind(end + 1) == "w"


def _personal(line: Line, at: int, end: int) -> bool:
    """Whether what stands between the verb at ``at`` and ``end`` can be who says it: for a verb that may have an object
    there ("…, comemora a primeira viagem") only a name, a pronoun or a word for a person or body."""
    known, sense = line.known, line.sense(at)
    k = line.skip_right(at + 1)
    having = known.frames["object"] | known.frames.get("having", frozenset())
    if not known.lang_inverts or sense is None or sense.lemma not in having or k >= end:
        return True
    heads = known.source["person_heads"] | known.source["medium"] | known.source["document"] | known.source["anonymous"]
    near = range(k, min(end, k + 4))
    return any(line.cap(j) or line.low[j] in heads or line.low[j] in known.grammar["third_person"] for j in near)


def _parenthetical(line: Line, edge: int, begin: int, at: int) -> bool:
    """Whether the verb at ``at`` can report in passing: a verb of saying, with its subject inverted, or a name or pronoun."""
    known, sense = line.known, line.sense(at)
    if sense is None or not sense.features & {"past", "present", "imperfect", "future"}:
        return False
    if sense.lemma in known.frames["quote_only"] and sense.lemma not in known.frames["parenthetical"]:
        return False
    if edge == begin or not known.lang_inverts:
        return True
    return (
        all(line.cap(k) or known.has("nominal_links", line.low[k]) for k in range(edge, begin))
        or line.low[edge] in known.grammar["third_person"]
    )


def _goes_on(line: Line, k: int) -> bool:
    """Whether a content begun before the verb can go on at ``k``."""
    known, low = line.known, line.word(k)
    return not (
        line.prepositional(k) or known.has("relatives", low) or low.endswith(known.suffixes["gerund_endings"])
    )  # fmt: skip


def _plain_tail(line: Line, k: int) -> bool:
    k = line.skip_right(k)
    return line.stop(k) or line.word(k) in {",", ";"} or line.prepositional(k)


def _lost_mark(line: Line, first: int) -> int | None:
    """Where the content starts when its closing mark was lost."""
    for k in range(max(0, first - 1), min(first + 2, len(line))):
        if line.low[k] in {"“", "«", '"', "„"}:
            return line.words[k].start
    return None
