"""What the work needs beside its input."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from meada.article.registry import Added, Registry
from meada.lang.model import load_parser
from meada.lang.parse import Parser
from meada.settings import Limits
from meada.store import Store
from meada.store.made import Made, current
from meada.story.vector import Vectors, vectors

__all__ = ["Tools"]

_KEPT = "registry"
"""The setting of a store that holds what the user's registry adds."""


class Tools:
    """What the work needs beside its input: registries, limits, a parser for each language that has one, and vectors that
    bring languages together, where wanted."""

    def __init__(
        self,
        *,
        registry: Registry,
        limits: Limits | None = None,
        parser: Callable[[str], Parser | None] | None = None,
        encoder: Vectors | None = None,
    ) -> None:
        self.registry = registry
        self.limits = limits or Limits()
        self.encoder = encoder
        self._load = parser or load_parser
        self._parsers: dict[str, Parser | None] = {}

    @classmethod
    def load(
        cls,
        *,
        registry: Path | Registry | None = None,
        limits: Limits | None = None,
        models: bool = True,
        deep: bool | None = None,
    ) -> Tools:
        """The tools of this installation; ``registry`` is a ``meada.toml`` with entries of the user's own, or what was made
        of one. Without ``models`` rules alone read, whatever is installed. ``deep`` joins episodes by the vectors of the
        extra `deep`, as far as it is installed; None asks the environment (``MEADA_DEEP=1``)."""
        parser = load_parser if models else _rules_alone
        wanted = os.environ.get("MEADA_DEEP") == "1" if deep is None else deep
        encoder = vectors() if wanted and models else None
        known = registry if isinstance(registry, Registry) else Registry.load(registry)
        return cls(registry=known, limits=limits, parser=parser, encoder=encoder)

    @classmethod
    def of(cls, store: Store, *, registry: Path | None = None, models: bool = True) -> Tools:
        """The tools for ``store``: with ``registry``, which the store then keeps, else with the entries it keeps since it was
        last given some. So what is read anew or corrected later is read with the same. Raises `SettingsError` as
        `Registry.load` does."""
        if registry is not None:
            known = Registry.load(registry)
            kept = msgspec.json.encode(known.added).decode()
            if kept != store.setting(_KEPT):
                store.set(_KEPT, kept)
            return cls.load(registry=known, models=models)
        kept = store.setting(_KEPT) or ""
        known = Registry.over(msgspec.json.decode(kept, type=Added)) if kept else Registry.load()
        return cls.load(registry=known, models=models)

    def parser(self, lang: str | None) -> Parser | None:
        """The parser of ``lang``, loaded at its first use; None when there is none."""
        if lang is None:
            return None
        if lang not in self._parsers:
            self._parsers[lang] = self._load(lang)
        return self._parsers[lang]

    def made(self) -> Made:
        """The versions of what works now."""
        models = [p.id for p in self._parsers.values() if p is not None]
        return current(tuple(sorted([*models, self.encoder.id] if self.encoder else models)))


def _rules_alone(lang: str) -> Parser | None:
    return None
