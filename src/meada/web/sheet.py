"""Templates: one environment, everything escaped, nothing undefined."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

__all__ = ["STATIC", "TEMPLATES", "environment", "static"]

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
STATIC = HERE / "static"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The environment of all pages: autoescaping, strict about names, no white space of tags."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=200,
    )
    made.globals["static"] = static
    return made


@lru_cache(maxsize=64)
def static(name: str) -> str:
    """The address of a file in ``static``, with the start of its SHA-256: a changed file has another address."""
    return f"/static/{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]}"
