"""Whom a person speaks for: the body or state that the article says they head or speak in the name of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import msgspec

from meada.lang.lexicon import Word, words
from meada.lang.people import Office, offices, past
from meada.reading.body import Bodies
from meada.reading.lexicon import lexicon
from meada.reading.mention import Entity, Mention
from meada.reading.name import NameWords, name_words
from meada.reading.passage import Passage
from meada.span import Span

__all__ = ["served"]

_SPEAKING = frozenset(
    (
        "head_of_state",
        "head_of_government",
        "foreign_minister",
        "minister",
        "deputy",
        "envoy",
        "chief",
        "officer",
        "spokesperson",
    )
)
"""Offices whose holders speak for the body they are of; a legislator or a professor does not."""
_STATE = _SPEAKING - {"officer"}
_AHEAD = 16
"""Words before a name in which the office and its body may stand."""
_ADJECTIVES = 2
"""Words between an office and the *of* of its body ("presidente executivo da")."""
_BACK = 2
"""Sentences that the body of "its president" may lie back."""


def served(passage: Passage, entities: Sequence[Entity], mentions: Sequence[Mention]) -> tuple[Entity, ...]:
    """``entities`` with `Entity.serves` of the people whose office the article tells, and the ``kind`` of bodies that it
    calls a company, union, party or federation.

    An office beside the name ("a presidente do sindicato, Ana Luz", "Ana Luz, presidente do sindicato", "its president,
    Ana Luz") makes a person speak for the body that follows *of*, else for their state; for ``company`` and the like where
    only a noun tells the body and the article names none. A former office does not count.
    """
    bodies = Bodies(passage.text, lexicon(passage.lang), entities, mentions, passage.sentences)
    found = _Service(passage, entities, mentions, bodies).run()
    kinds = {key: name for name, held in bodies.told.items() if name != "any" for key in held}
    return tuple(
        msgspec.structs.replace(e, serves=found.get(e.id, e.serves), kind=e.kind or kinds.get(e.id)) for e in entities
    )


class _Service:
    """One article's people and the offices beside their names."""

    def __init__(
        self, passage: Passage, entities: Sequence[Entity], mentions: Sequence[Mention], bodies: Bodies
    ) -> None:
        self.text, self.passage, self.bodies = passage.text, passage, bodies
        self.known: NameWords = name_words(passage.lang)
        self.offices = offices(passage.lang)
        self.low = passage.text.lower() if len(passage.text.lower()) == len(passage.text) else passage.text
        self.entities: Mapping[str, Entity] = {e.id: e for e in entities}
        self.mentions = mentions
        self.nouns = {noun for name, nouns in bodies.classes.items() if name != "any" for noun in nouns}
        self.sentences = passage.sentences
        self.ends = [s.end for s in self.sentences]

    def run(self) -> dict[str, str]:
        """Person → body or state; the first that the article tells."""
        out: dict[str, str] = {}
        for mention in self.mentions:
            person = self.entities.get(mention.entity)
            if person is None or person.type != "person" or person.kind == "office" or mention.form not in _NAMED:
                continue
            held = self._before(mention, person) or self._after(mention, person)
            if held and held != person.id:
                out.setdefault(person.id, held)
        return out

    def _sentence(self, offset: int) -> Span:
        at = min(bisect_right(self.ends, offset), len(self.ends) - 1)
        return self.sentences[at]

    def _before(self, mention: Mention, person: Entity) -> str | None:
        """``a presidente do sindicato, Ana Luz``: the nearest office before the name whose body ends where the name begins."""
        sentence = self._sentence(mention.span.start)
        before = words(self.text, Span(sentence.start, mention.span.start))[-_AHEAD:]
        for at in range(len(before) - 1, -1, -1):
            hit = self.offices.at(self.low, before[at])
            if hit is None or not hit[1].classes & _SPEAKING:
                continue
            rest = [w for w in before if w.start >= hit[0].end]
            if past(self.low, before[at].start, self.passage.lang):
                return None
            body, end = self._of(hit[0].end, rest, mention.span.start)
            if end is None or not self._adjoins(end, mention.span.start):
                continue
            if held := body or self._own(before, at, sentence) or _state(person, hit[1]):
                return held
        return None

    def _after(self, mention: Mention, person: Entity) -> str | None:
        """``Ana Luz, presidente do sindicato,``."""
        sentence = self._sentence(mention.span.start)
        if self.text[mention.span.end : mention.span.end + 2] != ", ":
            return None
        after = words(self.text, Span(mention.span.end, sentence.end))[:_AHEAD]
        first = 1 if after and after[0].lower in self.known.definite | self.known.possessive else 0
        hit = self.offices.at(self.low, after[first]) if len(after) > first else None
        if hit is None or not hit[1].classes & _SPEAKING:
            return None
        rest = [w for w in after if w.start >= hit[0].end]
        body, _ = self._of(hit[0].end, rest, sentence.end)
        return body or (_state(person, hit[1]) if first == 0 or after[0].lower in self.known.definite else None)

    def _of(self, begin: int, rest: Sequence[Word], limit: int) -> tuple[str | None, int | None]:
        """The body that *of* ties to an office which ends at ``begin``, and where it ends; ``begin`` without a body."""
        at = next((n for n, w in enumerate(rest[: _ADJECTIVES + 1]) if w.lower in self.known.of), None)
        if at is None or (rest and self.text[begin : rest[at].start].strip(" ").count(",")):
            return None, begin
        start = rest[at].end
        named = [m for m in self.mentions if start <= m.span.start and m.span.end <= limit and self._is_body(m)]
        near = [m for m in named if m.span.start <= start + _NAME]
        best = min(near, key=lambda m: (m.span.start, -m.span.end), default=None)
        if best is not None and best.type == "organisation":
            return best.entity, best.span.end
        states = [m for m in self.mentions if start <= m.span.start <= m.span.end <= limit and m.type == "state"]
        if states and "," not in self.text[start : states[0].span.start]:
            return states[0].entity, states[0].span.end
        nouns = [w for w in rest[at + 1 : at + 1 + _LONGEST] if w.lower not in self.known.definite]
        for count in range(1, len(nouns) + 1):
            span = Span(nouns[0].start, nouns[count - 1].end)
            row = [w.lower for w in nouns[:count]]
            if held := self.bodies.called(row, span) or self.bodies.unnamed(row):
                return held, span.end
        if best is not None:
            return best.entity, best.span.end
        comma = self.text.find(",", start, limit)
        return None, comma if 0 <= comma <= start + _PORTFOLIO else None

    def _is_body(self, mention: Mention) -> bool:
        held = self.entities.get(mention.entity)
        if held is None or (held.type == "organisation" and held.kind not in _MEDIA):
            return held is not None
        called = {word for name in held.names for word in name.lower().split()}
        return held.type == "group" and (held.kind == "firefighters" or not called.isdisjoint(self.nouns))

    def _adjoins(self, end: int, start: int) -> bool:
        """True when only an acronym in brackets, a comma and a title stand between the body and the name."""
        gap = self.low[end:start].strip(" ,")
        if gap.startswith("(") and ")" in gap:
            gap = gap.split(")", 1)[1].strip(" ,")
        row = words(gap, Span(0, len(gap)))
        if not row:
            return True
        hit = self.offices.at(gap, row[0])
        return hit is not None and hit[0].end == len(gap)

    def _own(self, row: Sequence[Word], at: int, sentence: Span) -> str | None:
        """``its president, Ana Luz``: the body named last before, in this sentence or the two before it."""
        if not at or row[at - 1].lower not in self.known.possessive:
            return None
        first = self.sentences.index(sentence)
        begin = self.sentences[max(0, first - _BACK)].start
        before = [
            m for m in self.mentions if begin <= m.span.start and m.span.end <= row[at].start and self._is_body(m)
        ]
        return self.bodies.centre(before).entity if before else None


_MEDIA = frozenset(("agency", "medium", "outlet"))
_NAMED = frozenset(("name", "short"))
_NAME = 6
"""Characters that an article may put between *of* and a body's name."""
_PORTFOLIO = 40
"""Characters that the name of a portfolio may take ("das Minas e Energia")."""
_LONGEST = 3
"""Words after *of* in which a noun may stand for a body ("a presidente da entidade")."""


def _state(person: Entity, office: Office) -> str | None:
    return person.country if office.classes & _STATE else None
