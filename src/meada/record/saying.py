"""Acts of saying: what kind of act each is, who performs it, and which attributions tell the same act."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from meada.lang.inflection import forms
from meada.lang.lexicon import words
from meada.lang.trigger import Hit
from meada.reading.attribution import Attribution
from meada.reading.event import Event
from meada.record.chain import is_relay, speakers
from meada.record.report import Report
from meada.span import Span

__all__ = ["SPOKEN", "Act", "acts", "cue_form", "stems"]

SPOKEN = frozenset(("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "PROTEST", "STATEMENT"))
"""The types under which saying something is doing it; other triggers at a cue tell a happening."""
_WORD = re.compile(r"\w{4,}")
_STEM = 6
_SILENT = frozenset(("unsaid", "declined"))
"""Polarities of what was not said: no denial."""
_SAME_CONTENT = 0.6
_NEAR = 3
"""Words after a cue in which its complement may say what kind of act it is ("afirmam que há evidências de que")."""
_MODES = {"admission": "acknowledge", "denial": "deny", "directive": "ask", "mental": "think"}


class Act(NamedTuple):
    """One act of saying: the attributions that tell it, its type and mode, its local speakers, and the events it is."""

    attributions: tuple[Attribution, ...]
    type: str
    mode: str | None
    kind: str
    speakers: tuple[str, ...]
    events: tuple[Event, ...]
    extent: Span


def acts(report: Report) -> list[Act]:
    """The acts of saying of one article; several attributions of one act (same kind of act, same speakers, same words)
    are one. Adverbials ("segundo …"), impersonal cues and verbs of meeting are none: they only carry their content."""
    out: list[Act] = []
    for attribution in sorted(report.reading.attributions, key=_place):
        act = _act(report, attribution)
        if act is None:
            continue
        at = next((n for n, held in enumerate(out) if _same(report, held, act)), None)
        if at is None:
            out.append(act)
        else:
            out[at] = _joined(out[at], act)
    return out


def _place(attribution: Attribution) -> tuple[int, str]:
    return (attribution.cue[-1].start if attribution.cue else -1, attribution.id)


def _act(report: Report, attribution: Attribution) -> Act | None:
    if not attribution.cue or attribution.type == "figure" or attribution.source_kind == "impersonal":
        return None
    if attribution.rule.startswith("adverbial"):
        return None
    cue = attribution.cue[-1]
    events = tuple(e for e in report.reading.events if _is_it(e, attribution, cue))
    hit = _evoked(report, cue)
    if hit is not None and hit.trigger.roles == "meet" and hit.trigger.type not in SPOKEN:
        return None
    who = speakers(report, attribution)
    events += tuple(e for e in report.reading.events if e not in events and _led(report, attribution, e))
    type_, mode = _typed(report, attribution, hit, events, who)
    kind = "event"
    if is_relay(report, attribution):
        type_, mode, kind = "STATEMENT", "report", "report"
    elif attribution.type == "denial" and attribution.polarity not in _SILENT:
        kind = "denial"
    extent = Span(cue.start, max([cue.end, *(e for e in (hit.span.end if hit else cue.end,))]))
    return Act((attribution,), type_, mode, kind, who, events, extent)


def _is_it(event: Event, attribution: Attribution, cue: Span) -> bool:
    """True when ``event`` is this act: its trigger is the cue, or the first words of a spoken act it leads in."""
    if event.trigger.overlaps(cue):
        return True
    if event.type not in SPOKEN:
        return False
    holds = any(span.contains(cue) for span in event.evidence)
    return holds and not any(part.contains(event.trigger) for part in attribution.content)


def _evoked(report: Report, cue: Span) -> Hit | None:
    """The trigger of the language's table that starts in ``cue``."""
    if report.triggers is None:
        return None
    sentence = report.sentence(cue)
    for word in words(report.page.text, cue):
        if hit := report.triggers.at(report.low, word, sentence, nominal=False):
            return hit
    return None


