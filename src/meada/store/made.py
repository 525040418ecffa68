"""What made a stored item."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec

from meada import __version__

__all__ = ["Made", "current"]


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """``code`` is the version of meada, ``models`` the ids of the language models used (empty: rules alone),
    ``registries`` the versions of the data tables: name (``resources``, ``lang/pt`` …) to the first 12 hexadecimal digits of
    the SHA-256 over their files."""

    code: str
    models: tuple[str, ...] = ()
    registries: dict[str, str] = {}


def current(models: tuple[str, ...] = ()) -> Made:
    """What would be made now by this installation with ``models``."""
    return Made(code=__version__, models=models, registries=dict(_registries()))


@lru_cache(maxsize=1)
def _registries() -> tuple[tuple[str, str], ...]:
    lang = resources.files("meada.lang")
    folders = {f"lang/{f.name}": f for f in lang.iterdir() if f.is_dir() and not f.name.startswith("_")}
    folders["resources"] = resources.files("meada.resources")
    return tuple((name, _version(folder)) for name, folder in sorted(folders.items()))


def _version(folder: Traversable) -> str:
    total = hashlib.sha256()
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name):
        total.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()[:12]
