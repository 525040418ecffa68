"""What a judgement is about: an item by its id, its kind, the page it stands on, and how it is found again."""

from __future__ import annotations

from typing import Any

import msgspec

from meada.anchor import Anchor, quote
from meada.desk.find import anchor, items, name
from meada.desk.kind import KINDS
from meada.errors import JudgementError, NotFoundError
from meada.page.page import Page
from meada.reading.reading import Reading
from meada.record.link import Link
from meada.record.statement import Statement
from meada.store import Store
from meada.store.entry import near

__all__ = ["Target", "held", "stated", "target"]


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """An item as it stands now. ``page`` is None for what spans pages; ``pages`` are those whose stories it touches."""

    kind: str
    item: str
    value: Any = None
    page: str | None = None
    pages: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()

    @property
    def was(self) -> dict[str, Any] | None:
        """The item as plain values, for the log."""
        found = msgspec.to_builtins(self.value) if isinstance(self.value, msgspec.Struct) else None
        return found if self.kind not in ("article", "story") else None


def target(store: Store, item: str, kind: str | None, page: str | None) -> Target:
    """The item that ``item`` names. ``A1/ID`` tells the page with it. Raises `NotFoundError`, and `JudgementError` where an
    id stands on several pages and none is told."""
    if "/" in item and page is None:
        page, _, item = item.partition("/")
    kind = kind or _kind(store, item)
    if kind == "article":
        id = store.resolve(item)
        return Target(kind=kind, item=id, value=store.article(id), page=id, pages=(id,))
    if kind in ("family", "membership"):
        id = store.resolve(item)
        return Target(kind=kind, item=id, pages=(id,))
    if kind == "story":
        story = store.story(item)
        return Target(kind=kind, item=story.id, value=story, pages=story.pages)
    if kind == "entity":
        return _entity(store, item)
    if kind in ("statement", "link"):
        return _of_record(store, item, kind)
    return _of_page(store, item, kind, page)


def _kind(store: Store, item: str) -> str:
    head = item.partition("-")[0]
    if head in KINDS and "-" in item:
        return head
    try:
        store.resolve(item)
    except NotFoundError:
        if store.stories_with(item):
            return "entity"
        raise near("item", item, []) from None
    return "article"


def _of_page(store: Store, item: str, kind: str, page: str | None) -> Target:
    if kind not in KINDS:
        names = ", ".join(sorted(KINDS))
        raise JudgementError("“{kind}” is no kind of item", next="the kinds: {names}", kind=kind, names=names)
    home = store.resolve(page) if page is not None else _home(store, item)
    laid = store.page(home), store.reading(home)
    made = store.page(home, machine=True), store.reading(home, machine=True)
    for text, reading in (laid, made):
        found = next((one for one in items(kind, text, reading) if name(one) == item), None)
        if found is not None:
            own = msgspec.structs.replace(anchor(kind, found, text), item=item)
            return Target(kind=kind, item=item, value=found, page=home, pages=(home,), anchors=(own,))
    known = [line for line in store.judgements(item) if line.page == home and line.kind == kind and line.anchors]
    if known:
        was = known[-1].was or known[-1].payload
        value = msgspec.convert(was, KINDS[kind].type)
        return Target(kind=kind, item=item, value=value, page=home, pages=(home,), anchors=known[-1].anchors[:1])
    raise near("item", item, [])


def _home(store: Store, item: str) -> str:
    """The one page on which ``item`` stands, or was judged."""
    pages = store.standing_on(item) or list(
        dict.fromkeys(line.page for line in store.judgements(item) if line.page is not None)
    )
    if not pages:
        raise near("item", item, [])
    if len(pages) > 1:
        labels = ", ".join(f"{store.label(one)}/{item}" for one in pages[:4])
        raise JudgementError("“{item}” stands on several pages", next="say which: {labels}", item=item, labels=labels)
    return pages[0]


def _of_record(store: Store, item: str, kind: str) -> Target:
    try:
        found = store.item(item)
        value, item = found.value, found.id
    except NotFoundError:
        was = [line.was for line in store.judgements(item) if line.was and line.kind == kind]
        if not was:
            raise
        value = msgspec.convert(was[-1], KINDS[kind].type)
    if isinstance(value, Statement):
        return Target(
            kind="statement",
            item=item,
            value=value,
            page=value.page,
            pages=(value.page,),
            anchors=(stated(store, value),),
        )
    if not isinstance(value, Link):
        raise JudgementError("“{item}” is no {kind}", next="give its id", item=item, kind=kind)
    ends = [held(store, value.a), held(store, value.b)]
    return Target(
        kind="link",
        item=item,
        value=value,
        pages=tuple(e.page for e in ends),
        anchors=tuple(stated(store, e) for e in ends),
    )


def held(store: Store, id: str) -> Statement:
    """The statement ``id``, from the record, or from the log where it was rejected."""
    found = _of_record(store, id, "statement").value
    if not isinstance(found, Statement):
        raise JudgementError("“{item}” is no {kind}", next="give its id", item=id, kind="statement")
    return found


def stated(store: Store, value: Statement) -> Anchor:
    """What finds a statement again: its kind and the words of its evidence on its own page."""
    text = store.page(value.page).text
    quotes = tuple(quote(text, e.span) for e in value.evidence if e.page == value.page)
    return Anchor(kind=f"statement:{value.kind}", item=value.id, page=value.page, quotes=quotes)


def _entity(store: Store, item: str) -> Target:
    """An entity of the records: where each of its pages names it."""
    anchors: list[Anchor] = []
    value = None
    for story in store.stories_with(item):
        record = store.record(story)
        value = value or next(e for e in record.entities if e.id == item)
        for page, reading, local in _members(store, story, item):
            anchors.append(_named(page, reading, local))
    if value is None:
        raise near("item", item, [])
    pages = tuple(dict.fromkeys(a.page for a in anchors))
    return Target(kind="entity", item=item, value=value, pages=pages, anchors=tuple(anchors))


def _members(store: Store, story: str, item: str) -> list[tuple[Page, Reading, str]]:
    from meada.flow.weave import identities

    told, known = identities(store, story)
    return [
        (one.page, one.reading, local.id)
        for one in told
        for local in one.reading.entities
        if known.of(one.id, local.id) == item
    ]


def _named(page: Page, reading: Reading, local: str) -> Anchor:
    """The first place where a page names an entity: by a name where it can."""
    mine = [m for m in reading.mentions if m.entity == local]
    first = next((m for m in mine if m.form == "name"), mine[0] if mine else None)
    quotes = (quote(page.text, first.span),) if first else ()
    return Anchor(kind="entity", item=local, page=page.capture, quotes=quotes)
