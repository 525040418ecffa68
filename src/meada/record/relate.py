"""The rules that relate two statements, tried in the order of ``docs/record.md``; each names the slots that decided."""

from __future__ import annotations

from collections.abc import Mapping

from meada.reading.mention import Entity
from meada.record import agree, claim, slot, tally
from meada.record.one import AHEAD, QUOTED, SPOKEN, TOPIC, VICTIM, ahead, one, same_quote, share
from meada.record.origin import root
from meada.record.side import Side
from meada.record.slot import Fit
from meada.record.statement import Statement
from meada.record.verdict import Verdict

__all__ = ["relate"]

_CHANNEL = frozenset(("phone", "visit", "third-party", "video"))
_DOERLESS = frozenset(("collapse", "disaster", "accident"))
"""Modes of happenings that nobody does: whom or where they befell tells one from another."""
_DEPTH = 0.12
"""How far apart, as a share of the text, what a translation keeps may stand."""
_MOUTHS = 3
"""Quoted words from which on two mouths are told to have said the same, where it is not one kind of act (both praise): fewer
are a name or a turn that many use."""
_WITHIN = 0.4
"""How sure it is that one of two sources of one page denies what the other affirms, where neither is told to answer."""
_OPPOSED = 2
"""Words that two voices of one page share when one denies what the other affirms."""
_KIN = 4
"""Letters that kindred words of two languages begin with alike (família, family)."""


def relate(a: Side, b: Side, entities: Mapping[str, Entity]) -> Verdict | None:
    """How ``b`` stands to ``a`` (``a`` the earlier published), or None when nothing ties them."""
    x, y = a.statement, b.statement
    if y.denies == x.id or x.denies == y.id:
        return Verdict(
            relation="contradicts", slots=("polarity",), why="one rejects the content of the other", confidence=0.9
        )
    if x.page == y.page and (x.within == y.id or y.within == x.id):
        return None
    if x.kind == "background" or y.kind == "background":
        return _background(a, b, entities)
    if tally.same_count(a, b, entities):
        return tally.relate(a, b, entities)
    if (found := _copied(a, b, entities)) is not None:
        return found
    if (found := _mouths(a, b, entities)) is not None:
        return found
    if (found := _voiced(a, b, entities)) is not None:
        return found
    found = _happening(a, b, entities)
    if found is None or found.relation == "coincides":
        return claim.relate(a, b, entities) or found
    return found


def _background(a: Side, b: Side, entities: Mapping[str, Entity]) -> Verdict | None:
    """The same long affair, known to all: told of by both, agreed on by none."""
    x, y = a.statement, b.statement
    if x.kind == y.kind and x.type == y.type and x.page != y.page and _sharing(x, y, entities):
        return Verdict(relation="background", slots=("type", "participants"), why="known to all", confidence=0.6)
    return None


def _sharing(x: Statement, y: Statement, entities: Mapping[str, Entity]) -> bool:
    fits = slot.actors(x, y, entities), slot.recipients(x, y, entities)
    return Fit.DISJOINT not in fits and any(f in (Fit.SAME, Fit.NESTED) for f in fits)


def _copied(a: Side, b: Side, entities: Mapping[str, Entity]) -> Verdict | None:
    """What two copies of one text tell with the same words, or in a translation at the same place, is told once."""
    x, y = a.statement, b.statement
    if a.family != b.family or x.page == y.page or (x.type, x.mode, x.kind) != (y.type, y.mode, y.kind):
        return None
    if slot.actors(x, y, entities) is Fit.DISJOINT or (x.figure is None) != (y.figure is None):
        return None
    if x.figure and y.figure and slot.figures(x.figure, y.figure) is not Fit.SAME:
        return None
    if a.quoted and b.quoted and a.lang == b.lang and not set(a.quoted) & set(b.quoted):
        return None
    alike = share(a, b) >= TOPIC if a.lang == b.lang else abs(a.depth - b.depth) < _DEPTH
    if not alike or (a.lang != b.lang and slot.actors(x, y, entities) is Fit.OPEN and x.figure is None):
        return None
    return Verdict(relation="repeats", slots=("family",), why="copies of one text", confidence=0.9)


