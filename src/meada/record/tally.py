"""How two figures stand: a part, a repetition, a later count, or two counts of one thing that conflict."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping

from meada.lang.table import LANGUAGES, table
from meada.reading.mention import Entity
from meada.record import agree, slot
from meada.record.origin import root
from meada.record.side import Side, stems
from meada.record.slot import Fit
from meada.record.statement import FigureValue, Statement
from meada.record.verdict import Verdict

__all__ = ["day", "relate", "same_count"]

_SLOTS = ("figure", "population")
_OCCASION = 31
"""Days between two occasions that cannot be one."""
_LIKE = 0.15
"""Two counts of one thing that conflict are no further apart than this share: two bodies are not the toll of 29."""
_ZONES = 0.75
"""The same for the standfirst and the text of one page, which may speak of two things."""
_LARGE = 1000
"""Counts from which on fewer digits are a rounding, not another count."""
_TOLD = 2
"""Words of what is told, beside those for what is counted, that two ways of counting it share."""
_SMALL = 10
"""A count below it is shared by chance: most of the words around it must be shared too."""
_NEAR = 1200
"""Characters between a whole and what is called a part of it."""


def same_count(a: Side, b: Side, entities: Mapping[str, Entity]) -> bool:
    """True when both statements have figures that count the same thing, so that no other comparison applies."""
    x, y = a.statement, b.statement
    if x.figure is None or y.figure is None:
        return False
    if _is_part(x, y):
        return True
    if bool(x.figure.part_of) != bool(y.figure.part_of) or x.figure.daily != y.figure.daily or _rest(a) or _rest(b):
        return False
    return not _other_occasion(a, b) and not _other_occasion(b, a) and _one_count(a, b, entities)


def _rest(side: Side) -> bool:
    """True for a count of those left of a group ("as outras sete morreram")."""
    figure = side.statement.figure
    if figure is None or figure.span is None or side.lang not in LANGUAGES:
        return False
    words = tuple(table(side.lang or "", "record")["rest"])
    before = (
        e.quote[: figure.span.start - e.span.start] for e in side.statement.evidence if e.span.contains(figure.span)
    )
    return any(text.lower().rstrip().endswith(words) for text in before)


def _other_occasion(a: Side, b: Side) -> bool:
    """True where ``a`` counts the victims of a day that lies months from all that ``b`` can count."""
    time, other = a.statement.time, b.statement.time
    if not slot.firm(time) or time is None or not time.until or not b.published:
        return False
    if slot.firm(other):
        return slot.times(time, other) is Fit.DISJOINT and _gap(time.until, (other and other.begin) or "") > _OCCASION
    return _gap(time.until, b.published) > _OCCASION


def _gap(a: str, b: str) -> int:
    try:
        return abs((dt.date.fromisoformat(a[:10]) - dt.date.fromisoformat(b[:10])).days)
    except ValueError:
        return 0


def day(side: Side) -> str:
    """The day as of which the figure of ``side`` counts, empty where none is known: a count updates those of days before."""
    figure = side.statement.figure
    return ((figure and figure.as_of) or side.published or "")[:10]


def relate(a: Side, b: Side, entities: Mapping[str, Entity]) -> Verdict | None:
    """How the figures of two statements that count one thing (`same_count`) stand; None where nothing can be said."""
    x, y = a.statement, b.statement
    assert x.figure is not None
    assert y.figure is not None
    if _is_part(x, y):
        return _part(x, y)
    if x.figure.former or y.figure.former or "vague" in (x.figure.bound, y.figure.bound):
        return None
    fit = slot.figures(x.figure, y.figure)
    if x.polarity != y.polarity:
        return _denied(x, y, entities) if fit is Fit.SAME else None
    if fit is Fit.SAME and (x.page != y.page or _roots_differ(x, y, entities)):
        return agree.agreement(a, b, entities, _SLOTS)
    return _differ(a, b, entities, fit) if fit in (Fit.NESTED, Fit.DISJOINT) else None


def _denied(x: Statement, y: Statement, entities: Mapping[str, Entity]) -> Verdict | None:
    """One gives a figure that the other's source rejects."""
    if not _roots_differ(x, y, entities):
        return None
    return Verdict(
        relation="contradicts",
        slots=("polarity", *_SLOTS),
        why="one affirms what the other denies",
        confidence=0.4 if x.page == y.page else 0.5,
    )


