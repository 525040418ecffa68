"""What someone typed into the search box, as words, phrases and filters."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

import msgspec

from meada.lang import LANGUAGES
from meada.lang.table import resource
from meada.search.word import plain

__all__ = ["RANGES", "Clause", "Field", "Filter", "Note", "Query", "Term", "kinds", "operators", "parse"]

RANGES = ("number", "before", "after", "published")
"""Fields that bound a number or a date: these the full-text index alone cannot answer."""

Field = Literal[
    "who",
    "said",
    "source",
    "outlet",
    "agency",
    "place",
    "language",
    "kind",
    "number",
    "before",
    "after",
    "published",
    "fact",
]
Sign = Literal["=", ">", ">=", "<", "<="]

_PART = re.compile(
    r"""(?P<minus>-)?(?:(?P<name>[^\W\d_]+)(?P<sign>:=|:|>=|<=|>|<|=))?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))"""
)
_LONGEST, _PARTS = 500, 40
_NUMBER = re.compile(r"(?P<sign>>=|<=|>|<|=)?(?P<value>-?\d[\d.,]*)(?P<scale>\D*)")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_TURNED = re.compile(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})")


class Term(msgspec.Struct, frozen=True):
    """A word, or the words of a phrase in their order, as typed."""

    text: str
    phrase: bool = False


class Filter(msgspec.Struct, frozen=True):
    """A condition on a passage. ``value`` is a name, a kind of `meada.search.passage.KINDS`, an ISO 8601 year, month or
    day, or a number; ``exact`` is true where it is the id of what is meant and not a part of its name."""

    field: Field
    value: str
    sign: Sign = "="
    exact: bool = False


class Clause(msgspec.Struct, frozen=True):
    """What a passage must have (``exclude``: must not have): any one of ``any``."""

    any: tuple[Term | Filter, ...]
    exclude: bool = False


class Note(msgspec.Struct, frozen=True):
    """A part of the query that could not be used, and why: ``date``, ``number``, ``kind``, ``either`` (a range
    cannot stand in an OR with a word) or ``long``."""

    part: str
    why: str


class Query(msgspec.Struct, frozen=True):
    """``text`` as it was typed, and what it asks for: every one of ``clauses``. ``notes`` tell what was left out."""

    text: str
    clauses: tuple[Clause, ...] = ()
    notes: tuple[Note, ...] = ()

    def terms(self) -> tuple[Term, ...]:
        """The words and phrases that are looked for (not those left out)."""
        return tuple(one for c in self.clauses if not c.exclude for one in c.any if isinstance(one, Term))


class Names(NamedTuple):
    """Names of operators, kinds and the word for "or", folded, with what each stands for."""

    operators: dict[str, str]
    kinds: dict[str, str]
    either: frozenset[str]


@lru_cache(maxsize=1)
def _names() -> Names:
    data = resource("search")
    named = [
        {plain(name): field for field, by in data[part].items() for names in by.values() for name in names}
        | {plain(field): field for field in data[part]}
        for part in ("operator", "kind")
    ]
    return Names(named[0], named[1], frozenset(data["word"]["or"]))


def operators(lang: str) -> dict[str, str]:
    """Each operator by its name in ``lang`` (of the languages that are read), to be shown in help."""
    chosen = lang if lang in LANGUAGES else LANGUAGES[-1]
    return {field: names[chosen][0] for field, names in resource("search")["operator"].items()}


def kinds(lang: str) -> dict[str, str]:
    """Each kind by its name in ``lang``, as ``tipo:`` takes it."""
    chosen = lang if lang in LANGUAGES else LANGUAGES[-1]
    return {kind: names[chosen][0] for kind, names in resource("search")["kind"].items()}


def parse(text: str) -> Query:
    """The query in ``text``. Nothing that can be typed is an error: what cannot be used becomes a `Note`.

    Words are asked for together; ``"…"`` is a phrase, a leading ``-`` leaves out, ``OR`` (``OU``) between two parts asks
    for either. ``name:value`` filters, by the names in ``resources/search.toml``; ``name:=id`` by id. An unknown name is
    read as words. ``numero`` takes ``>``, ``>=``, ``<``, ``<=`` or ``=`` and a number; ``antes``, ``depois`` and ``quando`` a
    year, month or day (``2025``, ``2025-08``, ``2025-08-12``, ``12/08/2025``).
    """
    clauses: list[Clause] = []
    notes = [Note(text[_LONGEST:], "long")] if len(text) > _LONGEST else []
    either = False
    for match in list(_PART.finditer(text[:_LONGEST]))[:_PARTS]:
        if match["bare"] in _names().either and not match["minus"] and not match["name"] and clauses:
            either = True
            continue
        found = _one(match)
        if isinstance(found, Note):
            notes.append(found)
        elif found is not None:
            exclude = bool(match["minus"])
            last = clauses[-1] if clauses else None
            if either and last and not exclude and not last.exclude:
                if _ranged(found) != _ranged(last.any[0]):
                    notes.append(Note(match[0], "either"))
                    continue
                clauses[-1] = Clause((*last.any, found))
            else:
                clauses.append(Clause((found,), exclude))
        either = False
    return Query(text, tuple(clauses), tuple(notes))


def _ranged(one: Term | Filter) -> bool:
    return isinstance(one, Filter) and one.field in RANGES


def _one(match: re.Match[str]) -> Term | Filter | Note | None:
    value = match["quoted"] if match["quoted"] is not None else match["bare"]
    field = _names().operators.get(plain(match["name"])) if match["name"] else None
    if field is None or (match["sign"] not in (":", ":=") and field != "number"):
        typed = match[0].removeprefix("-")
        if match["name"] is None and match["quoted"] is not None:
            typed = value
        return Term(typed.strip('"'), match["quoted"] is not None) if plain(typed) else None
    return _filter(field, value.strip(), match["sign"], match[0])


def _filter(field: str, value: str, sign: str, part: str) -> Filter | Note | None:
    if field == "number":
        return _number(sign.removeprefix(":") + value, part)
    if field in ("before", "after", "published", "fact"):
        date = _date(value)
        return Filter(field, date) if date else Note(part, "date")  # type: ignore[arg-type]
    if field == "kind":
        kind = _names().kinds.get(plain(value))
        return Filter("kind", kind) if kind else Note(part, "kind")
    if not plain(value):
        return None
    return Filter(field, value, exact=sign == ":=")  # type: ignore[arg-type]


def _number(typed: str, part: str) -> Filter | Note:
    match = _NUMBER.fullmatch(typed.replace(" ", ""))
    if match is None or match["scale"]:
        return Note(part, "number")
    value = _value(match["value"])
    return Filter("number", f"{value:.17g}", match["sign"] or "=")  # type: ignore[arg-type]


def _value(digits: str) -> float:
    """A number as people of the four languages type it: groups of three after a point or comma are thousands."""
    if re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    else:
        head, _, tail = digits.replace(",", ".").partition(".")
        digits = f"{head}.{re.sub('[^0-9]', '', tail) or '0'}"
    return float(digits)


def _date(value: str) -> str | None:
    match = _DATE.fullmatch(value)
    if match:
        year, month, day = match.groups()
    else:
        turned = _TURNED.fullmatch(value)
        if turned is None:
            return None
        day, month, year = turned.groups()
    if (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= 31) or year == "0000":
        return None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
