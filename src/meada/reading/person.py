"""Personal names: full ones, short ones, and single names that only evidence makes a person."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from meada.lang.parse import Parse
from meada.lang.people import Office, bodies
from meada.reading.cast import Cast, Figurant, slug
from meada.reading.mention import EntityType
from meada.reading.phrase import Line, OfficePhrase
from meada.reading.surrounding import Surroundings, Tell, acronym_after, tell
from meada.span import Span

__all__ = ["Persons"]

_LABEL: dict[str, EntityType] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_COMMON = frozenset(("NOUN", "ADJ", "VERB", "AUX", "ADV", "PRON", "DET", "NUM", "ADP", "CCONJ", "SCONJ", "INTJ"))
"""The universal parts of speech of words that only the start of a sentence writes with a capital."""


class _Loose(NamedTuple):
    """A single name: whether a preposition of place stands before it, a verb after it, and the model's label."""

    span: Span
    name: str
    located: bool
    label: str | None
    acts: bool
    tell: Tell = "bare"
    opens: bool = False


class Persons:
    """Collects the names of one article; single names wait in ``loose`` until all full names are known."""

    def __init__(self, cast: Cast, lines: list[Line], parse: Parse | None) -> None:
        self.cast = cast
        self.labels = _labels(cast.text, parse) if parse else {}
        self.common = {t.start for t in parse.tokens if t.upos in _COMMON} if parse else set()
        self.loose: list[_Loose] = []
        self.around = Surroundings()
        self.short: dict[str, Figurant] = {}
        self.last: tuple[int, Figurant] | None = None
        self.lower = {w.lower for line in lines for w in line.words if cast.text[w.start].islower()}

    def titled(self, line: Line, first: int, end: int, office: Office, code: str | None) -> Figurant:
        """The person whose name ``words[first:end]`` follows an office."""
        span = line.slice(first, end)
        name = span.of(self.cast.text)
        person = self._match(name) if end - first == 1 else self._part(name)
        if person is None:
            person = self.cast.add(Figurant(slug(name), "person", [name]))
        else:
            person.names.append(name)
        person.classes |= office.classes
        person.feminine = person.feminine or office.feminine
        person.country = person.country or code
        self.cast.point(person, span, "name" if end - first > 1 else "short", "title+name")
        self.last = (span.end, person)
        return person

    def apposed(self, line: Line, office: OfficePhrase) -> Figurant | None:
        """The person just named before an office that stands in apposition (``Ana Luz, ministra da Saúde,``)."""
        if self.last is None:
            return None
        gap = self.cast.text[self.last[0] : office.span.start]
        return self.last[1] if gap == ", " and not office.indefinite else None

    def named(self, line: Line, i: int, end: int) -> int:
        """Record the name ``words[i:end]``; returns ``end``."""
        span = line.slice(i, end)
        name = span.of(self.cast.text)
        kind = line.known.type_of(name)
        label = self.labels.get(name)
        if label is None and kind is None and _nameless(line, i, end):
            return end
        told: Tell = "bare"
        if kind is None and end - i > 1:
            told = tell(line, i, _acts(line, end))
            body = bodies(line.lang).at(line.low, line.words[i])
            if told == "organisation" or (body and body[1].kind == "civil_defence"):
                kind = "organisation"
        if i == 0 and label is None and kind is None and span.start in self.common:
            return i + 1
        if kind == "organisation" or (kind is None and (_acronym(name) or (label == "ORG" and end - i > 1))):
            self._organisation(line, i, end, span)
        elif kind in ("work", "place"):
            self.cast.point(self.cast.add(Figurant(slug(name), kind, [name])), span, "name", "head word")
        elif end - i > 1 and label is None and self._common(line, i, end):
            member = self.cast.add(Figurant(slug(name), "organisation", [name]))
            self.cast.point(member, span, "name", "common words", 0.5)
            self._shortened(line, end, name, member)
        elif end - i > 1 and label != "LOC":
            person = self._part(name) or self.cast.add(Figurant(slug(name), "person", []))
            person.names.append(name)
            self.cast.point(person, span, "name", "model" if label else "full name", 1.0 if label else 0.8)
            self.last = (span.end, person)
            if label is None:
                self.around.note(person.id, told)
        else:
            self.maybe(line, i, span)
        return end

    def _common(self, line: Line, i: int, end: int) -> bool:
        """True when a word of the name is a common noun: by its ending, or because the article writes it in lower case."""
        known = line.known
        own = [w.lower for w in line.words[i:end] if w.lower not in known.particles | known.proper_all_the_same]
        return any(w.endswith(known.common_endings) or w in self.lower for w in own)

    def maybe(self, line: Line, i: int, span: Span) -> None:
        """A single name whose kind is open."""
        before = line.words[i - 1].lower if i else ""
        located = bool(i) and not line.gap(i).strip() and before in line.known.locative
        acts = before not in line.known.of and _acts(line, line.index(span.end))
        label = self.labels.get(span.of(self.cast.text))
        self.loose.append(_Loose(span, span.of(self.cast.text), located, label, acts, tell(line, i, acts), not i))
        held = self._match(span.of(self.cast.text))
        self.last = (span.end, held) if held else self.last

    def close(self) -> None:
        """Settle the names: bodies and their short forms, then single names, each a short form of a person named in full,
        else what label, preposition, article or verb say."""
        self.around.settle(self.cast)
        self._bodies()
        for item in self.loose:
            self.around.note(f"?{item.name}", item.tell)
        seen = [item.name for item in self.loose]
        acting = {item.name for item in self.loose if (item.acts and not item.located) or item.label == "PER"}
        placed = {item.name for item in self.loose if item.located or item.label == "LOC"}
        inside = {item.name for item in self.loose if not item.opens}
        there = {item.name for item in self.loose if item.located}
        for span, name, located, label, *_ in self.loose:
            person = None if located and label != "PER" else self._match(name)
            held = self.short.get(name) or self.cast.members.get(slug(name))
            if held and held.type == "organisation":
                held.names.append(name)
                self.cast.point(held, span, "short", "short form")
            elif not label and name.lower() in self.lower and name not in inside:
                continue
            elif person:
                person.names.append(name)
                self.cast.point(person, span, "short", "short form")
            elif label:
                firm = label == "LOC" and name not in there and self.around.agent(f"?{name}")
                self._single(span, name, "organisation" if firm else _LABEL.get(label, "place"), 0.6)
            elif name in acting and name not in placed:
                told = self.around.kind(f"?{name}")
                self._single(span, name, told or "person", 0.6 if seen.count(name) > 1 else 0.5)
            elif self.around.seen[f"?{name}"]["organisation"]:
                self._single(span, name, "organisation", 0.6)
            elif located:
                self._single(span, name, "place", 0.6)

    def _single(self, span: Span, name: str, kind: EntityType, confidence: float) -> None:
        self.cast.point(self.cast.add(Figurant(slug(name), kind, [name])), span, "name", "single name", confidence)

    def _organisation(self, line: Line, i: int, end: int, span: Span) -> None:
        name, state = span.of(self.cast.text), None
        for j in range(i, end):
            if (hit := line.place(j)) and hit[1].kind in ("state", "demonym"):
                state = next((c for c in hit[1].codes if c in self.cast.members), hit[1].codes[0])
        if state is None and (tied := line.of_state(end)):
            state = tied[1].codes[0]
        body = bodies(line.lang).at(line.low, line.words[i])
        organ = body[1].kind if body and body[1].kind in ("military", "government", "civil_defence") else None
        organ = organ if state or organ == "civil_defence" else None
        key = f"{state}_{organ}" if organ and state else slug(name)
        member = self.cast.add(Figurant(key, "organisation", [name], organ, state))
        self.cast.point(member, span, "name", "organisation")
        self._shortened(line, end, name, member)

    def _shortened(self, line: Line, end: int, name: str, member: Figurant) -> None:
        """Keep the short name that brackets give to a body."""
        if short := acronym_after(line, end, name):
            self.short.setdefault(short.of(self.cast.text), member)

    def _bodies(self) -> None:
        """One entity for a body and its short forms: the name in brackets, and the first words of one longer name."""
        named = {slug(name): member for name, member in self.short.items()}
        held = {key: self.cast.members.get(key) for key in named}
        same = {key: named[key].id for key, m in held.items() if m and m.type == "organisation" and m.kind is None}
        self.cast.merge({gone: kept for gone, kept in same.items() if kept not in same})
        found = [
            m for m in self.cast.members.values() if m.type == "organisation" and m.kind in (None, "civil_defence")
        ]
        ids = sorted(m.id for m in found)
        first: dict[str, str] = {}
        for at, key in enumerate(ids):
            longer = [other for other in ids[at + 1 : at + 3] if other.startswith(f"{key}_")]
            if "_" in key and len(longer) == 1:
                first[key] = longer[0]
        self.cast.merge({gone: kept for gone, kept in first.items() if kept not in first})

    def _part(self, name: str) -> Figurant | None:
        """The person whose full name holds all the words of ``name`` in a row (``Marco Lima`` in ``Marco Lima Reis``)."""
        key = f"_{slug(name)}_"
        return next((p for p in self.cast.persons() if key in f"_{p.id}_" and p.kind != "office"), None)

    def _match(self, name: str) -> Figurant | None:
        """The person that a single name stands for: one whose full name ends, starts or goes on with it, in that order;
        where several do, the one named in full most often, and the last met of these."""
        key = slug(name)
        held = self.cast.members.get(key)
        if held is not None:
            return held if held.type == "person" else None
        fits = [(p, p.id.split("_")) for p in self.cast.persons() if p.kind != "office"]
        ranked = [(0 if key == parts[-1] else 1 if key == parts[0] else 2, p) for p, parts in fits if key in parts]
        if not ranked:
            return None
        nearest = min(rank for rank, _ in ranked)
        best, times = None, 0
        for rank, person in ranked:
            if rank == nearest and (told := sum(slug(n) == person.id for n in person.names)) >= times:
                best, times = person, told
        return best


