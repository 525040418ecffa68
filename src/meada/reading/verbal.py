"""Attributions that hang on a verb of saying or thinking: the linear patterns, the surest first."""

from __future__ import annotations

from meada.reading import subject
from meada.reading.content import clause_end, clause_start, object_end, past_subject, sentence_end, trim
from meada.reading.draft import Draft
from meada.reading.lexicon import Sense
from meada.reading.line import Line
from meada.reading.numeral import numbers
from meada.span import Span

__all__ = ["find"]

_WEAK = frozenset(("verb:mixed", "verb:object", "verb:preposition", "verb:figure"))
_REACH = 14
"""How many words may stand between a verb and its complementiser."""


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
    if not _active(line, at, sense) or (
        sense.lemma in line.known.frames["reflexive"]
        and not line.known.grammar["reflexives"] & set(line.low[max(0, at - 2) : at + 2])
    ):
        return []
    for pattern in _PATTERNS:
        draft = pattern(line, begin, at, sense)
        if draft is not None:
            break
    else:
        return []
    _inside_relative(line, begin, draft)
    draft.lemma, draft.stance = draft.lemma or sense.lemma, sense.stance
    draft.cue = draft.cue or [line.span(begin, at + 1)]
    if not draft.source:
        subject.give(line, begin, at, sense, draft, before)
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
            low in known.grammar["infinitive_marks"]
            and not known.lang_inverts
            and known.has("passive_auxiliaries", line.word(begin - 3))
        ):
            begin -= 3  # "is expected to announce"
        else:
            break
    return begin


# ---- the patterns, each for one place where the content can stand ---------------------------------------------------


