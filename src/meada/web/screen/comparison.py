"""`/n/ID`: everything that stands in relation to one statement, side by side, copies folded; no verdict."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from litestar import Response, get

from meada.errors import NotFoundError
from meada.export.selection import Selection, of_statements
from meada.i18n import Words
from meada.record.link import Link
from meada.record.series import Point, Series, series
from meada.record.statement import Statement
from meada.store import Store
from meada.web.ask import FromPath, Held, Seen
from meada.web.chart import Steps, steps
from meada.web.thread import Quote, Thread, read

__all__ = ["ComparisonPage", "Row", "of_comparison", "routes"]

_TELLING = frozenset(("repeats", "updates", "contradicts", "corroborates", "coincides", "tension", "subset"))
_RANK = ("contradicts", "tension", "updates", "corroborates", "subset", "coincides", "repeats")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What one copy family says: its words, its figure, as of when, and how that stands to what was said before
    (``relation``, against the statement ``to``); ``level`` tells a shown relation from a suggested one."""

    quote: Quote
    statement: Statement
    family: str
    published: str | None
    copies: int
    relation: str | None = None
    level: str | None = None
    why: tuple[str, ...] = ()
    denies: bool = False
    standing: str | None = None


class ComparisonPage(msgspec.Struct, frozen=True, kw_only=True):
    """What `comparison.html` draws: the statement asked for, the rows in order of publication, and for counts the chart."""

    thread: Thread
    asked: Statement
    rows: tuple[Row, ...]
    count: Series | None
    chart: Steps | None


@get("/n/{ref:str}", sync_to_thread=True)
def show(ref: FromPath[str], store: Held, view: Seen) -> Response[str]:
    """The comparison around the statement ``ref``."""
    return view.render("comparison.html", _page(store, ref, view.words))


def of_comparison(store: Store, ref: str, words: Words) -> Selection:
    """The rows of the comparison around the statement ``ref``, as passages; raises `NotFoundError`."""
    page = _page(store, ref, words)
    return of_statements(store, page.thread.row.heading or words("Comparison"), (row.statement for row in page.rows))


def _page(store: Store, ref: str, words: Words) -> ComparisonPage:
    item = store.item(ref)
    if item.story is None or not isinstance(item.value, Statement):
        raise NotFoundError("no statement “{ref}”", next="statements are compared from their story", ref=ref)
    thread = read(store, item.story)
    count = next((s for s in series(thread.record) if any(p.statement == item.id for p in s.points)), None)
    points = {p.statement: p for p in count.points} if count else {}
    chosen = [thread.statements[id] for id in _around(thread, item.id, points)]
    return ComparisonPage(
        thread=thread,
        asked=item.value,
        rows=_rows(thread, chosen, points),
        count=count,
        chart=steps(count, words) if count else None,
    )


def _around(thread: Thread, id: str, points: Iterable[str]) -> list[str]:
    """The statement, those linked to it, the points of its count, and what denies or repeats any of these."""
    near = {id, *points}
    for _ in range(2):
        for link in thread.record.links:
            told = link.relation in _TELLING and link.level == "shown" and (link.a in near or link.b in near)
            if told and (link.relation == "repeats" or id in (link.a, link.b)):
                near |= {link.a, link.b}
    return [one for one in near if one in thread.statements]


def _rows(thread: Thread, chosen: list[Statement], points: dict[str, Point]) -> tuple[Row, ...]:
    """One row a copy family and figure, the first published of each; in time order."""
    ordered = sorted(chosen, key=lambda s: (thread.published.get(s.page) or "9", s.page, s.evidence[0].span))
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for statement in ordered:
        figure = statement.figure
        amount = (figure.value, figure.bound, figure.low, figure.high) if figure else None
        groups.setdefault((thread.family(statement.page), amount, statement.denies is None), []).append(statement)
    rows: list[Row] = []
    for (family, *_), group in groups.items():
        link = _link(thread, group[0], [row.statement.id for row in rows])
        rows.append(
            Row(
                quote=thread.quote(group),
                statement=group[0],
                family=str(family),
                published=thread.published.get(group[0].page),
                copies=len({s.page for s in group}),
                relation=link.relation if link else None,
                level=link.level if link else None,
                why=link.slots if link else (),
                denies=group[0].denies is not None,
                standing=points[group[0].id].standing if group[0].id in points else None,
            )
        )
    return tuple(rows)


def _link(thread: Thread, statement: Statement, before: list[str]) -> Link | None:
    """The most telling relation of ``statement`` to any statement in ``before``."""
    found = [
        link
        for link in thread.record.links
        if link.relation in _RANK
        and ((link.a == statement.id and link.b in before) or (link.b == statement.id and link.a in before))
    ]
    return min(found, key=lambda k: (k.level != "shown", _RANK.index(k.relation)), default=None)


routes = (show,)
