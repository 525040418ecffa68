"""The formats of a selection of passages, and who writes each. Every one of them holds the manifest of its sources."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from meada.export.form import FORMATS, Form
from meada.export.selection import Selection
from meada.export.setting import Setting
from meada.i18n import N_

__all__ = ["SELECTED", "render"]


def _form(name: str, module: str, function: str, purpose: str, **more: Any) -> Form:
    whole = FORMATS[name]
    return Form(
        name=name, label=whole.label, module=module, function=function, media=whole.media, suffix=whole.suffix,
        purpose=purpose, **more,
    )  # fmt: skip


SELECTED: dict[str, Form] = {
    form.name: form
    for form in (
        _form("md", "passages", "markdown", N_("The passages with their notes and sources, to edit.")),
        _form("html", "passages", "html", N_("The same in one file, to read, print and send.")),
        _form("json", "chosen", "json", N_("Passages, places and sources, for programs.")),
        _form("csv", "chosen", "csv", N_("Passages and pages as tables, with a list of checksums."), packed=True),
        _form(
            "annotations",
            "chosen",
            "annotation_page",
            N_("Every quote as an annotation that finds its place in the page."),
        ),
        _form("ris", "chosen", "ris", N_("The articles as references for Zotero, EndNote or Mendeley.")),
        _form("csl", "chosen", "csl", N_("The same references for pandoc and citation styles.")),
        Form(
            name="sha256",
            label="SHA-256",
            module="chosen",
            function="checksums",
            media="text/plain; charset=utf-8",
            suffix="sha256",
            purpose=N_("The checksums of the saved pages, as sha256sum -c reads them."),
        ),
    )
}
"""By name, in the order in which they are offered."""


def render(name: str, selection: Selection, setting: Setting) -> Iterator[bytes]:
    """``selection`` in the format ``name``, in chunks."""
    form = SELECTED[name]
    writer = getattr(import_module(f"meada.export.{form.module}"), form.function)
    written: Iterator[bytes] = writer(selection, setting)
    return written
