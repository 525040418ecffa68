"""The four languages of the interface: catalogues, dates and numbers.

Message ids are English. Patterns of dates and numbers are fixed here, because CLDR's vary between releases.
"""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from meada.errors import SettingsError

if TYPE_CHECKING:
    from meada.moment import Moment

__all__ = ["LOCALE", "N_", "TAGS", "Words", "choose", "match", "words"]

LOCALE = Path(__file__).with_name("locale")
"""The folder of the catalogues."""

TAGS = ("pt-BR", "pt-PT", "es", "en")
"""The interface languages, as BCP 47 tags."""

_BY_PREFIX = {"pt": "pt-PT", "es": "es", "en": "en", "c": "en", "posix": "en"}
"""Portuguese of any country but Brazil follows Portugal; a bare ``pt`` is Brazilian, as in CLDR."""

_MONTHS = {
    "pt-BR": ["jan.", "fev.", "mar.", "abr.", "maio", "jun.", "jul.", "ago.", "set.", "out.", "nov.", "dez."],
    "pt-PT": ["jan.", "fev.", "mar.", "abr.", "maio", "jun.", "jul.", "ago.", "set.", "out.", "nov.", "dez."],
    "es": ["ene.", "feb.", "mar.", "abr.", "may.", "jun.", "jul.", "ago.", "sept.", "oct.", "nov.", "dic."],
    "en": ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."],
}
_GROUP = {"pt-BR": ".", "pt-PT": " ", "es": " ", "en": ","}
_POINT = {"pt-BR": ",", "pt-PT": ",", "es": ",", "en": "."}


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a marked message
    """``message`` itself, marked for translation where it is shown."""
    return message


def choose(wanted: str | None = None, environ: Mapping[str, str] | None = None) -> str:
    """The interface language: ``wanted`` (``--lang``), else ``MEADA_LANG``, else the locale; C and POSIX give ``en``.

    A tag is matched in full (``pt-PT``, ``pt_PT.UTF-8``), else by its language (``es-AR`` → ``es``). Raises
    `SettingsError` when ``wanted`` is none of `TAGS`; an unknown locale falls back to ``en``.
    """
    env = os.environ if environ is None else environ
    if wanted:
        tag = match(wanted)
        if tag is None:
            raise SettingsError(
                f"no interface language “{wanted}”", where="--lang", next=f"use one of {', '.join(TAGS)}"
            )
        return tag
    for name in ("MEADA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if env.get(name):
            return match(env[name]) or "en"
    if environ is None:
        return match(locale.getlocale()[0] or "") or "en"
    return "en"


def match(tag: str) -> str | None:
    """The one of `TAGS` that ``tag`` asks for: in full (``pt_PT.UTF-8``), else by its language; None where there is none."""
    plain = tag.split(".")[0].split("@")[0].replace("_", "-")
    for known in TAGS:
        if plain.lower() == known.lower():
            return known
    if plain.lower() == "pt":
        return "pt-BR"
    return _BY_PREFIX.get(plain.split("-")[0].lower())


@lru_cache(maxsize=8)
def words(tag: str) -> Words:
    """The catalogue of one of `TAGS`."""
    return Words(tag)


class Words:
    """Translation and formatting for one interface language."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self._catalogue = gettext.translation("meada", str(LOCALE), [tag.replace("-", "_")], fallback=True)

    def __call__(self, message: str, /, **values: object) -> str:
        """``message`` in this language, its ``{name}`` fields filled from ``values``."""
        text = self._catalogue.gettext(message)
        return text.format(**values) if values else text

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form of the message for ``n``; ``{n}`` is written in this language's digits. Nought takes the plural in all
        four, as the press writes it (gettext's rule for pt-BR would say ``0 falha``)."""
        return self._catalogue.ngettext(one, many, n or 2).format(n=self.number(n), **values)

    def number(self, value: float) -> str:
        """``1.234,5`` in pt-BR, ``1 234,5`` in pt-PT, ``1 234,5`` in es, ``1,234.5`` in en; four digits stay ungrouped
        in pt-PT and es, as their academies ask."""
        whole, _, part = f"{abs(value):.10g}".partition(".")
        if "e" in whole or "e" in part:
            return str(value)
        if len(whole) > 4 or self.tag in ("pt-BR", "en"):
            head = len(whole) % 3
            groups = ([whole[:head]] if head else []) + [whole[i : i + 3] for i in range(head, len(whole), 3)]
            whole = _GROUP[self.tag].join(groups)
        return ("-" if value < 0 else "") + whole + (_POINT[self.tag] + part if part else "")

    def date(self, iso: str | None, granularity: str = "day") -> str:
        """An ISO 8601 date or date-time as far as ``granularity`` reaches: ``12 ago. 2025, 19h48``, ``abr. 2025``, ``2024``."""
        if not iso:
            return ""
        year, month, day = iso[:4], iso[5:7], iso[8:10]
        if not month or granularity in ("year", "decade", "century"):
            return year
        name = _MONTHS[self.tag][int(month) - 1]
        if not day or granularity in ("month", "quarter", "half", "season"):
            return f"{name} {year}"
        short = f"{name} {int(day)}, {year}" if self.tag == "en" else f"{int(day)} {name} {year}"
        if "T" not in iso or granularity not in ("minute", "hour"):
            return short
        return f"{short}, {self.clock(iso[11:16])}"

    def stretch(self, begin: str, last: str | None, granularity: str = "day") -> str:
        """A date, or the two ends of a stretch (``last`` inclusive) where they differ at this ``granularity``."""
        ends = (self.date(begin, granularity), self.date(last, granularity))
        return " – ".join(dict.fromkeys(end for end in ends if end))

    def clock(self, hhmm: str) -> str:
        """``19h48`` in pt-BR, ``19:48`` elsewhere."""
        return hhmm.replace(":", "h") if self.tag == "pt-BR" else hhmm

    def moment(self, moment: Moment | None) -> str:
        """A moment with what is presumed about it: ``12 ago. 2025, 19h48 (fuso presumido)``."""
        if moment is None or moment.begin is None:
            return self("no date")
        text = self.date(moment.begin, moment.granularity)
        if "T" not in moment.begin:
            return f"{text}, {self('no time of day')}"
        if moment.basis == "presumed":
            return f"{text} ({self('zone presumed')})"
        if moment.zone is None:
            return f"{text} ({self('zone unknown')})"
        return text if moment.basis == "outlet" else f"{text} ({moment.zone})"
