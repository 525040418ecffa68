"""`/h/ID`: one story and its tabs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import msgspec
from litestar import Response, get

from meada.export.fold import brief
from meada.i18n import N_
from meada.reading.mention import Entity
from meada.record.series import Series, series
from meada.record.statement import Statement
from meada.record.timeline import timeline
from meada.store.cast import Cast
from meada.store.shelf import ArticleRow
from meada.story.story import Lead
from meada.web.ask import FromPath, Held, Seen
from meada.web.chart import Lanes, lanes
from meada.web.last import LastVisit
from meada.web.thread import Line, Quote, Thread, read
from meada.web.view import View

__all__ = ["TABS", "StoryPage", "routes"]

TABS = (
    ("", N_("Timeline")),
    ("afirmacoes", N_("Statements")),
    ("numeros", N_("Figures")),
    ("cobertura", N_("Coverage")),
    ("pessoas", N_("People")),
    ("dossie", N_("Dossier")),
)
"""The tabs of a story: the end of their address and their name."""

FEW = 4


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A happening: its date as precise as it is known, when it was first reported, and the words that tell it."""

    begin: str
    until: str | None
    granularity: str
    reported: str | None
    quote: Quote
    origins: int


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A day or longer stretch, ``last`` its last day where several units make it: the ``entries`` told most, and the
    ``rest``."""

    date: str
    granularity: str
    last: str | None
    entries: tuple[Entry, ...]
    rest: tuple[Entry, ...]


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A count over time, with the statement that stands for it."""

    series: Series
    first: str
    whom: tuple[str, ...]
    latest: Quote


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A copy in its family."""

    row: ArticleRow
    label: str
    containment: float | None


class Kin(msgspec.Struct, frozen=True, kw_only=True):
    """A family of copies, the one nearest the source first."""

    agency: str | None
    members: tuple[Member, ...]


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Someone in the story: how often they are cited and how often they take part."""

    entity: Entity
    said: int
    took: int


class StoryPage(msgspec.Struct, frozen=True, kw_only=True):
    """What the templates of a story draw; each tab fills its own part."""

    thread: Thread
    tab: str
    since: tuple[ArticleRow, ...] = ()
    before: str | None = None
    tabs: tuple[tuple[str, str], ...] = TABS
    days: tuple[Day, ...] = ()
    lanes: Lanes | None = None
    groups: tuple[tuple[str, tuple[Line, ...]], ...] = ()
    doubtful: tuple[tuple[str, tuple[Line, ...]], ...] = ()
    counts: tuple[Count, ...] = ()
    figures: tuple[Quote, ...] = ()
    families: tuple[Kin, ...] = ()
    alone: tuple[ArticleRow, ...] = ()
    order: tuple[ArticleRow, ...] = ()
    leads: tuple[Lead, ...] = ()
    actors: tuple[Actor, ...] = ()
    quotes: tuple[tuple[ArticleRow, tuple[Quote, ...]], ...] = ()


@get("/h/{ref:str}", sync_to_thread=True)
def line(ref: FromPath[str], store: Held, view: Seen) -> Response[str]:
    """The timeline."""
    thread = read(store, ref)
    found = days(thread)
    entries = [e for day in found for e in day.entries][:120]
    drawn = lanes([(e.begin, e.until, e.reported, e.quote.words[:80], "") for e in entries], view.words)
    return view.render("story/timeline.html", _story(view, thread, tab="", days=found, lanes=drawn))


@get("/h/{ref:str}/afirmacoes", sync_to_thread=True)
def statements(ref: FromPath[str], store: Held, view: Seen) -> Response[str]:
    """What agrees, what differs, what is denied."""
    thread = read(store, ref)
    page = _story(
        view, thread, tab="afirmacoes", groups=grouped(thread.lines()), doubtful=grouped(thread.lines("suggested"))
    )
    return view.render("story/statements.html", page)


@get("/h/{ref:str}/numeros", sync_to_thread=True)
def figures(ref: FromPath[str], store: Held, view: Seen) -> Response[str]:
    """Counts over time, and single figures."""
    thread = read(store, ref)
    counts = tuple(_count(thread, one) for one in series(thread.record))
    counted = {point.statement for count in counts for point in count.series.points}
    single = [s for s in thread.record.statements if s.figure and s.figure.unit and s.id not in counted]
    quotes = tuple(thread.quote(same) for same in _folded(thread, single))
    return view.render("story/figures.html", _story(view, thread, tab="numeros", counts=counts, figures=quotes))


@get("/h/{ref:str}/cobertura", sync_to_thread=True)
def coverage(ref: FromPath[str], store: Held, view: Seen) -> Response[str]:
    """Who published what, in which order, and copied from where."""
    thread = read(store, ref)
    rows = [thread.articles[page] for page in thread.story.pages if page in thread.articles]
    families = _families(thread)
    page = _story(
        view,
        thread,
        tab="cobertura",
        families=families,
        alone=tuple(kin.members[0].row for kin in families if len(kin.members) == 1),
        order=tuple(sorted(rows, key=lambda row: (row.published or "9", row.label))),
        leads=thread.story.leads,
    )
    return view.render("story/coverage.html", page)


