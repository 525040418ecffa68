"""One occasion told twice in an article: the clause without a date takes the day of the other."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from meada.record.statement import Statement

__all__ = ["lend"]

_FIRM = frozenset(("minute", "hour", "part", "day"))
_OCCASIONS = frozenset(("CONSULT", "CEREMONY"))


def lend(statements: Sequence[Statement]) -> list[Statement]:
    """``statements`` of one article, where a meeting or ceremony without a date takes the day of the only other one of its
    type between the same participants (`Time.how` becomes ``inherited``)."""
    return [_lent(s, statements) for s in statements]


def _lent(statement: Statement, others: Sequence[Statement]) -> Statement:
    if statement.type not in _OCCASIONS or statement.modality != "asserted" or not _open(statement):
        return statement
    mine = _actors(statement)
    same = [
        o for o in others
        if o.type == statement.type and not _open(o) and o.modality == "asserted" and mine <= _everyone(o)
        and o.time and o.time.granularity in _FIRM and (statement.mode is None or o.mode in (None, statement.mode))
    ]  # fmt: skip
    days = {o.time.begin for o in same if o.time}
    if len(mine) < 2 or len(days) != 1 or same[0].time is None:
        return statement
    return replace(statement, time=replace(same[0].time, how="inherited"))


def _open(statement: Statement) -> bool:
    return statement.time is None or statement.time.how == "bound"


def _actors(statement: Statement) -> set[str]:
    return {p.entity for p in statement.participants if p.role == "actor"}


def _everyone(statement: Statement) -> set[str]:
    return {p.entity for p in statement.participants}
