"""Counts of what was found, by outlet, person, date and the like, each with the query that narrows to it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection, select

from meada.search.passage import KINDS
from meada.search.query import Filter, Query, kinds, operators
from meada.search.results import Facet, FacetValue
from meada.store import schema
from meada.store.index import LETTERS, day_of

__all__ = ["Found", "facets"]

_SHOWN = 12
_FIELDS = {
    "outlet": "outlet", "agency": "agency", "language": "language", "speaker": "said", "person": "who",
    "organisation": "who", "place": "place", "published": "published", "fact": "fact", "kind": "kind",
}  # fmt: skip
_MONTH = len("d202508")


class Found:
    """A passage that was found, with its copies: ``ids``, the one that is shown first, and the words of their tags."""

    __slots__ = ("ids", "tags")

    def __init__(self, ids: list[int], tags: str) -> None:
        self.ids, self.tags = ids, tags


def facets(connection: Connection, found: Sequence[Found], query: Query, lang: str) -> tuple[Facet, ...]:
    """The facets of ``found``, those with no value left out. Copies of a sentence count once in each value they have."""
    tally = _tally(found)
    chosen = {kind: counts.most_common(_SHOWN) for kind, counts in tally.items()}
    named = _names(connection, [int(key) for kind in LETTERS for key, _ in chosen.get(kind, ())])
    names = operators(lang)
    result = []
    for kind, field in _FIELDS.items():
        if not chosen.get(kind):
            continue
        values = []
        for value, count in chosen[kind]:
            key, name = named[int(value)] if kind in LETTERS else (value, value)
            written = kinds(lang)[key] if kind == "kind" else key
            part = f"{names[field]}:{'=' if kind in LETTERS else ''}{_quoted(written)}"
            values.append(_value(query, field, key, name, count, part))
        if kind in ("published", "fact"):
            values.sort(key=lambda one: one.key, reverse=True)
        result.append(Facet(kind=kind, values=tuple(values), more=len(tally[kind]) - len(values)))
    return tuple(result)


def _tally(found: Sequence[Found]) -> dict[str, Counter[str]]:
    words = Counter(" ".join(one.tags for one in found).split(" "))
    days = Counter(frozenset(map(day_of, one.ids)) if len(one.ids) > 1 else day_of(one.ids[0]) for one in found)
    kind_of = {letter: kind for kind, letter in LETTERS.items()}
    tally: dict[str, Counter[str]] = {kind: Counter() for kind in _FIELDS}
    for word, count in words.items():
        head, tail = word[:1], word[1:]
        if head in kind_of:
            if kind_of[head] in tally:
                tally[kind_of[head]][tail] += count
        elif head == "k" and tail in KINDS:
            tally["kind"][tail] += count
        elif head == "d" and len(word) == _MONTH:
            tally["fact"][f"{tail[:4]}-{tail[4:]}"] += count
    for group, count in days.items():
        among = (group,) if isinstance(group, int) else group
        tally["published"].update(dict.fromkeys({dt.date.fromordinal(d).isoformat()[:7] for d in among if d}, count))
    return tally


def _names(connection: Connection, ids: list[int]) -> dict[int, tuple[str, str]]:
    t = schema.tag.c
    rows = connection.execute(select(t.id, t.key, t.name).where(t.id.in_(ids))) if ids else ()
    return {row.id: (row.key, row.name) for row in rows}


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value or not value else value


def _value(query: Query, field: str, key: str, name: str, count: int, part: str) -> FacetValue:
    """The value with the query that adds it, or takes it away where it is asked for already."""
    asked = any(
        isinstance(one, Filter) and one.field == field and one.value == key for c in query.clauses for one in c.any
    )
    text = query.text.replace(part, "").strip() if asked else f"{query.text.strip()} {part}".strip()
    return FacetValue(key=key, name=name, count=count, query=" ".join(text.split()), selected=asked)