@get("/h/{ref:str}/pessoas", sync_to_thread=True)
def people(ref: FromPath[str], store: Held, view: Seen) -> Response[str]:
    """Who is cited and who takes part."""
    thread = read(store, ref)
    return view.render("story/people.html", _story(view, thread, tab="pessoas", actors=_actors(thread, store.cast)))


@get("/h/{ref:str}/dossie", sync_to_thread=True)
def dossier(ref: FromPath[str], store: Held, view: Seen) -> Response[str]:
    """The quoted passages with their sources."""
    thread = read(store, ref)
    return view.render("story/dossier.html", _story(view, thread, tab="dossie", quotes=_quotes(thread)))


def _story(view: View, thread: Thread, tab: str, **more: Any) -> StoryPage:
    """A tab, with what was added to the story since the reader was here before."""
    before = LastVisit.of(view.cookie("visit")).before
    fresh = [
        row for row in thread.articles.values() if before and row.added_at > before and row.id in thread.story.pages
    ]
    fresh.sort(key=lambda row: int(row.label[1:]))
    return StoryPage(thread=thread, tab=tab, since=tuple(fresh), before=before, **more)


def days(thread: Thread) -> tuple[Day, ...]:
    """The timeline in days: acts of saying after other happenings, and what most pages tell first."""
    out = []
    for day in timeline(thread.record, thread.published):
        found = [
            Entry(
                begin=e.begin, until=e.until, granularity=e.granularity, reported=e.reported, origins=len(e.origins),
                quote=thread.quote([thread.statements[s] for s in e.statements]),
            )
            for e in day.entries
        ]  # fmt: skip
        found.sort(key=lambda e: (e.quote.type == "STATEMENT", -len(e.quote.sources), e.begin))
        first, rest = tuple(found[:FEW]), tuple(found[FEW:])
        out.append(Day(date=day.date, granularity=day.granularity, last=day.last, entries=first, rest=rest))
    return tuple(out)


_ORDER = ("corroborates", "denied", "figures", "versions", "updates", "tension", "repeats", "coincides", "complements")


def grouped(lines: tuple[Line, ...]) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Lines under their headings, agreement and denial first; relations that only tell apart are left out."""
    groups: dict[str, list[Line]] = defaultdict(list)
    for one in lines:
        groups[one.heading].append(one)
    return tuple((heading, tuple(groups[heading])) for heading in _ORDER if groups[heading])


def _folded(thread: Thread, single: Iterable[Statement]) -> list[list[Statement]]:
    """Statements that copies of one text tell in the same words, together."""
    out: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in single:
        out[thread.family(statement.page), " ".join(brief([statement]).casefold().split())].append(statement)
    return list(out.values())


def _count(thread: Thread, found: Series) -> Count:
    last = found.points[-1].statement
    return Count(
        series=found,
        first=found.points[0].statement,
        whom=tuple(thread.name(one) for one in found.whom),
        latest=thread.quote([thread.statements[last]]),
    )


def _families(thread: Thread) -> tuple[Kin, ...]:
    out = []
    for family in thread.story.families:
        members = [
            Member(row=thread.articles[c.page], label=c.label, containment=c.containment)
            for c in sorted(family.copies, key=lambda c: (c.page != family.origin, thread.published.get(c.page) or "9"))
            if c.page in thread.articles
        ]
        names = {m.row.agency: m.row.agency_name for m in members}
        out.append(Kin(agency=names.get(family.agency) or family.agency, members=tuple(members)))
    return tuple(sorted((kin for kin in out if kin.members), key=lambda kin: -len(kin.members)))


def _actors(thread: Thread, cast: Cast) -> tuple[Actor, ...]:
    said: Counter[str] = Counter()
    took: Counter[str] = Counter()
    for statement in thread.record.statements:
        said.update({s.entity for s in statement.chain if s.role == "speaker" and s.entity})
        took.update({p.entity for p in statement.participants})
    found = [
        Actor(entity=e, said=said[e.id], took=took[e.id])
        for e in thread.record.entities
        if e.type in ("person", "organisation", "state") and said[e.id] + took[e.id]
    ]
    public = cast.public([a.entity.id for a in found if a.entity.type == "person"])
    shown = [a for a in found if a.entity.type != "person" or a.entity.id in public]
    return tuple(sorted(shown, key=lambda a: (-a.said, -a.took, a.entity.name)))


def _quotes(thread: Thread) -> tuple[tuple[ArticleRow, tuple[Quote, ...]], ...]:
    by_page: dict[str, dict[str, Quote]] = defaultdict(dict)
    for statement in thread.record.statements:
        quote = thread.quote([statement])
        by_page[statement.page].setdefault(quote.words, quote)
    rows = sorted((thread.articles[page] for page in by_page), key=lambda row: (row.published or "9", row.label))
    return tuple((row, tuple(by_page[row.id].values())) for row in rows)


routes = (line, statements, figures, coverage, people, dossier)
