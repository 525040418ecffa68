"""Figures: each joins the statement that counts it, or stands as one of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from meada.ident import ident
from meada.lang.table import LANGUAGES, table
from meada.reading.event import Participant
from meada.reading.figure import Figure
from meada.record.chain import chain, counting
from meada.record.clock import latest, occasion
from meada.record.quote import evidence
from meada.record.report import Report
from meada.record.statement import FigureValue, Statement
from meada.record.telling import clause, daily, former, shared
from meada.span import Span

__all__ = ["counted"]

_AFTER, _BEFORE = 45, 110
_PAST = 200
"""What a word before the figure costs, in characters, against one after it."""
_ELIDED = 300
"""Characters between a count and the one before it whose unit it leaves out ("… 8 milhões de litros. Saíram 11 milhões")."""
_TOLLS = frozenset(("dead", "missing", "hurt"))
_LARGE = 10_000


def counted(report: Report, told: Sequence[Statement]) -> list[Statement]:
    """``told`` with their figures, and a statement for each figure that no happening holds.

    A figure belongs to the happening with the shortest evidence around it, and a happening holds the figure nearest to its
    trigger; what is counted beside it, or only said, stands as a figure of its own with the saying around it as `within`.
    Whom a count of dead or missing counts is its recipient, through "deles" to the figure it is a part of.
    """
    out = {s.id: s for s in told}
    holders = _holders(report, told)
    for figure in report.reading.figures:
        value = _value(report, figure)
        held = next((s for s, f in holders.items() if f is figure), None)
        if held is not None:
            timed = out[held].time
            if (timed is None or timed.how == "bound") and out[held].type == "CASUALTY":
                timed = occasion(report, figure.span) or timed
            out[held] = _befallen(report, replace(out[held], figure=value, time=timed), figure)
        elif made := _alone(report, figure, value, told):
            out[made.id] = made
            _absorb(out, figure)
    return list(out.values())


def _holders(report: Report, told: Sequence[Statement]) -> dict[str, Figure]:
    """Which happening (by statement id) holds which figure."""
    triggers = {e.id: e.trigger for e in report.reading.events}
    out: dict[str, Figure] = {}
    for figure in report.reading.figures:
        holding = [s for s in told if s.item in triggers and any(e.span.contains(figure.span) for e in s.evidence)]
        if not holding:
            continue
        best = min(holding, key=lambda s: (_shortest(s, figure), _gap(triggers[s.item or ""], figure.span), s.id))
        kept = out.get(best.id)
        trigger = triggers[best.item or ""]
        if kept is None or _gap(trigger, figure.span) < _gap(trigger, kept.span):
            out[best.id] = figure
    return {key: f for key, f in out.items() if _counts(report, next(s for s in told if s.id == key), f)}


def _counts(report: Report, holder: Statement, figure: Figure) -> bool:
    """False where the words beside the figure count another thing than the happening (84 missing, in a clause of dead), or
    name a toll where the happening is another ("a explosão deixou 12 mortos")."""
    mode = _mode(report, figure)
    if mode is None or (holder.type == "CASUALTY" and holder.mode in (None, mode)):
        return True
    return holder.type == "ASSAULT"


def _gap(a: Span, b: Span) -> int:
    return max(a.start, b.start) - min(a.end, b.end)


def _absorb(out: dict[str, Statement], figure: Figure) -> None:
    """Drop the bare claim of an adverbial that says nothing but this figure."""
    for statement in list(out.values()):
        if statement.rule.startswith("adverbial") and any(e.span.contains(figure.span) for e in statement.evidence):
            del out[statement.id]


def _shortest(statement: Statement, figure: Figure) -> int:
    return min(len(e.span) for e in statement.evidence if e.span.contains(figure.span))


def _befallen(report: Report, statement: Statement, figure: Figure) -> Statement:
    if statement.type != "CASUALTY" or any(p.role == "recipient" for p in statement.participants):
        return statement
    entity = _population(report, figure, set())
    if entity is None:
        return statement
    who = Participant(role="recipient", entity=report.entity(entity), span=figure.population)
    return replace(statement, participants=(*statement.participants, who))


def _population(report: Report, figure: Figure, seen: set[str]) -> str | None:
    """The entity that ``figure`` counts; where the words are a pronoun, that of the figure it is a part of."""
    if figure.id in seen or figure.population is None:
        return None
    named = [
        m for m in report.reading.mentions
        if m.span.overlaps(figure.population) and m.form not in ("pronoun", "demonym")
    ]  # fmt: skip
    if named:
        return max(named, key=lambda m: len(m.span)).entity
    whole = next((f for f in report.reading.figures if f.id == figure.subset_of), None)
    return _population(report, whole, seen | {figure.id}) if whole else None


def _alone(report: Report, figure: Figure, value: FigureValue, told: Sequence[Statement]) -> Statement | None:
    """A figure as a statement of its own, typed by the words next to it."""
    attribution = report.attributions.get(figure.attribution or "")
    quotes = evidence(report, [clause(report, figure)])
    if not quotes:
        return None
    type_, mode = _evoked(report, figure)
    act = next(
        (s for s in told if attribution is not None and s.item == attribution.id and s.rule == attribution.rule), None
    )
    made = Statement(
        id=ident("statement", report.id, "figure", figure.id),
        page=report.id,
        kind="figure",
        type=type_,
        mode=mode,
        time=(occasion(report, figure.span) if mode in _TOLLS else None) or latest(report),
        polarity="denied" if attribution is not None and attribution.polarity == "denied" else "affirmed",
        commitment="endorsed" if attribution is None else "reported",
        chain=chain(report, attribution) if attribution is not None else counting(report, figure.span),
        figure=value,
        evidence=quotes,
        within=act.id if act is not None and not act.rule.startswith("adverbial") else None,
        item=figure.id,
        rule=figure.rule,
        confidence=figure.confidence,
    )
    return _befallen(report, made, figure)


def _mode(report: Report, figure: Figure) -> str | None:
    """What the words beside the figure say it counts: ``dead``, ``missing``, ``hurt``, ``displaced``; nearest after it
    first, then before it ("o número de mortos chegou a 27")."""
    if report.reading.lang not in LANGUAGES:
        return None
    sentence = report.sentence(figure.span)
    named = figure.population.of(report.low) if figure.population else ""
    found: list[tuple[int, str]] = []
    modes: dict[str, list[str]] = table(report.reading.lang, "record")["counted"]
    if figure.subset_of and (told := _antecedent(report, figure, modes)):
        return told
    until = _clause_end(report, figure, sentence)
    if _found_alive(report, figure, until, modes):
        return None
    for mode, words_ in modes.items():
        if any(named.startswith(word) for word in words_):
            return mode
        for word in words_:
            after = report.low.find(word, figure.span.start, min(until, figure.span.end + _AFTER))
            before = report.low.rfind(word, max(sentence.start, figure.span.start - _BEFORE), figure.span.start)
            found += [(after - figure.span.start, mode)] if after >= 0 else []
            found += [(_PAST + figure.span.start - before, mode)] if before >= 0 else []
    whole = next((f for f in report.reading.figures if f.id == figure.subset_of), None)
    return min(found)[1] if found else _mode(report, whole) if whole is not None else None


def _found_alive(report: Report, figure: Figure, until: int, modes: Mapping[str, Sequence[str]]) -> bool:
    """True for a count of people who turned up ("35 pessoas foram localizadas com vida")."""
    after = report.low[figure.span.end : min(until, figure.span.end + _AFTER)]
    if any(word in after for words_ in modes.values() for word in words_):
        return False
    return any(f" {word}" in after for word in table(report.reading.lang or "", "record")["alive"])


def _clause_end(report: Report, figure: Figure, sentence: Span) -> int:
    """Where the clause of ``figure`` ends: at a conjunction after which another count is told ("chegou a 27 e o de …")."""
    join = report.triggers.words["join"] if report.triggers is not None else ()
    ends = [report.low.find(f" {word} ", figure.span.end, sentence.end) for word in join]
    later = [f.span.start for f in report.reading.figures if figure.span.end < f.span.start < sentence.end]
    return min([end for end in ends if end >= 0 and any(start > end for start in later)], default=sentence.end)


def _antecedent(report: Report, figure: Figure, modes: Mapping[str, Sequence[str]]) -> str | None:
    """Whom "of them" points at: the toll told last before it, in its sentence or the one before ("a maioria dos mortos")."""
    at = bisect_right([s.start for s in report.reading.sentences], figure.span.start) - 1
    begin = report.reading.sentences[max(0, at - 1)].start if at >= 0 else 0
    found = [
        (report.low.rfind(word, begin, figure.span.start), mode) for mode, words in modes.items() for word in words
    ]
    place, mode = max(found, default=(-1, ""))
    return mode if place >= 0 else None


def _evoked(report: Report, figure: Figure) -> tuple[str, str | None]:
    """Type and mode of what the figure counts."""
    mode = _mode(report, figure) or _disputed(report, figure)
    if mode is None or not _of_people(report, figure):
        return "OTHER", None
    return ("OTHER" if mode == "displaced" else "CASUALTY"), mode


def _of_people(report: Report, figure: Figure) -> bool:
    """True where the unit is people, or stands for them ("corpos", "names")."""
    if figure.unit in (None, "person"):
        return True
    return report.reading.lang in LANGUAGES and figure.unit in table(report.reading.lang or "", "record")["people"]


def _disputed(report: Report, figure: Figure) -> str | None:
    """What was counted last, where the sentence, or the one before it in its paragraph, says that someone counts otherwise
    ("trabalha com outra conta: …", "the true figure was higher. …")."""
    if report.reading.lang not in LANGUAGES or not _of_people(report, figure):
        return None
    sentence, rows = report.sentence(figure.span), table(report.reading.lang, "record")
    at = bisect_right([s.start for s in report.reading.sentences], sentence.start) - 1
    begin = sentence.start
    if at > 0 and report.paragraph(report.reading.sentences[at - 1]) == report.paragraph(sentence):
        begin = report.reading.sentences[at - 1].start
    near = report.low[begin : figure.span.start]
    if not any(phrase in near for phrase in rows["disputed"]):
        return None
    tolls = [f for f in report.reading.figures if f.span.end <= begin or begin <= f.span.start < figure.span.start]
    return next((mode for f in reversed(tolls) if (mode := _mode(report, f)) in ("dead", "missing", "hurt")), None)


def _like(report: Report, figure: Figure) -> Figure | None:
    """The count before ``figure`` whose unit it leaves out: a large number that says nothing of what it counts, in the same
    paragraph as a measured one."""
    if figure.unit is not None or figure.population is not None or (figure.value or 0) < _LARGE:
        return None
    before = [f for f in report.reading.figures if 0 < figure.span.start - f.span.end < _ELIDED and f.unit]
    last = before[-1] if before else None
    if last is None or last.kind != "count" or last.unit == "person" or (last.value or 0) < _LARGE:
        return None
    return last if report.paragraph(last.span) == report.paragraph(figure.span) else None


def _value(report: Report, figure: Figure) -> FigureValue:
    text, like = report.page.text, _like(report, figure)
    people = figure.unit is not None and _of_people(report, figure)
    return FigureValue(
        value=figure.value,
        bound=figure.bound,
        low=figure.low,
        high=figure.high,
        unit=like.unit if like else "person" if people else figure.unit,
        population=figure.population.of(text) if figure.population else None,
        as_of=figure.as_of or (report.published and report.published[:10]),
        words=figure.span.of(text),
        span=figure.span,
        part_of=figure.subset_of or shared(report, figure),
        item=figure.id,
        like=like.id if like else None,
        former=figure.former or former(report, figure),
        daily=daily(report, figure),
    )
