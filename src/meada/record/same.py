"""Who is who across articles: organisations that go by a longer and a shorter name are one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from meada.reading.mention import Entity
from meada.record.report import Report

__all__ = ["same"]

_SMALL = frozenset("de da do das dos del la el los las of the a o e y and".split())
_MIN = 2
"""Words that a short name must have to stand for a long one."""
_NAMED = frozenset(("organisation", "person"))
_REGISTERED = frozenset(("agency", "outlet", "medium"))


def same(reports: Sequence[Report]) -> dict[str, str]:
    """Entity id → the id it has across ``reports``, where one name is another's with a place or cause behind it ("Defesa
    Civil", "Defesa Civil de Serrália"). Ids that stay as they are, are not in it; a short name of two long ones stays."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for report in reports:
        for entity in report.reading.entities:
            if entity.type in _NAMED and entity.country is None and entity.kind not in _REGISTERED:
                found.setdefault(entity.id, set()).update(_names(entity))
    return _joined(found)


def _joined(found: dict[str, set[tuple[str, ...]]]) -> dict[str, str]:
    """The longest of the names that begin alike stands for all, unless two long names share one short one."""
    out: dict[str, str] = {}
    for short in sorted(found):
        longer = [
            long for long in found
            if long != short and any(_begins(a, b) for a in found[short] for b in found[long])
        ]  # fmt: skip
        tops = [
            one for one in longer if not any(other != one and _any_begins(found[one], found[other]) for other in longer)
        ]
        if len(tops) == 1:
            out[short] = tops[0]
    return {key: out.get(value, value) for key, value in out.items()}


def _any_begins(a: Iterable[tuple[str, ...]], b: Iterable[tuple[str, ...]]) -> bool:
    others = list(b)
    return any(_begins(one, other) for one in a for other in others)


def _begins(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return _MIN <= len(short) < len(long) and long[: len(short)] == short and long[len(short)] in _SMALL


def _names(entity: Entity) -> Iterable[tuple[str, ...]]:
    for name in (entity.name, *entity.names):
        yield tuple(_folded(name).split())


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
