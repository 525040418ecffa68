"""Stories and records over what the store holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import overload

from msgspec.structs import replace

from meada import record as records
from meada import story as stories
from meada.desk.ruling import folds, identified, on_links, on_statements, on_stories
from meada.flow.grow import described, grow, linked, salt, titled
from meada.flow.tools import Tools
from meada.flow.verdict import Verdict, failed, guarded
from meada.ident import ident
from meada.record import ruling
from meada.sources.failure import Failure
from meada.store import Judgement, Loom, Store
from meada.store.judgement import standing
from meada.story import entities

__all__ = ["identities", "read", "recorded", "rerecord", "reweave", "seed", "unweave", "weave"]

_CHUNK = 200


_MANY = 300
"""New articles from which on all stories are made at once, in memory."""
_STEADY = 50
"""Articles below which the mean of their vectors moves too much with each that is added: all stories are made at once."""


def weave(store: Store, tools: Tools, *, anew: bool = False) -> tuple[Verdict, ...]:
    """Places the articles that stand in no story yet, with what people ruled, and makes the stories that change.

    What it costs depends on the new articles and the stories they touch, not on the store; ``anew``, the first time, and
    where they were made with the vectors of another encoder, all stories are made at once. A story whose record fails is
    kept without one, and gives a verdict.
    """
    waiting = store.unplaced()
    if not waiting and not anew:
        return ()
    fresh = store.untraced(waiting)
    with store.loom(tools.encoder) as loom:
        held, current = loom.held(), loom.current()
    young = tools.encoder is not None and held < _STEADY
    if anew or not held or not current or young or len(fresh) > max(_MANY, held):
        return _at_once(store, tools)
    with store.loom(tools.encoder) as loom:
        for first in range(0, len(fresh), _CHUNK):
            loom.add(read(store, fresh[first : first + _CHUNK]))
    return reweave(store, tools, waiting)


def _at_once(store: Store, tools: Tools) -> tuple[Verdict, ...]:
    ids = [entry.id for entry in store.entries()]
    told = {one.id: one for one in read(store, ids)}
    lines = standing(store.judgements())
    every = list(told.values())
    with store.loom(tools.encoder) as loom:
        known = loom.vectors(every)
    parts = stories.partition(every, known=known)
    found = stories.joined(every, rulings=on_stories(lines), folds=folds(lines), parts=parts)
    made = tuple(titled(story, lines) for story in found.stories)
    done, verdicts = _recorded(store, tools, made, told, lines)
    with store.loom(tools.encoder) as loom:
        loom.seed(every, parts, found.ties)
    strands = {story.id: woven.strands for story, woven in done}
    store.replace_stories(made, [woven.record for _, woven in done], tools.made(), strands)
    return verdicts


def seed(store: Store) -> None:
    """Makes known how the articles of the stories that the store holds were grouped, where some of these came from
    elsewhere: what is added next is then placed among them. Articles without a story stay unplaced. The texts are read a
    few hundred at a time; where all are known already, nothing is done."""
    held = store.stories()
    if not store.untraced([page for story in held for page in story.pages]):
        return
    parts = [[page for page, _ in episode.members] for story in held for episode in story.episodes]
    firsts = [[episode.members[0][0] for episode in story.episodes if episode.members] for story in held]
    ties = [pair for pages in firsts for pair in pairwise(pages)]
    told = _Shelf(store, [page for part in parts for page in part])
    with store.loom() as loom:
        loom.seed(told, [part for part in parts if part], ties)


class _Shelf(Sequence[stories.Told]):
    """Articles of a store, read as they are gone through."""

    def __init__(self, store: Store, ids: Sequence[str]) -> None:
        self._store, self._ids = store, ids

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, at: int) -> stories.Told: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[stories.Told]: ...
    def __getitem__(self, at: int | slice) -> stories.Told | Sequence[stories.Told]:
        found = read(self._store, self._ids[at] if isinstance(at, slice) else [self._ids[at]])
        return found if isinstance(at, slice) else found[0]

    def __iter__(self) -> Iterator[stories.Told]:
        for first in range(0, len(self._ids), _CHUNK):
            yield from self[first : first + _CHUNK]


def reweave(store: Store, tools: Tools, pages: Iterable[str]) -> tuple[Verdict, ...]:
    """The stories that ``pages`` touch, made anew with what people ruled: theirs, those they are tied to, and those that a
    ruling ties to them. Stories keep their id and number as long as most of their articles stay."""
    touched = set(pages)
    rulings = on_stories(standing(store.judgements(pages=[])))
    with store.loom() as loom:
        groups, parts = _closure(store, loom, touched, rulings)
    old = store.members(store.placed_in({page for group in groups for page in group}))
    kept = {id for id, own in old.items() if not own & touched and any(own == set(group) for group in groups)}
    groups = [group for group in groups if not any(old[id] == set(group) for id in kept)]
    owners = _carried(groups, {k: v for k, v in old.items() if k not in kept})
    grown: list[tuple[stories.Story, records.Change]] = []
    rest, taken = [], set(kept)
    for group, id in zip(groups, owners, strict=True):
        own = [part for page_part in parts if (part := [page for page in page_part if page in group])]
        found = _grown(store, tools, id, group, own, rulings, old, touched) if id not in taken else None
        if found is None:
            rest.append((group, id, own))
        else:
            grown.append(found)
            taken.add(found[0].id)
    done, verdicts = _retold(store, tools, rest, taken, rulings)
    strands = {story.id: woven.strands for story, woven in done}
    gone = old.keys() - taken | {story.id for story, _ in done if story.id in old}
    store.swap_stories(gone, [(s, woven.record) for s, woven in done], tools.made(), strands, grown)
    return verdicts


def _grown(
    store: Store,
    tools: Tools,
    id: str | None,
    group: Sequence[str],
    parts: Sequence[Sequence[str]],
    rulings: Sequence[stories.Ruling],
    old: Mapping[str, set[str]],
    touched: set[str],
) -> tuple[stories.Story, records.Change] | None:
    """The story ``id`` where it only gained articles or other stories; None where it has to be told from its articles."""
    held = set(group)
    others = [one for one, own in old.items() if own & held and one != id]
    if id is None or any(not old[one] <= held or old[one] & touched for one in (id, *others)):
        return None
    found = guarded(partial(grow, store, tools, (id, *others), group, parts, rulings), id)
    return None if isinstance(found, Failure) else found


def _retold(
    store: Store,
    tools: Tools,
    rest: Sequence[tuple[list[str], str | None, list[list[str]]]],
    taken: set[str],
    rulings: Sequence[stories.Ruling],
) -> tuple[list[tuple[stories.Story, records.Woven]], tuple[Verdict, ...]]:
    """The stories of groups of pages, with the ids they are to have and their episodes, told from their articles."""
    told = {one.id: one for one in read(store, [page for group, _, _ in rest for page in group])}
    lines = standing(store.judgements(pages=list(told)))
    made = []
    for group, id, own in rest:
        story = stories.tell([told[page] for page in group], own, rulings=rulings, folds=folds(lines))
        made.append(titled(replace(story, id=_free(id or story.id, taken)), lines))
        taken.add(made[-1].id)
    return _recorded(store, tools, made, told, lines)


def _closure(
    store: Store, loom: Loom, touched: set[str], rulings: Sequence[stories.Ruling]
) -> tuple[list[list[str]], list[list[str]]]:
    """The groups of pages that ``touched`` can change, after ``rulings``, and the episodes in them."""
    pages: set[str] = set()
    more = set(touched)
    groups: list[list[str]] = []
    while more != pages:
        pages = more
        groups = loom.stories(sorted(pages))
        more = pages | {page for group in groups for page in group}
        more = more.union(*store.members(store.placed_in(more)).values())
        for one in rulings:
            if more & set(one.pages):
                more |= set(one.pages)
    return stories.apply(groups, rulings), loom.episodes(sorted(pages))


def _carried(groups: Sequence[Sequence[str]], old: Mapping[str, set[str]]) -> list[str | None]:
    """For each group the old story whose id it takes: the one it has most articles of."""
    shares = sorted(
        ((len(own & set(group)), -at, id) for at, group in enumerate(groups) for id, own in old.items()), reverse=True
    )
    out: list[str | None] = [None] * len(groups)
    given: set[str] = set()
    for n, at, id in shares:
        if n and id not in given and out[-at] is None:
            out[-at] = id
            given.add(id)
    return out


def _free(id: str, taken: Collection[str]) -> str:
    return id if id not in taken else next(new for n in range(2, 10**6) if (new := ident("story", id, n)) not in taken)


def _recorded(
    store: Store,
    tools: Tools,
    made: Sequence[stories.Story],
    told: Mapping[str, stories.Told],
    lines: Collection[Judgement],
) -> tuple[list[tuple[stories.Story, records.Woven]], tuple[Verdict, ...]]:
    done = [
        (story, guarded(partial(woven, story, told, lines, salt(tools)), story.title or story.id)) for story in made
    ]
    none = [(s, records.Woven(record=records.Record(story=s.id)) if isinstance(r, Failure) else r) for s, r in done]
    return none, tuple(failed(found, store) for _, found in done if isinstance(found, Failure))


def unweave(store: Store, ids: Sequence[str]) -> None:
    """Takes pages out of their episodes and stories: `weave` places them, and what they leave behind, anew."""
    with store.loom() as loom:
        loom.drop(ids)
    for id in store.placed_in(ids):
        store.drop_story(id)


def rerecord(store: Store, tools: Tools, ids: Iterable[str]) -> tuple[Verdict, ...]:
    """The records of the stories ``ids`` made anew from their articles; the stories stay as they are."""
    out = []
    for id in dict.fromkeys(ids):
        story = store.story(id)
        told = {one.id: one for one in read(store, story.pages)}
        lines = standing(store.judgements(pages=story.pages))
        found = guarded(partial(woven, story, told, lines, salt(tools)), story.title or story.id)
        if isinstance(found, Failure):
            out.append(failed(found, store))
        else:
            store.replace_story(titled(story, lines), found.record, tools.made(), found.strands)
    return tuple(out)


def read(store: Store, ids: Sequence[str]) -> list[stories.Told]:
    """The articles ``ids`` as their stories see them."""
    return [stories.Told(page=page, article=article, reading=made) for page, article, made in store.read(ids)]


def recorded(story: stories.Story, told: Mapping[str, stories.Told], lines: Collection[Judgement]) -> records.Record:
    """The record of ``story`` with what people ruled; ``lines`` are the judgements in force."""
    return woven(story, told, lines).record


def woven(
    story: stories.Story, told: Mapping[str, stories.Told], lines: Collection[Judgement], made: bytes = b""
) -> records.Woven:
    """As `recorded`, with what the record grows by; none where people ruled on links, which are laid over a whole record."""
    family = {copy.page: f.id for f in story.families for copy in f.copies}
    who = identified(lines, {id: (told[id].page, told[id].reading) for id in story.pages})
    known = entities.join((told[id].reading for id in story.pages), same=who.same, different=who.different)
    edits, statements = who.edits(known), on_statements(lines)
    reports = [
        records.Report(
            page=told[id].page,
            article=told[id].article,
            reading=replace(one, entities=described(one.entities, id, known, edits)) if edits else one,
            family=family.get(id, id),
            same=known.page(told[id].reading),
            rulings=statements.get(id, ()),
        )
        for id in story.pages
        for one in (told[id].reading,)
    ]
    found = records.weave(story.id, reports, made)
    if not linked(list(lines), story.pages):
        return found
    return records.Woven(record=ruling.apply(found.record, on_links(lines), family))


def identities(store: Store, id: str) -> tuple[list[stories.Told], entities.Identities]:
    """The articles of a story, and who is who in them with what people ruled."""
    told = read(store, store.story(id).pages)
    lines = standing(store.judgements(pages=[one.id for one in told]))
    who = identified(lines, {one.id: (one.page, one.reading) for one in told})
    return told, entities.join((one.reading for one in told), same=who.same, different=who.different)
