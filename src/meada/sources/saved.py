"""What a browser or tool that saved a page wrote into it: the address it was taken from, and when."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

import msgspec

__all__ = ["Saved", "saved"]


class Saved(msgspec.Struct, frozen=True):
    """``url`` and ``fetched_at`` (ISO 8601 with offset) as the saving tool wrote them; ``tool`` names it."""

    url: str | None = None
    fetched_at: str | None = None
    tool: str | None = None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# Each pattern is what the tool itself writes: Chromium and Internet Explorer ("mark of the web", the number is the
# length of the address), SingleFile, monolith, HTTrack, WebScrapBook.
_PATTERNS = (
    ("browser", r"<!--\s{0,9}saved from url=\(\d{1,6}\)(?P<url>\S{1,4000})\s{0,9}-->"),
    (
        "SingleFile",
        r"<!--\s{0,9}Page saved with SingleFile\s{0,9}url:\s{0,9}(?P<url>\S{1,4000})\s{1,9}"
        r"(?:saved date:\s{0,9}(?P<js>[^\r\n]{1,120}))?",
    ),
    ("monolith", r"<!--\s{0,9}Saved from (?P<url>\S{1,4000}) at (?P<iso>[\dT:.Z+-]{10,40}) using monolith"),
    (
        "HTTrack",
        r"<!--\s{0,9}Mirrored from (?P<bare>\S{1,4000}) by HTTrack[^\r\n]{0,80}?\], (?P<rfc>[^\r\n]{10,40}?)\s{0,9}-->",
    ),
    (
        "WebScrapBook",
        r"<html\b[^>]{0,500}?data-scrapbook-source=\"(?P<url>[^\"\s]{1,4000})\"[^>]{0,500}?"
        r"data-scrapbook-create=\"(?P<digits>\d{17})\"",
    ),
)


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((tool, re.compile(pattern, re.IGNORECASE)) for tool, pattern in _PATTERNS)


def saved(head: str) -> Saved:
    """What the saving tool wrote into the start of a page; an empty `Saved` where none did.

    Only web addresses count (``about:internet`` is none), and only times that carry their offset.
    """
    for tool, pattern in _compiled():
        found = pattern.search(head)
        if found is not None:
            parts = found.groupdict()
            url = parts.get("url") or ("http://" + parts["bare"] if parts.get("bare") else None)
            web = url if url and url.lower().startswith(("http://", "https://")) else None
            return Saved(web, _time(parts), tool)
    return Saved()


def _time(parts: dict[str, str | None]) -> str | None:
    if (js := parts.get("js")) is not None:
        return _javascript(js)
    try:
        if (iso := parts.get("iso")) is not None:
            return _iso(datetime.fromisoformat(iso))
        if (rfc := parts.get("rfc")) is not None:
            return _iso(parsedate_to_datetime(rfc))
        if (digits := parts.get("digits")) is not None:
            return _iso(datetime.strptime(digits[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC))
    except ValueError:
        return None
    return None


def _javascript(text: str) -> str | None:
    """The time in JavaScript's ``Date.prototype.toString`` form (ECMA-262 21.4.4.41): ``Tue Oct 28 2025 10:12:13 GMT-0300``."""
    found = re.match(r"\w{3} (\w{3}) (\d\d) (\d{4}) (\d\d):(\d\d):(\d\d) GMT([+-]\d\d)(\d\d)", text)
    if found is None or found[1].lower() not in _MONTHS:
        return None
    month = _MONTHS.index(found[1].lower()) + 1
    try:
        moment = datetime.fromisoformat(
            f"{found[3]}-{month:02}-{found[2]}T{found[4]}:{found[5]}:{found[6]}{found[7]}:{found[8]}"
        )
    except ValueError:
        return None
    return _iso(moment)


def _iso(moment: datetime) -> str | None:
    return moment.isoformat(timespec="seconds") if moment.tzinfo is not None else None
