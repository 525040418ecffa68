"""Whose words they are: pronouns, dropped subjects, short names and epithets resolved along the article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from meada.reading.body import Bodies
from meada.reading.draft import Draft
from meada.reading.line import Line
from meada.reading.mention import Entity, Mention
from meada.reading.word import words_of
from meada.span import Span

__all__ = ["resolve"]

_FORMS = {"name": 0, "title": 1, "short": 1, "metonym": 2, "epithet": 2, "group": 2, "demonym": 3, "pronoun": 3}
_NAMED = frozenset(("name", "short", "title"))
_KINDS = {"person": 0, "group": 1, "organisation": 1, "state": 2}


def resolve(
    drafts: Sequence[Draft], read: Sequence[Line], entities: Sequence[Entity], mentions: Sequence[Mention]
) -> None:
    """Sets ``source``, ``speaker``, ``entity``, ``carried`` and ``kind`` of ``drafts``, which come in text order.

    A dropped subject takes the speaker before it in the same or the last paragraph, else the subject of the sentence
    before; a pronoun that no mention resolves stands for the speaker before. The name of the entity is the speaker.
    """
    if not read:
        return
    names = {e.id: e for e in entities}
    bodies = Bodies(read[0].text, read[0].known, entities, mentions)
    last: Draft | None = None
    for draft in drafts:
        if not draft.source and draft.kind in ("impersonal", "nobody"):
            continue
        if not draft.source:
            _inherit(draft, last, read)
        if draft.source:
            _name(draft, last, read[0], names, mentions)
            meant = bodies.meant(draft.source[0])
            if meant is not None:
                draft.entity, draft.speaker = meant, names[meant].name
            last = draft
        elif draft.kind == "named":
            draft.kind = "nobody"


def _inherit(draft: Draft, last: Draft | None, read: Sequence[Line]) -> None:
    if last is not None and draft.paragraph - last.paragraph <= 1:
        draft.source = list(last.source)
    else:
        draft.source = _subject_before(draft, read)
    draft.carried = bool(draft.source)


def _name(draft: Draft, last: Draft | None, line: Line, names: dict[str, Entity], mentions: Sequence[Mention]) -> None:
    """The canonical name and the kind of the source of ``draft``."""
    text, known = line.text, line.known
    span = draft.source[0]
    said = span.of(text)
    lower = [w.lower for w in words_of(text, span.start, span.end)]
    if draft.kind == "named":
        draft.kind = _kind(lower, line)
    mention = _mention(span, mentions)
    if mention is not None and mention.form == "pronoun" and _named(draft, mention.entity, mentions):
        last = last if last is not None and last.entity != mention.entity else None
        mention = None
    if mention is not None and mention.entity in names:
        draft.entity, draft.speaker = mention.entity, names[mention.entity].name
    elif len(lower) == 1 and (known.has("third_person", lower[0]) or known.has("relatives", lower[0])):
        if last is not None:
            draft.speaker, draft.entity = last.speaker, last.entity
    elif draft.speaker is None:
        draft.speaker = said


def _named(draft: Draft, entity: str, mentions: Sequence[Mention]) -> bool:
    """Whether the content names ``entity``: whoever says it as "he" is another ("He noted that Lumar might stay")."""
    inside = (m for s in draft.content for m in _touching(s, mentions) if s.contains(m.span))
    return any(m.entity == entity and m.form in _NAMED for m in inside)


def _touching(span: Span, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, which come in text order, that share words with ``span``."""
    first = bisect_left(mentions, span.start, key=lambda m: m.span.start)
    for m in islice(mentions, max(0, first - 3), None):
        if m.span.start >= span.end:
            return
        if span.overlaps(m.span):
            yield m


def _mention(span: Span, mentions: Sequence[Mention]) -> Mention | None:
    """The mention that the source is: one that fills it, a person before a body, a name before a pronoun."""
    inside = list(_touching(span, mentions))
    if not inside:
        return None
    return min(
        inside,
        key=lambda m: (_KINDS.get(m.type, 3), _FORMS.get(m.form, 4), m.span.start),
    )


def _kind(words: Sequence[str], line: Line) -> str:
    """``joint``, ``anonymous``, ``document``, ``visual`` or ``named``, by the head of the source."""
    known = line.known
    head: list[str] = []
    for word in words:
        if head and known.has("nominal_links", word) and not known.has("coordinators", word):
            break
        head.append(word)
    nouns = [w for w in head if not known.has("articles", w) and not known.has("prepositions", w)]
    if any(w in known.source["joint"] for w in words[1:-1]):
        return "joint"
    for kind in ("anonymous", "visual", "document"):
        if any(w in known.source[kind] for w in nouns[:3]):
            return kind
    return "named"


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
