"""The border types of `meada.story`: copies folded into families, episodes, and the stories that join them."""

from __future__ import annotations

from typing import Literal

import msgspec

from meada.span import Span

__all__ = ["Copy", "Episode", "Family", "Lead", "Passage", "Reason", "Shared", "Story"]


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why something was joined: ``rule`` names the test, ``detail`` what met it in readable words, ``score`` its value."""

    rule: str
    detail: str = ""
    score: float | None = None


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that stands in two pages: ``here`` in the copy, ``there`` in the page it was compared with."""

    here: Span
    there: Span


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A page's place in a family. ``label``: ``origin``, ``verbatim``, ``edited``, ``cut``, ``passage``, ``translated``.
    ``of`` is the page it was compared with, ``containment`` in [0, 1] the part of the shorter that stands in the longer."""

    page: str
    label: Literal["origin", "verbatim", "edited", "cut", "passage", "translated"]
    of: str | None = None
    containment: float | None = None
    shared: tuple[Shared, ...] = ()
    reasons: tuple[Reason, ...] = ()


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """Copies of one text. ``origin`` is the page taken as nearest the source; ``agency`` the wire that the copies credit."""

    id: str
    origin: str
    copies: tuple[Copy, ...]
    agency: str | None = None


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Two pages that are no copies and yet share wording: a quoted paragraph, a boilerplate. ``a`` < ``b``."""

    a: str
    b: str
    containment: float
    shared: tuple[Shared, ...] = ()


class Lead(msgspec.Struct, frozen=True, kw_only=True):
    """A foreign headline on a page, matched to a story: a page that is not held, never evidence. ``span`` is the headline
    on ``page``; ``list`` and ``rank`` where it stood; ``outlet`` the outlet of ``page`` as far as known; ``day`` when the
    page was published, or else fetched (ISO 8601)."""

    page: str
    span: Span
    headline: str
    list: str
    rank: int
    outlet: str | None = None
    day: str | None = None
    href: str | None = None
    reasons: tuple[Reason, ...] = ()


class Episode(msgspec.Struct, frozen=True, kw_only=True):
    """A tight cluster in time: one summit, one storm. ``members`` are pages with the reason each belongs."""

    id: str
    members: tuple[tuple[str, tuple[Reason, ...]], ...]
    begin: str | None = None
    until: str | None = None


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """Episodes that share principal actors and at least one dated statement.

    ``reasons`` say why its episodes are one story; ``passages`` are pages that share wording without being copies;
    ``leads`` are foreign headlines that seem to belong to it: pages that are not held.
    """

    id: str
    title: str
    pages: tuple[str, ...]
    families: tuple[Family, ...]
    episodes: tuple[Episode, ...]
    reasons: tuple[Reason, ...] = ()
    passages: tuple[Passage, ...] = ()
    leads: tuple[Lead, ...] = ()
