"""What the log amounts to for one item: the net of all that was said and not taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from meada.anchor import Anchor
from meada.store.judgement import Judgement, standing

__all__ = ["Standing", "State", "Target", "standings"]

State = Literal["machine", "confirmed", "rejected", "edited", "added", "merged", "unsure"]

Target = tuple[str, str | None, str]
"""Kind, page (None for what spans pages) and item: ids of readings are told apart by their page."""

_NAMED: dict[str, State] = {
    "confirm": "confirmed", "reject": "rejected", "unlink": "rejected", "edit": "edited", "split": "edited",
    "add": "added", "link": "added", "merge": "merged", "unsure": "unsure",
}  # fmt: skip


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How one item stands. ``state`` follows the latest line; ``fields`` are what edits in force set, a later over an
    earlier; ``made`` what an addition gave. ``who``, ``at`` and ``why`` are the latest line's, ``line`` its number."""

    kind: str
    page: str | None
    item: str
    state: State
    fields: dict[str, Any] = {}
    made: dict[str, Any] | None = None
    anchors: tuple[Anchor, ...] = ()
    was: dict[str, Any] | None = None
    who: str
    at: str
    why: str | None = None
    line: int

    @property
    def target(self) -> Target:
        """What it is about."""
        return self.kind, self.page, self.item


def standings(lines: Iterable[Judgement]) -> dict[Target, Standing]:
    """How each item of a log stands, in the order in which they were first judged; ``lines`` come oldest first.

    Rejecting wins over what was said before and loses to what is said after; edits add up, field by field. What an undo
    took back counts for nothing, and an undo that was undone is none.
    """
    out: dict[Target, Standing] = {}
    for line in standing(lines):
        target = (line.kind, line.page, line.item)
        before = out.get(target)
        fields = dict(before.fields) if before else {}
        if line.action == "edit":
            fields |= line.payload
        made = line.payload if line.action in ("add", "link") else before.made if before else None
        out[target] = Standing(
            kind=line.kind, page=line.page, item=line.item, state=_NAMED[line.action], fields=fields, made=made,
            anchors=tuple(dict.fromkeys((*(before.anchors if before else ()), *line.anchors))),
            was=before.was if before else line.was,
            who=line.who, at=line.at, why=line.why, line=line.id,
        )  # fmt: skip
    return out
