"""Writes the guides that are drawn from the code, in ``docs``: ``python tests/guide.py``."""

from __future__ import annotations

import ast
import inspect
import os
from importlib import import_module
from pathlib import Path

import click
import msgspec

DOCS = Path(__file__).resolve().parents[1] / "docs"

TYPES = (
    "span.Span", "moment.Moment",
    "sources.capture.Capture", "sources.failure.Failure",
    "page.page.Page", "page.page.Block", "page.page.Segment", "page.page.Candidate",
    "article.article.Article", "article.article.Byline", "article.article.Outlet", "article.article.Agency",
    "article.article.Scar", "article.article.Pointer",
    "when.expression.Anchor", "when.expression.Expression",
    "reading.reading.Reading", "reading.mention.Mention", "reading.mention.Entity", "reading.attribution.Attribution",
    "reading.figure.Figure", "reading.event.Event", "reading.event.Participant", "reading.event.Time", "reading.event.Place",
    "story.story.Story", "story.story.Episode", "story.story.Family", "story.story.Copy", "story.story.Shared",
    "story.story.Reason",
    "record.record.Record", "record.statement.Statement", "record.statement.Evidence", "record.statement.ChainLink",
    "record.statement.FigureValue", "record.link.Link",
    "store.made.Made", "store.judgement.Judgement",
)  # fmt: skip


def fields() -> str:
    """The field guide: each border type with its docstring and its fields."""
    parts = [
        "# Field guide",
        "",
        "Every type that crosses a border between packages, as the code has it. All are frozen; spans are half-open ranges of",
        "code points in `Page.text`. Written by `python tests/guide.py`.",
        "",
    ]
    for name in TYPES:
        module, _, cls = name.rpartition(".")
        parts += _type(module, getattr(import_module(f"meada.{module}"), cls))
    return "\n".join(parts)


def _type(module: str, cls: type[msgspec.Struct]) -> list[str]:
    notes = cls.__annotations__
    rows = [
        f"| `{field.name}` | `{_plain(str(notes.get(field.name, field.type)))}` | {_default(field)} |"
        for field in msgspec.structs.fields(cls)
    ]
    return [
        f"## {cls.__name__}",
        "",
        f"`meada.{module}.{cls.__name__}`. {inspect.cleandoc(cls.__doc__ or '').replace('``', '`')}",
        "",
        "| field | type | default |",
        "|---|---|---|",
        *rows,
        "",
    ]


def _plain(note: str) -> str:
    return note.replace("|", "or").replace("\n", " ")


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.default is not msgspec.NODEFAULT:
        return f"`{field.default!r}`"
    if field.default_factory is not msgspec.NODEFAULT:
        return f"`{field.default_factory()!r}`"
    return "required"


def commands() -> str:
    """The command reference: the help of every command, in English."""
    from meada.cli.main import COMMANDS, group
    from meada.cli.speech import speak

    before = os.environ.get("LANGUAGE")
    speak("en")
    parts = ["# Commands", "", "As `meada COMMAND --help` prints them. Written by `python tests/guide.py`.", ""]
    settings = {**group.context_settings, "terminal_width": 100}
    with click.Context(group, info_name="meada", **settings) as root:
        parts += ["## meada", "", "```", group.get_help(root), "```", ""]
        for name in COMMANDS:
            command = group.get_command(root, name)
            assert command is not None
            with click.Context(command, info_name=name, parent=root, **settings) as ctx:
                parts += [f"## meada {name}", "", "```", command.get_help(ctx), "```", ""]
    if before is not None:
        os.environ["LANGUAGE"] = before
    return "\n".join(parts)


def codebook() -> str:
    """The codebook of the tidy tables."""
    from meada.export.codebook import codebook as text

    return text()


def openapi() -> str:
    """The description of the HTTP API."""
    import json

    from meada.web.api.openapi import document

    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


def modules() -> str:
    """The map of the code: the first sentence of every module, package by package, in the order of the layers."""
    source = DOCS.parent / "src" / "meada"
    parts = ["# Modules", "", "What each file is for, in its own words. Written by `python tests/guide.py`.", ""]
    for package in LAYERS:
        folder = source / package
        files = sorted(folder.glob("*.py")) if folder.is_dir() else [source / f"{package}.py"]
        parts += [f"## {package}", "", "| module | |", "|---|---|"]
        parts += [f"| `{file.stem}` | {_first(file)} |" for file in files if file.stem != "__init__"]
        parts.append("")
    return "\n".join(parts)


LAYERS = (
    "span", "moment", "ident", "errors", "settings", "i18n", "lang", "when", "sources", "page", "article", "reading", "story",
    "record", "search", "store", "flow", "pipe", "export", "web", "web/screen", "cli",
)  # fmt: skip
"""The packages and modules of meada, the lowest layer first."""


def _first(file: Path) -> str:
    doc = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    return doc.split("\n\n")[0].replace("\n", " ").replace("``", "`").replace("|", "or")


GUIDES = {
    "fields.md": fields,
    "commands.md": commands,
    "modules.md": modules,
    "codebook.md": codebook,
    "openapi.json": openapi,
}
"""Each guide and what writes it."""


if __name__ == "__main__":
    for name, make in GUIDES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")
        print(DOCS / name)
