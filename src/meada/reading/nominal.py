"""Cues that are no verb of a speaker: nouns, impersonal turns, the rumour conditional, refusals, rejections, evidence."""

from __future__ import annotations

from meada.reading.draft import Draft
from meada.reading.line import Line
from meada.span import Span

__all__ = ["find", "first"]


def first(line: Line) -> list[Draft]:
    """The turns of ``line`` that go before any verb: those that cite nobody ("espera-se que") and refusals."""
    opens = line.known.turns
    found = (_impersonal(line, k) or _refusal(line, k) for k, low in enumerate(line.low) if low in opens)
    return [d for d in found if d is not None]


def find(line: Line, taken: list[Draft]) -> list[Draft]:
    """The attributions of ``line`` by these cues; ``taken`` are those found already, whose cues are left alone."""
    out: list[Draft] = []
    cues = [s for d in taken for s in d.cue]
    opens = line.known.named
    for k, low in enumerate(line.low):
        if low not in opens or any(s.start <= line.words[k].start < s.end for s in cues):
            continue
        draft = _rejected(line, k) or _noun(line, k) or _passive(line, k)
        if draft is not None and draft.rule == "noun:clause" and (_unheld(draft, line, k) or _governed(draft, taken)):
            continue
        if draft is not None and not any(s.overlaps(t) for d in out for s in d.cue for t in draft.cue):
            out.append(draft)
            cues += draft.cue
    if not taken and not out:
        rumour = _rumour(line)
        if rumour is not None:
            out.append(rumour)
    return out


def _unheld(noun: Draft, line: Line, k: int) -> bool:
    """Whether the noun at ``k`` is a state of mind that nobody has ("há a sensação de que …")."""
    return not noun.source and line.low[k] in line.known.held


def _governed(noun: Draft, taken: list[Draft]) -> bool:
    """Whether the clause of ``noun`` is already what a verb before it reports ("manifestou a convicção de que …")."""
    return any(
        any(s.overlaps(t) for s in draft.content for t in noun.content)
        and all(s.end <= noun.cue[0].start for s in draft.cue)
        and draft.content[0].start >= noun.cue[0].end
        for draft in taken
        if draft.content
    )


def _to_end(line: Line, start: int) -> Span | None:
    end = len(line)
    while end > start and line.low[end - 1] in {".", "!", "?", "…", ",", ";"}:
        end -= 1
    for k in range(start, end):
        if line.low[k] == ";":
            end = k
            break
    return line.span(start, end) if end > start else None


def _refusal(line: Line, k: int) -> Draft | None:
    """``X não quis comentar``: a refusal has no content."""
    size = line.known.starts(line.known.refusals, line.low, k)
    if not size:
        return None
    subject = line.subject(k)
    return Draft(
        [], cue=[line.span(k, k + size)], source=[line.span(*subject)] if subject else [], type="denial", polarity="declined",
        stance="denial", rule="refusal", confidence=0.9,
    )  # fmt: skip


def _impersonal(line: Line, k: int) -> Draft | None:
    """``Espera-se que …``, ``há relatos de que …``, ``it is expected that …``: nobody is cited."""
    known = line.known
    size = known.starts(known.impersonal, line.low, k)
    end = k + size
    if not size:
        return None
    if known.has("nominal_links", line.word(end)):
        end += 1
    if not known.has("complementisers", line.word(end)):
        return None
    content = _to_end(line, end)
    if content is None:
        return None
    for j in range(end, len(line) - 2):
        if line.low[j] == "," and line.low[j + 2] in known.grammar["heavy_relatives"]:
            content = line.span(end, j)
            break
    cue = line.span(k, k + size)
    return Draft(
        [content],
        cue=[cue],
        type="claim",
        kind="impersonal",
        rule="impersonal",
        confidence=0.85,
        lemma=cue.of(line.text).lower(),
    )


def _noun(line: Line, k: int) -> Draft | None:
    """``a declaração da juíza de que …``, ``the judge's statement that …``."""
    known = line.known
    if line.low[k] not in known.nouns:
        return None
    source: list[Span] = []
    j = k + 1
    if known.has("nominal_links", line.word(j)) and not known.has("complementisers", line.word(j + 1)):
        end = line.object_end(j + 1)
        while end > j and not (
            known.has("complementisers", line.word(end)) or known.has("nominal_links", line.word(end))
        ):
            if end - j > 12 or line.kind(end) == "p" or end >= len(line):
                return None
            end += 1
        inner = next(
            (
                i
                for i in range(j + 1, end)
                if known.has("nominal_links", line.low[i]) and known.has("complementisers", line.word(i + 1))
            ),
            end,
        )
        source, j = [line.span(j, inner)], inner
    first = j
    if known.has("nominal_links", line.word(j)):
        j += 1
    if not known.has("complementisers", line.word(j)) or line.word(j) not in known.grammar["that"]:
        return None
    if first == j and known.lang_inverts:
        return None
    content = _noun_content(line, first)
    if content is None:
        return None
    begin = k
    while begin > 0 and (
        known.has("articles", line.low[begin - 1]) or known.has("demonstratives", line.low[begin - 1])
    ):
        begin -= 1
    if not source and line.word(k - 1).endswith(("'s", "’s", "s'", "s’")):
        owner = line.subject(k)
        source = [line.span(*owner)] if owner else []
    elif not source and known.has("possessives", line.word(k - 1)):
        source = [line.span(k - 1, k)]
    return Draft(
        [content], cue=[line.span(begin, k + 1)], source=source, rule="noun:clause", confidence=0.7, lemma=line.low[k]
    )


