"""Judgements: the one way in. Checked, appended, and what they touch made anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from meada.anchor import Anchor, quote
from meada.desk.check import addition, allowed, edits
from meada.desk.find import inside
from meada.desk.kind import KINDS
from meada.errors import JudgementError, NotFoundError
from meada.flow.lay import relay
from meada.flow.target import Target, held, stated, target
from meada.flow.tools import Tools
from meada.flow.weave import rerecord, reweave
from meada.ident import ident
from meada.page.page import Page
from meada.record.link import Relation
from meada.span import Span
from meada.store import Action, Judgement, Store

__all__ = ["Judged", "judge", "undo"]


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a judgement: its line in the log, and the ids of the ``stories`` that were made anew."""

    judgement: Judgement
    stories: tuple[str, ...] = ()


def judge(
    store: Store,
    action: Action,
    item: str | None = None,
    *,
    who: str,
    kind: str | None = None,
    page: str | None = None,
    why: str | None = None,
    payload: Mapping[str, Any] | None = None,
    tools: Tools | None = None,
) -> Judged:
    """Says something of an item, on the record: one line in the log, and only the stories it touches made anew.

    ``item`` is an id (``A1/ID`` or ``page`` tells the page where several have it); ``kind`` is needed for what has no id of
    its own: ``article``, ``membership`` and ``family`` (by the article), ``entity``, ``story`` (by number). ``payload`` holds
    what is set: fields of an ``edit`` or ``add``; ``into`` of a ``merge``; ``pages`` or ``from`` of a ``split``; ``to`` and
    ``relation`` of a ``link``; ``to`` of an ``unlink`` or ``unsure``. See docs/store.md. Raises `JudgementError` for what
    cannot stand and `NotFoundError` for what is not there, before anything is written.
    """
    if not who.strip():
        raise JudgementError("nobody is named as the one who judges", next="say who: --who NAME, or MEADA_WHO")
    given = dict(payload or {})
    if action == "undo":
        raise JudgementError("an undo names a line of the log", next="call undo")
    if action == "add":
        about, given = _adding(store, kind, page, given)
    elif action == "link":
        about, given = _linking(store, item, given)
    else:
        about = target(store, item or "", kind, page)
        allowed(about.kind, action)
        about, given = _given(store, action, about, given)
    line = store.judge(
        who=who, item=about.item, kind=about.kind, action=action, why=why, page=about.page, payload=given,
        anchors=about.anchors, was=about.was,
    )  # fmt: skip
    return Judged(judgement=line, stories=_remade(store, tools, line, about.pages))


def undo(store: Store, line: int, *, who: str, why: str | None = None, tools: Tools | None = None) -> Judged:
    """Takes back the line ``line`` of the log, an undo too; what it touched is made anew."""
    log = {one.id: one for one in store.judgements()}
    old = log.get(line)
    if old is None:
        raise NotFoundError("no judgement {line}", next="list them: meada log", line=line)
    first = old
    while first.undoes is not None:
        first = log[first.undoes]
    made = store.judge(who=who, item=old.item, kind=old.kind, action="undo", why=why, undoes=line)
    pages = [a.page for a in first.anchors] or ([first.page] if first.page else list(first.payload.get("pages", ())))
    return Judged(judgement=made, stories=_remade(store, tools, first, tuple(dict.fromkeys(pages))))


def _remade(store: Store, tools: Tools | None, line: Judgement, pages: tuple[str, ...]) -> tuple[str, ...]:
    """Makes anew what ``line`` touches: a layer, a record, or the stories themselves."""
    tools = tools or Tools.of(store)
    placed = store.placed()
    if KINDS[line.kind].scope in ("page", "reading") and line.page in placed:
        relay(store, line.page, tools)
    if line.kind in ("story", "membership", "family"):
        if line.action != "confirm":
            reweave(store, tools, dict.fromkeys((*pages, *line.payload.get("pages", ()))))
        placed = store.placed()
        return tuple(dict.fromkeys(placed[page] for page in (*pages, *line.payload.get("pages", ())) if page in placed))
    touched = tuple(dict.fromkeys(placed[page] for page in pages if page in placed))
    if line.action not in ("unsure",) and not (
        line.action == "confirm" and line.kind in ("block", "article", "entity")
    ):
        rerecord(store, tools, touched)
    return touched


def _given(store: Store, action: Action, about: Target, given: dict[str, Any]) -> tuple[Target, dict[str, Any]]:
    """``given`` as it is kept, and the target with the anchors of what it names besides."""
    if action == "edit" and about.kind == "membership":
        into = store.story(_told(given, "story", about.kind))
        return about, {"story": into.id, "pages": list(into.pages)}
    if action == "edit":
        return _editing(store, about, given)
    if about.kind == "entity" and action in ("merge", "split", "unsure"):
        return _entities(store, about, action, given)
    if about.kind == "family" and action == "merge":
        return about, {"pages": [about.item, store.resolve(_told(given, "into", about.kind))]}
    if about.kind == "family" and action in ("reject", "split"):
        return about, {"pages": [about.item]}
    if about.kind == "story" and action == "merge":
        other = store.story(_told(given, "into", about.kind))
        return about, {"into": other.id, "pages": [*other.pages, *about.value.pages]}
    if about.kind == "story" and action == "split":
        return about, {"pages": _apart(store, about, given)}
    if action in ("merge", "unlink") and about.kind == "statement":
        second = held(store, _told(given, "into" if action == "merge" else "to", about.kind))
        named = {"into": second.id} if action == "merge" else {"from": second.id}
        pages = tuple(dict.fromkeys((*about.pages, second.page)))
        return replace(about, anchors=(*about.anchors, stated(store, second)), pages=pages), named
    return about, {}


