"""How a story is woven, in a terminal: its episodes, copies, pages that are not held, and people who may be the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

from meada.cli.speech import N_, say, w
from meada.reading.mention import Entity
from meada.story.entities import Identities
from meada.story.story import Copy, Family, Lead, Reason, Story

__all__ = ["episode_lines", "family_lines", "weave_lines"]

_LEADS = 10
_REASONS = 4

_COPY = {
    "origin": N_("origin"),
    "verbatim": N_("verbatim copy"),
    "edited": N_("edited copy"),
    "cut": N_("cut copy"),
    "passage": N_("shares a passage"),
    "translated": N_("translated copy"),
}


def weave_lines(story: Story, known: Identities, labels: Mapping[str, str]) -> Iterator[str]:
    """What `meada show story` adds to the record: copies by family, leads, and namesakes that nobody has told apart."""
    copied = [family for family in story.families if len(family.copies) > 1]
    if copied:
        yield _head(say("Copies"))
        for family in copied:
            yield f"      {_family(family, labels)}"
    if story.leads:
        rest = len(story.leads) - _LEADS
        more = f" ({w().count('and {n} more', 'and {n} more', rest)})" if rest > 0 else ""
        yield _head(say("Pages you do not have")) + more
        yield from (f"      {_lead(lead, labels)}" for lead in story.leads[:_LEADS])
    by_id = {entity.id: entity for entity in known.entities}
    doubts = [[(by_id[known.of(*key)], labels.get(key[0], key[0][:8])) for key in (d.a, d.b)] for d in known.doubts]
    whys = [doubt.why for doubt in known.doubts]
    people = [(sides, why) for sides, why in zip(doubts, whys, strict=True) if why in _WHY]
    people = [(sides, why) for sides, why in people if all(entity.type == "person" for entity, _ in sides)]
    if people:
        yield _head(say("Same person?"))
        for sides, why in people:
            shown = " · ".join(f"{e.name} ({', '.join(filter(None, (_told(e, by_id), label)))})" for e, label in sides)
            yield f"      {shown} – {say(_WHY[why])}"


def _told(person: Entity, by_id: Mapping[str, Entity]) -> str | None:
    """What parts a person from a namesake: whom they speak for, else their country."""
    served = by_id.get(person.serves or "")
    return served.name if served is not None else person.serves or person.country


_WHY = {
    "same name, other country": N_("one name, two countries"),
    "same name, other role": N_("one name, two roles"),
}


def family_lines(family: Family, labels: Mapping[str, str]) -> Iterator[str]:
    """A family with what each copy is, of which page, and why."""
    yield f"{click.style(say('copy family'), bold=True)} {family.id}"
    for copy in family.copies:
        of = f" ← {labels.get(copy.of, copy.of[:8])}" if copy.of else ""
        share = f" · {copy.containment:.0%}" if copy.containment is not None else ""
        shared = f" · {w().count('{n} passage', '{n} passages', len(copy.shared))}" if copy.shared else ""
        yield f"  {labels.get(copy.page, copy.page[:8])}{of}  {say(_COPY[copy.label])}{share}{shared}"
        yield from (f"      {_reason(reason)}" for reason in copy.reasons)


def episode_lines(story: Story, id: str, labels: Mapping[str, str]) -> Iterator[str]:
    """An episode with the reasons of each membership, or a whole story with why its episodes are one."""
    if id == story.id:
        yield f"{click.style(say('story'), bold=True)} {story.id} · {story.title}"
        yield from (f"  {_reason(reason)}" for reason in story.reasons)
    for episode in story.episodes:
        if id in (story.id, episode.id):
            yield f"{click.style(say('episode'), bold=True)} {episode.id}"
            for page, reasons in episode.members:
                yield f"  {labels.get(page, page[:8])}  {'; '.join(map(_reason, reasons))}".rstrip()


def _head(text: str) -> str:
    return f"    {click.style(text, bold=True)}"


def _family(family: Family, labels: Mapping[str, str]) -> str:
    first, *rest = sorted(family.copies, key=lambda copy: copy.label != "origin")
    return f"{click.style(labels.get(first.page, first.page[:8]), bold=True)} ← {', '.join(_copy(c, labels) for c in rest)}"


def _copy(copy: Copy, labels: Mapping[str, str]) -> str:
    share = f", {copy.containment:.0%}" if copy.containment is not None else ""
    return f"{labels.get(copy.page, copy.page[:8])} ({say(_COPY[copy.label])}{share})"


def _lead(lead: Lead, labels: Mapping[str, str]) -> str:
    where = [lead.outlet or say("outlet not stated"), lead.list, f"{lead.rank}", lead.day or ""]
    headline = " ".join(lead.headline.split())
    return f"“{headline}” – {' · '.join(part for part in where if part)} ({labels.get(lead.page, lead.page[:8])})"


def _reason(reason: Reason) -> str:
    score = f" ({reason.score:g})" if reason.score is not None else ""
    return f"{reason.rule}: {reason.detail}{score}" if reason.detail else f"{reason.rule}{score}"
