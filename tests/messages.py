"""Extracts the messages of the interface and updates the catalogues: ``python tests/messages.py``."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

from meada import errors

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "src/meada/locale"
CLICK: tuple[str | tuple[str, str], ...] = (
    "Usage:", "Options", "Commands", "Positional arguments", "Show this message and exit.", "Show the version and exit.",
    "Try '{command} {option}' for help.", "Error: {message}", "Missing argument", "Missing option", "Missing command.",
    "No such option {name!r}.", "Invalid value for {param_hint}: {message}", "Option {name!r} does not take a value.",
    "{name} {filename!r} does not exist.", "{name} {filename!r} is a directory.", "file", "default: {default}",
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
)  # fmt: skip
"""What click itself says in the cases that meada's commands meet."""

TONGUES = ("pt_BR", "pt_PT", "es")
"""The languages that have a catalogue; message ids are English."""

_MARKS = frozenset(("N_", "say", "words", "self"))
_RAISED = (*errors.__all__, "Failure", "refuse", "UsageError")


def messages() -> Catalog:
    """All messages of the source, with the files they stand in: marked strings, counted forms, and what errors say."""
    found: dict[str | tuple[str, str], list[tuple[str, int]]] = {}
    for path in sorted((ROOT / "src/meada").rglob("*.py")):
        place = str(path.relative_to(ROOT / "src/meada"))
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                for message in _messages(node):
                    found.setdefault(message, []).append((place, 0))
    for path in sorted((ROOT / "src/meada").rglob("*.html")):
        place = str(path.relative_to(ROOT / "src/meada"))
        for call in Environment().parse(path.read_text("utf-8")).find_all(nodes.Call):
            for message in _drawn(call):
                found.setdefault(message, []).append((place, 0))
    fresh = Catalog(project="meada", charset="utf-8")
    for message in sorted(found, key=str):
        fresh.add(message, locations=sorted(set(found[message])))
    for message in CLICK:
        fresh.add(message, locations=[("click", 0)])
    return fresh


def _messages(call: ast.Call) -> Iterator[str | tuple[str, str]]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    texts = [a.value if isinstance(a, ast.Constant) and isinstance(a.value, str) else None for a in call.args]
    if name == "count" and len(texts) >= 2 and texts[0] and texts[1]:
        yield texts[0], texts[1]
    elif (name in _MARKS or name in _RAISED) and texts and texts[0]:
        yield texts[0]
    if name in _RAISED:
        for keyword in call.keywords:
            if keyword.arg in ("next", "what") and isinstance(keyword.value, ast.Constant) and keyword.value.value:
                yield str(keyword.value.value)


def _drawn(call: nodes.Call) -> Iterator[str | tuple[str, str]]:
    """What a template says: `_("…")`, and counted forms as `_.count("…", "…", n)`."""
    texts = [str(a.value) if isinstance(a, nodes.Const) and isinstance(a.value, str) else None for a in call.args]
    node = call.node
    if isinstance(node, nodes.Name) and node.name == "_" and texts and texts[0]:
        yield texts[0]
    elif isinstance(node, nodes.Getattr) and node.attr == "count" and len(texts) >= 2 and texts[0] and texts[1]:
        yield texts[0], texts[1]


def catalogue(tongue: str) -> Catalog:
    """The catalogue of one language as it stands in the repository."""
    path = LOCALE / tongue / "LC_MESSAGES" / "meada.po"
    if not path.exists():
        return Catalog(locale=tongue, project="meada", charset="utf-8")
    with path.open("rb") as stream:
        return read_po(stream, locale=tongue)


def update() -> None:
    """Bring every catalogue up to the source: new messages come in empty, old ones go."""
    fresh = messages()
    for tongue in TONGUES:
        old = catalogue(tongue)
        made = old.creation_date
        old.update(fresh, no_fuzzy_matching=True)
        old.creation_date = made
        old.obsolete.clear()
        path = LOCALE / tongue / "LC_MESSAGES" / "meada.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            write_po(stream, old, width=120, omit_header=False, sort_output=True, include_lineno=False)
        print(f"{tongue}: {sum(not _done(m) for m in old if m.id)} to translate")


def _done(message: object) -> bool:
    string = getattr(message, "string", "")
    return all(string) if isinstance(string, tuple) else bool(string)


if __name__ == "__main__":
    update()