def _told(given: Mapping[str, Any], field: str, kind: str) -> str:
    if not given.get(field):
        raise JudgementError("{kind} needs {field}", next="give: {names}", kind=kind, field=field, names=field)
    return str(given[field])


def _apart(store: Store, about: Target, given: Mapping[str, Any]) -> list[str]:
    """The pages that leave a story: some of them, not all."""
    named = given.get("pages") or []
    pages = [store.resolve(one) for one in ([named] if isinstance(named, str) else named)]
    if not pages or set(pages) - set(about.value.pages) or set(pages) == set(about.value.pages):
        raise JudgementError(
            "a split names some of the articles of the story, and leaves some", next="its articles: {names}",
            names=", ".join(store.label(page) for page in about.value.pages[:20]),
        )  # fmt: skip
    return pages


def _editing(store: Store, about: Target, given: dict[str, Any]) -> tuple[Target, dict[str, Any]]:
    on = about.page is not None and about.kind != "statement"
    page = store.page(about.page or "") if on else None
    reading = store.reading(about.page or "") if on else None
    if about.kind == "statement" and isinstance(given.get("time"), dict):
        before = msgspec.to_builtins(about.value.time) if about.value.time else {}
        given["time"] = before | {"how": "own"} | given["time"]
    fields = edits(about.kind, about.value, given, page, reading)
    if about.kind == "story":
        fields["pages"] = list(about.value.pages)
    if page is not None and KINDS[about.kind].spans & fields.keys():
        about = replace(about, anchors=(*about.anchors, _quoted(about, fields, page)))
    return about, fields


def _quoted(about: Target, fields: Mapping[str, Any], page: Page) -> Anchor:
    """Where the words that an edit names stand."""
    found = [fields[name] for name in sorted(KINDS[about.kind].spans & fields.keys()) if fields[name]]
    pairs = [pair for value in found for pair in (value if isinstance(value[0], list) else [value])]
    quotes = tuple(quote(page.text, Span(*pair)) for pair in pairs)
    return Anchor(kind=f"{about.kind}:set", item=about.item, page=page.capture, quotes=quotes)


def _entities(store: Store, about: Target, action: Action, given: Mapping[str, Any]) -> tuple[Target, dict[str, Any]]:
    """Two entities that are one, that are not, or of which nobody can tell; or the pages where a name is another's."""
    if action == "split" and given.get("pages"):
        named = {store.resolve(one) for one in given["pages"]}
        apart = tuple(replace(a, kind="other") for a in about.anchors if a.page in named)
        kept = tuple(a for a in about.anchors if a.page not in named)
        if not apart or not kept:
            raise JudgementError(
                "a split names some of the articles that name {item}, and leaves some", item=about.item, next=None
            )
        return replace(about, anchors=(*kept, *apart)), {"pages": sorted(named)}
    field = "into" if action == "merge" else "from" if action == "split" else "to"
    other = target(store, _told(given, field, about.kind), "entity", None)
    if other.item == about.item:
        raise JudgementError("{item} is one already", next="name two", item=about.item)
    others = tuple(replace(a, kind="other") for a in other.anchors)
    pages = tuple(dict.fromkeys((*about.pages, *other.pages)))
    return replace(about, anchors=(*about.anchors, *others), pages=pages), {field: other.item}


def _adding(
    store: Store, kind: str | None, page: str | None, given: Mapping[str, Any]
) -> tuple[Target, dict[str, Any]]:
    allowed(kind or "", "add")
    assert kind is not None
    if page is None:
        raise JudgementError("{kind} needs {field}", next="give: {names}", kind=kind, field="page", names="A1")
    home = store.resolve(page)
    text = store.page(home)
    made = addition(kind, given, text, store.reading(home))
    item = msgspec.convert(made, KINDS[kind].type)
    spans = tuple(dict.fromkeys(inside(item)))
    id = made.get("id") or ident(kind, *(n for s in spans[:1] for n in (s.start, s.end)))
    anchor = Anchor(kind=kind, item=id, page=home, quotes=tuple(quote(text.text, span) for span in spans))
    return Target(kind=kind, item=id, page=home, pages=(home,), anchors=(anchor,)), made


def _linking(store: Store, item: str | None, given: Mapping[str, Any]) -> tuple[Target, dict[str, Any]]:
    a, b = held(store, item or ""), held(store, _told(given, "to", "link"))
    relation = _told(given, "relation", "link")
    try:
        msgspec.convert(relation, Relation)
    except msgspec.ValidationError as error:
        raise JudgementError(
            "{kind} cannot hold that: {why}", next="see docs/record.md", kind="link", why=error
        ) from error
    placed = store.placed()
    if a.id == b.id or placed.get(a.page) != placed.get(b.page):
        raise JudgementError("a link ties two statements of one story", next="merge the stories first")
    id = ident("link", a.id, b.id, relation)
    return (
        Target(kind="link", item=id, pages=(a.page, b.page), anchors=(stated(store, a), stated(store, b))),
        {"a": a.id, "b": b.id, "relation": relation, **({"why": given["why"]} if given.get("why") else {})},
    )