def _typed(
    report: Report, attribution: Attribution, hit: Hit | None, events: tuple[Event, ...], who: tuple[str, ...]
) -> tuple[str, str | None]:
    """Type and mode: by the trigger at the cue, else by the words right after it, else by what is performed in saying it."""
    mode = _MODES.get(attribution.stance, "comment")
    if attribution.polarity in _SILENT:
        return "STATEMENT", "decline"
    if attribution.type == "denial":
        return "REJECT", "deny"
    if hit is not None and hit.trigger.type in SPOKEN:
        return hit.trigger.type, hit.trigger.mode or (mode if hit.trigger.type == "STATEMENT" else None)
    spoken = next((e for e in events if e.type in SPOKEN), None)
    if spoken is not None:
        return spoken.type, spoken.mode
    if attribution.stance == "commitment" and _own(report, attribution, who):
        return "STATEMENT", "acknowledge"
    return "STATEMENT", mode


def _led(report: Report, attribution: Attribution, event: Event) -> bool:
    """True when ``event`` says what kind of act the saying is: a fixed phrase right after the cue, or in the quoted words a
    spoken act of the speaker's own ("we will never forget", "I thank")."""
    if event.type not in SPOKEN or event.type == "STATEMENT":
        return False
    if not any(part.overlaps(event.trigger) for part in attribution.content):
        return False
    between = report.page.text[attribution.cue[-1].end : event.trigger.start]
    if (
        event.trigger.start >= attribution.cue[-1].end
        and len(between.split()) < _NEAR
        and event.rule.endswith(":phrase")
    ):
        return True
    own = {p.entity for p in event.participants if p.role == "actor"} <= set(speakers(report, attribution))
    return attribution.type == "direct" and own


def _own(report: Report, attribution: Attribution, who: tuple[str, ...]) -> bool:
    """True when what is said tells of the speaker's own doing, or has no other subject."""
    told = [e for e in report.reading.events if any(_mostly(c, s) for c in attribution.content for s in e.evidence)]
    actors = {p.entity for e in told for p in e.participants if p.role == "actor"}
    states = {_state(a) for a in actors}
    return bool(told) and (not actors or bool({_state(w) for w in who} & states))


def _mostly(content: Span, span: Span) -> bool:
    return 2 * (min(content.end, span.end) - max(content.start, span.start)) > len(span)


def _state(entity: str) -> str:
    return entity.split("_")[0] if entity[:3].isupper() else entity


def _same(report: Report, held: Act, new: Act) -> bool:
    """Same kind of act by the same speakers, and the words agree; a medium's reports are one act of publishing."""
    if set(held.speakers) != set(new.speakers) or not new.speakers or held.kind != new.kind:
        return False
    if held.type != new.type:
        return new.type == "STATEMENT" and _goes_on(report, held, new)
    if held.kind == "report":
        return True
    if _goes_on(report, held, new):
        return True
    if held.mode != new.mode or held.kind == "denial":
        return False
    old = frozenset().union(*(stems(report, part) for a in held.attributions for part in a.content))
    mine = frozenset().union(*(stems(report, part) for part in new.attributions[0].content))
    if not old or not mine:
        return False
    return len(old & mine) >= max(2, _SAME_CONTENT * min(len(old), len(mine)))


def _goes_on(report: Report, held: Act, new: Act) -> bool:
    """True for a gerund that adds to the act before it in the sentence ("reconheceu …, dizendo que …")."""
    cue, before = new.attributions[0].cue[-1], held.attributions[-1].cue[-1]
    return cue_form(report, new.attributions[0]) == "gerund" and report.sentence(cue) == report.sentence(before)


def cue_form(report: Report, attribution: Attribution) -> str | None:
    """The feature of the verb that is the cue (``past``, ``present``, ``gerund`` …); None for other cues."""
    if attribution.cue_lemma is None or report.reading.lang is None:
        return None
    known = dict(forms(attribution.cue_lemma, report.reading.lang)) if report.triggers is not None else {}
    found = [known[w.lower] for w in words(report.page.text, attribution.cue[-1]) if w.lower in known]
    return found[-1] if found else None


def _joined(held: Act, new: Act) -> Act:
    return held._replace(
        attributions=(*held.attributions, *new.attributions), events=(*held.events, *new.events),
        mode=held.mode or new.mode,
    )  # fmt: skip


def stems(report: Report, span: Span) -> frozenset[str]:
    """The stems (folded, first six letters) of the words of four letters or more in ``span``."""
    return frozenset(_stems(span.of(report.page.text)))


def _stems(text: str) -> Iterator[str]:
    folded = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return (word[:_STEM] for word in _WORD.findall(folded))
