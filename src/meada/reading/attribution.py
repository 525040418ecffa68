"""Who says so: content, the words that attribute it, and its source."""

from __future__ import annotations

from typing import Literal

import msgspec

from meada.span import Span

__all__ = ["Attribution"]


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution.

    ``content``, ``cue``, ``source``, ``medium`` and ``addressee`` hold the parts, in text order, as spans of the page's
    text (quote marks belong to the content). ``speaker`` is the canonical name of the source after resolution, None
    when unknown; ``entity`` its entity id. ``polarity``: ``asserted``; ``denied`` (the content is said to be false);
    ``unsaid`` (the words were not said: "não disse quando"); ``declined`` (a refusal to comment). ``stance`` is how the
    writer stands to the content through the cue: ``neutral``, ``commitment``, ``doubt``, ``admission``, ``denial``,
    ``evaluation``, ``directive``, ``mental``, ``conditional``. ``source_kind``: ``named``, ``anonymous``,
    ``impersonal``, ``visual``, ``document``, ``joint``, ``nobody`` (a bare allegation or figure with no one cited).
    ``carried`` is true when the speaker comes from outside the sentence. ``parent`` is the id of the attribution that
    relays this one; ``denies`` of the one it rejects. ``rule`` names what made it; ``confidence`` in [0, 1]. ``weights``
    are the learned traits that it was chosen by, the weightiest first, with their log-odds (`meada.reading.odds`); empty
    where a pattern stands by itself.
    """

    id: str
    type: Literal["direct", "mixed", "indirect", "claim", "figure", "denial", "relay"]
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    medium: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    speaker: str | None = None
    entity: str | None = None
    polarity: Literal["asserted", "denied", "unsaid", "declined"] = "asserted"
    stance: str = "neutral"
    source_kind: str = "named"
    carried: bool = False
    parent: str | None = None
    denies: str | None = None
    cue_lemma: str | None = None
    rule: str = ""
    confidence: float = 1.0
    weights: tuple[tuple[str, float], ...] = ()
