"""The border type of `meada.article`: the news article that a page carries."""

from __future__ import annotations

from typing import Literal

import msgspec

from meada.moment import Moment
from meada.page.page import Candidate
from meada.span import Span

__all__ = ["Agency", "Article", "Byline", "Outlet", "Pointer", "Scar"]


class Byline(msgspec.Struct, frozen=True, kw_only=True):
    """A person who signs. ``span`` is None when the name stands in metadata only; then ``where`` says."""

    name: str
    span: Span | None = None
    where: str | None = None


class Outlet(msgspec.Struct, frozen=True, kw_only=True):
    """Who published the page. ``id`` is an entry of the registry or None; ``basis`` how it is known (``domain``,
    ``metadata``, ``text``, ``layout:…``); ``hypothesis`` is true when the layout alone suggests it, and then nothing is
    built on it and ``evidence`` holds the lines that suggest it."""

    id: str | None
    name: str
    basis: str
    span: Span | None = None
    country: str | None = None
    zone: str | None = None
    state_controlled: bool = False
    hypothesis: bool = False
    evidence: tuple[Span, ...] = ()


class Agency(msgspec.Struct, frozen=True, kw_only=True):
    """The wire service credited. ``cue`` is the span of the credit (``© Agence France-Presse``)."""

    id: str | None
    name: str
    basis: str
    cue: Span | None = None
    country: str | None = None
    state_controlled: bool = False


class Scar(msgspec.Struct, frozen=True, kw_only=True):
    """A trace that a tool left: ``widget`` (list markers, glued labels), ``translation`` (a doubled cue, a mixed
    variety, a lost lower case). ``rule`` names what found it."""

    kind: Literal["widget", "translation"]
    span: Span
    rule: str


class Pointer(msgspec.Struct, frozen=True, kw_only=True):
    """A headline of another article that this page shows: data about what was read, never evidence of an event."""

    span: Span
    list: str
    rank: int
    role: str
    href: str | None = None


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """What the page is as an article; every span indexes `Page.text`.

    ``body`` holds the paragraphs in order. ``variant`` is ``pt-BR``, ``pt-PT``, ``mixed`` or a plain language code, with
    the spans that show it in ``variant_evidence``. ``desk`` are the fields of the desk line (``ksb/bjt/…``) in order.
    ``choices`` are the candidates that the resolver took, each with where it stood; ``reasons`` say why, by field.
    ``origins`` are outlets whose layout the page carries: hypotheses, while ``outlet`` stays None. ``depth`` is
    ``structure`` for a language that is not read in full; ``registry`` is the version of the registry used.
    """

    page: str
    headline: Span | None = None
    standfirst: Span | None = None
    kicker: Span | None = None
    body: tuple[Span, ...] = ()
    bylines: tuple[Byline, ...] = ()
    section: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    outlet: Outlet | None = None
    agency: Agency | None = None
    desk: tuple[Span, ...] = ()
    lang: str | None = None
    variant: str | None = None
    variant_evidence: tuple[Span, ...] = ()
    scars: tuple[Scar, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    corrections: tuple[Span, ...] = ()
    url: str | None = None
    title: str | None = None
    choices: tuple[Candidate, ...] = ()
    reasons: dict[str, str] = {}
    origins: tuple[Outlet, ...] = ()
    depth: Literal["full", "structure"] = "full"
    registry: str | None = None
    flags: tuple[str, ...] = ()
