"""Links that open a page at the quoted words: text fragments, ``#:~:text=prefix-,start,end,-suffix``.

The syntax and the matching are those of the WICG draft "URL Fragment Text Directives": a browser compares without case and
accents, and only at the bounds of words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from meada.span import Span

__all__ = ["directive", "link"]

_LONG = 200
"""Longer quotes, and those over several blocks, are named by their first and last words."""

_EDGE, _CONTEXT = 5, 8
_WORD = re.compile(r"\w+(?:[^\w\s]+\w+)*")
_SPACE = re.compile(r"\s+")


def link(url: str | None, text: str, span: Span) -> str | None:
    """``url`` with a directive for ``span`` of ``text``; without one where the span holds no word; None without ``url``."""
    if url is None:
        return None
    named = directive(text, span)
    if named is None:
        return url
    return url + (":~:" if "#" in url else "#:~:") + named


def directive(text: str, span: Span) -> str | None:
    """The directive ``text=…`` for ``span`` of ``text``, with as many words before and after as tell it from its likes;
    None where there is no word in it."""
    whole = _to_words(text, span)
    if whole is None:
        return None
    start, end = whole
    if "\n" in text[start:end] or end - start > _LONG:
        first, last = _ends(text, start, end)
        exact = f"{_escape(text[start:first])},{_escape(text[last:end])}"
        stop = first
    else:
        exact, stop = _escape(text[start:end]), end
    before, after = _context(text, start, stop, ranged=stop != end)
    prefix = f"{_escape(before)}-," if before else ""
    suffix = f",-{_escape(after)}" if after else ""
    return f"text={prefix}{exact}{suffix}"


def _escape(text: str) -> str:
    """``text`` with white space folded; all but unreserved characters percent-encoded, the dash too, for it is syntax."""
    return quote(_SPACE.sub(" ", text).strip(), safe="").replace("-", "%2D")


def _to_words(text: str, span: Span) -> tuple[int, int] | None:
    """The span from the start of its first word to the end of its last."""
    start, end = span.start, span.end
    while start > 0 and start < len(text) and _in_word(text, start):
        start -= 1
    while 0 < end < len(text) and _in_word(text, end):
        end += 1
    piece = text[start:end]
    first = re.search(r"\w", piece)
    last = re.search(r"\w\W*\Z", piece)
    return (start + first.start(), start + last.start() + 1) if first and last else None


def _in_word(text: str, at: int) -> bool:
    return _is_word(text[at - 1]) and _is_word(text[at])


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.combining(character) != 0


def _ends(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the first words of the range end and the last begin: in its first block and in its last, never overlapping."""
    break_first = text.find("\n", start, end)
    break_last = text.rfind("\n", start, end)
    heads = [w.end() for w in _words(text, start, break_first if break_first >= 0 else end)][:_EDGE]
    tails = [w.start() for w in _words(text, break_last + 1 if break_last >= 0 else start, end)][-_EDGE:]
    first = heads[-1]
    return first, next((at for at in tails if at >= first), tails[-1])


def _words(text: str, start: int, end: int) -> list[re.Match[str]]:
    return list(_WORD.finditer(text, start, end))


def _context(text: str, start: int, stop: int, *, ranged: bool) -> tuple[str, str]:
    """As many words of the same block before and, for a quote named whole, after it as make it the only one of its kind."""
    folded = _folded(text)
    if _count(folded, folded[start:stop]) < 2:
        return "", ""
    block = text.rfind("\n", 0, start) + 1
    line = text.find("\n", stop)
    before = [w.start() for w in _words(text, max(block, start - 200), start)][-_CONTEXT:]
    after = [] if ranged else [w.end() for w in _words(text, stop, min(line if line >= 0 else len(text), stop + 200))]
    left, right = start, stop
    for step in range(_CONTEXT):
        if step < len(before):
            left = before[-1 - step]
            if _count(folded, folded[left:right]) < 2:
                break
        if step < len(after):
            right = after[step]
            if _count(folded, folded[left:right]) < 2:
                break
    return text[left:start], text[stop:right]


def _count(folded: str, piece: str) -> int:
    """How often ``piece`` stands in ``folded`` between the bounds of words; stops at two."""
    found, at = 0, folded.find(piece)
    while at >= 0 and found < 2:
        end = at + len(piece)
        free = at == 0 or not (_is_word(folded[at - 1]) and _is_word(folded[at]))
        found += free and (end == len(folded) or not (_is_word(folded[end - 1]) and _is_word(folded[end])))
        at = folded.find(piece, at + 1)
    return found


@lru_cache(maxsize=8)
def _folded(text: str) -> str:
    """``text`` without case and accents, character for character."""
    return "".join(map(_fold, text))


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    if character.isspace():
        return " "
    return (unicodedata.normalize("NFD", character)[0].casefold() or character)[0]
