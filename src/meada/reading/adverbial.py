"""Source adverbials: "segundo X", "de acordo com X", "para X", "como informou X", "nas palavras de X"."""

from __future__ import annotations

from meada.reading.draft import Draft
from meada.reading.line import Line
from meada.reading.subject import past_addressee
from meada.span import Span

__all__ = ["find"]


def find(line: Line) -> list[Draft]:
    """The attributions whose cue is an adverbial of ``line``."""
    out: list[Draft] = []
    k = 0
    while k < len(line):
        draft, end = _at(line, k)
        if draft is not None:
            out.append(draft)
        k = max(end, k + 1)
    return out


def _at(line: Line, k: int) -> tuple[Draft | None, int]:
    known = line.known
    if line.kind(k) != "w" or line.low[k] not in known.introducers:
        return None, k + 1
    size = known.starts(known.adverbials, line.low, k)
    if size:
        return _adverbial(line, k, size)
    if line.low[k] in known.opinion:
        return _opinion(line, k)
    size = known.starts(known.as_clause, line.low, k)
    if size:
        return _as_clause(line, k, size)
    return None, k + 1


def _adverbial(line: Line, k: int, size: int) -> tuple[Draft | None, int]:
    first = k + size
    known = line.known
    end = _source_end(line, k, first)
    verb = _reporting(line, end)
    if (
        end <= first
        or (known.has("clitics", line.low[first]) and not known.has("articles", line.low[first]))
        or not _can_be_source(line, first, end)
        or not _set_off(line, k, verb)
        or _ordinal(line, k, first, end)
        or _topic(line, first, size)
    ):
        return None, first
    if (
        known.has("articles", line.word(k - 1))
        or known.has("prepositions", line.word(k - 1))
        or (line.kind(k - 1) == "n" and not known.has("articles", line.word(first)))
    ):
        return None, first
    content, rule = _around(line, k, _past_relative(line, verb))
    if not content:
        return None, end
    cue = [line.span(k, first), *([line.span(end, verb)] if verb > end else [])]
    draft = Draft(content, cue=cue, source=[line.span(first, end)], type="claim", rule=rule, confidence=0.9)
    draft.lemma = " ".join(line.low[k:first])
    return draft, end


def _reporting(line: Line, end: int) -> int:
    """Past the verb of a source that has one of its own ("segundo a Gazeta apurou"); ``end`` where there is none."""
    sense = line.sense(end)
    closed = line.stop(end + 1) or line.word(end + 1) in {",", ";"}
    return end + 1 if sense is not None and sense.finite and closed else end


def _past_relative(line: Line, end: int) -> int:
    """Past what a relative clause set off by commas says of the source ("segundo Ana Luz, que fez o molde, …")."""
    if line.word(end) != "," or not line.known.has("relatives", line.word(end + 1)):
        return end
    return next((j for j in range(end + 2, min(len(line), end + 18)) if line.low[j] == ","), end)


def _ordinal(line: Line, k: int, first: int, end: int) -> bool:
    """Whether the preposition is the number ("deixou de ser segundo volante"): before a bare singular noun that is no
    paper, medium or reckoning."""
    known, low = line.known, line.word(first)
    if line.word(k) not in known.ordinals or first != k + 1 or line.kind(first) != "w" or line.cap(first):
        return False
    determined = any(known.has(group, low) for group in ("articles", "possessives", "demonstratives", "pronouns"))
    named = any(
        low in known.source[group] for group in ("document", "medium", "estimates", "anonymous", "person_heads")
    )
    return not determined and not named and not low.endswith("s") and end - first <= 2 and k > 0


def _topic(line: Line, first: int, size: int) -> bool:
    """Whether a phrase of several words ends in a bare singular noun, which is what is looked at and not who looks ("do
    ponto de vista de proteção")."""
    known, low = line.known, line.word(first)
    if size < 2 or not known.lang_inverts or line.kind(first) != "w" or line.cap(first):
        return False
    groups = ("articles", "possessives", "demonstratives", "pronouns", "quantifiers")
    names = ("document", "medium", "estimates", "anonymous", "person_heads", "visual")
    owned = any(known.has(g, low) for g in groups) or any(low in known.source[n] for n in names)
    bare = known.has("nominal_links", line.low[first - 1]) and not low.endswith(known.suffixes["plural_endings"])
    return bare and not owned


def _source_end(line: Line, k: int, first: int) -> int:
    """Where the source ends; one that opens the sentence takes no apposition that may be the subject of what follows."""
    quoted = first + _article(line, first)
    if line.kind(quoted) == "q" and line.word(quoted + 1) in {",", "."}:
        return quoted + 1
    end = line.wide_end(first)
    plain = line.object_end(first, apposition=False)
    if k == 0 and line.word(plain) == "," and end > plain:
        known, low = line.known, line.word(plain + 1)
        if line.cap(plain + 1) and not any(line.cap(j) for j in range(first, plain)):
            return end  # an office, then its name
        if (
            known.has("articles", low)
            or known.has("pronouns", low)
            or line.cap(plain + 1)
            or known.has("demonstratives", low)
        ):
            return plain
    return end


def _article(line: Line, at: int) -> int:
    """1 when an article stands at ``at``, else 0."""
    return int(line.known.has("articles", line.word(at)))


