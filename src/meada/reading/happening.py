"""One event a happening: drafts of the same happening in one article become one event with every clause as evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from meada.ident import ident
from meada.lang.trigger import Hit
from meada.reading.event import Event, Modality, Participant, Place, Time
from meada.span import Span, merge

__all__ = ["Draft", "gather"]


@dataclass
class Draft:
    """An event as one clause tells it."""

    hit: Hit
    type: str
    evidence: list[Span]
    participants: list[Participant]
    modality: Modality = "asserted"
    polarity: str = "affirmed"
    time: Time | None = None
    place: Place | None = None
    attribution: str | None = None
    kind: str = "event"
    triggers: list[Span] = field(default_factory=list)

    def who(self, role: str) -> set[str]:
        """The entities in ``role``, a government or army counted as its state."""
        return {_state(p.entity) for p in self.participants if p.role == role}

    def event(self) -> Event:
        """The finished value."""
        trigger = self.hit.trigger
        return Event(
            id=ident("event", self.type, *(n for s in self.evidence for n in (s.start, s.end)), self.hit.span.start),
            type=self.type, mode=trigger.mode, label=trigger.label, kind=self.kind,  # type: ignore[arg-type]
            trigger=self.hit.span, evidence=merge(self.evidence), participants=tuple(self.participants), time=self.time,
            place=self.place, modality=self.modality, polarity=self.polarity,  # type: ignore[arg-type]
            attribution=self.attribution, rule=f"{trigger.id}:{self.hit.feature}",
            confidence=0.9 if self.hit.feature == "phrase" else 0.8 if self.participants else 0.6,
        )  # fmt: skip


def gather(drafts: Iterable[Draft]) -> list[Draft]:
    """``drafts`` in text order with those of one happening merged into the first of them."""
    out: list[Draft] = []
    for draft in drafts:
        same = next((held for held in reversed(out) if _same(held, draft)), None)
        if same is None:
            out.append(draft)
        else:
            _merge(same, draft)
    return out


def _state(entity: str) -> str:
    return entity.split("_")[0] if entity[:3].isupper() else entity


def _same(held: Draft, new: Draft) -> bool:
    """Same type, no slot in conflict, and something that ties them: a shared participant, or a noun that adds none."""
    if held.type != new.type or held.polarity != new.polarity or held.hit.trigger.label != new.hit.trigger.label:
        return False
    if held.modality != new.modality and not {held.modality, new.modality} <= {"asserted", "presupposed"}:
        return False
    modes = {m for m in (held.hit.trigger.mode, new.hit.trigger.mode) if m}
    if len(modes) > 1 or not _times_agree(held.time, new.time):
        return False
    everyone = held.who("actor") | held.who("recipient"), new.who("actor") | new.who("recipient")
    if not everyone[1]:
        return new.hit.feature in ("noun", "phrase")
    if not everyone[0]:
        return held.hit.feature in ("noun", "phrase") and _near(held, new)
    actors = held.who("actor"), new.who("actor")
    others = held.who("recipient"), new.who("recipient")
    return _fit(*actors) and _fit(*others) and bool(everyone[0] & everyone[1])


def _near(held: Draft, new: Draft) -> bool:
    return new.hit.span.start - held.evidence[-1].end < 400


def _fit(a: set[str], b: set[str]) -> bool:
    return not a or not b or a <= b or b <= a


def _times_agree(a: Time | None, b: Time | None) -> bool:
    """True unless both are dated by their own words and share no day."""
    if a is None or b is None or a.how == "bound" or b.how == "bound":
        return True
    begins, ends = (a.begin or "", b.begin or ""), (a.until or "9999", b.until or "9999")
    return max(begins)[:10] < min(ends)[:10] or (a.begin == b.begin and a.until == b.until)


def _merge(held: Draft, new: Draft) -> None:
    known = {(p.role, p.entity) for p in held.participants}
    states = {_state(p.entity) for p in held.participants}
    held.participants += [
        p for p in new.participants if (p.role, p.entity) not in known and _state(p.entity) not in states
    ]
    held.evidence += new.evidence
    held.place = held.place or new.place
    if held.time is None or (held.time.how != "own" and new.time is not None and new.time.how == "own"):
        held.time = new.time
    if held.kind == "background" and new.kind == "event":
        held.kind = "background"