def _is_part(x: Statement, y: Statement) -> bool:
    """True where one page tells one as a part of the other: named so, or the part of a toll that is told before it."""
    assert x.figure is not None
    assert y.figure is not None
    if x.page != y.page or not _of_one_unit(x.figure, y.figure):
        return False
    if x.figure.part_of == y.figure.item or y.figure.part_of == x.figure.item:
        return True
    part, whole = (x, y) if x.figure.part_of else (y, x)
    assert part.figure is not None
    assert whole.figure is not None
    if not part.figure.part_of or whole.figure.part_of or part.mode != whole.mode or part.mode not in slot.TOLLS:
        return False
    before = whole.evidence[0].span.start < part.evidence[0].span.start
    return before and (part.figure.value or 0) < (whole.figure.value or 0)


def _of_one_unit(a: FigureValue, b: FigureValue) -> bool:
    """True where one can be a part of the other: people of people, money of money."""
    if a.unit != b.unit and (None not in (a.unit, b.unit) or _money(a.unit) or _money(b.unit)):
        return False
    return _signed(a) == _signed(b)


def _signed(figure: FigureValue) -> bool:
    """True for a sum of money written with the sign of its currency: "14 milhões delas" are no part of it."""
    return _money(figure.unit) and any(unicodedata.category(c) == "Sc" for c in figure.words)


def _money(unit: str | None) -> bool:
    """True for the code of a currency (ISO 4217), or a unit written with its sign."""
    return unit is not None and (unit.isupper() or "$" in unit)


def _part(x: Statement, y: Statement) -> Verdict | None:
    """A part of what stands right before it; those who left home are not the whole of the dead."""
    near = abs(x.evidence[0].span.start - y.evidence[0].span.start) <= _NEAR
    if not near or "displaced" in (x.mode, y.mode) or x.evidence[0].zone != y.evidence[0].zone:
        return None
    return Verdict(relation="subset", slots=("population",), why="one counts a part of the other", confidence=0.9)


def _one_count(a: Side, b: Side, entities: Mapping[str, Entity]) -> bool:
    """One unit, one type and mode, nobody else befallen; a type that says nothing needs words or a noun in common."""
    x, y = a.statement, b.statement
    if slot.population(x, y, entities) is Fit.DISJOINT or slot.places(x.place, y.place) is Fit.DISJOINT:
        return False
    if x.type == "CASUALTY" or x.mode == "displaced":
        return x.mode is not None
    if (a.lang != b.lang and _same_number(x, y)) or _again(x, y):
        return True
    return False if x.figure is None or y.figure is None else _nouns(a, b)


def _again(x: Statement, y: Statement) -> bool:
    """True where one counts again what the other counts, its unit left out."""
    one, other = x.figure, y.figure
    if one is None or other is None or x.page != y.page:
        return False
    return one.item is not None and (one.like == other.item or other.like == one.item)


def _same_number(x: Statement, y: Statement) -> bool:
    """Across languages a hedged number tells its count ("quase 200", "nearly 200"; "entre 30 e 40"), where a bare one does
    not."""
    one, other = x.figure, y.figure
    if one is None or other is None or one.bound != other.bound or one.bound not in ("range", "almost", "over"):
        return False
    return (one.value, one.low, one.high) == (other.value, other.low, other.high)


def _nouns(a: Side, b: Side) -> bool:
    """The same kind of thing is counted: the same unit that is no bare person, and enough words in common."""
    figure = a.statement.figure
    shared = len(a.words & b.words)
    bare = figure is not None and figure.unit in (None, "person", "percent")
    few = figure is not None and figure.value is not None and figure.value < _SMALL and figure.unit != "person"
    least = 0.5 if few else 0.4 if bare else 0.25
    return a.lang == b.lang and shared >= 3 and shared >= least * min(len(a.words), len(b.words))


def _rivals(x: Statement, y: Statement, entities: Mapping[str, Entity]) -> bool:
    """True for two known sources: only they can be told to disagree."""
    one, other = root(x.chain, entities), root(y.chain, entities)
    return one is not None and other is not None and one != other


def _roots_differ(x: Statement, y: Statement, entities: Mapping[str, Entity]) -> bool:
    return root(x.chain, entities) != root(y.chain, entities)


