"""What a store holds, in the few lines that a reader sees first. Every text in it is a quote from a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from meada.export.fold import brief, briefest, fold
from meada.export.material import Document, Material
from meada.lang.gazetteer import state_name
from meada.moment import Moment
from meada.reading.mention import Entity
from meada.record.link import Link
from meada.record.statement import Statement
from meada.story.story import Story

__all__ = ["ArticleLine", "FigureLine", "LinkLine", "Side", "StoryLine", "Summary", "summarise"]

_CITED = ("speaker", "medium", "document")
"""The steps of a chain that answer for a statement."""

SHOWN_LINKS = ("corroborates", "contradicts", "updates", "repeats", "coincides")
"""The relations that a summary shows, in this order; the others stand in the full record."""


class ArticleLine(msgspec.Struct, frozen=True, kw_only=True):
    """One article. ``relay`` runs from outlet to origin: ``(name or None, is a state's medium)``; ``notes`` are
    ``(code, values)`` for the surface to word."""

    label: str
    headline: str | None
    relay: tuple[tuple[str | None, bool], ...]
    published: Moment | None
    notes: tuple[tuple[str, dict[str, str | int]], ...] = ()


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a relation: its shortest quote, the labels of the articles that say it, who they cite for it, and the
    words of the quote that the relation turns on (a figure), empty where it is no figure."""

    quote: str
    labels: tuple[str, ...]
    sources: tuple[str, ...] = ()
    focus: str = ""


class LinkLine(msgspec.Struct, frozen=True, kw_only=True):
    """Statements that stand in one relation; ``repeats`` has one side. ``origins`` are the independent ones, ``least`` and
    ``most`` how many there can be; ``denied_by`` who denies the first side, empty where nobody is named, None where
    nothing is denied."""

    relation: str
    sides: tuple[Side, ...]
    origins: tuple[str, ...]
    slots: tuple[str, ...]
    denied_by: str | None = None
    least: int = 0
    most: int = 0


class FigureLine(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as it stands in the page, with what it counts where that follows it; ``counted`` is what it counts where
    that stands elsewhere. ``labels`` are the articles that give it, ``sources`` who answers for it (empty when nobody
    does)."""

    words: str
    quote: str
    counted: str = ""
    labels: tuple[str, ...]
    sources: tuple[str, ...]


class StoryLine(msgspec.Struct, frozen=True, kw_only=True):
    """One story with its counts, its links and its figures. ``articles`` are the labels of those that were asked for,
    ``total`` how many it has in all."""

    id: str
    title: str
    articles: tuple[str, ...]
    total: int
    families: int
    episodes: int
    begin: str | None
    until: str | None
    links: tuple[LinkLine, ...]
    figures: tuple[FigureLine, ...]


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """All of it."""

    articles: tuple[ArticleLine, ...]
    stories: tuple[StoryLine, ...]


def summarise(material: Material) -> Summary:
    """The summary of ``material``; only links at the level ``shown`` are counted."""
    entities = _with_states(material)
    statements = material.statements()
    by_page: dict[str, list[Statement]] = {}
    for statement in statements:
        by_page.setdefault(statement.page, []).append(statement)
    labels = {d.capture: d.label for d in material.documents} | material.elsewhere
    return Summary(
        articles=tuple(_article(d, by_page.get(d.capture, []), entities) for d in material.documents),
        stories=tuple(_story(s, material, statements, entities, labels) for s in material.stories),
    )


def _with_states(material: Material) -> dict[str, Entity]:
    """The entities by id, and the states that those of them stand for which no page names ("Seul"), in the language of
    most articles."""
    found = {e.id: e for e in material.entities()}
    langs = Counter(d.article.lang for d in material.documents if d.article.lang)
    lang = max(langs, key=lambda one: langs[one], default="en")
    for code in {e.country for e in found.values() if e.country} - found.keys():
        found[code] = Entity(id=code, type="state", name=state_name(code, lang), kind="country", country=code)
    return found


def _article(document: Document, statements: Iterable[Statement], entities: Mapping[str, Entity]) -> ArticleLine:
    article = document.article
    return ArticleLine(
        label=document.label,
        headline=article.headline.of(document.text) if article.headline else article.title,
        relay=_relay(document, statements, entities),
        published=article.published,
        notes=_notes(document),
    )


def _relay(
    document: Document, statements: Iterable[Statement], entities: Mapping[str, Entity]
) -> tuple[tuple[str | None, bool], ...]:
    """Outlet ← agency ← the state's media that the text relays."""
    outlet, agency = document.article.outlet, document.article.agency
    known = outlet if outlet and not outlet.hypothesis else None
    out: list[tuple[str | None, bool]] = [(known.name if known else None, bool(known and known.state_controlled))]
    if agency and known and agency.name == known.name:
        out = [(agency.name, agency.state_controlled or known.state_controlled)]
    elif agency:
        out.append((agency.name, agency.state_controlled))
    media = [step.entity for s in statements for step in s.chain if step.role == "medium" and step.entity]
    for medium in dict.fromkeys(media):
        entity = entities.get(medium)
        if entity and entity.state_controlled and all(name != entity.name for name, _ in out):
            out.append((entity.name, True))
    return tuple(out)


def _notes(document: Document) -> tuple[tuple[str, dict[str, str | int]], ...]:
    article, out = document.article, list[tuple[str, dict[str, str | int]]]()
    if article.headline is None:
        out.append(("no headline", {}))
    ahead = _ahead(document)
    if ahead:
        out.append(("the text says", {"words": ahead}))
    if article.pointers:
        out.append(("foreign headlines", {"n": len(article.pointers)}))
    for kind in ("translation", "widget"):
        n = sum(scar.kind == kind for scar in article.scars)
        if n:
            out.append((f"{kind} scars", {"n": n}))
    if article.corrections:
        out.append(("corrections", {"n": len(article.corrections)}))
    return (*out, *((f"flag {flag}", dict[str, str | int]()) for flag in article.flags))


def _ahead(document: Document) -> str | None:
    """The words of a reported day that lies after the page's own date: another zone, said in the text."""
    published = document.article.published
    if published is None or published.begin is None or len(published.begin) < 10:
        return None
    day = published.begin[:10]
    for time in document.reading.times:
        if time.zone_basis == "text" and time.granularity == "day" and time.begin and time.begin[:10] > day:
            return time.span.of(document.text)
    return None


def _story(
    story: Story,
    material: Material,
    statements: Sequence[Statement],
    entities: Mapping[str, Entity],
    labels: Mapping[str, str],
) -> StoryLine:
    pages, here = set(story.pages), material.by_page()
    own = {s.id: s for s in statements if s.page in pages}
    links = [k for k in material.links() if k.level == "shown" and k.a in own and k.b in own]
    return StoryLine(
        id=story.id,
        title=story.title,
        articles=tuple(labels[p] for p in story.pages if p in here),
        total=len(story.pages),
        families=len(story.families),
        episodes=len(story.episodes),
        begin=min((e.begin for e in story.episodes if e.begin), default=None),
        until=max((e.until for e in story.episodes if e.until), default=None),
        links=_link_lines(links, own, labels, entities),
        figures=_figure_lines((s for s in own.values() if s.page in here), labels, entities),
    )


def _link_lines(
    links: Iterable[Link], own: Mapping[str, Statement], labels: Mapping[str, str], entities: Mapping[str, Entity]
) -> tuple[LinkLine, ...]:
    folded = [f for f in fold(links, tuple(own.values())) if f.relation in SHOWN_LINKS]
    return tuple(
        LinkLine(
            relation=line.relation,
            sides=tuple(_side(side, line.slots, labels, entities) for side in line.sides),
            origins=tuple(_name(o, entities) for o in line.origins),
            slots=line.slots,
            denied_by=_denier(line.denial, entities),
            least=line.least,
            most=line.most,
        )
        for line in sorted(folded, key=lambda f: SHOWN_LINKS.index(f.relation))
    )


def _side(
    statements: Sequence[Statement], slots: Iterable[str], labels: Mapping[str, str], entities: Mapping[str, Entity]
) -> Side:
    shortest = briefest(statements)
    return Side(
        quote=brief([shortest]),
        labels=_labels(statements, labels),
        sources=_sources(statements, entities),
        focus=shortest.figure.words if shortest.figure and "figure" in slots else "",
    )


def _sources(statements: Iterable[Statement], entities: Mapping[str, Entity]) -> tuple[str, ...]:
    """Who is cited for ``statements``, each once."""
    cited = [c.entity for s in statements for c in s.chain if c.role in _CITED and c.entity]
    return tuple(dict.fromkeys(_name(one, entities) for one in cited))


def _labels(statements: Iterable[Statement], labels: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(labels[s.page] for s in statements))


def _denier(denial: Statement | None, entities: Mapping[str, Entity]) -> str | None:
    if denial is None:
        return None
    speakers = [c.entity for c in denial.chain if c.role in _CITED and c.entity]
    actors = [p.entity for p in denial.participants if p.role == "actor"]
    return next((_name(one, entities) for one in (*speakers, *actors)), "")


def _name(id: str, entities: Mapping[str, Entity]) -> str:
    return entities[id].name if id in entities else id


def _figure_lines(
    statements: Iterable[Statement], labels: Mapping[str, str], entities: Mapping[str, Entity]
) -> tuple[FigureLine, ...]:
    """Figures of one value, bound and unit in one line; those that somebody answers for, that count
    people, and that most articles give, first."""
    found: dict[tuple[object, ...], list[Statement]] = {}
    for statement in statements:
        figure = statement.figure
        if figure is not None and figure.unit is not None:
            found.setdefault((figure.value, figure.bound, figure.low, figure.high, figure.unit), []).append(statement)
    lines = []
    for (*_, unit), group in found.items():
        words, counted = _counted(group[0])
        sources = _sources(group, entities)
        line = FigureLine(
            words=words, quote=brief(group[:1]), counted=counted, labels=_labels(group, labels), sources=sources
        )
        lines.append(((not sources, unit != "person", -len(line.labels)), line))
    return tuple(line for _, line in sorted(lines, key=lambda one: one[0]))


def _counted(statement: Statement) -> tuple[str, str]:
    """The figure with what it counts where that follows at once, else the two apart, as the page has them."""
    figure = statement.figure
    assert figure is not None
    for evidence in statement.evidence:
        if figure.population and figure.span is not None and evidence.span.contains(figure.span):
            begin, end = (at - evidence.span.start for at in (figure.span.start, figure.span.end))
            rest = evidence.quote[end:]
            if rest.lstrip().startswith(figure.population):
                return evidence.quote[begin : len(evidence.quote) - len(rest.lstrip()) + len(figure.population)], ""
    return figure.words, figure.population or ""
