"""Attributions that hang on a verb of saying or thinking: the linear patterns."""

from __future__ import annotations

from meada.reading.draft import Draft
from meada.reading.lexicon import Sense
from meada.reading.line import Line
from meada.span import Span

__all__ = ["find"]

_REACH = 14
"""How many words may stand between a verb and its complementiser."""


def find(line: Line) -> list[Draft]:
    """The attributions whose cue is a verb of ``line``, in text order."""
    out: list[Draft] = []
    for at in range(len(line)):
        sense = line.sense(at)
        if sense is not None and not any(_inside(d, line.words[at].start) for d in out):
            found = _read(line, at, sense, out)
            if found is not None:
                out.append(found)
    return out


def _inside(draft: Draft, offset: int) -> bool:
    return any(s.start <= offset < s.end for s in draft.cue)


def _read(line: Line, at: int, sense: Sense, before: list[Draft]) -> Draft | None:
    """The attribution that the verb at ``at`` makes, by the first pattern that fits."""
    begin = _group(line, at)
    for pattern in (_colon, _fronted, _clause, _quoted, _infinitive, _prepositional, _object):
        draft = pattern(line, begin, at, sense)
        if draft is not None:
            break
    else:
        return None
    draft.lemma, draft.stance = sense.lemma, sense.stance
    if not draft.cue:
        draft.cue = [line.span(begin, at + 1)]
    if not draft.source:
        _give_source(line, begin, at, sense, draft, before)
    _polarity(line, begin, at, sense, draft)
    return draft


def _group(line: Line, at: int) -> int:
    """Where the verb group that ends at ``at`` begins: its clitic, negation and modal belong to the cue."""
    begin, known = at, line.known
    while begin > 0:
        low = line.low[begin - 1]
        if (
            known.has("negations", low)
            or known.has("modals", low)
            or (known.has("auxiliaries", low) and begin == at)
            or known.has("reflexives", low)
            or (known.has("clitics", low) and line.word(begin - 2) in known.grammar["negations"])
            or (
                line.adverb(begin - 1)
                and begin - 2 >= 0
                and (known.has("negations", line.low[begin - 2]) or known.has("modals", line.low[begin - 2]))
            )
        ):
            begin -= 1
        else:
            break
    return begin


# ---- the patterns, each for one place where the content can stand ---------------------------------------------------