def _mouths(a: Side, b: Side, entities: Mapping[str, Entity]) -> Verdict | None:
    """The same quoted words in other mouths, told on two pages or above a text and in it: who said it is told in two ways."""
    x, y = a.statement, b.statement
    if (
        (x.page == y.page and _overlap(x, y))
        or not {x.type, y.type} <= SPOKEN
        or x.kind in ("report", "denial")
        or y.kind in ("report", "denial")
    ):
        return None
    if slot.actors(x, y, entities) is not Fit.DISJOINT or not same_quote(a, b):
        return None
    if x.page == y.page and slot.above(x) == slot.above(y):
        return None
    told = x.type == y.type != "STATEMENT" or min(len(a.quoted), len(b.quoted)) >= _MOUTHS
    if not told or _names(x, y, entities) or _names(y, x, entities):
        return None
    return Verdict(relation="contradicts", slots=("actor",), why="the same words in other mouths", confidence=0.7)


def _other_count(x: Statement, y: Statement) -> bool:
    """Whether ``y`` counts some, and ``x`` is told with numbers of its own, which are of others."""
    told = any(char.isdigit() for e in x.evidence for char in e.quote)
    return y.figure is not None and x.figure is None and told


def _names(x: Statement, y: Statement, entities: Mapping[str, Entity]) -> bool:
    """Whether ``x`` is told with the name of who speaks in ``y``, and so may pass on their words."""
    told = " ".join(e.quote for e in x.evidence).lower()
    names = (entities[p.entity].name for p in y.participants if p.role == "actor" and p.entity in entities)
    return any(name.lower().split()[-1] in told for name in names if name.strip())


def _overlap(x: Statement, y: Statement) -> bool:
    """Whether some words tell both: what somebody quotes that another said."""
    return any(e.span.overlaps(f.span) for e in x.evidence for f in y.evidence)


def _voiced(a: Side, b: Side, entities: Mapping[str, Entity]) -> Verdict | None:
    """One speaker quoted on one day in two languages, at like length and with a name or kindred word in common."""
    x, y = a.statement, b.statement
    if a.lang == b.lang or x.page == y.page or not {x.type, y.type} <= SPOKEN or not a.quoted or not b.quoted:
        return None
    dated = slot.times(x.time, y.time) in (Fit.SAME, Fit.NESTED) and slot.firm(x.time) and slot.firm(y.time)
    if not dated or slot.actors(x, y, entities) is not Fit.SAME or x.polarity != y.polarity:
        return None
    short, long = sorted((len(a.quoted), len(b.quoted)))
    kin = {word[:_KIN] for word in a.quoted} & {word[:_KIN] for word in b.quoted}
    if short < QUOTED or long > 2 * short or not kin:
        return None
    return Verdict(
        relation="repeats", slots=("origin", "actor", "time"), why="the same words in two languages", confidence=0.5
    )


def _happening(a: Side, b: Side, entities: Mapping[str, Entity]) -> Verdict | None:
    x, y = a.statement, b.statement
    kind = slot.types(x, y)
    if kind is Fit.DISJOINT or not _together(x, y, entities):
        return None
    if apart := _apart(x, y):
        return Verdict(relation="distinct", slots=apart, why="same kind of act, another occasion", confidence=0.7)
    if x.page == y.page and not _two_voices(a, b, entities):
        return None
    if not one(a, b, kind, entities):
        return None
    slots = _slots(x, y, kind, entities)
    if x.polarity != y.polarity:
        sure = _WITHIN if x.page == y.page else 0.5
        return Verdict(
            relation="contradicts",
            slots=("polarity", *slots),
            why="one affirms what the other denies",
            confidence=sure,
        )
    if x.page != y.page and (found := _updates(a, b, kind, slots)):
        return found
    if ahead(x) != ahead(y):
        return None
    if slot.places(x.place, y.place) is Fit.DISJOINT:
        return _elsewhere(a, b, slots)
    if x.page == y.page and x.type in VICTIM and (_other_count(x, y) or _other_count(y, x)):
        return None
    return agree.agreement(a, b, entities, slots)