def _labels(text: str, parse: Parse) -> dict[str, str]:
    """The label that the model gives each name most often in the article, the first of them where several tie."""
    told: dict[str, Counter[str]] = {}
    for found in parse.names:
        told.setdefault(found.span.of(text), Counter())[found.label] += 1
    return {name: labels.most_common(1)[0][0] for name, labels in told.items()}


def _nameless(line: Line, i: int, end: int) -> bool:
    """True for what is written like a name and is none: single letters, codes with digits, a dateline in capitals."""
    name = line.slice(i, end).of(line.text)
    if (end - i == 1 and len(name) < 2) or any(c.isdigit() for c in name) or (name.isupper() and not name.isalpha()):
        return True
    before = line.slice(i - 1, i).of(line.text) if i else ""
    shouted_before = before.isupper() and len(before) > 1
    opens = i == 0 and line.gap(end).lstrip()[:1] in ("-", "–", "—", "(")
    return name.isupper() and (opens or shouted_before)


def _acts(line: Line, after: int) -> bool:
    """True when word ``after`` looks like the verb of the name right before it."""
    return after < len(line.words) and _verbish(line.words[after].lower) and not line.gap(after).strip()


def _acronym(name: str) -> bool:
    return name.isupper() and len(name) > 1 and name.isalpha()


_FINITE = re.compile(
    r"(?:.{2,}(?:ou|iu|eu|aram|eram|iram|ava|avam|ará|erá|irá|arão|erão|irão|ó|aron|ieron|aba|aban|ará|arán|ed)|"
    r"é|foi|tem|diz|disse|fez|quer|vai|está|es|fue|ha|dice|dijo|is|was|has|says|said|will|told|vows?|e?stá|faz|pede|vê|deve)$"
)


def _verbish(word: str) -> bool:
    """True when the ending is one of a finite verb of the third person: enough to call the name before it an actor."""
    return _FINITE.match(word) is not None
