"""What people judged of a page laid over what the machine made of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from meada import article as articles
from meada.article.article import Agency, Article, Outlet
from meada.desk.kind import KINDS
from meada.desk.overlay import lay, roles
from meada.desk.standing import Standing, standings
from meada.flow.tools import Tools
from meada.moment import Granularity, Moment
from meada.page.page import Page
from meada.reading.read import read
from meada.reading.reading import Reading
from meada.store import Store

__all__ = ["Layer", "edited", "layer", "orphans", "relay"]

Layer = tuple[Page, Article, Reading]


def relay(store: Store, page: str, tools: Tools | None = None) -> tuple[Standing, ...]:
    """The layer of one page made anew from what the machine made and the log; gives the orphans: judgements whose item is
    not there any more."""
    stands = _of(store, page)
    if not stands:
        store.revise(page, None)
        return ()
    made, lost = layer(
        (store.page(page, machine=True), store.article(page, machine=True), store.reading(page, machine=True)),
        stands,
        tools or Tools.of(store),
    )
    store.revise(page, made)
    return lost


def orphans(store: Store) -> tuple[Standing, ...]:
    """Every judgement about an item of a page that is not there any more."""
    out: list[Standing] = []
    stands = standings(store.judgements()).values()
    pages = dict.fromkeys(s.page for s in stands if s.page is not None)
    held = {entry.id for entry in store.entries()}
    for page in pages:
        if page in held:
            made = store.page(page, machine=True), store.article(page, machine=True), store.reading(page, machine=True)
            out += layer(made, _of(store, page))[1]
        else:
            out += [s for s in stands if s.page == page]
    return tuple(out)


def _of(store: Store, page: str) -> list[Standing]:
    found = standings(store.judgements(pages=[page], across=False)).values()
    return [s for s in found if KINDS[s.kind].scope in ("page", "reading")]


def layer(made: Layer, stands: Sequence[Standing], tools: Tools | None = None) -> tuple[Layer, tuple[Standing, ...]]:
    """``made`` with ``stands`` over it, and the orphans. Where a role or the article's date, outlet or agency changed, the
    page is read again with ``tools``."""
    page, article, reading = made
    page, lost = roles(page, [s for s in stands if s.kind == "block"])
    fields = {k: v for s in stands if s.kind == "article" for k, v in s.fields.items()}
    if any(s.fields.keys() & KINDS[s.kind].deep for s in stands):
        tools = tools or Tools.load()
        article = edited(articles.make(page, registry=tools.registry), fields)
        reading = read(page, article, parser=tools.parser(article.lang), world=tools.registry.world)
    else:
        article = edited(article, fields)
    laid = lay(page, reading, [s for s in stands if KINDS[s.kind].scope == "reading"])
    return (page, article, laid.reading), (*lost, *laid.orphans)


def edited(article: Article, fields: dict[str, Any]) -> Article:
    """``article`` with what people said of it; an outlet or agency they name is one the registry need not know."""
    out = dict(fields)
    for name in ("published", "updated"):
        if name in out and out[name] is not None:
            out[name] = _moment(str(out[name]), getattr(article, name))
    if out.get("outlet"):
        out["outlet"] = Outlet(id=None, name=str(out["outlet"]), basis="judgement")
    if out.get("agency"):
        out["agency"] = Agency(id=None, name=str(out["agency"]), basis="judgement")
    return replace(article, **out)


_SIZES: dict[int, Granularity] = {4: "year", 7: "month", 10: "day"}


def _moment(iso: str, before: Moment | None) -> Moment:
    """An ISO 8601 date or date-time as a person gave it; the zone stays the page's."""
    size = _SIZES.get(len(iso), "minute")
    zone = before.zone if before else None
    return Moment(
        begin=iso, granularity=size, zone=zone, basis=before.basis if before else "unknown", where="judgement"
    )
