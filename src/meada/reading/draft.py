"""An attribution in the making: the patterns fill it, later steps tie, resolve and freeze it."""

from __future__ import annotations

from dataclasses import dataclass, field

from meada.span import Span

__all__ = ["Draft"]


@dataclass(slots=True, eq=False)
class Draft:
    """As `meada.reading.attribution.Attribution`, but open to change and with links to other drafts.

    ``paragraph`` and ``line`` say where it stands; ``complete`` is true when its content is a whole quotation after
    which the same speaker may go on; ``hedge`` marks contents that nobody is cited for.
    """

    content: list[Span]
    cue: list[Span] = field(default_factory=list)
    source: list[Span] = field(default_factory=list)
    medium: list[Span] = field(default_factory=list)
    addressee: list[Span] = field(default_factory=list)
    type: str = "indirect"
    lemma: str | None = None
    stance: str = "neutral"
    polarity: str = "asserted"
    kind: str = "named"
    carried: bool = False
    rule: str = ""
    confidence: float = 0.8
    weights: tuple[tuple[str, float], ...] = ()
    paragraph: int = 0
    line: int = 0
    complete: bool = False
    speaker: str | None = None
    entity: str | None = None
    parent: Draft | None = None
    denies: Draft | None = None

    @property
    def start(self) -> int:
        """Where the content begins; the cue where there is none."""
        return min(s.start for s in (self.content or self.cue or self.source))
