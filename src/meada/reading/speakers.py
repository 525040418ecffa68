"""Whose words they are: pronouns, dropped subjects, short names and epithets resolved along the article."""

from __future__ import annotations

from collections.abc import Sequence

from meada.reading.draft import Draft
from meada.reading.line import Line
from meada.reading.mention import Entity, Mention
from meada.span import Span

__all__ = ["resolve"]


def resolve(
    drafts: Sequence[Draft], read: Sequence[Line], entities: Sequence[Entity], mentions: Sequence[Mention]
) -> None:
    """Sets ``source``, ``speaker``, ``entity`` and ``carried`` of ``drafts``, which come in text order."""
    if not read:
        return
    text, known = read[0].text, read[0].known
    names = {e.id: e for e in entities}
    last: Draft | None = None
    for draft in drafts:
        if not draft.source and draft.kind in ("impersonal", "nobody"):
            continue
        if not draft.source and last is not None and draft.paragraph - last.paragraph <= 1:
            draft.source, draft.carried = list(last.source), True
        if not draft.source:
            draft.source = _subject_before(draft, read)
            draft.carried = bool(draft.source)
        if not draft.source:
            continue
        words = draft.source[0].of(text)
        pronoun = words.lower() in known.grammar["third_person"] or words.lower() in known.grammar["relatives"]
        mention = next((m for m in mentions if draft.source[0].overlaps(m.span)), None)
        if mention is not None and mention.entity in names:
            draft.entity, draft.speaker = mention.entity, names[mention.entity].name
        elif pronoun and last is not None:
            draft.speaker, draft.entity = last.speaker, last.entity
        elif not pronoun:
            draft.speaker = draft.speaker or words
        last = draft


def _subject_before(draft: Draft, read: Sequence[Line]) -> list[Span]:
    """The subject of the sentence before, for a dropped one: ``Elza Moura deixou a reunião. Disse que …``."""
    if draft.line == 0:
        return []
    line = read[draft.line - 1]
    if draft.paragraph - line.paragraph > 1:
        return []
    for k in range(1, len(line)):
        if line.finite(k):
            subject = line.subject(k)
            return [line.span(*subject)] if subject else []
    return []
