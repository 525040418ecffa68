"""What the tests of exports share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from meada.export.form import render
from meada.export.material import Material
from meada.export.setting import Setting

__all__ = ["exported"]


def exported(name: str, materials: Iterable[Material], **wanted: object) -> bytes:
    """The export ``name`` of ``materials`` as it stands in a file."""
    return b"".join(render(name, materials, Setting(**wanted)))  # type: ignore[arg-type]


def quotes(materials: Sequence[Material]) -> list[str]:
    """All passages quoted, white space folded."""
    return [
        " ".join(evidence.quote.split())
        for material in materials
        for statement in material.statements()
        for evidence in statement.evidence
    ]
