"""A statement with what its comparison needs from its page."""

from __future__ import annotations

import re
import unicodedata

import msgspec

from meada.record.report import Report
from meada.record.statement import Statement

__all__ = ["PageFacts", "Side", "remembered", "side", "stems"]

_WORD = re.compile(r"\w{4,}")
_QUOTED = re.compile(r"[“”\"«»„‘](.{2,400}?)[“”\"«»‟’]", re.DOTALL)
_STEM = 6


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A statement with the copy family and publication date of its page, and the stems of its words.

    ``quoted`` are the stems of its words in quotation marks, in order; ``holder`` the statement of the act that holds it;
    ``depth`` where it stands in the text, as a share of the body in [0, 1].
    """

    statement: Statement
    family: str
    published: str | None
    words: frozenset[str]
    quoted: tuple[str, ...] = ()
    lang: str | None = None
    holder: Statement | None = None
    depth: float = 0.0


def side(report: Report, statement: Statement, holder: Statement | None = None) -> Side:
    """The side of ``statement``, which is of ``report``."""
    page = PageFacts(family=report.family, published=report.published, lang=report.reading.lang, body=_body(report))
    return remembered(statement, page, holder)


class PageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What of a page a comparison needs when only its statements are at hand; ``body`` where its text begins and ends."""

    family: str
    published: str | None
    lang: str | None
    body: tuple[int, int] = (0, 0)


def remembered(statement: Statement, page: PageFacts, holder: Statement | None = None) -> Side:
    """The side of a statement made before, without reading its page again."""
    text = " ".join(e.quote for e in statement.evidence)
    quotes = [stems(m[1]) for e in statement.evidence for m in _QUOTED.finditer(e.quote)]
    return Side(
        statement=statement,
        family=page.family,
        published=page.published,
        words=frozenset(stems(text)),
        quoted=tuple(word for quote in quotes for word in quote),
        lang=page.lang,
        holder=holder,
        depth=_depth(page.body, statement),
    )


def _body(report: Report) -> tuple[int, int]:
    body = report.article.body
    return (body[0].start, body[-1].end) if body else (0, 0)


def _depth(body: tuple[int, int], statement: Statement) -> float:
    begin, end = body
    if end <= begin or not statement.evidence:
        return 0.0
    return min(1.0, max(0.0, (statement.evidence[0].span.start - begin) / (end - begin)))


def stems(text: str) -> list[str]:
    """The words of four letters or more, folded and cut to six letters, in order."""
    return [word[:_STEM] for word in _WORD.findall(text.lower().translate(_FOLDED))]


class _Folded(dict[int, str]):
    """Each character without its diacritics, looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = found = "".join(
            c for c in unicodedata.normalize("NFKD", chr(code)) if not unicodedata.combining(c)
        )
        return found


_FOLDED = _Folded()