def _together(x: Statement, y: Statement, entities: Mapping[str, Entity]) -> bool:
    """Someone stands in the same role on both sides, and in no role others do."""
    who, whom = slot.actors(x, y, entities), slot.recipients(x, y, entities)
    if Fit.DISJOINT in (who, whom):
        return False
    if x.type == y.type == "OTHER" and x.mode in _DOERLESS:
        return whom in (Fit.SAME, Fit.NESTED) or slot.places(x.place, y.place) is Fit.SAME
    if x.type in VICTIM:
        return whom in (Fit.SAME, Fit.NESTED)
    return who in (Fit.SAME, Fit.NESTED)


def _apart(x: Statement, y: Statement) -> tuple[str, ...]:
    """Which slots show that two acts of one kind are two acts: disjoint days, or a call against a visit."""
    slots = []
    disjoint = slot.times(x.time, y.time) is Fit.DISJOINT
    if disjoint and (slot.precise(x.time) or slot.precise(y.time) or (slot.firm(x.time) and slot.firm(y.time))):
        slots.append("time")
    if x.mode != y.mode and {x.mode, y.mode} <= _CHANNEL and x.mode and y.mode:
        slots.append("mode")
    return tuple(slots)


def _two_voices(a: Side, b: Side, entities: Mapping[str, Entity]) -> bool:
    """Within one page only what one side tells in its own voice and the other from a source counts as said twice, and what
    one source affirms and another denies of the same people or in mostly the same words."""
    x, y = a.statement, b.statement
    first, second = x.chain[:1], y.chain[:1]
    if not first or not second or first[0].entity == second[0].entity or x.type != y.type:
        return False
    if x.polarity != y.polarity:
        one, other = root(x.chain, entities), root(y.chain, entities)
        alike = share(a, b) >= TOPIC and len(a.words & b.words) >= _OPPOSED
        alike = alike or slot.recipients(x, y, entities) in (Fit.SAME, Fit.NESTED)
        return None not in (one, other) and one != other and alike
    return x.type in VICTIM


def _slots(x: Statement, y: Statement, kind: Fit, entities: Mapping[str, Entity]) -> tuple[str, ...]:
    fits = (
        ("type", kind),
        ("actor", slot.actors(x, y, entities)),
        ("recipient", slot.recipients(x, y, entities)),
        ("time", slot.times(x.time, y.time)),
        ("place", slot.places(x.place, y.place)),
    )
    return tuple(name for name, fit in fits if fit in (Fit.SAME, Fit.NESTED))


def _updates(a: Side, b: Side, kind: Fit, slots: tuple[str, ...]) -> Verdict | None:
    """Planned, then told as done; or the later report fills the empty slot of the figure."""
    x, y = a.statement, b.statement
    if not agree.later(a, b) or a.family == b.family:
        return None
    if x.modality in AHEAD and y.modality == "asserted":
        if y.type == "AGREE" or (x.mode and y.mode and x.mode != y.mode):
            return None
        return Verdict(
            relation="updates", slots=("modality", *slots), why="planned before, now told as done", confidence=0.7
        )
    if x.type in VICTIM and x.mode != y.mode:
        return None
    if y.figure and not x.figure and kind is Fit.SAME and x.modality == y.modality == "asserted":
        return Verdict(
            relation="updates", slots=("figure", *slots), why="the later report adds a figure", confidence=0.6
        )
    return None


def _elsewhere(a: Side, b: Side, slots: tuple[str, ...]) -> Verdict:
    """Told of different places: within one act of saying two contents, else a tension."""
    if a.holder and b.holder:
        return Verdict(
            relation="complements", slots=("place", *slots), why="the same act, told with other places", confidence=0.6
        )
    return Verdict(relation="tension", slots=("place",), why="told of different places", confidence=0.5)