def _colon(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """``X disse: "…"``, ``X disse: …``."""
    k = _past_subject(line, at + 1)
    if line.word(k) != ":" or line.stop(k + 1):
        return None
    quote = line.quote(k + 1)
    if quote is not None:
        return Draft([quote.span], type="direct", rule="verb:colon-quote", confidence=0.97, complete=True)
    if k + 1 >= len(line):
        return None
    return Draft([_trim(line, k + 1, _sentence_end(line))], type="direct", rule="verb:colon", confidence=0.75)


def _past_subject(line: Line, at: int) -> int:
    """Past asides, an inverted subject and an addressee, to the next mark or complementiser."""
    k = line.skip_right(at)
    for _ in range(3):
        moved = (
            line.object_end(k) if line.kind(k) in "wn" and not line.known.has("complementisers", line.word(k)) else k
        )
        if line.known.has("prepositions", line.word(k)):
            moved = max(moved, line.object_end(k + 1)) if line.kind(k + 1) in "wn" else moved
        moved = line.skip_right(moved)
        if moved == k or moved - at > _REACH:
            break
        k = moved
    return k


def _fronted(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """Content before the verb: ``"…", disse X``; ``…, informou X``; ``"…," X said``."""
    if sense.features <= {"gerund", "infinitive", "participle"} and line.known.lang_inverts:
        return None
    edge = begin
    if not _after_break(line, edge):
        subject = line.subject(begin)
        if subject is None or not _after_break(line, subject[0]):
            return None
        edge = subject[0]
    comma = edge - 1
    if not _open_after(line, at + 1):
        return None
    quote_at = (
        comma
        if line.kind(comma) == "q"
        else comma - 1
        if line.word(comma) in {",", "-", "—", "–"} and line.kind(comma - 1) == "q"
        else -1
    )
    if quote_at >= 0:
        return _fronted_quote(line, quote_at, edge, at)
    if line.word(comma) != ",":
        return None
    return _fronted_clause(line, comma, edge, at, sense)


def _after_break(line: Line, edge: int) -> bool:
    return edge > 0 and (line.kind(edge - 1) == "q" or line.word(edge - 1) in {",", "—", "–"})


def _open_after(line: Line, k: int) -> bool:
    """Whether nothing after the verb can be its content: an inverted subject, asides, or the end."""
    known = line.known
    k = line.skip_right(k)
    if line.stop(k) or line.word(k) in {",", ";", "—", "–", ")"} or line.kind(k) == "q":
        return True
    if known.has("complementisers", line.word(k)):
        return False
    end = _past_subject(line, k)
    return (end > k and not known.has("complementisers", line.word(end))) or known.has("prepositions", line.word(k))


def _fronted_quote(line: Line, quote_at: int, edge: int, at: int) -> Draft:
    """The quotation before the verb, and what it goes on with after the speaker."""
    content = [_with_clause(line, quote_at)]
    after = _after_speaker(line, at + 1, edge, at)
    for k in range(after, len(line)):
        quote = line.quote(k)
        if quote is not None and line.word(k - 1) in {",", ".", ":", "—", "–"} and k - after <= 2:
            content.append(quote.span)
            after = k + 1
        elif line.kind(k) != "p":
            break
    return Draft(content, type="direct", rule="verb:fronted-quote", confidence=0.95, complete=True)


def _with_clause(line: Line, quote_at: int) -> Span:
    """The quotation, or the clause that ends in it when it is only its tail ("O acordo é um "erro", disse X")."""
    quote = line.quote(quote_at)
    assert quote is not None
    first = line.clause_start(quote_at)
    if quote_at > 0 and line.kind(quote_at - 1) in "wn":
        return line.span(_content_start(line, first), quote_at + 1)
    return quote.span


def _after_speaker(line: Line, k: int, edge: int, at: int) -> int:
    return _past_subject(line, k)


def _fronted_clause(line: Line, comma: int, edge: int, at: int, sense: Sense) -> Draft | None:
    """``…, informou X``: the clause before the comma, and what it goes on with after the next."""
    first = _content_start(line, line.clause_start(comma))
    subject_first = edge != _group(line, at)
    if comma - first < 2 or not any(line.finite(k) or line.kind(k) == "q" for k in range(first, comma)):
        if not _split_ok(line, first, comma, at):
            return None
    elif subject_first and not _plain_tail(line, at + 1):
        return None
    lost = _lost_mark(line, first)
    content = [Span(lost if lost is not None else line.words[first].start, line.words[comma - 1].end)]
    end = _past_subject(line, at + 1)
    if line.word(end) == "," and not line.stop(end + 1) and _goes_on(line, first, comma, end + 1):
        content.append(_trim(line, end + 1, _clause_end(line, end + 1, sense)))
    kind = "direct" if lost is not None else "indirect"
    return Draft(content, type=kind, rule="verb:fronted-clause", confidence=0.8)


def _split_ok(line: Line, first: int, comma: int, at: int) -> bool:
    """Whether the verb stands in the middle of its content: ``A ponte, garantiu o engenheiro, suporta …``."""
    end = _past_subject(line, at + 1)
    return (
        comma > first
        and line.word(end) == ","
        and not line.stop(end + 1)
        and not line.known.has("prepositions", line.word(first))
    )


def _goes_on(line: Line, first: int, comma: int, k: int) -> bool:
    """Whether the content begun before the verb goes on at ``k``."""
    whole = any(line.finite(j) for j in range(first, comma))
    low = line.word(k)
    known = line.known
    if known.has("prepositions", low) or known.has("relatives", low) or low.endswith(known.suffixes["gerund_endings"]):
        return False
    return not whole


def _plain_tail(line: Line, k: int) -> bool:
    k = line.skip_right(k)
    return line.stop(k) or line.word(k) in {",", ";"} or line.known.has("prepositions", line.word(k))


def _lost_mark(line: Line, first: int) -> int | None:
    """Where the content starts when its closing mark was lost."""
    for k in range(max(0, first - 1), min(first + 2, len(line))):
        if line.low[k] in {"“", "«", '"', "„"}:
            return line.words[k].start
    return None


def _clause(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """``X disse que …``, ``disse X que …``, ``X told Y that …``, ``X asked whether …``."""
    known = line.known
    k = at + 1
    if sense.features <= {"participle"} and not _perfect(line, begin, at):
        return None
    addressee: list[Span] = []
    limit = at + _REACH
    while k < len(line) and k <= limit:
        low = line.low[k]
        if known.has("complementisers", low) or (known.has("questions", low) and k == at + 1):
            return _finish_clause(line, k, at, sense, addressee)
        if line.kind(k) == "q" or (line.kind(k) == "p" and low not in {",", "(", ")"}):
            return None
        moved = line.skip_right(k)
        if moved > k:
            k = moved
            continue
        if low == ",":
            if k > at + 1 or not (line.time_end(k + 1) > k + 1 or line.skip_right(k + 1) > k + 1):
                closing = next((j for j in range(k + 1, min(len(line), k + 9)) if line.low[j] == ","), None)
                if closing is None or not known.has("complementisers", line.word(closing + 1)):
                    return None
                k = closing + 1
                continue
            k += 1
            continue
        if line.finite(k) and not line.cap(k):
            return None
        if k > at + 1 or known.source["addressee_links"] & {low}:
            addressee = addressee or _addressee(line, k)
        k += 1
    return None


def _addressee(line: Line, k: int) -> list[Span]:
    if line.low[k] not in line.known.source["addressee_links"]:
        return []
    end = line.object_end(k + 1, apposition=False)
    return [line.span(k, end)] if end > k + 1 else []


def _finish_clause(line: Line, k: int, at: int, sense: Sense, addressee: list[Span]) -> Draft | None:
    end = _clause_end(line, k + 1, sense)
    if end <= k + 1:
        return None
    span = _trim(line, k, end)
    mixed = any(line.kind(j) == "q" for j in range(k, end))
    draft = Draft([span], type="mixed" if mixed else "indirect", rule="verb:clause", confidence=0.9)
    draft.addressee = addressee
    return draft


def _perfect(line: Line, begin: int, at: int) -> bool:
    """Whether the participle at ``at`` is active: after "ter", "haver", "have"."""
    before = [line.low[k] for k in range(max(0, at - 3), at)]
    return any(line.known.has("auxiliaries", w) for w in before) and not any(
        line.known.has("passive_auxiliaries", w) for w in before
    )


def _quoted(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """A quotation soon after the verb: ``X elogiou a "…"``, ``descreveu a paz como "…"``, ``prometeram "…"``."""
    if sense.features <= {"participle"} and not _perfect(line, begin, at):
        return None
    k = line.skip_right(at + 1)
    first = k
    while k < len(line) and k - at <= _REACH:
        if line.kind(k) == "q":
            return _with_quote(line, first, k, at, sense)
        low = line.low[k]
        if line.kind(k) == "p" and not (low == "," and k == first):
            return None
        if line.finite(k) and not line.cap(k) and not line.known.has("clitics", low):
            return None
        k += 1
    return None


def _with_quote(line: Line, first: int, k: int, at: int, sense: Sense) -> Draft:
    quote = line.quote(k)
    assert quote is not None
    if line.word(first) == ",":
        first += 1
    direct = first == k
    inner = quote.inner.of(line.text)
    if direct and inner[-1:] in ".!?,…" and len(inner.split()) > 2:
        return Draft([quote.span], type="direct", rule="verb:quote", confidence=0.93, complete=True)
    end = _clause_end(line, k + 1, sense) if k + 1 < len(line) else k + 1
    if line.word(k + 1) in {",", ";", "."} or line.stop(k + 1):
        end = k + 1
    kind = "direct" if direct and end == k + 1 else "mixed"
    return Draft([_trim(line, first, end)], type=kind, rule="verb:mixed", confidence=0.85)


def _infinitive(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """``X afirma ter pago …``, ``X pledged to pay …``, ``X denied having …``."""
    known = line.known
    if sense.lemma not in known.frames["infinitive"] or (
        sense.features <= {"participle"} and not _perfect(line, begin, at)
    ):
        return None
    k = line.skip_right(at + 1)
    first = k
    if line.word(k) in known.grammar["infinitive_marks"]:
        k += 1
    low = line.word(k)
    if not low or not (line.kind(k) == "w"):
        return None
    bare = first == k and low.endswith(known.suffixes["infinitive_endings"] or ("\0",)) and len(low) > 2
    marked = first != k and (line.kind(k) == "w" and not known.has("articles", low) and not line.cap(k))
    gerund = (
        known.lang_gerund_object
        and low.endswith(known.suffixes["gerund_endings"])
        and sense.stance in ("denial", "admission", "evaluation")
    )
    if not (bare or marked or gerund):
        return None
    end = _clause_end(line, k + 1, sense)
    return Draft([_trim(line, first, end)], rule="verb:infinitive", confidence=0.8)


def _prepositional(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """``X falou em …``, ``X apontam para …``, ``X called for …``."""
    known = line.known
    taken = known.prepositional.get(sense.lemma)
    k = line.skip_right(at + 1)
    if not taken or line.word(k) not in taken or (sense.features <= {"participle"} and not _perfect(line, begin, at)):
        return None
    end = _object_clause_end(line, k + 1)
    if end <= k + 1:
        return None
    figure = any(line.kind(j) == "n" for j in range(k, end))
    return Draft(
        [_trim(line, k, end)], type="figure" if figure else "indirect", rule="verb:preposition", confidence=0.6
    )


def _object(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """``X anunciou a abertura de …``, ``X reconheceu o erro``, ``X contam 30``."""
    known = line.known
    k = line.skip_right(at + 1)
    if sense.features <= {"participle"} and not _perfect(line, begin, at):
        return None
    number = any(line.kind(j) == "n" for j in range(k, min(len(line), k + 3)))
    counts = sense.lemma in known.frames["figure"] and number
    if sense.lemma not in known.frames["object"] and not counts:
        return None
    if line.kind(k) not in ("w", "n") or line.finite(k):
        return None
    end = _object_clause_end(line, k)
    if end <= k:
        return None
    return Draft([_trim(line, k, end)], type="figure" if counts else "indirect", rule="verb:object", confidence=0.6)


# ---- where contents begin and end ----------------------------------------------------------------------------------


def _content_start(line: Line, first: int) -> int:
    """Past what joins the sentence to the one before and is no content."""
    while first < len(line) and (line.kind(first) == "p" and line.low[first] not in {"(", "$", "¿", "¡", "“", "«"}):
        first += 1
    return first


def _sentence_end(line: Line) -> int:
    end = len(line)
    while end > 0 and line.low[end - 1] in {".", "!", "?", "…", ";"}:
        end -= 1
    return end


def _trim(line: Line, start: int, end: int) -> Span:
    while end > start + 1 and line.low[end - 1] in {",", ";", ".", ":", "—", "–", "-"}:
        end -= 1
    return line.span(start, end)


def _clause_end(line: Line, start: int, sense: Sense) -> int:
    """Where a clause of content that begins at ``start`` ends: at a new cue, at resumed narration, or with the sentence."""
    known, stop = line.known, _sentence_end(line)
    past = "past" in sense.features
    for k in range(start, stop):
        low = line.low[k]
        if low == ";" or line.dash(k):
            return k
        if low == "," and _tail(line, k + 1):
            return k
        if k > start + 1 and known.has("coordinators", low) and not known.has("complementisers", line.word(k + 1)):
            after = line.sense(k + 1)
            inner = [line.sense(j) for j in range(start, k)]
            if (
                after is not None
                and "past" in after.features
                and past
                and not any(s and "past" in s.features for s in inner)
            ):
                return k - 1 if line.word(k - 1) == "," else k
            if past and _resumes(line, start, k):
                return k
    return stop


def _resumes(line: Line, start: int, k: int) -> bool:
    """Whether narration in the past goes on after the coordinator at ``k`` while the content is not in the past."""
    ends = line.known.suffixes["past_endings"]
    if not ends:
        return False
    pasts = line.known.source["past"]

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
    if sense is not None and "past" in sense.features and not known.has("complementisers", line.word(k + 1)):
        end = _past_subject(line, k + 1)
        return line.stop(end) or line.word(end) in {",", ";"}
    if sense is not None and sense.features & {"gerund"}:
        return known.has("complementisers", line.word(k + 1))
    return False


def _object_clause_end(line: Line, start: int) -> int:
    """Where a noun phrase with all that hangs on it ends: at a comma, a gerund, a cue; a final time is left out."""
    known, stop = line.known, _sentence_end(line)
    end = start
    for k in range(start, stop):
        low = line.low[k]
        if line.kind(k) == "p" and low not in {"$", "%", "(", ")", "/", "'", "’", "-"}:
            break
        if k > start and (line.finite(k) and known.has("coordinators", line.word(k - 1))):
            end -= 1
            break
        end = k + 1
    for k in range(end - 1, start, -1):
        if line.time_end(k) == end and not known.has("nominal_links", line.low[k]):
            end = k
    return end


# ---- who says it ---------------------------------------------------------------------------------------------------


def _give_source(line: Line, begin: int, at: int, sense: Sense, draft: Draft, before: list[Draft]) -> None:
    """Sets the source: an inverted subject, the subject before, the antecedent of a relative, or the last subject."""
    known = line.known
    fronted = draft.rule.startswith("verb:fronted")
    if fronted or not _has_subject(line, begin):
        span = _inverted(line, at + 1, draft)
        if span is not None:
            draft.source = [span]
            return
    previous = line.word(begin - 1)
    if known.has("relatives", previous):
        subject = line.subject(begin - 2 if line.word(begin - 2) == "," else begin - 1)
    elif (
        known.has("coordinators", previous)
        or (previous == "," and sense.features & {"gerund"})
        or sense.features <= {"gerund", "infinitive"}
    ):
        subject = None
    else:
        subject = line.subject(begin)
    if subject is not None and not _overlaps(line, subject, draft):
        draft.source = [line.span(*subject)]
        return
    shared = next((d for d in reversed(before) if d.source), None)
    if shared is not None and (known.has("coordinators", previous) or not fronted):
        draft.source = list(shared.source)
    elif not fronted:
        first = _main_subject(line, begin)
        if first is not None and not _overlaps(line, first, draft):
            draft.source = [line.span(*first)]


def _overlaps(line: Line, words: tuple[int, int], draft: Draft) -> bool:
    span = line.span(*words)
    return any(span.overlaps(c) for c in draft.content)


def _has_subject(line: Line, begin: int) -> bool:
    return begin > 0 and line.kind(begin - 1) == "w" and not line.known.has("coordinators", line.low[begin - 1])


def _inverted(line: Line, k: int, draft: Draft) -> Span | None:
    """The subject after the verb, before any content."""
    k = line.skip_right(k)
    known = line.known
    if k >= len(line) or line.kind(k) != "w" or known.has("complementisers", line.low[k]):
        return None
    if known.has("prepositions", line.low[k]) and not known.has("articles", line.low[k]):
        return None
    end = line.object_end(k)
    if end <= k:
        return None
    span = line.span(k, end)
    return None if any(span.overlaps(c) for c in draft.content) else span


def _main_subject(line: Line, before: int) -> tuple[int, int] | None:
    """The noun phrase before the first finite verb of the sentence that has one."""
    for k in range(1, before):
        if line.finite(k) and not line.finite(k - 1):
            found = line.subject(k)
            if found is not None:
                return found
    return None


def _polarity(line: Line, begin: int, at: int, sense: Sense, draft: Draft) -> None:
    """Marks denials and words that were not said."""
    if any(line.known.has("negations", line.low[k]) for k in range(begin, at)):
        draft.polarity = "unsaid"
        draft.type = "denial"
    elif sense.stance == "denial":
        draft.polarity = "denied"
        draft.type = "denial" if draft.type != "direct" else draft.type