def _noun_content(line: Line, first: int) -> Span | None:
    """The clause of a noun: up to the verb whose subject the noun is, a comma, or the end."""
    seen = 0
    end = first
    for k in range(first, len(line)):
        if line.low[k] in {",", ".", ";", ":"} or line.kind(k) == "q":
            break
        if line.finite(k) and not line.known.has("auxiliaries", line.word(k - 1)):
            seen += 1
            if seen == 2 and not line.known.has("relatives", line.word(k - 1)):
                break
        end = k + 1
    return line.span(first, end) if end > first + 2 else None


def _rejected(line: Line, k: int) -> Draft | None:
    """``esta declaração foi rejeitada pela prefeitura``: the words said before, denied."""
    known = line.known
    if line.low[k] not in known.anaphors:
        return None
    begin = k
    while begin > 0 and (
        known.has("articles", line.low[begin - 1]) or known.has("demonstratives", line.low[begin - 1])
    ):
        begin -= 1
    j = k + 1
    while known.has("auxiliaries", line.word(j)) or line.adverb(j):
        j += 1
    sense = line.sense(j)
    if j == k + 1 or sense is None or sense.stance != "denial" or "participle" not in sense.features:
        return None
    agent = next((i for i in range(j + 1, min(len(line), j + 6)) if known.has("agent", line.low[i])), None)
    source = []
    if agent is not None:
        end = line.object_end(agent + 1)
        source = [line.span(agent, end)] if end > agent + 1 else []
    return Draft(
        [line.span(begin, k + 1)], cue=[line.span(j, j + 1)], source=source, type="denial", polarity="denied", stance="denial",
        rule="rejection", confidence=0.85, lemma=sense.lemma,
    )  # fmt: skip


def _passive(line: Line, k: int) -> Draft | None:
    """``The businessman is said to have left``: the whole clause is what is said, by nobody."""
    known = line.known
    if line.low[k] not in known.impersonal_passive or not known.has("infinitive_marks", line.word(k + 1)):
        return None
    if not known.has("passive_auxiliaries", line.word(k - 1)) or known.lang_inverts:
        return None
    subject = line.subject(k - 1)
    rest = _to_end(line, k + 1)
    if subject is None or rest is None:
        return None
    whole = Span(line.words[subject[0]].start, rest.end)
    return Draft(
        [whole],
        cue=[line.span(k, k + 1)],
        type="claim",
        kind="nobody",
        stance="conditional",
        rule="passive",
        confidence=0.6,
        lemma=line.low[k],
    )


def _weighed(line: Line, first: int, k: int) -> bool:
    """Whether the subject is an infinitive: an act that was not done is weighed ("atacar o rival teria sido melhor")."""
    while first < k and (line.known.has("coordinators", line.low[first]) or line.adverb(first)):
        first += 1
    low = line.low[first]
    acts = len(low) > 3 and low.endswith(line.known.suffixes["infinitive_endings"])
    return acts and not line.known.has("prepositions", low) and not any(line.finite(j) for j in range(first, k))


def _rumour(line: Line) -> Draft | None:
    """``O empresário teria deixado o país``: told in the conditional, nobody cited."""
    known = line.known
    for k in range(1, len(line) - 1):
        if line.low[k] not in known.rumour:
            continue
        j = k + 1
        while line.adverb(j):
            j += 1
        if not line.word(j).endswith(tuple(known.grammar["participle_endings"])) or any(
            line.low[i] in known.grammar["conditionals"] for i in range(len(line))
        ):
            continue
        first = 0
        while first < k and line.kind(first) == "p":
            first += 1
        content = _to_end(line, first)
        if content is not None and line.subject(k) is not None and not _weighed(line, first, k):
            return Draft(
                [content], cue=[line.span(k, k + 1)], type="claim", kind="nobody", stance="conditional", rule="rumour",
                confidence=0.6, lemma=line.low[k],
            )  # fmt: skip
    return None
