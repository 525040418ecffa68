"""How many stand behind a statement: independent origins, outlets and camps over all that tell the same."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from meada.export.citation import cite
from meada.export.material import Document, Material
from meada.reading.mention import Entity
from meada.record.origin import camp, independent
from meada.record.statement import Statement

__all__ = ["Backing", "backings"]

_SAME = frozenset(("repeats", "corroborates", "coincides"))


class Backing(msgspec.Struct, frozen=True, kw_only=True):
    """``told`` is the id of the statement that tells the same and was published first (it may be the statement itself).
    ``origins`` are the independent sources, ``camps`` the states they speak for, ``outlets`` the known outlets that carry
    it, ``articles`` in how many articles it stands: all among the pages held here."""

    told: str
    origins: tuple[str, ...]
    camps: tuple[str, ...]
    outlets: tuple[str, ...]
    articles: int


def backings(material: Material) -> dict[str, Backing]:
    """The backing of every statement by its id. Statements are joined by links that are shown and say that they tell the
    same; a suggested link adds nothing."""
    documents = material.by_page()
    entities = {e.id: e for e in material.entities()}
    out: dict[str, Backing] = {}
    for group in _groups(material, documents):
        one = _backing(group, entities, documents)
        out.update((s.id, one) for s in group)
    return out


def _backing(group: list[Statement], entities: Mapping[str, Entity], documents: Mapping[str, Document]) -> Backing:
    origins = independent(group, entities)
    outlets = {cite(documents[s.page]).outlet for s in group}
    return Backing(
        told=group[0].id,
        origins=origins,
        camps=tuple(sorted({camp(one, entities) for one in origins})),
        outlets=tuple(sorted(name for name in outlets if name)),
        articles=len({s.page for s in group}),
    )


def _groups(material: Material, documents: Mapping[str, Document]) -> list[list[Statement]]:
    statements = material.statements()
    parent = {s.id: s.id for s in statements}

    def top(one: str) -> str:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for link in material.links():
        if link.relation in _SAME and link.level == "shown":
            parent[top(link.a)] = top(link.b)
    groups: dict[str, list[Statement]] = {}
    for statement in statements:
        groups.setdefault(top(statement.id), []).append(statement)
    return [sorted(group, key=lambda s: _published(documents[s.page])) for group in groups.values()]


def _published(document: Document) -> str:
    moment = document.article.published
    return (moment.begin if moment else None) or "9"
