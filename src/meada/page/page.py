"""The border type of `meada.page`: one text a page, and blocks with roles over it. Nothing is deleted."""

from __future__ import annotations

from typing import Literal

import msgspec

from meada.span import Span

__all__ = ["BODY", "READ", "Block", "Candidate", "Page", "Role", "Segment"]

Role = Literal[
    "headline", "standfirst", "kicker", "byline", "dateline", "body", "subhead", "caption", "quote_box", "agency_credit",
    "desk_initials", "copyright", "correction", "related", "most_read", "latest", "recommended", "newsletter", "comments",
    "navigation", "share", "legal", "advertisement", "widget_scar", "translation_scar", "other",
]  # fmt: skip
"""What a block is on the page. Debris has a role like everything else."""

BODY: frozenset[Role] = frozenset(("body", "subhead"))
"""The roles that make up the body of an article."""

READ: frozenset[Role] = frozenset(("headline", "standfirst", "body", "subhead", "quote_box", "correction"))
"""The roles that are read for statements; no statement comes from any other."""


class Block(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A run of text with one role.

    ``node`` is the path of the element in the capture's tree (``/html/body/div[2]/p[1]``), None for plain text.
    ``score`` in [0, 1] is the classifier's or rule's confidence in ``role``; ``reason`` names the rule or model.
    ``list`` is the heading of the list the block stands in (``As mais lidas agora``) and ``rank`` its place there, from 1.
    ``href`` is the address it links to as a whole.
    """

    role: Role
    span: Span
    node: str | None = None
    score: float = 1.0
    reason: str = ""
    list: str | None = None
    rank: int | None = None
    href: str | None = None


class Segment(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Maps ``[start, start + length)`` of the page's text to the capture.

    For HTML, ``node`` is the path of an element with ``text()[n]`` at its end and ``offset`` counts code points in that
    text node; for plain text ``node`` is empty and ``offset`` counts code points in the decoded capture.
    """

    start: int
    length: int
    node: str
    offset: int


class Candidate(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One thing the page says of itself: ``field`` (``published``, ``headline`` …), ``value`` normalised, ``raw`` as
    written, ``where`` it stands (``jsonld:datePublished``, ``meta:og:title``, ``time``, ``text``), ``span`` if in the text."""

    field: str
    value: str
    raw: str
    where: str
    span: Span | None = None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A capture as text.

    ``text``: for HTML, the blocks joined by one newline, white space inside a block folded to one space; for plain text
    the decoded capture, unchanged. ``lang`` is an ISO 639-1 code or None when it could not be told; ``depth`` is
    ``structure`` when only the structure was read (a language outside `meada.lang.LANGUAGES`). ``flags`` holds
    ``index`` (a front page or list, not an article), ``live``, ``paywall``, ``truncated``.
    """

    capture: str
    text: str
    blocks: tuple[Block, ...]
    segments: tuple[Segment, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    url: str | None = None
    fetched_at: str | None = None
    lang: str | None = None
    depth: Literal["full", "structure"] = "full"
    flags: tuple[str, ...] = ()
