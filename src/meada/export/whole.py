"""Everything as it is kept, in one JSON object: the border types of `docs/fields.md`, each item with its standing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import Any

import msgspec

from meada import __version__
from meada.export.backing import backings
from meada.export.citation import cite
from meada.export.material import Document, Material
from meada.export.setting import Setting
from meada.export.spool import Spool, drained, spool
from meada.export.tidy import body

__all__ = ["write"]

_PARTS = ("documents", "stories", "statements", "links", "entities", "judgements")

NOTICE = "With the full text of the articles, for your own use. The rights are their owners'."
"""Said in every file that holds more than quotations."""


def write(materials: Iterable[Material], setting: Setting) -> Iterator[bytes]:
    """One object: ``meada`` (what made it), ``documents``, ``stories``, ``statements``, ``links``, ``entities`` and, where
    everything is wanted, the ``judgements`` about them with what each item was. Documents come with what was read in them
    but without their text; an item that stands in several stories comes once."""
    with ExitStack() as stack:
        spools: dict[str, Spool] = {name: stack.enter_context(spool()) for name in _PARTS}
        seen: dict[str, set[str]] = {name: set() for name in _PARTS}
        for material in materials:
            for name, id, value in _values(material, setting):
                if id not in seen[name]:
                    spools[name].write((b",\n  " if seen[name] else b"\n  ") + msgspec.json.encode(value))
                    seen[name].add(id)
        yield b'{"meada":' + msgspec.json.encode(_about(setting))
        for name in _PARTS:
            yield b',\n"' + name.encode() + b'":['
            yield from drained(spools[name])
            yield b"]"
        yield b"}\n"


def _about(setting: Setting) -> dict[str, Any]:
    out: dict[str, Any] = {"version": __version__, "at": setting.at, "everything": setting.everything}
    return out | ({"notice": NOTICE} if setting.full_text else {})


def _values(material: Material, setting: Setting) -> Iterator[tuple[str, str, object]]:
    backed = backings(material)
    for document in material.documents:
        yield "documents", document.capture, _document(document, material, setting)
    for story in material.stories:
        yield "stories", story.id, story
    for statement in material.statements():
        yield "statements", statement.id, _stood(statement, material, {"backing": backed[statement.id]})
    for link in material.links():
        yield "links", link.id, _stood(link, material, {})
    for entity in material.entities():
        yield "entities", entity.id, entity
    if setting.everything:
        for line in material.judgements:
            yield "judgements", str(line.id), line


def _stood(item: Any, material: Material, more: dict[str, Any], page: str | None = None) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(item)
    return plain | more | {"standing": material.standing(item.id, page)}


def _document(document: Document, material: Material, setting: Setting) -> dict[str, Any]:
    reading = document.reading
    items = {"attributions": reading.attributions, "figures": reading.figures, "events": reading.events}
    out: dict[str, Any] = {
        "label": document.label,
        "capture": document.capture,
        "origin": document.origin,
        "citation": cite(document),
        "made": document.made,
        "article": document.article,
        "times": reading.times,
    }
    out |= {name: [_stood(one, material, {}, document.capture) for one in found] for name, found in items.items()}
    return out | ({"text": body(document)} if setting.full_text else {})
