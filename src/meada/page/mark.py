"""What an element's name, class and id say of the text in it, as bits."""

from __future__ import annotations

import re
from functools import lru_cache

from meada.lang.table import resource

__all__ = ["bits", "marks", "names"]

_TAGS = (
    "article", "aside", "figure", "nav", "footer", "header", "main", "form", "table", "blockquote", "li", "section", "p",
    "h1", "h2", "h3", "h4", "dl", "ul", "ol", "figcaption", "a", "button", "details", "div", "td", "th", "address", "time",
    "label", "cite", "pre", "span",
)  # fmt: skip

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LEAD = re.compile(r"(?:\\b)?([a-z0-9-]{2,})(?![?*{])")
_GROUP = re.compile(r"\([^()]*\)")
_KEPT = 240
"""Characters up to which an element's names are looked up once and kept."""


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Every mark in bit order: those of ``resources/marks.toml``, ``itemprop``, ``hidden``, element names in brackets."""
    return (*resource("marks"), "itemprop", "hidden", *(f"<{tag}>" for tag in _TAGS))


@lru_cache(maxsize=1)
def _bits() -> dict[str, int]:
    return {name: 1 << place for place, name in enumerate(names())}


def bits(*wanted: str) -> int:
    """The bits of the marks ``wanted`` (an element's name in angle brackets: ``<aside>``); raises `KeyError` for others."""
    return sum(_bits()[name] for name in wanted)


@lru_cache(maxsize=1)
def _finder() -> dict[str, tuple[tuple[re.Pattern[str], int], ...]]:
    """Patterns by the two or three letters that they begin with, so that a name meets the few that can match."""
    found: dict[str, list[tuple[re.Pattern[str], int]]] = {}
    for name, patterns in resource("marks").items():
        for pattern in patterns:
            found.setdefault(_seed(pattern), []).append((re.compile(pattern), _bits()[name]))
    return {seed: tuple(pairs) for seed, pairs in found.items()}


def _seed(pattern: str) -> str:
    """The first letters of whatever ``pattern`` matches, up to three; empty when they cannot be told."""
    lead = _LEAD.match(pattern)
    return lead[1][:3] if lead is not None and "|" not in _GROUP.sub("", pattern) else ""


@lru_cache(maxsize=32_768)
def _named(word: str) -> int:
    lowered = _CAMEL.sub("-", word).lower().replace("_", "-")
    finder = _finder()
    able = list(finder.get("", ()))
    for at in range(len(lowered) - 1):
        for seed in (lowered[at : at + 2], lowered[at : at + 3]):
            if seed in finder:
                able += finder[seed]
    found = 0
    for pattern, value in able:
        if not found & value and pattern.search(lowered):
            found |= value
    return found


@lru_cache(maxsize=16_384)
def _whole(words: str) -> int:
    found = 0
    for word in words.split()[:24]:
        found |= _named(word[:80])
    return found


def marks(tag: str, words: str, *, body: bool = False, hidden: bool = False) -> int:
    """The bits of an element: ``words`` are its class, id and role; ``body`` tells ``itemprop=articleBody``."""
    found = _bits().get(f"<{tag}>", 0)
    if words:
        found |= _whole(words) if len(words) <= _KEPT else _whole.__wrapped__(words)
    if body:
        found |= _bits()["itemprop"]
    if hidden:
        found |= _bits()["hidden"]
    return found
