"""A language's calendar table made ready: word classes, numbers, phrases and compiled rules."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from meada.lang.table import resource, table
from meada.when.alphabet import Alphabet
from meada.when.grammar import Stage, compile_stages
from meada.when.piece import PIECE, number_classes

__all__ = ["Lexicon", "lexicon"]

_SHAPES = (
    *("COMMA", "DOT", "COLON", "STOP", "LP", "RP", "SLASH", "MONEY", "PERCENT", "PUNCT", "DASH", "BREAK", "POSS"),
    *(
        "AMPM",
        "NUMDATE",
        "ISOTIME",
        "YEARMONTH",
        "YEARSPAN",
        "CLOCK",
        "HOURS",
        "DAYMONTH",
        "TENS",
        "TERM",
        "DAYORD",
        "ORDNUM",
    ),
    *("BIG", "DOTCLOCK", "DECIMAL", "GLYPH", "WORD", "CAP"),
)
_PHRASES = ("DDAY", "DWD", "DMON", "DYEAR", "DPER", "TIME", "TPART", "DUR", "SET", "REF", "RANGE", "OFFSET", "NONE")
_DATES = ("DDAY", "DWD", "DMON", "DYEAR", "DPER")


class Lexicon:
    """What the lexer and the grammar need of one language; made once by `lexicon`."""

    def __init__(self, lang: str) -> None:
        data = table(lang, "calendar")
        self.lang = lang
        settings = data.get("setting", {})
        self.month_first: bool = settings.get("order") == "mdy"
        self.month_first_zones: tuple[str, ...] = tuple(settings.get("month_first_zones", ()))
        self.southern_zones: frozenset[str] = frozenset(resource("zone")["south"]["zones"])
        self.onward: tuple[str, ...] = tuple(settings.get("onward", ()))
        self.paired_years: bool = bool(settings.get("paired_years", False))
        self.alphabet = Alphabet()
        self._numbers: dict[frozenset[str], str] = {}
        self.words: dict[str, tuple[str, dict[str, Any], bool]] = {}
        self.heads: dict[str, dict[str, list[tuple[tuple[str, ...], str, dict[str, Any]]]]] = {}
        self._load(_forms(data))
        self._shapes = {name: self.alphabet.mark({name}) for name in _SHAPES}
        self.phrase_marks = {name: self.alphabet.mark(_phrase_classes(name)) for name in _PHRASES}
        self.day_marks = frozenset(self.phrase_marks[k] for k in ("DDAY", "DWD"))
        self.sentence_ends = frozenset(self._shapes[k] for k in ("DOT", "STOP", "BREAK"))
        self.spoken = frozenset(m for k, m in self.phrase_marks.items() if k not in ("NONE",))
        for number in range(2101):
            for digits in (0, len(str(number)), 2, 4):
                self.number_mark(number, digits)
        self.mark_word, self.mark_cap = self._shapes["WORD"], self._shapes["CAP"]
        self.mark_dash = self._shapes["DASH"]
        self.head_marks = frozenset({self._shapes["DAYORD"]})
        for head in self.heads:
            mark, values, _ = self.words.get(head, (self.mark_word, {}, False))
            self.words[head] = (mark, values, True)
        rules = [rule for name in settings.get("rules", ()) for rule in resource(name)["rule"]]
        self.named: dict[tuple[int, int], list[tuple[int, frozenset[str]]]] = {}
        for item in data.get("named", ()):
            year, month, day = (int(x) for x in item["date"].split("-"))
            self.named.setdefault((month, day), []).append((year, frozenset(item["near"])))
        self.stages: tuple[Stage, ...] = compile_stages(rules + data.get("rule", []), self.alphabet)

    def alphabet_mark(self, name: str) -> str:
        """The symbol of a class that a token's shape gives."""
        return self._shapes[name]

    def number_mark(self, number: int, digits: int) -> str:
        """The symbol of a whole number."""
        classes = number_classes(number, digits)
        mark = self._numbers.get(classes)
        if mark is None:
            mark = self._numbers[classes] = self.alphabet.mark(classes)
        return mark

    def _load(self, forms: dict[str, dict[str, Any]]) -> None:
        for form, values in forms.items():
            pieces = [found[0].lower() for found in PIECE.finditer(form)]
            classes = set(values) - {"CARD"}
            if "CARD" in values:
                classes |= number_classes(int(values["CARD"]), 0)
                values = values | {"N": values["CARD"]}
            mark = self.alphabet.mark(classes)
            if len(pieces) == 1:
                self.words[form] = (mark, values, False)
            else:
                after = self.heads.setdefault(pieces[0], {}).setdefault(pieces[1], [])
                after.append((tuple(pieces[2:]), mark, values))
        for seconds in self.heads.values():
            for phrases in seconds.values():
                phrases.sort(key=lambda item: -len(item[0]))


def _phrase_classes(name: str) -> set[str]:
    return {name, "DATE"} if name in _DATES else {name}


def _forms(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Form → {class: value}, from ``[word]`` (value True) and ``[class.NAME]`` (value of the key)."""
    out: dict[str, dict[str, Any]] = {}
    for name, forms in data.get("word", {}).items():
        for form in forms:
            out.setdefault(form.lower(), {})[name] = True
    for name, entries in data.get("class", {}).items():
        for key, forms in entries.items():
            value: Any = int(key) if key.lstrip("-").isdigit() else key
            for form in forms:
                out.setdefault(form.lower(), {})[name] = value
    for form in data.get("cased", {}).get("forms", ()):
        out[form.lower()]["CASED"] = True
    return out


@lru_cache(maxsize=8)
def lexicon(lang: str) -> Lexicon:
    """The lexicon of ``lang``; raises `FileNotFoundError` when it has no calendar table."""
    return Lexicon(lang)
