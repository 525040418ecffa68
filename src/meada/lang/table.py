"""Loading of language tables and resources."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

__all__ = ["LANGUAGES", "resource", "table"]

LANGUAGES = ("pt", "es", "en")
"""The languages that are read in full, by ISO 639-1 code."""


@lru_cache(maxsize=64)
def table(lang: str, name: str) -> dict[str, Any]:
    """The table ``name`` (``calendar``, ``reporting`` …) of the language ``lang``; treat it as read-only.

    Raises `FileNotFoundError` when the language has no such table.
    """
    return tomllib.loads((resources.files("meada.lang") / lang / f"{name}.toml").read_text("utf-8"))


@lru_cache(maxsize=16)
def resource(name: str) -> dict[str, Any]:
    """The registry ``resources/<name>.toml`` (``outlets``, ``agencies``, ``states`` …); treat it as read-only."""
    return tomllib.loads((resources.files("meada.resources") / f"{name}.toml").read_text("utf-8"))
