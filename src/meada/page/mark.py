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


_Pair = tuple[re.Pattern[str], int]


@lru_cache(maxsize=1)
def _finder() -> tuple[dict[tuple[str, ...], list[_Pair]], list[tuple[str, _Pair]]]:
    """Patterns by the three letters that they begin with, so that a name meets the few that can match; then those of which
    fewer letters are known."""
    long: dict[tuple[str, ...], list[_Pair]] = {}
    short: list[tuple[str, _Pair]] = []
    for name, patterns in resource("marks").items():
        for pattern in patterns:
            seed, pair = _seed(pattern), (re.compile(pattern), _bits()[name])
            if len(seed) == 3:
                long.setdefault(tuple(seed), []).append(pair)
            else:
                short.append((seed, pair))
    return long, short


def _seed(pattern: str) -> str:
    """The first letters of whatever ``pattern`` matches, up to three; empty when they cannot be told."""
    lead = _LEAD.match(pattern)
    return lead[1][:3] if lead is not None and "|" not in _GROUP.sub("", pattern) else ""


@lru_cache(maxsize=32_768)
def _named(word: str) -> int:
    lowered = _CAMEL.sub("-", word).lower().replace("_", "-")
    long, short = _finder()
    able = [pair for seed, pair in short if seed in lowered]
    for seen in long.keys() & set(zip(lowered, lowered[1:], lowered[2:], strict=False)):
        able += long[seen]
    found = 0
    for pattern, value in able:
        if not found & value and pattern.search(lowered):
            found |= value
    return found


def marks(tag: str, words: str, hidden: bool = False) -> int:
    """The bits of an element: ``words`` are its class, id, role and ``itemprop`` (of which ``articleBody`` has a bit)."""
    return _kept(tag, words, hidden) if len(words) <= _KEPT else _marks(tag, words, hidden)


@lru_cache(maxsize=16_384)
def _kept(tag: str, words: str, hidden: bool) -> int:
    return _marks(tag, words, hidden)


def _marks(tag: str, words: str, hidden: bool) -> int:
    found = _bits().get(f"<{tag}>", 0)
    for word in words.split()[:24]:
        found |= _named(word[:80])
    if "articleBody" in words:
        found |= _bits()["itemprop"]
    if hidden:
        found |= _bits()["hidden"]
    return found
