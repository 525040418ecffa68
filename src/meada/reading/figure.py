"""Numbers that count something, with their bounds and whose they are."""

from __future__ import annotations

from typing import Literal

import msgspec

from meada.span import Span

__all__ = ["Bound", "Figure"]

Bound = Literal["exact", "min", "max", "over", "about", "almost", "range", "vague"]


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure.

    ``span`` covers the number with its hedge ("quase 10 mil"); ``number`` the number alone. ``value`` is in ``unit``s;
    ``low`` and ``high`` bound it (``high`` exclusive for ``almost``), None where open: "quase N" is [0.9 N, N), "pelo
    menos N" is [N, ∞). ``unit`` is ``person``, ``percent``, an ISO 4217 code, an SI symbol, or the counted noun's lemma;
    ``population`` the span of the counted noun phrase ("deles", "soldados"). ``as_of`` is an ISO date. ``attribution`` is
    the id of the attribution it stands in, None when nobody is cited; ``subset_of`` the figure whose part it counts;
    ``former`` a count that its own clause leaves behind ("subiu de 12 para 19": the twelve).
    """

    id: str
    span: Span
    number: Span
    value: float | None
    low: float | None = None
    high: float | None = None
    bound: Bound = "exact"
    unit: str | None = None
    population: Span | None = None
    kind: str | None = None
    as_of: str | None = None
    attribution: str | None = None
    subset_of: str | None = None
    former: bool = False
    rule: str = ""
    confidence: float = 1.0
