"""`Capture` to `Page`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin

import msgspec

from meada.errors import EmptyError
from meada.ident import digest
from meada.lang.table import LANGUAGES
from meada.page import meta, row
from meada.page.bound import over
from meada.page.debris import lexicon, scar_spans
from meada.page.decode import decode
from meada.page.draft import Draft
from meada.page.flag import flags
from meada.page.furniture import Furniture
from meada.page.language import detect
from meada.page.lines import cut, segment
from meada.page.odds import learned
from meada.page.page import BODY, Block, Candidate, Page, Segment
from meada.page.role import assign
from meada.page.shape import shape
from meada.page.tree import parse
from meada.page.verdict import Verdict
from meada.page.walk import walk
from meada.settings import Limits
from meada.sources.capture import Capture
from meada.span import Span

__all__ = ["from_html", "from_text", "make"]


_LIMITS = Limits()
_PATH = r"(?:/[\w/.~%+,=-]*)?(?:\?[\w/.~%+,=&-]+)?\Z"
_WHOLE = re.compile(r"https?://[\w.:-]+" + _PATH, re.ASCII)
_ROOTED = re.compile(r"(?!.*/\.)(?=/(?!/))" + _PATH, re.ASCII)
_GLUED = re.compile(r"\d{1,2}(?=[A-ZÀ-Ý][a-zà-ÿ])")
"""The rank of an item of a list that is glued to its first word."""
_ORIGIN = re.compile(r"https?://[\w.:-]+(?=[/?#]|\Z)", re.ASCII)


def make(
    capture: Capture, *, furniture: Furniture | None = None, limits: Limits = _LIMITS, lang: str | None = None
) -> Page:
    """The page of ``capture``: its text, every block with a role, and what it says of itself.

    ``furniture`` is what other pages of the outlet taught (`Furniture.learn`); ``lang`` is the reader's word for the
    language, used where the text does not tell. Linear in the size of the capture. Raises subclasses of `SourceError`:
    `EmptyError` (no text: scripts or frames only), `TooLargeError` (bytes, depth, characters, blocks or elements over
    ``limits``),
    `UnsupportedError` (a PDF or other binary), `DamagedError`, `PageError`.
    """
    text = decode(capture, limits)
    if capture.media_type == "text/plain":
        if len(text) > limits.characters:
            raise over("characters", limits.characters, capture.origin)
        if row.article(capture):
            return row.row(capture, text, limits)
        lines = cut(text, limits.blocks + 1)
        if len(lines) > limits.blocks:
            raise over("blocks", limits.blocks, capture.origin)
        return _page(capture, text, lines, segment(text), (), furniture, lang)
    root = parse(text, where=capture.origin, limits=limits)
    seen = walk(root, limits, capture.origin)
    if not seen.drafts:
        raise _nothing(text, capture.origin)
    found, told = meta.told(meta.collect(root))
    return _page(capture, seen.text, seen.drafts, tuple(seen.segments), tuple(found), furniture, lang, told)


def from_text(text: str, *, url: str | None = None, fetched: str | None = None, lang: str | None = None) -> Page:
    """The page of plain ``text`` (visible text copied or scraped from a page); raises as `make` does."""
    return make(_capture(text.encode("utf-8", "replace"), "text/plain", url, fetched), lang=lang)


def from_html(
    html: str | bytes, *, url: str | None = None, fetched: str | None = None, lang: str | None = None
) -> Page:
    """The page of ``html``; text is taken as decoded already, whatever charset it declares. Raises as `make` does."""
    if isinstance(html, str):
        return make(_capture(html.encode("utf-8", "replace"), "text/html", url, fetched, "utf-8"), lang=lang)
    return make(_capture(html, "text/html", url, fetched), lang=lang)


def _capture(payload: bytes, kind: str, url: str | None, fetched: str | None, charset: str | None = None) -> Capture:
    return Capture(
        id=digest(payload),
        payload=payload,
        media_type="text/html" if kind == "text/html" else "text/plain",
        via="text",
        origin=url or "text",
        charset="utf-8" if kind == "text/plain" else charset,
        url=url,
        fetched_at=fetched,
    )


def _nothing(text: str, where: str) -> EmptyError:
    lowered = text[:200_000].lower()
    if "<frameset" in lowered or "<iframe" in lowered:
        return EmptyError("only frames, no text of its own", where=where, next="save the page inside the frame")
    if "<script" in lowered:
        return EmptyError("only scripts, no text", where=where, next="save the page after it has loaded in a browser")
    return EmptyError("no visible text", where=where, next="save the page again")


def _page(
    capture: Capture,
    text: str,
    drafts: list[Draft],
    segments: tuple[Segment, ...],
    found: tuple[Candidate, ...],
    furniture: Furniture | None,
    lang: str | None,
    told: str = "",
) -> Page:
    if not drafts:
        raise EmptyError("no visible text", where=capture.origin, next="save the page again")
    words = lexicon()
    shapes = [shape(draft.text) for draft in drafts]
    hints = [words.hint(draft.text) for draft in drafts]
    odds, lead = learned(drafts, shapes, hints, found, capture.url, told)
    if furniture is not None:
        odds = [furniture.weigh(draft.text, odd) for draft, odd in zip(drafts, odds, strict=True)]
    verdicts = assign(drafts, shapes, hints, odds, found, lead=lead)
    blocks = tuple(_blocks(drafts, verdicts, capture.url))
    spoken = _language(text, blocks, found, lang)
    return Page(
        capture=capture.id,
        text=text,
        blocks=blocks,
        segments=segments,
        candidates=(*found, *_seen(text, blocks)),
        url=capture.url,
        fetched_at=capture.fetched_at,
        lang=spoken,
        flags=flags(drafts, shapes, verdicts, found),
        depth="full" if spoken in LANGUAGES or spoken is None else "structure",
    )


def _language(text: str, blocks: Sequence[Block], found: Sequence[Candidate], lang: str | None) -> str | None:
    """From the body if there is one, else from the whole text; what the page declares decides close cases."""
    body = "\n".join(block.span.of(text) for block in blocks if block.role in BODY)
    declared = next((candidate.value for candidate in found if candidate.field == "lang"), None)
    return detect(body if len(body) > 80 else text, lang or declared)


def _blocks(drafts: Sequence[Draft], verdicts: Sequence[Verdict], url: str | None) -> list[Block]:
    out: list[Block] = []
    for draft, verdict in zip(drafts, verdicts, strict=True):
        href = _absolute(url, draft.href)
        end = draft.start + len(draft.text)
        if verdict.role == "body" and (scars := scar_spans(draft.text)):
            a, b = draft.start + scars[0][0], draft.start + scars[0][1]
            kept = Span(draft.start, a).trimmed(draft.text.rjust(end))
            out.append(_block(draft, verdict, kept, href))
            scar = Verdict("translation_scar", 0.9, "debris:scar.translation")
            out.append(_block(draft, scar, Span(a, b), href))
            continue
        if verdict.list is not None and (glued := _GLUED.match(draft.text)) is not None:
            ranked = msgspec.structs.replace(verdict, rank=int(glued[0]))
            out.append(_block(draft, ranked, Span(draft.start + glued.end(), end), href))
            continue
        out.append(_block(draft, verdict, Span(draft.start, end), href))
    return out


def _absolute(url: str | None, href: str | None) -> str | None:
    """``href`` as seen from ``url``; the plain ones, which are most, without taking either apart."""
    if not url or not href or _WHOLE.match(href):
        return href
    if _ROOTED.match(href) and (origin := _ORIGIN.match(url)):
        return origin[0] + href
    return urljoin(url, href)


def _block(draft: Draft, verdict: Verdict, span: Span, href: str | None) -> Block:
    return Block(
        role=verdict.role,
        span=span,
        node=draft.node,
        score=round(verdict.score, 3),
        reason=verdict.reason,
        list=verdict.list,
        rank=verdict.rank,
        href=href,
    )


_FIELDS = {
    "dateline": "published",
    "byline": "author",
    "agency_credit": "agency",
    "desk_initials": "desk",
    "kicker": "section",
}


def _seen(text: str, blocks: Sequence[Block]) -> list[Candidate]:
    """What blocks say of the page, as candidates with their span."""
    return [
        Candidate(
            field=field, value=block.span.of(text), raw=block.span.of(text), where=f"text:{block.role}", span=block.span
        )
        for block in blocks
        if (field := _FIELDS.get(block.role)) is not None
    ]
