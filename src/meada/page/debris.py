"""Lexical rules: what the words of one block say of its role. The phrases are data (``resources/debris.toml``)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

import msgspec

from meada.lang.table import resource
from meada.page.opening import openings
from meada.page.page import Role

__all__ = ["Hint", "Lexicon", "lexicon", "scar_spans"]

_END = r"[\s:.!…>»›+→▸▼↓*]*\Z"
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_DATE = re.compile(
    r"\b\d{1,2}\s?[/.\- ]\s?\d{1,2}\s?[/.\- ]\s?(?:19|20)?\d\d\b|\b(?:19|20)\d\d[/.\-]\d{1,2}[/.\-]\d{1,2}"
    r"|\b\d{1,2}(?:st|nd|rd|th|º|ª|\.)?[\s./\-]+(?:de\s+|of\s+)?[^\W\d_]{3,10}\.?,?[\s./\-]+(?:de[l]?\s+)?(?:19|20)\d\d\b"
    r"|\b[^\W\d_]{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:at\s+)?(?:19|20)?\d\d\b"
    r"|\b\d{1,2}\s?[:hH]\s?\d{2}\b|\b\d{1,2}\s+(?:de\s+)?[^\W\d_]{3,10}\b|\b\d{1,2}/\d{1,2}\b|\b\d{1,2} ?[ap]\.?m\b"
)
_PLACE = re.compile(
    r"(?:[A-ZÀ-Ý][\w'’.]*)(?: (?:[A-ZÀ-Ý][\w'’.]*|d[aeo]s?|del?|la|el)){0,4}(?:\s+[-–—|]\s+|,\s+)(?=[^\n]*\b(?:19|20)\d\d\b)"
)
"""The name of a place, or whose it is, before a date with its year ("Vila Clara - 3 abr 2026 - 20:15")."""

_DIGIT = re.compile(r"\d")
_DESK = re.compile(
    r"[\s*(\[-]*[a-zà-ÿ]{1,5}(?:[-.][a-zà-ÿ]{1,4})?(?:/[a-zà-ÿ]{1,5}(?:[-.][a-zà-ÿ]{1,4})?){1,12}[\s)\]]*\Z"
)
_VOICELESS = re.compile(r"(?:^|/)[^\Waeiouyà-ÿ\d_]{2,}(?:/|\Z)")
_MARK = re.compile(r"(?:©|\(c\)|copyright|&copy;)\s*(?:\d{4}\s*)?[-–,.]?\s*(.{2,60}?)[\s.]*\Z")


_SHORT, _KEPT = 60, 20_000
"""Labels up to this many characters are looked up once and kept, this many of them: menus repeat from page to page."""

_DATED = 110
"""Characters of the longest line that is a place and a date."""

_LETTERS = 2_000
"""First letters whose rules are kept compiled."""


class Hint(msgspec.Struct, frozen=True, gc=False):
    """A role that a block's words suggest, and the ``rule`` that says so.

    ``sure`` is true when the words leave no doubt and outweigh the classifier; ``heading`` when they begin a list.
    """

    role: Role
    rule: str
    sure: bool = False
    heading: bool = False


class Lexicon:
    """The compiled rules. Matching is linear in the length of a block: patterns are anchored or bounded."""

    def __init__(self) -> None:
        data = resource("debris")
        self.headings = re.compile(
            "|".join(f"(?P<{role}>(?:{'|'.join(patterns)}){_END})" for role, patterns in data["headings"].items())
        )
        lines = data["line"]
        self.roles: dict[str, Role] = {name: entry.get("role", name) for name, entry in lines.items()}
        self.limits: dict[str, int] = {name: entry["limit"] for name, entry in lines.items()}
        self.whole = _Rules(lines, "whole", _END)
        self.begins = _Rules(lines, "begins", "")
        self.holds = tuple(
            (name, tuple(entry["needs"]), re.compile("|".join(entry["holds"])))
            for name, entry in lines.items()
            if "holds" in entry
        )
        self.known: dict[str, Hint | None] = {}
        self.agencies = _agencies()
        dates = data["date"]
        self.date_words = frozenset(dates["prefixes"] + dates["words"] + dates["weekdays"] + dates["months"])
        self.address = frozenset(data["address"]["words"])
        self.scars = tuple(re.compile(pattern) for pattern in data["scar"]["translation"])

    def hint(self, text: str) -> Hint | None:
        """What ``text``, one block, says of its own role; None when its words say nothing."""
        if len(text) > _SHORT:
            return self._hint(text)
        if text not in self.known:
            if len(self.known) >= _KEPT:
                self.known.clear()
            self.known[text] = self._hint(text)
        return self.known[text]

    def _hint(self, text: str) -> Hint | None:
        size = len(text)
        if size > 900:
            return None
        lowered = text.lower()
        if size <= 140:
            found = self._short(text, lowered)
            if found is not None:
                return found
        return self._line(lowered, size) or self._placed(text, lowered)

    def _placed(self, text: str, lowered: str) -> Hint | None:
        place = _PLACE.match(text) if len(text) <= _DATED else None
        dated = place is not None and self.is_date(lowered[place.end() :])
        return Hint("dateline", "debris:date.place") if dated else None

    def _line(self, lowered: str, size: int) -> Hint | None:
        whole = self.whole.match(lowered) if size <= 300 else None
        for how, found in (("whole", whole), ("begins", self.begins.match(lowered))):
            name = found.lastgroup if found is not None else None
            if name is not None and size <= self.limits[name]:
                return Hint(self.roles[name], f"debris:{name}.{how}", sure=how == "whole")
        for name, needs, pattern in self.holds:
            if size <= self.limits[name]:
                for need in needs:
                    if need in lowered:
                        if pattern.search(lowered):
                            return Hint(self.roles[name], f"debris:{name}.holds")
                        break
        return None

    def _short(self, text: str, lowered: str) -> Hint | None:
        if len(text) <= 60 and _DESK.match(text) and (text.count("/") > 1 or _VOICELESS.search(text)):
            return Hint("desk_initials", "debris:desk", sure=True)
        if self.is_date(lowered):
            return Hint("dateline", "debris:date", sure=True)
        bare = lowered.strip(" *()[]-–—.•")
        if bare in self.agencies:
            return Hint("agency_credit", "debris:agency", sure=True)
        mark = _MARK.match(lowered)
        if mark is not None:
            agency = any(name in self.agencies for name in (mark[1], mark[1].split(",")[0]))
            return Hint("agency_credit" if agency else "copyright", "debris:copyright", sure=True)
        if len(text) <= 70 and (heads := self.headings.match(lowered)) is not None:
            role = cast("Role", heads.lastgroup)
            return Hint(role, f"debris:heading.{role}", heading=True)
        return None

    def is_date(self, lowered: str) -> bool:
        """Whether a lower-case block is nothing but a date or time with the words that go before one."""
        if len(lowered) > 110 or _DIGIT.search(lowered) is None or _DATE.search(lowered) is None:
            return False
        tokens = _TOKEN.findall(lowered)
        foreign = [token for token in tokens if not token[0].isdigit() and token not in self.date_words]
        return not foreign and len(tokens) >= 2


class _Rules:
    """One pattern for all roles, of those that can match what begins with a letter; the name of the group that matched is
    the rule's."""

    def __init__(self, lines: dict[str, dict[str, list[str]]], key: str, end: str) -> None:
        self.end = end
        self.rows = [(name, p, openings(p)) for name, entry in lines.items() for p in entry.get(key, ())]
        self.known: dict[str, re.Pattern[str]] = {}

    def match(self, lowered: str) -> re.Match[str] | None:
        """Where the first rule, in their order, matches ``lowered`` from its beginning."""
        letter = lowered[:1]
        pattern = self.known.get(letter) or self.joined(letter)
        return pattern.match(lowered)

    def joined(self, letter: str) -> re.Pattern[str]:
        able: dict[str, list[str]] = {}
        for name, pattern, letters in self.rows:
            if letters is None or letter in letters:
                able.setdefault(name, []).append(pattern)
        groups = "|".join(f"(?P<{name}>(?:{'|'.join(patterns)}){self.end})" for name, patterns in able.items())
        made = re.compile(groups or r"(?!)")
        if len(self.known) < _LETTERS:
            self.known[letter] = made
        return made


def _agencies() -> frozenset[str]:
    """Every form in which an agency of the registry is named or credited, in lower case."""
    return frozenset(
        name.lower()
        for entry in resource("agencies")["agency"]
        for name in (
            entry["name"],
            *entry.get("credits", ()),
            *(n for names in entry.get("names", {}).values() for n in names),
        )
    )


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, compiled when first asked for."""
    return Lexicon()


def scar_spans(text: str) -> list[tuple[int, int]]:
    """Ranges of ``text``, one paragraph, that a translation left behind (a cue said twice); at most one."""
    tail = text[-80:]
    for pattern in lexicon().scars:
        found = pattern.search(tail)
        if found is not None:
            shift = len(text) - len(tail)
            return [(shift + found.start(1), shift + found.end(1))]
    return []
