"""What pages say of themselves in each language (``lang/<xx>/notice.toml``), compiled once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import msgspec

from meada.lang.table import LANGUAGES, table

__all__ = ["Notices", "notices"]

_NEVER = re.compile(r"(?!)")


class Notices(msgspec.Struct, frozen=True):
    """The patterns of one language, or of all where the language of a page is not known."""

    correction: re.Pattern[str]
    credit_cue: re.Pattern[str]
    photo: re.Pattern[str]
    scar_list: re.Pattern[str]
    scar_dateline: re.Pattern[str]
    scar_cue: re.Pattern[str]
    lower: frozenset[str]
    live_address: re.Pattern[str]
    live_words: re.Pattern[str]
    paywall: re.Pattern[str]
    truncated: re.Pattern[str]


@lru_cache(maxsize=8)
def notices(lang: str | None) -> Notices:
    """The patterns for ``lang``; for a language without a table (or None) those of all languages together."""
    langs = (lang,) if lang in LANGUAGES else LANGUAGES
    tables = [table(name, "notice") for name in langs if name]
    return Notices(
        correction=_any(tables, "correction", "begins", r"\s*[*(\[]*(?:{})"),
        credit_cue=_any(tables, "credit", "cues", r"(?:{})"),
        photo=_any(tables, "credit", "photo", r"\b(?:{})\b"),
        scar_list=_any(tables, "scar", "list", r"(?:{})"),
        scar_dateline=_any(tables, "scar", "dateline", r"(?:{})\b"),
        scar_cue=_any(tables, "scar", "cue", r"(?<=[^.]\.\s)(?:{})\s?\.", flags=0),
        lower=frozenset(word for data in tables for word in data["scar"]["lower"]),
        live_address=_any(tables, "live", "address", r"(?:^|[/\-])(?:{})(?:[/\-.]|$)"),
        live_words=_any(tables, "live", "words", r"(?<!\w)(?:{})(?!\w)"),
        paywall=_any(tables, "paywall", "holds", r"(?:{})"),
        truncated=_any(tables, "truncated", "ends", r"(?:{})[\s.…»>]*\Z"),
    )


def _any(
    tables: list[dict[str, Any]], section: str, key: str, frame: str, flags: int = re.IGNORECASE
) -> re.Pattern[str]:
    found = [pattern for data in tables for pattern in data[section][key]]
    found.sort(key=len, reverse=True)
    return re.compile(frame.format("|".join(found)), flags) if found else _NEVER
