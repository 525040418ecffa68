"""`/a/ID/diferenca/OTHER`: two copies as one text, with what each has alone."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from litestar import Response, get

from meada.store import Store
from meada.store.shelf import ArticleRow
from meada.story.diff import diff
from meada.web.ask import FromPath, Held, Seen
from meada.web.kin import copies

__all__ = ["DifferencePage", "routes"]


class DifferencePage(msgspec.Struct, frozen=True, kw_only=True):
    """What `difference.html` draws: ``pieces`` are ``same``, ``gone`` (only here) or ``new`` (only there)."""

    here: ArticleRow
    there: ArticleRow
    lang: str
    copies: tuple[str, ...]
    pieces: tuple[tuple[str, str], ...]
    changes: int


@get("/a/{ref:str}/diferenca/{other:str}", sync_to_thread=True)
def difference(ref: FromPath[str], other: FromPath[str], store: Held, view: Seen) -> Response[str]:
    """What the text of ``other`` changes in this one."""
    row = store.shelf.articles(pages=(store.resolve(ref),))[0]
    there = store.shelf.articles(pages=(store.resolve(other),))[0]
    pieces = tuple(_pieces(_told(store, row.id), _told(store, there.id)))
    shown = DifferencePage(
        here=row,
        there=there,
        lang=row.lang or "",
        copies=copies(store, row.id),
        pieces=pieces,
        changes=sum(op != "same" for op, _ in pieces),
    )
    return view.render("difference.html", shown)


def _told(store: Store, id: str) -> str:
    """Headline, standfirst and body, a paragraph a line."""
    page, article = store.page(id), store.article(id)
    spans = [span for span in (article.headline, article.standfirst) if span]
    return "\n\n".join(span.of(page.text) for span in (*spans, *article.body))


def _pieces(here: str, there: str) -> Iterator[tuple[str, str]]:
    """The two texts as one, in the order of reading; white space between words goes with what stays."""
    at = 0
    for change in diff(here, there):
        if change.here.start > at:
            yield "same", here[at : change.here.start]
        if change.op == "equal":
            yield "same", change.here.of(here)
        else:
            if change.here:
                yield "gone", change.here.of(here)
            if change.there:
                yield "new", f" {change.there.of(there)} " if not change.here else " " + change.there.of(there)
        at = max(at, change.here.end)
    if at < len(here):
        yield "same", here[at:]


routes = (difference,)
