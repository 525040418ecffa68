"""One event a happening: drafts of the same happening in one article become one event with every clause as evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from meada.ident import ident
from meada.lang.trigger import Hit
from meada.reading.event import Event, Modality, Participant, Place, Time
from meada.span import Span, merge

__all__ = ["Draft", "gather"]

_CLOSE, _FAR, _MEMORY = 400, 3000, 100
_SURE = ("own", "inherited", "bound")


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
    countries: dict[str, str] = field(default_factory=dict)
    paragraph: int = 0
    source: str | None = None

    def who(self, *roles: str, by_state: bool = False) -> set[str]:
        """The entities in ``roles``, a government or army counted as its state; people too with ``by_state``."""
        named = {_state(p.entity) for p in self.participants if not roles or p.role in roles}
        return {self.countries.get(e, e) for e in named} if by_state else named

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
        same = next((held for held in reversed(out[-_MEMORY:]) if _same(held, draft)), None)
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
    if not _modes_agree(held, new) or not _times_agree(held.time, new.time) or not _places_agree(held.place, new.place):
        return False
    if held.kind != new.kind or (new.kind == "trend" and held.paragraph != new.paragraph):
        return False
    if held.attribution != new.attribution and (_own_words(held) or _own_words(new)):
        return False
    told = held.hit.feature, new.hit.feature
    if "noun" not in told and held.hit.trigger.id != new.hit.trigger.id and held.paragraph == new.paragraph:
        return False
    bare = new.hit.feature in ("noun", "phrase")
    if not new.participants:
        return bare and (new.kind == "background" or _near(held, new))
    if not held.participants:
        return held.hit.feature in ("noun", "phrase") and _near(held, new)
    return _sides_agree(held, new, bare or held.hit.feature == "noun")


def _own_words(draft: Draft) -> bool:
    """True for what one of those who took part says of it: an admission or boast, not the outlet's account."""
    if draft.source is None:
        return False
    sides = draft.who(by_state=True)
    return _state(draft.source) in sides or draft.countries.get(draft.source, "") in sides


def _sides_agree(held: Draft, new: Draft, bare: bool) -> bool:
    """Whether the participants may be the same: people against people, and a state for its people."""
    mutual = "CONSULT" in (held.hit.trigger.type, new.hit.trigger.type)
    if new.participants and all(p.role == "participant" for p in new.participants):
        return _near(held, new) and bare
    roles = ((),) if mutual else (("actor",), ("recipient",))
    if not held.who(by_state=True) & new.who(by_state=True):
        return False
    for chosen in roles:
        a, b = held.who(*chosen), new.who(*chosen)
        if (mutual or bare) and any(e[:3].isupper() for e in (*a, *b)):
            a, b = held.who(*chosen, by_state=True), new.who(*chosen, by_state=True)
        if not (a == b or not a or not b or (bare and (a <= b or b <= a))):
            return False
    return True


def _modes_agree(held: Draft, new: Draft) -> bool:
    known = {"asserted", "presupposed"}
    if held.modality != new.modality and not {held.modality, new.modality} <= known and held.kind != "background":
        return False
    modes = {held.hit.trigger.mode, new.hit.trigger.mode}
    return len(modes) == 1 or (None in modes and held.hit.trigger.type in ("CONSULT", "ASSAULT", "PROTEST", "CASUALTY"))


def _places_agree(a: Place | None, b: Place | None) -> bool:
    if a is None or b is None or a.name == b.name:
        return True
    return a.country == b.country and "country" in (a.granularity, b.granularity)


def _near(held: Draft, new: Draft) -> bool:
    return new.hit.span.start >= held.hit.span.start and new.hit.span.start - held.evidence[-1].end < (
        _FAR if held.type == "OTHER" else _CLOSE
    )


def _times_agree(a: Time | None, b: Time | None) -> bool:
    """True unless both are dated by their own words and share no day."""
    if a is None or b is None or a.how == "bound" or b.how == "bound":
        return True
    begins, ends = (a.begin or "", b.begin or ""), (a.until or "9999", b.until or "9999")
    return max(begins)[:10] < min(ends)[:10] or (a.begin == b.begin and a.until == b.until)


def _merge(held: Draft, new: Draft) -> None:
    if held.type in ("CONSULT", "AGREE"):
        persons = {held.countries.get(p.entity) for p in new.participants if not p.entity[:3].isupper()}
        held.participants = [p for p in held.participants if p.entity not in persons]
    known, told = {_state(p.entity) for p in held.participants}, held.who(by_state=True)
    for p in new.participants:
        if _state(p.entity) not in known and not (p.entity[:3].isupper() and _state(p.entity) in told):
            held.participants.append(p)
    held.evidence += new.evidence
    held.place = held.place or new.place
    held.time = min((t for t in (held.time, new.time) if t), key=lambda t: _SURE.index(t.how), default=None)
