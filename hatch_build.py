"""Compiles the message catalogues when a wheel or an editable install is made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface[Any]):
    """Writes ``meada.mo`` beside each ``meada.po``, so that git keeps only the readable file."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before anything is packed."""
        for source in sorted(Path(self.root, "src/meada/locale").glob("*/LC_MESSAGES/meada.po")):
            with source.open("rb") as stream:
                catalogue = read_po(stream, locale=source.parts[-3])
            with source.with_suffix(".mo").open("wb") as stream:
                write_mo(stream, catalogue)
