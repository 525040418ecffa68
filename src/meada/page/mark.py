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
def _finder() -> tuple[tuple[re.Pattern[str], int], ...]:
    return tuple((re.compile("|".join(patterns)), _bits()[name]) for name, patterns in resource("marks").items())


@lru_cache(maxsize=65_536)
def _named(word: str) -> int:
    lowered = _CAMEL.sub("-", word[:80]).lower().replace("_", "-")
    found = 0
    for pattern, value in _finder():
        if pattern.search(lowered):
            found |= value
    return found


def marks(tag: str, words: str, *, body: bool = False, hidden: bool = False) -> int:
    """The bits of an element: ``words`` are its class, id and role; ``body`` tells ``itemprop=articleBody``."""
    found = _bits().get(f"<{tag}>", 0)
    for word in words.split()[:24]:
        found |= _named(word)
    if body:
        found |= _bits()["itemprop"]
    if hidden:
        found |= _bits()["hidden"]
    return found
