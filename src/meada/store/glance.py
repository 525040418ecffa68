"""What the digest of a story is made from, counted by the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, select

from meada.record.digest import AGREE, Glance, latest
from meada.record.link import Link
from meada.record.news import News, brought
from meada.record.note import Note
from meada.store import schema
from meada.store.kept import Kept

__all__ = ["glanced"]


def glanced(connection: Connection, story: str, order: Sequence[str], published: Mapping[str, str | None]) -> Glance:
    """The glance at the record of ``story``, whose pages come in ``order``; every page has its strand."""
    kept = Kept(connection, story)
    notes = {page: kept.strands()[page].notes for page in order}
    notes = {page: found for page, found in notes.items() if found}
    k = schema.link.c
    shown = (k.story_id == story, k.level == "shown")
    against = connection.execute(select(k.a, k.b).where(*shown, k.relation == "contradicts")).all()
    told: Counter[str] = Counter()
    for end in (k.a, k.b):
        query = select(end, func.count()).where(*shown, k.relation.in_(sorted(AGREE))).group_by(end)
        for id, n in connection.execute(query):
            told[id] += n
    return Glance(
        notes=notes,
        against=[(row.a, row.b) for row in against],
        told=told,
        charged=frozenset(page for page, found in notes.items() if any(one.charged for one in found)),
        latest=_latest(kept, notes, published),
        words=lambda one: kept.statements([one])[one],
    )


def _latest(kept: Kept, notes: Mapping[str, Sequence[Note]], published: Mapping[str, str | None]) -> News | None:
    """What the latest page brings."""
    page = latest(notes, published)
    if page is None:
        return None
    home = {one.id: at for at, found in notes.items() for one in found}
    rank = {id: n for n, id in enumerate(sorted(notes, key=lambda one: (published.get(one) or "9", one)))}
    own = [one.id for one in notes[page]]
    ties: dict[str, list[Link]] = {}
    for link in kept.links(own):
        for mine, other in ((link.a, link.b), (link.b, link.a)):
            if home[mine] == page and rank[home[other]] < rank[page]:
                ties.setdefault(mine, []).append(link)
    return brought(page, list(kept.statements(own).values()), ties, published.get(page))
