"""Links as a reader wants them: statements that say the same in one side, each pair of sides once, the most telling first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from meada.record.link import Link
from meada.record.statement import Evidence, Statement
from meada.span import Span

__all__ = ["Folded", "brief", "briefest", "fold"]

_ACROSS = ("repeats", "coincides")
"""Relations that tell something only across articles."""


class Folded(msgspec.Struct, frozen=True, kw_only=True):
    """Links of one ``relation`` folded into one. ``sides`` are the statements on each side, in the order they were given;
    the single side of ``repeats`` holds all that repeat each other. A denial stands on the second side. ``least`` and
    ``most`` are how many independent origins there can be."""

    relation: str
    sides: tuple[tuple[Statement, ...], ...]
    origins: tuple[str, ...]
    slots: tuple[str, ...]
    least: int = 0
    most: int = 0

    @property
    def pages(self) -> int:
        """In how many articles it is found."""
        return len({s.page for side in self.sides for s in side})

    @property
    def denial(self) -> Statement | None:
        """The statement that denies the other side; None when neither denies."""
        denied = {s.id for s in self.sides[0]}
        return next((s for side in self.sides[1:] for s in side if s.denies in denied), None)


def fold(links: Iterable[Link], statements: Sequence[Statement]) -> tuple[Folded, ...]:
    """``links`` among ``statements``, folded, by relation. Agreement with most origins comes first, then what most
    articles say; what tells of a statement that no line before told of comes before what tells more of the same. Time is
    linear in the links but for the sorting."""
    known = {s.id: s for s in statements}
    held = [link for link in links if link.a in known and link.b in known]
    sides = _sides(held, statements)
    found: dict[tuple[str, tuple[int, ...]], list[Link]] = {}
    for link in held:
        a, b = sides.of[link.a], sides.of[link.b]
        if link.relation == "repeats":
            found.setdefault((link.relation, (a,)), []).append(link)
        elif a != b:
            found.setdefault((link.relation, (min(a, b), max(a, b))), []).append(link)
    lines = [_folded(relation, key, group, sides) for (relation, key), group in found.items()]
    lines = [line for line in lines if line.relation not in _ACROSS or line.pages > 1]
    return tuple(_varied(sorted(lines, key=_rank)))


def brief(statements: Sequence[Statement]) -> str:
    """The words of the `briefest` of ``statements``: its quotes in the order of the text, parted by “…”."""
    return _words(briefest(statements))


def briefest(statements: Sequence[Statement]) -> Statement:
    """The first of those among ``statements`` that take fewest characters."""
    return min(statements, key=lambda one: len(_words(one)))


def _words(statement: Statement) -> str:
    return " … ".join(e.quote for e in sorted(statement.evidence, key=_place))


def _place(evidence: Evidence) -> Span:
    return evidence.span


def _rank(line: Folded) -> tuple[str, int, bool, int]:
    origins = len(line.origins) if line.relation == "corroborates" else 0
    return line.relation, -origins, line.pages < 2, -line.pages


class _Sides:
    def __init__(self, of: Mapping[str, int], held: Mapping[int, tuple[Statement, ...]]) -> None:
        self.of, self.held = of, held


def _sides(links: Iterable[Link], statements: Sequence[Statement]) -> _Sides:
    """Statements joined that repeat each other with the same figure, or are quoted in the same words."""
    at = {s.id: n for n, s in enumerate(statements)}
    root = list(range(len(statements)))

    def find(n: int) -> int:
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    words: dict[object, int] = {}
    for n, statement in enumerate(statements):
        key = (" ".join(brief([statement]).casefold().split()), _amount(statement), statement.denies is None)
        root[find(n)] = find(words.setdefault(key, n))
    for link in links:
        a, b = at[link.a], at[link.b]
        if link.relation == "repeats" and _amount(statements[a]) == _amount(statements[b]):
            low, high = sorted((find(a), find(b)))
            root[high] = low
    held: dict[int, list[Statement]] = {}
    for n, statement in enumerate(statements):
        held.setdefault(find(n), []).append(statement)
    return _Sides({s.id: find(n) for n, s in enumerate(statements)}, {n: tuple(g) for n, g in held.items()})


def _amount(statement: Statement) -> object:
    figure = statement.figure
    return None if figure is None else (figure.value, figure.bound, figure.low, figure.high)


def _folded(relation: str, key: tuple[int, ...], links: Sequence[Link], sides: _Sides) -> Folded:
    groups = [sides.held[n] for n in key]
    if len(groups) == 2:
        first, second = groups
        ids = {s.id for s in second}
        if any(s.denies in ids for s in first):
            groups = [second, first]
    return Folded(
        relation=relation,
        sides=tuple(groups),
        origins=tuple(dict.fromkeys(o for link in links for o in link.origins)),
        slots=tuple(dict.fromkeys(slot for link in links for slot in link.slots)),
        least=max(link.least for link in links),
        most=max(len({o for link in links for o in link.origins}), *(link.most for link in links)),
    )


def _varied(lines: Iterable[Folded]) -> list[Folded]:
    """The same lines; within a relation those whose statements were all told before come last."""
    fresh: list[tuple[str, int, Folded]] = []
    told: set[tuple[str, str]] = set()
    for line in lines:
        names = [(line.relation, side[0].id) for side in line.sides]
        fresh.append((line.relation, sum(name in told for name in names), line))
        told.update(names)
    return [line for _, _, line in sorted(fresh, key=lambda one: one[:2])]
