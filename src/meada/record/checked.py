"""A passage against stored statements: which match, repeat, update, contradict or deny it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec

from meada.reading.mention import Entity
from meada.record import slot
from meada.record.link import Link
from meada.record.relate import relate
from meada.record.side import Side, stems
from meada.record.slot import Fit
from meada.record.statement import Statement
from meada.record.topic import Shared, shared

__all__ = ["RELATIONS", "Finding", "Standing", "against"]

Level = Literal["shown", "suggested"]
Standing = Literal["repeats", "matches", "updates", "earlier", "contradicts", "denies"]
RELATIONS: tuple[Standing, ...] = ("repeats", "matches", "updates", "earlier", "contradicts", "denies")
"""How a stored statement stands to the passage, in the order in which they are shown: it has the same words; it says the
same; it tells a later state; an earlier one; something else; it rejects what the passage says."""

_SAME_WORDS = 0.85
"""Share of what the words of the passage tell, and of the statement's, from which on they are the same words."""
_MATCH, _RELATED = 0.6, 0.4
"""Share of what the passage tells that a statement must hold to say the same, and to be about the same."""
_LEAST, _RATIO = 4.0, 1.2
"""What shared keys must tell together (`meada.store.clue.rarity`), or as often as much as the passage's rarest key where
that is less: one word alone, however rare, makes no match."""
_TIES: dict[str, Standing] = {"updates": "updates", "contradicts": "contradicts", "tension": "contradicts"}
_CLAIM, _CLOSE = 0.5, 0.5
"""How much a claim about the same holds of the passage, and how close what two claims are about must be."""
_DENIED = "one denies what the other affirms"
_AGREE = frozenset(("repeats", "corroborates", "coincides"))


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A stored statement that bears on the passage. ``of`` is the place of the passage's own statement it bears on, from 0
    (None for its bare words); ``score`` in [0, 1] how much of that it holds; ``via`` the statement through whose link it was
    found, None where it was compared itself."""

    statement: str
    relation: Standing
    score: float
    of: int | None = None
    via: str | None = None
    level: Level = "suggested"
    why: str = ""


class _Told(NamedTuple):
    """What a statement can be recognised by: its ``words``, its ``names`` (states and stems of names, in any language) and
    its ``number``; ``own`` are the words of its own evidence."""

    words: frozenset[str]
    own: frozenset[str]
    names: frozenset[str]
    number: frozenset[str]


def against(
    passage: Sequence[Side],
    stored: Sequence[Side],
    *,
    links: Iterable[Link] = (),
    entities: Mapping[str, Entity],
    rarity: Mapping[str, float],
) -> tuple[Finding, ...]:
    """How each of ``stored`` stands to the statements of ``passage``, one finding a statement: the surest.

    ``rarity`` says how much each key of the passage tells. ``links`` between stored statements carry on from what says the
    same to what updates, contradicts or denies it.
    """
    states = _states(entities)
    mine = [_told(side, states, entities) for side in passage]
    whole = {side.statement.id: side for side in stored}
    found: dict[str, Finding] = {}
    for other in stored:
        near = (whole.get(id or "") for id in (other.statement.content, other.statement.within))
        theirs = _told(other, states, entities, *(one for one in near if one is not None))
        for at, (side, told) in enumerate(zip(passage, mine, strict=True)):
            made = _compare(at, side, told, other, theirs, entities, rarity)
            if made is not None and (other.statement.id not in found or _rank(made) > _rank(found[other.statement.id])):
                found[other.statement.id] = made
    for more in _linked(found, links, {s.statement.id: s.statement for s in stored}):
        found.setdefault(more.statement, more)
    return tuple(found.values())


def _rank(finding: Finding) -> tuple[bool, float]:
    return finding.relation in ("repeats", "matches"), finding.score


def _states(entities: Mapping[str, Entity]) -> list[tuple[frozenset[str], str]]:
    """The stems of every name of a state, with its key."""
    named = (e for e in entities.values() if e.type == "state" and e.country)
    found = {(frozenset(stems(name)), f"@{e.country}") for e in named for name in (e.name, *e.names)}
    return sorted(((words, key) for words, key in found if words), key=lambda one: (one[1], sorted(one[0])))


def _told(
    side: Side, states: Sequence[tuple[frozenset[str], str]], entities: Mapping[str, Entity], *around: Side
) -> _Told:
    """What ``side`` can be recognised by, with the words of the saying or content ``around`` it; the names of a state are
    one key in whatever words they stand."""
    statement = side.statement
    people = [entities[p.entity] for p in statement.participants if p.entity in entities]
    names = {stem for one in people if one.type in ("person", "organisation") for stem in stems(one.name)}
    known = {f"@{one.country}" for one in people if one.country}
    words = set(side.words).union(*(one.words for one in around))
    for parts, key in states:
        if parts <= words:
            words = (words - parts) | {key}
            known.add(key)
    figure = statement.figure
    number = {f"#{figure.value:g}"} if figure is not None and figure.value is not None else set()
    return _Told(frozenset(words), side.words, frozenset(names | known), frozenset(number))


def _compare(
    at: int, a: Side, told: _Told, b: Side, theirs: _Told, entities: Mapping[str, Entity], rarity: Mapping[str, float]
) -> Finding | None:
    figures = _figures(a.statement, b.statement, entities)
    score = _score(told, theirs, rarity, one_language=a.lang == b.lang, number=figures is Fit.SAME)
    if _slots(a.statement, b.statement, entities):
        score = max(score, _MATCH)
    if (both := _one_claim(a.statement, b.statement)) is not None:
        score = max(score, _CLAIM)
    if score < _RELATED:
        return None
    relation, why = _relation(a, told, b, theirs, entities, figures, score)
    if both is not None and (relation is None or (both.opposite and relation == "matches")):
        relation, why = ("denies", _DENIED) if both.opposite else ("matches", "the same claim in other words")
        score = min(score, _CLAIM)
    if relation is None:
        return None
    level: Level = "shown" if score >= _MATCH and figures is not Fit.NESTED else "suggested"
    return Finding(statement=b.statement.id, relation=relation, score=round(score, 3), of=at, level=level, why=why)


def _one_claim(x: Statement, y: Statement) -> Shared | None:
    """What two claims share that are about one thing, in whatever words or language; None where they are not."""
    both = shared(x, y)
    return both if len(both.names) > 1 and both.telling and both.close >= _CLOSE else None


def _score(a: _Told, b: _Told, rarity: Mapping[str, float], *, one_language: bool, number: bool) -> float:
    """The share of what ``a`` tells that ``b`` tells too; nought where it is too little. Across languages only names and the
    number can be shared."""
    mine = (a.words if one_language else a.names) | (a.number if number else frozenset())
    mine = frozenset(key for key in mine if key in rarity)
    shared = mine & (b.words | b.names | b.number)
    if one_language and not mine & (b.own | b.names):
        return 0.0
    mass = sum(rarity[key] for key in shared)
    rarest = max((rarity[key] for key in mine), default=0.0)
    if len(shared) < 2 or mass < min(_LEAST, _RATIO * rarest):
        return 0.0
    return mass / sum(rarity[key] for key in mine)


def _slots(x: Statement, y: Statement, entities: Mapping[str, Entity]) -> bool:
    """True where both tell one type of act by the same to the same."""
    same = x.type == y.type and x.type not in ("OTHER", "STATEMENT") and x.mode in (None, y.mode)
    return same and slot.actors(x, y, entities) is slot.recipients(x, y, entities) is Fit.SAME


def _relation(
    a: Side, told: _Told, b: Side, theirs: _Told, entities: Mapping[str, Entity], figures: Fit, score: float
) -> tuple[Standing | None, str]:
    x, y = a.statement, b.statement
    if figures is Fit.DISJOINT:
        return _later(a, b) or "contradicts", "another figure for the same count"
    against_it = x.polarity != y.polarity or (x.kind == "denial") != (y.kind == "denial")
    if told.number and figures is Fit.OPEN and not told.number & theirs.number:
        return None, ""
    if _same_words(told.own, theirs.own):
        return ("denies", "rejects it") if against_it else ("repeats", "the same words")
    if figures is Fit.SAME:
        return "matches", "the same count"
    if figures is Fit.NESTED:
        return _later(a, b) or "contradicts", "another figure, within its bounds"
    if against_it:
        return ("denies", "rejects it") if score >= _MATCH and x.kind != "denial" else (None, "")
    first, second = sorted((a, b), key=lambda s: s.published or "9")
    verdict = relate(first, second, entities)
    if verdict is not None and verdict.relation in _AGREE:
        return "matches", verdict.why
    if a.lang == b.lang and score >= _MATCH:
        return "matches", "most of its words"
    return None, ""


def _later(side: Side, other: Side) -> Standing | None:
    """Whether ``other`` tells a later or an earlier day, where both are dated."""
    if not side.published or not other.published or side.published[:10] == other.published[:10]:
        return None
    return "updates" if other.published > side.published else "earlier"


def _same_words(a: frozenset[str], b: frozenset[str]) -> bool:
    shared = len(a & b)
    return shared >= 4 and shared >= _SAME_WORDS * min(len(a), len(b)) and shared * 2 >= len(a)


def _figures(x: Statement, y: Statement, entities: Mapping[str, Entity]) -> Fit:
    """How the figures of two statements stand where they count the same kind of thing; OPEN where they do not."""
    if x.figure is None or y.figure is None or x.figure.unit != y.figure.unit:
        return Fit.OPEN
    if "vague" in (x.figure.bound, y.figure.bound) or (
        bool(x.figure.part_of) != bool(y.figure.part_of) and x.mode != y.mode
    ):
        return Fit.OPEN
    if slot.toll(x) != slot.toll(y) or (slot.toll(x) is None and (x.type, x.mode) != (y.type, y.mode)):
        return Fit.OPEN
    if Fit.DISJOINT in (slot.recipients(x, y, entities), slot.places(x.place, y.place)):
        return Fit.OPEN
    return slot.figures(x.figure, y.figure)


def _linked(found: Mapping[str, Finding], links: Iterable[Link], stored: Mapping[str, Statement]) -> Iterable[Finding]:
    """What updates, contradicts or denies a stored statement that says the same as the passage."""
    for link in links:
        for one, other in ((link.a, link.b), (link.b, link.a)):
            same = found.get(one)
            if same is None or same.relation not in ("repeats", "matches") or other in found or other not in stored:
                continue
            relation = _TIES.get(link.relation)
            if relation == "updates" and other != link.b:
                relation = "earlier"
            if relation == "contradicts" and stored[other].denies:
                relation = "denies"
            if relation is not None:
                sure: Level = "shown" if same.level == link.level == "shown" else "suggested"
                yield Finding(
                    statement=other,
                    relation=relation,
                    score=same.score,
                    of=same.of,
                    via=one,
                    level=sure,
                    why=link.why,
                )
