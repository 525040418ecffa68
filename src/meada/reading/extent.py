"""How much of a sentence tells an event: a clause, not more."""

from __future__ import annotations

from collections.abc import Sequence

from meada.lang.lexicon import Word
from meada.lang.trigger import Hit, Triggers
from meada.reading.event import Participant
from meada.reading.mention import Mention
from meada.reading.scene import Scene
from meada.span import Span

__all__ = ["evidence"]

_APPOSITION, _SHORT_CLAUSE = 30, 50


def evidence(scene: Scene, hit: Hit, at: int, who: Sequence[Participant]) -> Span:
    """The clause that tells the event: from its subject (or the noun itself) to the end of the clause, or to the reason
    that follows it; with the short clause that it introduces or that introduces it."""
    clause = scene.clauses[at].span
    end = max(clause.end, hit.span.end)
    if hit.feature == "noun":
        return _noun(scene, hit, at, who, end)
    starts = [p.span.start for p in who if p.span and p.span.end <= hit.span.start and _linked(p.span, clause)]
    starts += [m.span.start for m in scene.mentions if m.form == "title" and _titles(m, starts, who)]
    start = min([*starts, clause.start, hit.span.start])
    if hit.trigger.absorb or hit.trigger.roles == "host":
        end = max(end, _past_apposition(scene, at, who))
    return Span(_opening(scene, at, start), _ending(scene, hit, at, end)).trimmed(scene.text)


def _past_apposition(scene: Scene, at: int, who: Sequence[Participant]) -> int:
    """Where what is promised or asked ends, past the names in apposition that part it from its verb ("prometeu ao
    governador, João Prata, uma ponte")."""
    end = scene.clauses[at].span.end
    for clause in scene.clauses[at + 1 :]:
        begins = any(p.span and p.span.start == clause.span.start for p in who) or any(
            m.span.start == clause.span.start and m.type == "person" for m in scene.mentions
        )
        follows = end != scene.clauses[at].span.end
        if clause.opener or not (begins or follows):
            break
        end = clause.span.end
        if follows:
            break
    return end


def _noun(scene: Scene, hit: Hit, at: int, who: Sequence[Participant], end: int) -> Span:
    after = [w for w in scene.words if w.start > hit.span.end and w.end <= end and _finite(w, scene.known)]
    ends = [p.span.end for p in who if p.span and p.span.start > hit.span.end]
    stop = max([after[0].start if after else end, *(e for e in ends if e <= end)])
    following = next((c for c in scene.clauses[at + 1 :] if c.span.start >= hit.span.end), None)
    if (
        following
        and following.opener in scene.known.words["relative"]
        and any(following.span.end >= e > end for e in ends)
    ):
        stop = max(ends)
    return Span(hit.span.start, max(hit.span.end, min(max(end, stop), stop))).trimmed(scene.text)


def _opening(scene: Scene, at: int, start: int) -> int:
    """Take in the short clause that introduces this one (``Gostaria de afirmar que``)."""
    if (
        at == 0
        or scene.clauses[at].opener not in scene.known.words["complement"]
        or start < scene.clauses[at].span.start
    ):
        return start
    before = scene.clauses[at - 1].span
    return before.start if len(before) <= _SHORT_CLAUSE // 2 else start


def _ending(scene: Scene, hit: Hit, at: int, end: int) -> int:
    """Stop before a reason (``por``) after an active verb; an accusation goes on into the short clause of its content."""
    if hit.feature != "participle":
        for word in scene.words:
            if hit.span.end < word.start < end and word.lower in scene.known.words["by"]:
                return word.start
    if hit.trigger.type == "ACCUSE" and hit.feature != "phrase" and at + 1 < len(scene.clauses):
        content = scene.clauses[at + 1]
        if content.opener in scene.known.words["complement"] and len(content.span) <= _SHORT_CLAUSE:
            return content.span.end
    return end


def _titles(title: Mention, starts: Sequence[int], who: Sequence[Participant]) -> bool:
    """True when ``title`` stands right before the name that opens the evidence."""
    return any(0 <= start - title.span.end <= 2 for start in starts) and any(p.entity == title.entity for p in who)


def _linked(span: Span, clause: Span) -> bool:
    """True when only a short apposition parts ``span`` from ``clause``."""
    return span.start >= clause.start or 0 <= clause.start - span.end <= _APPOSITION


def _finite(word: Word, known: Triggers) -> bool:
    return any(feature in ("past", "present", "future") for _, feature in known.verbs.get(word.lower, ()))
