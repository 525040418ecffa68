"""What is new in each article against all that was published before it ("o que mudou")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from meada.record.link import Link
from meada.record.record import Record
from meada.record.statement import Statement

__all__ = ["News", "brought", "news"]

_KNOWN = frozenset(("repeats", "corroborates", "coincides"))
_AGAINST = frozenset(("contradicts", "tension"))


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What one page brings, by statement id: ``new`` told nowhere before; ``confirmed`` told before by others;
    ``updated`` a later state of something told; ``disputed`` against something told before."""

    page: str
    published: str | None
    new: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()


def news(record: Record, published: Mapping[str, str | None]) -> tuple[News, ...]:
    """For each page in the order of publication; pages without a date come last, each against all dated ones."""
    pages = sorted({s.page for s in record.statements}, key=lambda p: (published.get(p) or "9", p))
    rank = {page: n for n, page in enumerate(pages)}
    home = {s.id: s.page for s in record.statements}
    ties: dict[str, list[Link]] = {}
    for link in record.links:
        for mine, other in ((link.a, link.b), (link.b, link.a)):
            if mine in home and other in home and rank[home[other]] < rank[home[mine]]:
                ties.setdefault(mine, []).append(link)
    own: dict[str, list[Statement]] = {}
    for statement in record.statements:
        own.setdefault(statement.page, []).append(statement)
    return tuple(brought(page, own[page], ties, published.get(page)) for page in pages)


def brought(
    page: str, statements: Iterable[Statement], ties: Mapping[str, Iterable[Link]], published: str | None
) -> News:
    """What ``page`` brings with its ``statements``; ``ties`` are the links of each with what was told before."""
    groups: dict[str, list[str]] = {"new": [], "confirmed": [], "updated": [], "disputed": []}
    for statement in statements:
        if statement.kind == "background":
            continue
        relations = {link.relation for link in ties.get(statement.id, ())}
        if relations & _AGAINST:
            groups["disputed"].append(statement.id)
        elif "updates" in relations:
            groups["updated"].append(statement.id)
        elif relations & _KNOWN:
            groups["confirmed"].append(statement.id)
        else:
            groups["new"].append(statement.id)
    return News(page=page, published=published, **{k: tuple(v) for k, v in groups.items()})
