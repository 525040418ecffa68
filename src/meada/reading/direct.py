"""Direct speech that no verb introduces: labels, headlines, verbless turns, dashes, quotations that stand alone."""

from __future__ import annotations

from meada.reading.draft import Draft
from meada.reading.line import Line
from meada.span import Span

__all__ = ["dialogue", "introduced", "label"]


def dialogue(line: Line) -> Draft | None:
    """``— A greve continua — avisou a presidente. — Amanhã tem ato.``: speech after a dash, with a cue set in."""
    if not line.dash(0):
        return None
    marks = [k for k in range(len(line)) if line.dash(k)]
    for opens in marks[1:]:
        at = opens + 1
        sense = line.sense(at)
        if sense is None or not sense.finite:
            continue
        first = line.skip_right(at + 1)
        end = line.object_end(first)
        content = [_said(line, 1, opens)]
        closes = next((m for m in marks if m >= end), None)
        if closes is not None and closes + 1 < len(line):
            start = closes + 1
            while start < len(line) and line.kind(start) == "p" and line.low[start] not in {"¿", "¡"}:
                start += 1
            if start < len(line):
                content.append(Span(line.words[start].start, line.words[-1].end))
        return Draft(
            content, cue=[line.span(at, at + 1)], source=[line.span(first, end)] if end > first else [], type="direct",
            lemma=sense.lemma, stance=sense.stance, rule="direct:dash", confidence=0.9, complete=True,
        )  # fmt: skip
    return None


def _said(line: Line, start: int, end: int) -> Span:
    while end > start + 1 and line.low[end - 1] in {","}:
        end -= 1
    return line.span(start, end)


def label(line: Line, names: frozenset[str], *, headline: bool) -> Draft | None:
    """``Vera Antunes – Só assino …``, ``Nilo Bastos: 'Ninguém nos ouviu'``: a name, a mark, then its words."""
    known = line.known
    end = 0
    while end < min(len(line), 9) and (line.kind(end) == "w" or line.low[end] in {"'", "’", "."}):
        end += 1
    mark = line.word(end)
    if not 0 < end < len(line) - 1 or mark not in {":", "–", "—"} or any(line.finite(k) for k in range(end)):
        return None
    caps = sum(line.cap(k) for k in range(end))
    lead = line.low[0]
    if known.has("prepositions", lead) and not known.has("articles", lead):
        return None
    quoted = line.kind(end + 1) == "q"
    named = caps >= 2 and caps >= end - 2
    person = any(line.low[k] in known.source["person_heads"] for k in range(end)) or lead in names
    if not (named or person) or (mark != ":" and not named):
        return None
    if not quoted and (
        line.kind(end + 1) == "n" or not line.cap(end + 1) or len(line) - end < 5 or not (named or headline)
    ):
        return None
    stop = len(line)
    content = line.span(end + 1, end + 2 if quoted else stop)
    return Draft(
        [content],
        source=[line.span(0, end)],
        type="direct",
        rule="direct:label",
        confidence=0.7 if quoted else 0.55,
        complete=quoted,
    )


def introduced(line: Line) -> Draft | None:
    """``O ministro Otávio Sena, categórico: "…"``: a speaker, an aside, a colon, no verb."""
    for k in range(1, len(line) - 1):
        quote = line.quote(k + 1)
        if line.low[k] != ":" or quote is None or not line.stop(k + 2):
            continue
        comma = next((j for j in range(k - 1, 0, -1) if line.low[j] == ","), None)
        if any(line.finite(j) for j in range(k)) or (comma is not None and k - comma > 5):
            return None
        end = comma if comma is not None else k
        subject = line.subject(end)
        if subject is None or not any(line.cap(j) for j in range(*subject)):
            return None
        return Draft(
            [quote.span],
            source=[line.span(*subject)],
            type="direct",
            rule="direct:verbless",
            confidence=0.8,
            complete=True,
        )
    return None
