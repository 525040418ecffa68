"""Whether an event is told as a fact: planned, expected, alleged, estimated, conditional, hypothetical, or denied."""

from __future__ import annotations

from typing import Literal

from meada.lang.trigger import Hit
from meada.reading.attribution import Attribution
from meada.reading.event import Modality
from meada.reading.scene import Scene

__all__ = ["modality", "polarity"]

_ORDER: tuple[Modality, ...] = ("planned", "expected", "alleged", "estimated", "conditional", "hypothetical")
_REACH = 6


def _before(scene: Scene, hit: Hit, at: int) -> list[str]:
    """The words before the trigger in its clause, nearest first, single and in pairs."""
    start = scene.clauses[at].span.start
    return [w.lower for w in scene.words if start <= w.start < hit.span.start][-_REACH:][::-1]


def modality(scene: Scene, hit: Hit, at: int, attribution: Attribution | None) -> Modality:
    """What the form of the trigger, the words before it, the clause it stands in and its attribution say."""
    told = _by_form(scene, hit, at) or _by_words(scene, hit, at)
    if told:
        return told
    if attribution is not None:
        if attribution.stance == "doubt":
            return "alleged"
        if any(word in scene.known.words["estimated"] for word in _cue(scene, attribution)):
            return "estimated"
    return "presupposed" if _presupposed(scene, hit) else "asserted"


def _by_form(scene: Scene, hit: Hit, at: int) -> Modality | None:
    if hit.feature == "future":
        return "planned"
    if hit.feature == "conditional":
        return "conditional"
    clause = scene.clauses[at]
    if any(phrase in scene.low[hit.span.end : clause.span.end] for phrase in scene.known.words["if_ever"]):
        return "conditional"
    opener = clause.opener
    if at and opener in scene.known.words["purpose"]:
        return "hypothetical"
    if hit.feature == "subjunctive" and at and opener:
        earlier = {w.lower for w in scene.words if w.start < scene.clauses[at].span.start}
        return "expected" if earlier & scene.known.words["expected"] else "hypothetical"
    if hit.feature in ("noun", "phrase"):
        tail = {w.lower for w in scene.words if 0 <= w.start - hit.span.end < 50}
        if tail & scene.known.words["future"]:
            return "planned"
    return None


def _by_words(scene: Scene, hit: Hit, at: int) -> Modality | None:
    words = _before(scene, hit, at)
    near = words[:3] if hit.feature in ("noun", "phrase") else words
    for word in near:
        for kind in _ORDER:
            if word in scene.known.words[kind]:
                return kind
    return None


def _cue(scene: Scene, attribution: Attribution) -> list[str]:
    spans = (*attribution.cue, *attribution.source)
    return [w for span in spans for w in span.of(scene.low).split()]


def _presupposed(scene: Scene, hit: Hit) -> bool:
    """A definite noun inside a prepositional phrase of place or time: told as known (``na libertação de``)."""
    return (
        hit.feature == "noun"
        and not hit.trigger.ongoing
        and scene.before(hit.span.start) in scene.known.words["presupposing"]
    )


def polarity(scene: Scene, hit: Hit, at: int) -> Literal["affirmed", "denied"]:
    """``denied`` where a word of negation stands up to four words before the trigger in its clause."""
    words = _before(scene, hit, at)[: 4 if hit.feature != "noun" else 2]
    return "denied" if any(w in scene.known.words["negation"] for w in words) else "affirmed"
