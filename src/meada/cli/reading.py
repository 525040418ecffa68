"""How one article and what was read in it look in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

from meada.article.article import Article
from meada.cli.log import state_words
from meada.cli.speech import N_, say, w
from meada.desk import Standing
from meada.desk.standing import Target
from meada.export.happening import happening
from meada.page.page import Page
from meada.reading.attribution import Attribution
from meada.reading.event import Event
from meada.reading.figure import Figure
from meada.reading.reading import Reading
from meada.span import Span

__all__ = ["reading_lines"]

_TYPES = {
    "direct": N_("direct speech"),
    "mixed": N_("partly quoted"),
    "indirect": N_("indirect speech"),
    "claim": N_("claim"),
    "figure": N_("figure"),
    "denial": N_("denial"),
    "relay": N_("relay"),
}


def reading_lines(
    label: str, page: Page, article: Article, reading: Reading, judged: Mapping[Target, Standing] | None = None
) -> Iterator[str]:
    """The article's head, then its attributions, figures, times and events, each with its place and rule, and, where
    people ``judged``, what they said; what they rejected comes last."""
    text = page.text
    yield f"{click.style(label, bold=True)}  {_line(article.headline, text) or article.title or say('no headline')}"
    if article.standfirst:
        yield f"    {_line(article.standfirst, text)}"
    outlet = article.outlet.name if article.outlet and not article.outlet.hypothesis else say("outlet not stated")
    yield f"    {outlet}{f' ← {article.agency.name}' if article.agency else ''} · {w().moment(article.published)}"
    sections = (
        (N_("Who says so"), [_attribution(a, text) for a in reading.attributions]),
        (N_("Figures"), [_figure(f, text) for f in reading.figures]),
        (N_("Events"), [_event(e, text, reading) for e in reading.events]),
        (N_("Times"), [f"“{t.span.of(text)}” = {t.value}  {_where(t.span, t.rule, '')}" for t in reading.times]),
        (N_("Foreign headlines"), [f"{p.rank}. {_line(p.span, text)} ({p.list})" for p in article.pointers]),
    )
    for head, lines in sections:
        if lines:
            yield ""
            yield click.style(say(head), bold=True)
            yield from (f"  {line}" for line in lines)
    if judged:
        yield ""
        yield click.style(say("Judged"), bold=True)
        for stand in judged.values():
            words = " … ".join(q.words for a in stand.anchors[:1] for q in a.quotes[:1])
            yield f"  {stand.item} “{words[:80]}” · {state_words(stand)}{f' – {stand.why}' if stand.why else ''}"


def _line(span: Span | None, text: str) -> str:
    return " ".join(span.of(text).split()) if span else ""


def _where(span: Span, rule: str, id: str) -> str:
    return click.style(f"[{span.start}–{span.end}] {rule} {id}".rstrip(), dim=True)


def _attribution(attribution: Attribution, text: str) -> str:
    content = " … ".join(_line(s, text) for s in attribution.content)
    who = attribution.speaker or " ".join(_line(s, text) for s in attribution.source) or say("not identified")
    place = (*attribution.content, *attribution.cue)[0]
    kind = say(_TYPES[attribution.type])
    return f"{who} ({kind}): {content}  {_where(place, attribution.rule, attribution.id)}"


def _figure(figure: Figure, text: str) -> str:
    value = w().number(figure.value) if figure.value is not None else "?"
    unit = f" {figure.unit}" if figure.unit else ""
    whose = "" if figure.attribution else f" – {say('who says so: not stated')}"
    return f"“{figure.span.of(text)}” = {value}{unit}{whose}  {_where(figure.span, figure.rule, figure.id)}"


def _event(event: Event, text: str, reading: Reading) -> str:
    names = {e.id: e.name for e in reading.entities}
    who = ", ".join(names.get(p.entity, p.entity) for p in event.participants)
    when = w().date(event.time.begin, event.time.granularity) if event.time and event.time.begin else ""
    parts = [part for part in (happening(event, w()), who, when, event.place.name if event.place else "") if part]
    return f"{' · '.join(parts)}: “{_line(event.evidence[0], text)}”  {_where(event.trigger, event.rule, event.id)}"
