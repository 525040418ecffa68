"""Extracts the messages of the interface and updates the catalogues: ``python tests/catalogue.py``."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "src/meada/locale"
TONGUES = ("pt_BR", "pt_PT", "es")
"""The languages that have a catalogue; message ids are English."""

_KEYWORDS: dict[str, tuple[int, ...] | None] = {"N_": None, "say": None, "words": None, "count": (1, 2)}


def messages() -> Catalog:
    """All messages of the source, with where they stand."""
    catalogue = Catalog(project="meada", charset="utf-8")
    found = extract_from_dir(ROOT / "src/meada", [("**.py", "python")], keywords=_KEYWORDS)
    for path, _line, message, comments, context in sorted(found, key=lambda f: (f[0], f[1])):
        catalogue.add(message, locations=[(path, None)], auto_comments=comments, context=context)
    return catalogue


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
        old.update(fresh, no_fuzzy_matching=True)
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
