"""`/corrigir/…`: one item, how it stands, and what may be said of it; `/correcoes`: all that was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, get_args
from urllib.parse import quote

import msgspec
from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import Cookie
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from meada import flow
from meada.desk import KINDS, Standing, standings
from meada.desk.find import inside
from meada.errors import JudgementError, NotFoundError
from meada.export.happening import EVENT_TYPES
from meada.flow.target import Target, target
from meada.record.link import Relation
from meada.store import Judgement, Store
from meada.store.judgement import undone
from meada.web.ask import FromPath, FromQuery, Held, Seen, Working
from meada.web.field import Field, fields, given
from meada.web.guard import may_edit
from meada.web.marked import Mark, Paragraph, paragraph
from meada.web.pick import resolved
from meada.web.screen.preference import YEAR, home
from meada.web.view import View
from meada.web.work import Work

__all__ = ["ItemPage", "LogPage", "back", "routes", "signed", "why"]

PAGE = 100
"""Lines of the log on one page."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the log: ``href`` leads to its item, ``label`` is its article's; ``gone`` is true when it was taken back,
    ``lost`` when its words are no longer found."""

    line: Judgement
    href: str | None
    label: str | None = None
    gone: bool = False
    lost: bool = False


class Selected(msgspec.Struct, frozen=True, kw_only=True):
    """Words that were selected in the article, and their place, ``START-END``."""

    words: str
    place: str


class ItemPage(msgspec.Struct, frozen=True, kw_only=True):
    """What `correction.html` draws: the item, where it stands, how it stands, its log, and what may be done. ``seen`` is the
    last line of its log; ``since`` are the lines that somebody wrote while the reader had an older page open."""

    kind: str
    item: str
    href: str
    label: str | None
    text: Paragraph | None
    lang: str | None
    rule: str
    confidence: float | None
    standing: Standing | None
    actions: frozenset[str]
    fields: tuple[Field, ...]
    log: tuple[Entry, ...]
    relations: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    seen: int = 0
    since: tuple[Entry, ...] = ()
    refused: str | None = None
    selected: Selected | None = None
    types: tuple[str, ...] = tuple(EVENT_TYPES)


class LogPage(msgspec.Struct, frozen=True, kw_only=True):
    """What `corrections.html` draws: the log, latest first, ``start`` lines in, of ``total``."""

    entries: tuple[Entry, ...]
    total: int
    start: int
    lost: int


Sent = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/corrigir/{item:str}")
async def whole(
    item: FromPath[str], store: Held, view: Seen, kind: FromQuery[str | None] = None, trecho: FromQuery[str] = ""
) -> Response[str]:
    """An article, statement, link, story or entity; ``trecho`` are words selected in the article, by their place."""
    return await sync_to_thread(_shown, store, view, item, kind, None, trecho)


@get("/corrigir/{page:str}/{item:str}")
async def part(
    page: FromPath[str], item: FromPath[str], store: Held, view: Seen, kind: FromQuery[str | None] = None
) -> Response[str]:
    """An item of one page."""
    return await sync_to_thread(_shown, store, view, item, kind, page)


@post("/corrigir/{item:str}")
async def judge_whole(item: FromPath[str], data: Sent, store: Held, view: Seen, work: Working) -> Response[Any]:
    """Says something of what spans pages."""
    return await sync_to_thread(_judged, store, view, work, (item, data.get("kind"), None), data)


@post("/corrigir/{page:str}/{item:str}")
async def judge_part(
    page: FromPath[str], item: FromPath[str], data: Sent, store: Held, view: Seen, work: Working
) -> Response[Any]:
    """Says something of an item of one page."""
    return await sync_to_thread(_judged, store, view, work, (item, data.get("kind"), page), data)


@post("/acrescentar/{page:str}", sync_to_thread=True)
def add(page: FromPath[str], data: Sent, store: Held, view: Seen, work: Working) -> Response[Any]:
    """Adds what was not read: words of the page, and what they are."""
    may_edit(view.reader)
    kind, words = str(data.get("kind") or ""), str(data.get("words") or "").strip()
    where = _placed(store, page, words, str(data.get("place") or ""))
    payload: dict[str, Any] = {"content" if kind == "attribution" else "trigger" if kind == "event" else "span": where}
    payload |= given(kind, None, data)
    try:
        made = flow.judge(store, "add", who=signed(view, data), kind=kind, page=page, payload=payload,
                          why=why(data), tools=work.tools)  # fmt: skip
    except JudgementError as error:
        shown = _page(store, view, target(store, page, "article", None), refused=_said(view, error))
        return view.render("correction.html", shown, status=422)
    return back(view, data, f"/corrigir/{store.label(store.resolve(page))}/{made.judgement.item}?kind={kind}")


@get("/correcoes", sync_to_thread=True)
def log(store: Held, view: Seen, start: FromQuery[int] = 0) -> Response[str]:
    """All that was said, latest first."""
    lines, start = store.judgements(), max(0, start)
    lost = {one.line for one in flow.orphans(store)}
    entries = tuple(_entries(store, lines, list(reversed(lines))[start : start + PAGE], lost))
    page = LogPage(entries=entries, total=len(lines), start=start, lost=len(lost))
    return view.render("corrections.html", page)


@post("/correcoes/{line:int}/desfazer", sync_to_thread=True)
def undo(line: FromPath[int], data: Sent, store: Held, view: Seen, work: Working) -> Response[Any]:
    """Takes one line back."""
    may_edit(view.reader)
    flow.undo(store, line, who=signed(view, data), why=why(data), tools=work.tools)
    return back(view, data, home(data.get("next") or "/correcoes"))


def _placed(store: Store, page: str, words: str, place: str) -> str | list[int]:
    """The place of the words where they were selected and left as they are; else the words, to be looked for."""
    if not place:
        return words
    chosen = resolved(store, f"{page}:{place}").quotes[0]
    same = " ".join(chosen.words.split()) == " ".join(words.split())
    return [chosen.span.start, chosen.span.end] if same else words


def _shown(store: Store, view: View, item: str, kind: str | None, page: str | None, place: str = "") -> Response[str]:
    about = target(store, item, kind, page)
    shown = _page(store, view, about)
    if place and about.kind == "article":
        chosen = resolved(store, f"{store.label(about.item)}:{place}").quotes[0]
        selected = Selected(words=chosen.words, place=f"{chosen.span.start}-{chosen.span.end}")
        shown = msgspec.structs.replace(shown, selected=selected)
    return view.render("correction.html", shown)


def _judged(
    store: Store, view: View, work: Work, named: tuple[str, str | None, str | None], data: Mapping[str, Any]
) -> Response[Any]:
    """Says it, unless somebody said something of the item since the form was drawn: then both are shown, and nothing is
    written until the reader sends the form again."""
    may_edit(view.reader)
    about = target(store, *named)
    action: Any = str(data.get("action") or "")
    if (seen := str(data.get("seen") or "")).isdecimal() and _last(_lines(store, about)) > int(seen):
        return view.render("correction.html", _page(store, view, about, late=(int(seen), data)), status=409)
    payload = _payload(about, action, data)
    try:
        flow.judge(
            store, action, about.item, who=signed(view, data), kind=about.kind, page=about.page, why=why(data),
            payload=payload, tools=work.tools,
        )  # fmt: skip
    except JudgementError as error:
        return view.render("correction.html", _page(store, view, about, refused=_said(view, error)), status=422)
    return back(view, data, home(data.get("next") or _href(store, about.kind, about.item, about.page)))


def _payload(about: Target, action: str, data: Mapping[str, Any]) -> dict[str, Any]:
    if action == "edit":
        return given(about.kind, about.value, data)
    names = {"merge": "into", "link": "to", "unlink": "to", "unsure": "to", "split": "from"}
    other = str(data.get("other") or "").strip()
    if action == "split" and about.kind in ("story", "entity"):
        return {"pages": [one for one in other.replace(",", " ").split() if one]}
    found: dict[str, Any] = {names[action]: other} if action in names and other else {}
    if action == "link":
        found["relation"] = str(data.get("relation") or "")
    return found


def _lines(store: Store, about: Target) -> list[Judgement]:
    """The log of one item."""
    return [one for one in store.judgements(about.item) if one.kind == about.kind and one.page == about.page]


def _last(lines: Sequence[Judgement]) -> int:
    return max((one.id for one in lines), default=0)


def _page(
    store: Store,
    view: View,
    about: Target,
    refused: str | None = None,
    late: tuple[int, Mapping[str, Any]] | None = None,
) -> ItemPage:
    """``late`` is the last line of the log that the reader had seen, and what was sent on it."""
    lines = _lines(store, about)
    told = tuple(_entries(store, lines, list(reversed(lines)), set()))
    stands = standings(lines)
    page = store.page(about.page) if about.page else None
    quoted = sorted(inside(about.value)) if page is not None and about.kind not in ("article",) else []
    block = next((b.span for b in page.blocks if quoted and b.span.contains(quoted[0])), None) if page else None
    found = None
    if page is not None and block is not None:
        own = tuple(span for span in quoted if block.contains(span))
        sentences = sorted(store.reading(about.page or "").sentences)
        found = paragraph(
            page.text, block, "body", sentences=sentences, marks=(Mark(id=about.item, kind="figure", spans=own),)
        )
    return ItemPage(
        kind=about.kind,
        item=about.item,
        href=_href(store, about.kind, about.item, about.page),
        label=store.label(about.page) if about.page else None,
        text=found,
        lang=page.lang if page else None,
        rule=str(getattr(about.value, "rule", "") or getattr(about.value, "reason", "") or ""),
        confidence=getattr(about.value, "confidence", None),
        standing=next(iter(stands.values()), None),
        actions=KINDS[about.kind].actions,
        fields=fields(about.kind, about.value, page, late[1] if late else None),
        log=told,
        seen=_last(lines),
        since=tuple(entry for entry in told if late and entry.line.id > late[0]),
        relations=get_args(Relation) if about.kind in ("statement", "link") else (),
        others=tuple((store.label(p), p) for p in about.pages[:60]) if about.kind in ("story", "entity") else (),
        refused=refused,
    )


def _entries(store: Store, lines: list[Judgement], shown: list[Judgement], lost: set[int]) -> list[Entry]:
    back = undone(lines)
    labels: dict[str, str | None] = {}
    for page in {line.page for line in shown if line.page}:
        try:
            labels[page] = store.label(page)
        except NotFoundError:
            labels[page] = None
    return [
        Entry(
            line=line,
            href=_address(line.kind, line.item, labels.get(line.page or ""))
            if not line.page or labels[line.page]
            else None,
            label=labels.get(line.page or ""),
            gone=line.id in back,
            lost=line.id in lost,
        )
        for line in shown
    ]


def _href(store: Store, kind: str, item: str, page: str | None) -> str:
    return _address(kind, item, store.label(page) if page else None)


def _address(kind: str, item: str, label: str | None) -> str:
    if kind in ("article", "family", "membership"):
        return f"/corrigir/{label or quote(item)}?kind={kind}"
    return f"/corrigir/{label}/{quote(item)}?kind={kind}" if label else f"/corrigir/{quote(item)}?kind={kind}"


def signed(view: View, data: Mapping[str, Any]) -> str:
    """The name that goes into the log."""
    return view.reader.name or " ".join(str(data.get("who") or "").split())[:80]


def why(data: Mapping[str, Any]) -> str | None:
    """The reason that was given."""
    return " ".join(str(data.get("why") or "").split())[:500] or None


def _said(view: View, error: JudgementError) -> str:
    what = view.words(error.template, **error.values)
    next = view.words(error.next_template, **error.values) if error.next_template else ""
    return f"{what}. {next}".strip()


def back(view: View, data: Mapping[str, Any], where: str) -> Response[Any]:
    """Goes on to ``where``; a name given for the first time is kept, where everybody gives their own."""
    cookies = []
    name = signed(view, data)
    if name and not view.reader.name and not view.room.shared:
        cookies.append(Cookie(key="name", value=quote(name), path="/", max_age=YEAR, httponly=True, samesite="lax"))
    return Redirect(where, status_code=303, cookies=cookies)


routes = (whole, part, judge_whole, judge_part, add, log, undo)
