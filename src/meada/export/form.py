"""The formats of an export: what each is called, what it is for, and who writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Literal

import msgspec

from meada.export.care import chosen
from meada.export.material import Material
from meada.export.setting import Setting
from meada.i18n import N_

__all__ = ["FORMATS", "Form", "Scope", "render"]

Scope = Literal["store", "story", "article", "person"]
"""What can be exported: all, one story, one article, one person or organisation."""

_ALL: tuple[Scope, ...] = ("store", "story", "article", "person")


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A format. ``module`` and ``function`` name its writer in `meada.export`; ``media`` is its media type, ``suffix`` that
    of its files; ``purpose`` one line on what it is for, a message to be translated. ``packed`` formats are zip archives
    unless a table is named. ``scopes`` are what it can hold; ``raw`` ones hold everything, whatever the setting."""

    name: str
    label: str
    module: str
    function: str = "write"
    media: str
    suffix: str
    purpose: str
    scopes: tuple[Scope, ...] = _ALL
    packed: bool = False
    raw: bool = False

    def media_type(self, table: str | None) -> str:
        """The media type of what is written."""
        return "application/zip" if self.packed and table is None else self.media

    def file(self, stem: str, table: str | None) -> str:
        """A name for the file."""
        if self.packed:
            return f"{stem}.{self.suffix}.zip" if table is None else f"{stem}-{table}.{self.suffix}"
        return f"{stem}.{self.suffix}"


def render(name: str, materials: Iterable[Material], setting: Setting) -> Iterator[bytes]:
    """``materials`` in the format ``name``, in chunks, story by story. Raises `SettingsError` where a library is missing."""
    form = FORMATS[name]
    writer: Callable[[Iterable[Material], Setting], Iterator[bytes]]
    writer = getattr(import_module(f"meada.export.{form.module}"), form.function)
    kept = materials if form.raw else (chosen(material, setting) for material in materials)
    return writer(kept, setting)


FORMATS: dict[str, Form] = {
    form.name: form
    for form in (
        Form(
            name="json",
            label="JSON",
            module="whole",
            media="application/json",
            suffix="json",
            purpose=N_("Everything as meada keeps it, for programs."),
        ),
        Form(
            name="md",
            label="Markdown",
            module="dossier",
            media="text/markdown; charset=utf-8",
            suffix="md",
            purpose=N_("A dossier with footnotes, to edit."),
        ),
        Form(
            name="html",
            label="HTML",
            module="paper",
            media="text/html; charset=utf-8",
            suffix="html",
            purpose=N_("A dossier in one file, to read, print and send."),
        ),
        Form(
            name="csv",
            label="CSV",
            module="spreadsheet",
            media="text/csv; charset=utf-8",
            suffix="csv",
            packed=True,
            purpose=N_("Tables with a codebook, for a spreadsheet."),
        ),
        Form(
            name="parquet",
            label="Parquet",
            module="columnar",
            media="application/vnd.apache.parquet",
            suffix="parquet",
            packed=True,
            purpose=N_("The same tables with types, for R, Python or DuckDB."),
        ),
        Form(
            name="rss",
            label="RSS",
            module="syndication",
            function="rss",
            media="application/rss+xml; charset=utf-8",
            suffix="rss",
            purpose=N_("A feed of what is new, for any feed reader."),
        ),
        Form(
            name="atom",
            label="Atom",
            module="syndication",
            function="atom",
            media="application/atom+xml; charset=utf-8",
            suffix="atom",
            purpose=N_("The same feed in the stricter format."),
        ),
        Form(
            name="jsonld",
            label="JSON-LD",
            module="linked",
            media="application/ld+json",
            suffix="jsonld",
            purpose=N_("Articles and claims in schema.org's words, for the web of data."),
        ),
        Form(
            name="annotations",
            label="W3C Web Annotation",
            module="annotation",
            media='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
            suffix="anno.jsonld",
            purpose=N_("Every quote as an annotation that finds its place in the page."),
        ),
        Form(
            name="ninjs",
            label="ninjs 3",
            module="ninjs",
            media="application/json",
            suffix="ninjs.json",
            purpose=N_("News items for an editorial system."),
        ),
        Form(
            name="timeline",
            label="TimelineJS",
            module="chronology",
            media="application/json",
            suffix="timeline.json",
            purpose=N_("A timeline to put on a page with TimelineJS."),
        ),
        Form(
            name="ris",
            label="RIS",
            module="reference",
            function="ris",
            media="application/x-research-info-systems",
            suffix="ris",
            purpose=N_("The articles as references for Zotero, EndNote or Mendeley."),
        ),
        Form(
            name="csl",
            label="CSL-JSON",
            module="reference",
            function="csl",
            media="application/vnd.citationstyles.csl+json",
            suffix="csl.json",
            purpose=N_("The same references for pandoc and citation styles."),
        ),
        Form(
            name="ftm",
            label="FollowTheMoney",
            module="follow",
            media="application/x-ndjson",
            suffix="ftm.json",
            purpose=N_("People, bodies, articles and events for Aleph and other investigation tools."),
        ),
        Form(
            name="records",
            label="records",
            module="records",
            media="application/json",
            suffix="records.json",
            raw=True,
            purpose=N_("One object of documents, entities, records and links, as records are written by hand."),
        ),
    )
}
"""The formats by name, in the order in which they are offered."""