def _colon(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """``X disse: "…"``, ``X disse: …``."""
    k = past_subject(line, at + 1)
    if line.word(k) != ":" or line.stop(k + 1):
        return None
    quote = line.quote(k + 1)
    if quote is not None:
        return Draft([quote.span], type="direct", rule="verb:colon-quote", confidence=0.97, complete=True)
    if not line.cap(k + 1) or sense.lemma in line.known.frames["quote_only"]:
        return None
    return Draft([trim(line, k + 1, sentence_end(line))], type="direct", rule="verb:colon", confidence=0.7)


def _fronted(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
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
        draft = _fronted_quote(line, quoted, at)
    elif line.word(mark) == ",":
        draft = _fronted_clause(line, mark, edge, begin, at)
    if draft is not None and edge < begin:
        draft.source = [line.span(*(line.subject(begin) or (edge, begin)))]
    return draft


def _title(line: Line, at: int) -> bool:
    """Whether the quotation at ``at`` is a name inside the subject ("o jornal «Bild» anunciou")."""
    quote = line.quote(at)
    inner = quote.inner.of(line.text) if quote is not None else ""
    return line.kind(at - 1) == "w" and len(inner.split()) <= 4 and inner[-1:] not in ",.!?…"


def _edge(line: Line, begin: int) -> int | None:
    """Where the reporting clause begins: the verb, or the subject before it, right after a mark."""
    found = line.subject(begin)
    if _after_break(line, begin):
        apposed = found is not None and line.word(begin - 1) == "," and found[0] > 0 and _after_quote(line, found[0])
        return found[0] if found is not None and apposed else begin
    return found[0] if found is not None and _after_break(line, found[0]) else None


def _after_quote(line: Line, at: int) -> bool:
    return line.kind(at - 1) == "q" or (line.word(at - 1) == "," and line.kind(at - 2) == "q")


def _after_break(line: Line, edge: int) -> bool:
    return edge > 0 and (line.kind(edge - 1) == "q" or line.word(edge - 1) in {",", "—", "–", "-"})


def _open_after(line: Line, k: int, *, bare: bool) -> bool:
    """Whether nothing after the verb can be its content: an inverted subject, asides, or the end."""
    known = line.known
    k = line.skip_right(k)
    if line.word(k) == "," and known.has("complementisers", line.word(_past_aside(line, k))):
        return False
    if line.stop(k) or line.word(k) in {",", ";", "—", "–", ")"} or line.kind(k) == "q":
        return True
    if known.has("complementisers", line.word(k)):
        return False
    end = past_subject(line, k)
    if known.has("complementisers", line.word(end)) or line.word(end) == ":":
        return False
    if bare and not known.lang_inverts:
        return line.stop(end) or line.word(end) in {",", ";", "—", "–"} or line.kind(end) == "q"
    return end > k or known.has("prepositions", line.word(k))


def _fronted_quote(line: Line, quoted: int, at: int) -> Draft | None:
    """The quotation before the verb, or the clause it ends, and what it goes on with after the speaker."""
    quote = line.quote(quoted)
    if quote is None:
        return None
    partial = quoted > 0 and line.kind(quoted - 1) in ("w", "n")
    first = clause_start(line, quoted)
    content = [line.span(first, quoted + 1) if partial else quote.span]
    after = past_subject(line, at + 1)
    for k in range(after, len(line)):
        more = line.quote(k)
        if more is not None and k - after <= 2:
            content.append(more.span)
            after = k + 1
        elif line.kind(k) != "p":
            break
    rule = "verb:fronted-clause" if partial else "verb:fronted-quote"
    return Draft(content, type="mixed" if partial else "direct", rule=rule, confidence=0.95, complete=True)


def _fronted_clause(line: Line, comma: int, edge: int, begin: int, at: int) -> Draft | None:
    """``…, informou X``: the clause before the comma, and what it goes on with after the next."""
    if not _parenthetical(line, edge, begin, at):
        return None
    first = clause_start(line, comma)
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
    return named and short and comma > first and not lead and line.kind(end + 1) == "w"


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


def _figures(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
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
    ):
        return None
    if (
        line.word(stop) == ";"
        and any(line.kind(j) == "n" for j in range(stop, len(line)))
        and not line.finite_cue(stop + 1)
    ):
        stop = sentence_end(line)
    return Draft([trim(line, k, stop)], type="figure", rule="verb:figure", confidence=0.7)


def _clause(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """``X disse que …``, ``disse X que …``, ``X told Y that …``, ``X asked whether …``."""
    known, k = line.known, at + 1
    if known.lang_inverts and not _takes_clause(line, begin, at, sense):
        return None
    addressee: list[Span] = []
    while k < len(line) and k <= at + _REACH:
        low = line.low[k]
        if known.has("complementisers", low) or (known.has("questions", low) and k == at + 1):
            return None if _relative(line, begin, at, k, sense) else _with_clause(line, k, sense, addressee)
        if line.kind(k) == "q" or (line.kind(k) == "p" and low not in {",", "(", ")"}):
            return None
        moved = line.skip_right(k)
        if moved == k and low == ",":
            moved = _past_aside(line, k)
        if moved == k and ((line.finite(k) and not line.cap(k)) or low == ","):
            return None
        addressee = addressee or _addressee(line, k)
        k = max(moved, k + 1)
    return None


def _takes_clause(line: Line, begin: int, at: int, sense: Sense) -> bool:
    """Whether the verb reports the clause after it: not one that only goes with quotation marks, nor a bare "entender que"."""
    if sense.lemma in line.known.frames["quote_only"]:
        return False
    bare = sense.features <= {"infinitive", "gerund", "subjunctive", "first"} and not any(
        line.finite(k) for k in range(begin, at)
    )
    return not bare or sense.stance != "mental"


def _relative(line: Line, begin: int, at: int, k: int, sense: Sense) -> bool:
    """Whether the "que" at ``k`` hangs on a noun after the verb and not on the verb ("reproduz o que …")."""
    known = line.known
    if k == at + 1 or not known.has("that", line.low[k]) or line.word(k - 1) == ",":
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


def _past_aside(line: Line, comma: int) -> int:
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


def _accused(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
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


def _quoted(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """A quotation soon after the verb: ``X elogiou a "…"``, ``descreveu a paz como "…"``, ``prometeram "…"``."""
    if line.known.lang_inverts and not _utters(line, begin, at, sense):
        return None
    first = line.skip_right(at + 1)
    for k in range(first, min(len(line), at + _REACH + 1)):
        if line.kind(k) == "q":
            return _with_quote(line, first + (line.word(first) == ","), k, sense)
        if (line.kind(k) == "p" and not (line.low[k] == "," and k == first)) or (line.finite(k) and not line.cap(k)):
            return None
    return None


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
    if direct and inner[-1:] in ".!?,…" and len(inner.split()) > 2:
        return Draft([quote.span], type="direct", rule="verb:quote", confidence=0.93, complete=True)
    end = k + 1
    if line.kind(end) in ("w", "n") and not (line.word(end) in line.known.grammar["temporal"] and k - first <= 1):
        end = clause_end(line, end, sense)
        comma = next((j for j in range(k + 1, end) if line.low[j] == ","), end)
        end = comma
    kind = "direct" if direct and end == k + 1 else "mixed"
    return Draft([trim(line, first, end)], type=kind, rule="verb:mixed", confidence=0.85)


def _taken(line: Line, sense: Sense) -> frozenset[str]:
    """The prepositions after which the verb has its content."""
    own = line.known.prepositional.get(sense.lemma, frozenset())
    return own | line.known.grammar["content_links"]


def _evidence(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """``Imagens divulgadas pela agência mostram o chanceler …``: pictures and papers that show."""
    known = line.known
    if sense.lemma not in known.frames["evidence"]:
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


def _person_first(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
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


def _clausal(line: Line, k: int, sense: Sense) -> bool:
    """Whether a subject and a finite verb follow from ``k`` on."""
    known, low = line.known, line.word(k)
    if _clock(line, k):
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


def _clock(line: Line, k: int) -> bool:
    """Whether a bare number word stands at ``k`` ("says ten past four")."""
    known = line.known
    number = line.word(k) in numbers(known.lang).words or known.has("quantifiers", line.word(k))
    linked = known.has("prepositions", line.word(k + 1)) and not known.has("nominal_links", line.word(k + 1))
    return number and (linked or line.stop(k + 1))


def _bare(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
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


def _infinitive(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
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


def _prepositional(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
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


def _object(line: Line, begin: int, at: int, sense: Sense) -> Draft | None:
    """``X anunciou a abertura de …``, ``X reconheceu o erro``."""
    known = line.known
    k = line.skip_right(at + 1)
    if (sense.lemma not in known.frames["object"] and not known.open) or sense.lemma in known.frames["count_only"]:
        return None
    if line.kind(k) not in ("w", "n") or line.finite(k) or line.prepositional(k) or _clock(line, k):
        return None
    if known.lang_inverts:
        reflexive = known.grammar["reflexives"] & {line.word(at - 1), *line.word(at).split("-")[1:]}
        spoken = any(line.finite(j) for j in range(begin, at + 1)) and (
            line.subject(begin) is not None or known.has("coordinators", line.word(begin - 1))
        )
        if reflexive or not spoken or known.has("relatives", line.word(begin - 1)):
            return None
    end = object_end(line, k, sense)
    if end <= k:
        return None
    return Draft([trim(line, k, end)], rule="verb:object", confidence=0.55)


_PATTERNS = (
    _colon, _fronted, _figures, _accused, _person_first, _clause, _quoted, _evidence, _bare, _infinitive, _prepositional,
    _object,
)  # fmt: skip


def _polarity(line: Line, begin: int, at: int, sense: Sense, draft: Draft) -> None:
    """Marks denials and words that were not said."""
    if any(line.known.has("negations", line.low[k]) for k in range(begin, at)):
        draft.polarity, draft.type = "unsaid", "denial"
    elif sense.stance == "denial":
        draft.polarity = "denied"
        draft.type = "denial" if draft.type != "direct" else draft.type