def _differ(a: Side, b: Side, entities: Mapping[str, Entity], fit: Fit) -> Verdict | None:
    """Unequal figures for one thing: a later count, two voices at one time, or one voice against itself."""
    x, y = a.statement, b.statement
    assert x.figure is not None
    assert y.figure is not None
    if (x.mode in slot.TOLLS and _unlike(x, y, _LIKE)) or _bodies(a, b):
        return None
    if x.page == y.page:
        rivals = _rivals(x, y, entities) and (x.mode in slot.TOLLS or _again(x, y))
        if fit is not Fit.DISJOINT or _rounds(x.figure, y.figure) or not (rivals or _reworded(a, b, entities)):
            return None
        return Verdict(relation="contradicts", slots=_SLOTS, why="different figures for the same count", confidence=0.7)
    if x.mode is None and x.type in ("OTHER", "STATEMENT"):
        bare = x.figure.unit in (None, "person", "percent")
        if bare or fit is not Fit.DISJOINT or _rounds(x.figure, y.figure) or not _rivals(x, y, entities):
            return None
        return Verdict(
            relation="contradicts", slots=_SLOTS, why="different figures for the same count", confidence=0.45
        )
    days = day(a), day(b)
    one_voice = not _roots_differ(x, y, entities)
    if days[0] < days[1] and (one_voice or _open_voice(x, y) or _rises(x, y)):
        return Verdict(
            relation="updates", slots=(*_SLOTS, "as_of"), why="the same count at a later date", confidence=0.7
        )
    if fit is Fit.DISJOINT and not _rounds(x.figure, y.figure) and days[0] == days[1] and _rivals(x, y, entities):
        return Verdict(relation="contradicts", slots=_SLOTS, why="different figures for the same count", confidence=0.7)
    return None


def _reworded(a: Side, b: Side, entities: Mapping[str, Entity]) -> bool:
    """True where one voice counts one thing in two ways, in the standfirst and in the text: what is told beside the counted
    things is told in both. Shares, sums and measures are told of too much that is alike."""
    x, y = a.statement, b.statement
    if slot.above(x) == slot.above(y) or _roots_differ(x, y, entities) or _unlike(x, y, _ZONES):
        return False
    if any(_measured(f.unit, side.lang) for side in (a, b) if (f := side.statement.figure) is not None):
        return False
    named = set(stems(" ".join(f"{f.words} {f.population or ''}" for f in (x.figure, y.figure) if f is not None)))
    return x.mode in slot.TOLLS or len((a.words & b.words) - named) >= _TOLD


def _measured(unit: str | None, lang: str | None) -> bool:
    """True for a sum of money, a share, or a unit of measure."""
    if _money(unit) or unit == "percent":
        return True
    rows = table(lang or "", "numbers") if lang in LANGUAGES else {"units": {}, "measures": {}}
    return unit in rows["units"].values() or unit in rows["measures"].values()


def _rounds(a: FigureValue, b: FigureValue) -> bool:
    """True where one large figure is the other to fewer digits ("12 mil", "12.267")."""
    one, other = a.value, b.value
    if one is None or other is None or min(one, other) < _LARGE or not (one.is_integer() and other.is_integer()):
        return False
    return any(2 * abs(one - other) < _step(int(n)) for n in (one, other))


def _step(value: int) -> int:
    """The place of the last digit that is no zero: 1000 for 12,000."""
    step = 1
    while value and value % (10 * step) == 0:
        step *= 10
    return step


def _unlike(x: Statement, y: Statement, share: float) -> bool:
    """True for counts so far apart that they are not of the same."""
    low, high = sorted((f.value or f.low or 0) for f in (x.figure, y.figure) if f is not None)
    return low < share * high


def _bodies(a: Side, b: Side) -> bool:
    """True where one counts bodies found and the other at least as many dead: not all the dead are found."""
    found = [(one, other) for one, other in ((a, b), (b, a)) if _is_bodies(one) and not _is_bodies(other)]
    if not found or a.statement.mode != "dead":
        return False
    one, other = (side.statement.figure for side in found[0])
    return one is not None and other is not None and (one.value or 0) <= (other.value or other.low or 0)


def _is_bodies(side: Side) -> bool:
    figure = side.statement.figure
    if figure is None or side.lang not in LANGUAGES or not figure.population:
        return False
    words = table(side.lang or "", "record")["bodies"]
    return any(word in words for word in figure.population.lower().split())


def _rises(x: Statement, y: Statement) -> bool:
    """True for a count of dead that a later day raises: it only ever grows, whoever tells it."""
    return bool(x.mode == "dead" and x.figure and y.figure and (x.figure.value or 0) < (y.figure.value or 0))


def _open_voice(x: Statement, y: Statement) -> bool:
    """True where one side is narration: a later count is then read as the count gone on. A source that is cited but could
    not be told is not: it may be another one."""
    return any(s.chain[:1] and s.chain[0].role == "narrator" for s in (x, y))