def _can_be_source(line: Line, first: int, end: int) -> bool:
    """Whether the noun phrase can hold an opinion: no measure, rule or number."""
    known, head = line.known, line.word(first)
    k = first + 1 if known.has("articles", head) else first
    if line.word(k) in known.not_source or head in known.not_source:
        return False
    if line.kind(first) == "n" or line.finite(k):
        return False
    return any(line.kind(j) in "wq" for j in range(first, end))


def _set_off(line: Line, k: int, end: int) -> bool:
    """Whether the adverbial stands at an edge of its clause."""
    known = line.known
    left = (
        k == 0
        or line.kind(k - 1) in "pq"
        or line.word(k - 1) in known.intro
        or known.has("coordinators", line.word(k - 1))
    )
    left = left or known.has("complementisers", line.word(k - 1))
    right = line.stop(end) or line.word(end) in {",", ";", ":", ")", "—", "–"} or line.kind(end) == "q"
    return left or (right and (line.stop(end) or line.word(end) in {",", ";"}) and line.finite_before(k))


def _around(line: Line, k: int, end: int) -> tuple[list[Span], str]:
    """The content of the adverbial that takes the words ``[k, end)``, and the rule that found it."""
    left = k
    while left > 0 and (line.low[left - 1] in line.known.intro or line.low[left - 1] == ","):
        left -= 1
    first = _begin(line, left)
    after = end + 1 if line.word(end) in {",", ":"} else end
    stop = _end(line, after)
    if left <= first:
        return ([line.span(after, stop)] if stop > after else []), "adverbial:fronted"
    if line.stop(end) or line.word(end) == ";" or stop <= after:
        return [line.span(first, left)], "adverbial:final"
    if line.kind(after) == "q" and line.stop(after + 1) and any(line.finite(j) for j in range(first, left)):
        return [line.span(after, after + 1)], "adverbial:quote"
    return [line.span(first, left), line.span(after, stop)], "adverbial:medial"


def _begin(line: Line, left: int) -> int:
    """Where the clause that the adverbial follows begins."""
    k = left
    while k > 0 and line.low[k - 1] not in {";"}:
        k -= 1
    while k < left and line.kind(k) == "p" and line.low[k] not in {"$", "¿", "¡"}:
        k += 1
    return k + 1 if line.known.has("openers", line.word(k)) and k + 2 < left else k


def _end(line: Line, start: int) -> int:
    for k in range(start, len(line)):
        if line.low[k] == ";":
            return k
    end = len(line)
    while end > start and line.low[end - 1] in {".", "!", "?", "…", ",", ";"}:
        end -= 1
    return end


def _opinion(line: Line, k: int) -> tuple[Draft | None, int]:
    """``Para a economista Rosa Vidal, …``: a person or body, fronted, and a clause after the comma."""
    known = line.known
    if k and line.low[k - 1] not in {";", ":"} and line.kind(k - 1) != "q":
        return None, k + 1
    first = k + 1
    plain = line.object_end(first)
    end = _apposed(line, plain)
    if end <= first or line.word(end) != "," or line.stop(end + 1):
        return None, k + 1
    heads = known.source["person_heads"]
    opens = known.has("articles", line.low[first]) or line.cap(first) or known.has("possessives", line.low[first])
    if not (opens and any(line.low[j] in heads for j in range(first, min(end, first + 3)))) and not _polled(
        line, first, plain
    ):
        return None, k + 1
    stop = _end(line, end + 1)
    for j in range(end + 1, stop):
        if line.low[j] == "," and known.starts(known.adverbials, line.low, min(j + 1, stop)):
            stop = j
            break
    kind = "figure" if line.kind(first) == "n" or line.kind(first + 1) == "n" else "claim"
    draft = Draft([line.span(end + 1, stop)], cue=[line.span(k, first)], source=[line.span(first, end)], type=kind)
    draft.rule, draft.confidence, draft.lemma = "adverbial:opinion", 0.75, line.low[k]
    return draft, end


def _apposed(line: Line, end: int) -> int:
    """Past an age and an office set off by commas: ``Para Simão Freire, 55, presidente da liga, …``."""
    for _ in range(2):
        first = end + 1
        if line.word(end) != "," or not (
            line.kind(first) == "n" or line.word(first) in line.known.source["person_heads"]
        ):
            break
        after = first + 1 if line.kind(first) == "n" else line.object_end(first, apposition=False)
        if line.word(after) != ",":
            break
        end = after
    return end


def _polled(line: Line, first: int, end: int) -> bool:
    return any(line.kind(j) == "n" and line.low[j].endswith("%") for j in range(first, end)) or (
        line.cap(first) and line.cap(first + 1) and end - first <= 4
    )


def _as_clause(line: Line, k: int, size: int) -> tuple[Draft | None, int]:
    """``…, como informou X``, ``as reported by X``."""
    known, at = line.known, k + size
    if k and line.low[k - 1] != ",":
        return None, k + 1
    sense = line.sense(at)
    if sense is None or not sense.finite or known.has("complementisers", line.word(at + 1)):
        return None, k + 1
    first = past_addressee(line, line.skip_right(at + 1))
    end = line.object_end(first)
    if end <= first or line.finite(end) or not (line.stop(end) or line.word(end) == ","):
        return None, k + 1
    content, _ = _around(line, k, end)
    if not content:
        return None, end
    draft = Draft(
        content, cue=[line.span(k, at + 1)], source=[line.span(first, end)], type="claim", rule="adverbial:as-clause"
    )
    draft.lemma, draft.stance = sense.lemma, sense.stance
    return draft, end
