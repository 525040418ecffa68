"""Whether only the machine has spoken of an item, or a person too."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from meada.desk.standing import State, standings
from meada.store.judgement import Judgement

__all__ = ["MACHINE", "Standing", "of_log"]


class Standing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """``state`` is ``machine`` while nobody has judged an item; else ``confirmed``, ``rejected``, ``edited``, ``added``,
    ``merged`` or ``unsure``, with ``who`` judged it last, when (``at``, ISO 8601) and ``why``."""

    state: State
    who: str | None = None
    at: str | None = None
    why: str | None = None


MACHINE = Standing(state="machine")
"""Nobody has judged it."""


def of_log(lines: Iterable[Judgement]) -> dict[tuple[str | None, str], Standing]:
    """How each judged item of a log stands, by its page and id. Statements and links have an id of their own everywhere:
    None stands for their page, as for what spans pages."""
    return {
        (None if one.kind in ("statement", "link") else one.page, one.item): Standing(
            state=one.state, who=one.who, at=one.at, why=one.why
        )
        for one in standings(lines).values()
    }
