"""Care with what is said of people: accusations, and what an export leaves out."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from meada.export.material import Material
from meada.export.setting import Setting
from meada.reading.mention import Entity
from meada.record.statement import Statement

__all__ = ["accuses", "chosen", "denials"]


def accuses(statement: Statement, entities: Mapping[str, Entity]) -> bool:
    """True when ``statement`` tells an accusation against a person. Such a statement is quoted with its source, its denials
    and its standing, and stands in no title and no feed until a person confirmed it."""
    if statement.type != "ACCUSE":
        return False
    against = [p.entity for p in statement.participants if p.role == "recipient"]
    return not against or any(_is_person(entities.get(one)) for one in against)


def _is_person(entity: Entity | None) -> bool:
    return entity is None or entity.type in ("person", "group")


def denials(material: Material) -> dict[str, tuple[Statement, ...]]:
    """For each statement that others deny, those that deny it."""
    found: dict[str, list[Statement]] = {}
    for statement in material.statements():
        if statement.denies:
            found.setdefault(statement.denies, []).append(statement)
    return {id: tuple(by) for id, by in found.items()}


def chosen(material: Material, setting: Setting) -> Material:
    """``material`` as the setting wants it: only links that are shown and nothing rejected, unless it wants everything."""
    if setting.everything:
        return material
    records = []
    for record in material.records:
        gone = {s.id for s in record.statements if material.standing(s.id).state == "rejected"}
        statements = tuple(s for s in record.statements if s.id not in gone)
        links = tuple(
            k
            for k in record.links
            if _is_shown(k.level, material.standing(k.id).state) and k.a not in gone and k.b not in gone
        )
        records.append(replace(record, statements=statements, links=links))
    return replace(material, records=tuple(records))


def _is_shown(level: str, state: str) -> bool:
    return state != "rejected" and (level == "shown" or state in ("confirmed", "edited", "added"))
