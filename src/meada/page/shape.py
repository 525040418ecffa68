"""The shape of a line of text: is it a sentence, a headline, a label?"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from meada.page.debris import lexicon

__all__ = ["Shape", "folded", "shape"]

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_CLOSED = re.compile(r"[.!?…。:;][\"”’'»)\]*]*\Z")
_STOP = re.compile(r"[.!?…。][\"”’'»)\]*]*\Z")
_INNER = re.compile(r"[.!?…][\"”’'»)]*\s+[\"“«'‘(¿¡]?[A-ZÀ-ÝÄÖÜ0-9]")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")
"""Runs of a script that writes no space between words: two characters count as one word."""
_SHORT = 60
"""Labels up to this many characters are looked at once and kept: menus repeat from page to page."""


class Shape(msgspec.Struct, frozen=True, gc=False):
    """What a block looks like.

    ``words`` and ``size`` (characters); whether it ``stops`` like a sentence, or at least is ``closed`` by a mark; how many
    sentence ends are ``inner``; whether it is in capitals (``loud``) or starts with a small letter. ``letters`` counts
    characters in words, ``proper`` the words with a capital, ``short`` those of up to three small letters (function words,
    mostly), ``address`` words that speak to the reader; ``content`` are the distinct words of five letters or more, in
    lower case. Where a script writes no spaces, pairs of characters stand for words.
    """

    words: int
    size: int
    stops: bool
    closed: bool
    inner: int
    loud: bool
    small: bool
    letters: int = 0
    proper: int = 0
    short: int = 0
    address: int = 0
    content: frozenset[str] = frozenset()

    @property
    def prose(self) -> bool:
        """A sentence or more: ten words and a stop, or two sentences that end, or thirty words."""
        return (
            (self.words >= 10 and self.stops)
            or (self.inner >= 1 and self.words >= 8 and self.closed)
            or self.words >= 30
        )

    @property
    def title(self) -> bool:
        """Could be a headline: three to forty words and no full stop at its end."""
        return 3 <= self.words <= 40 and self.size <= 260 and not (self.inner and self.stops and self.words > 16)


def shape(text: str) -> Shape:
    """The shape of ``text``, one block; linear in its length."""
    return _label(text) if len(text) <= _SHORT else _shape(text)


@lru_cache(maxsize=8_192)
def _label(text: str) -> Shape:
    return _shape(text)


def _shape(text: str) -> Shape:
    words = _WORD.findall(text)
    if not text.isascii() and _DENSE.search(text) is not None:
        words = _pairs(text, words)
    lowered = [word.lower() for word in words]
    address = lexicon().address
    head = text[:1]
    return Shape(
        words=len(words),
        size=len(text),
        stops=_STOP.search(text, max(0, len(text) - 6)) is not None,
        closed=_CLOSED.search(text, max(0, len(text) - 6)) is not None,
        inner=len(_INNER.findall(text)) + text.count("。", 0, -1) if len(text) < 5000 else 50,
        loud=len(text) < 200 and text.isupper(),
        small=head.islower(),
        letters=sum(map(len, words)),
        proper=sum([word[0].isupper() for word in words]),
        short=sum([len(word) < 4 and word.islower() for word in words]),
        address=sum([word in address for word in lowered]),
        content=frozenset([word for word in lowered if len(word) > 4 or word > "\u3040"]),
    )


def _pairs(text: str, words: list[str]) -> list[str]:
    """``words`` with every run of a dense script cut into pairs of characters."""
    runs = [run for word in words for run in (_DENSE.findall(word) or [word])]
    return [piece for run in runs for piece in (_cut(run) if run > "\u3040" else [run])]


def _cut(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(0, len(run), 2)]


def folded(text: str) -> str:
    """``text`` as lower-case words parted by one space: equal for headlines that differ in marks alone."""
    return _folded_label(text) if len(text) <= _SHORT else _folded(text)


@lru_cache(maxsize=8_192)
def _folded_label(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
