"""What the work needs beside its input."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from meada.article.registry import Registry
from meada.lang.model import load_parser
from meada.lang.parse import Parser
from meada.settings import Limits
from meada.store.made import Made, current
from meada.story.vector import Vectors, vectors

__all__ = ["Tools"]


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
        registry: Path | None = None,
        limits: Limits | None = None,
        models: bool = True,
        deep: bool | None = None,
    ) -> Tools:
        """The tools of this installation; ``registry`` is a ``meada.toml`` with entries of the user's own. Without
        ``models`` rules alone read, whatever is installed. ``deep`` joins episodes by the vectors of the extra `deep`, as
        far as it is installed; None asks the environment (``MEADA_DEEP=1``)."""
        parser = load_parser if models else _rules_alone
        wanted = os.environ.get("MEADA_DEEP") == "1" if deep is None else deep
        encoder = vectors() if wanted and models else None
        return cls(registry=Registry.load(registry), limits=limits, parser=parser, encoder=encoder)

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
