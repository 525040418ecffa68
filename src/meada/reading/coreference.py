"""What points back: epithets, bodies of people without a state, pronouns, definite plurals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from meada.lang.gazetteer import state_name
from meada.lang.people import Office, pointing
from meada.reading.cast import Cast, Figurant, slug
from meada.reading.holder import Holders
from meada.reading.mention import Mention
from meada.reading.passage import Passage
from meada.reading.pending import Pending
from meada.reading.phrase import Line
from meada.span import Span

__all__ = ["resolve"]

_LEADERS = frozenset(("head_of_state", "head_of_government", "leader"))
_STRONG = ("name", "short", "title", "metonym", "group", "epithet", "pronoun")
_REACH = 3


def resolve(cast: Cast, pending: list[Pending], lines: list[Line], passage: Passage, holders: Holders) -> None:
    """Point every phrase that the article's own evidence settles at its entity; what it leaves open of offices, at who held
    them by ``holders``."""
    for item in pending:
        if item.office is not None:
            _epithet(cast, item, item.office, holders)
    for item in pending:
        if item.body is not None:
            _body(cast, item, lines)
    _Focus(cast, lines, passage).run()


def _epithet(cast: Cast, item: Pending, office: Office, holders: Holders) -> None:
    """``o mandatário russo``: office and state must fit one known person; the nearest before it where several do."""
    if item.indefinite:
        return
    fits = [p for p in cast.persons() if _fits(p, office, item)]
    if not fits and (found := holders.find(item)):
        person = cast.add(
            Figurant(slug(found.name), "person", [found.name], None, item.code, external=dict(found.external))
        )
        cast.point(person, item.span, "epithet", f"holder: {found.where}", 0.7 if item.owned else 0.6)
        return
    if not fits and item.code:
        fits = _by_elimination(cast, item, office)
    if not fits or (item.code is None and not item.definite):
        if item.code and office.classes & (_LEADERS | {"foreign_minister", "minister", "deputy"}):
            _office_itself(cast, item, office)
        return
    person = _nearest(cast, fits, item.span)
    person.country = person.country or item.code
    person.classes |= office.classes - {"any"}
    cast.point(person, item.span, "epithet", "office+state" if item.code else "office", 0.9 if len(fits) == 1 else 0.7)


def _fits(person: Figurant, office: Office, item: Pending) -> bool:
    code = item.code
    if (code and person.country != code) or (item.owner and slug(item.owner) not in person.owners):
        return False
    if office.feminine and person.classes and not person.feminine:
        return False
    shared = person.classes & office.classes or (person.classes & _LEADERS and office.classes & _LEADERS)
    return bool(shared) or (bool(code) and "any" in office.classes)


def _by_elimination(cast: Cast, item: Pending, office: Office) -> list[Figurant]:
    """The only person of that state, or the only one before it whose office and state are unknown."""
    same = [p for p in cast.persons() if p.country == item.code and not p.classes]
    blank = [p for p in cast.persons() if p.country is None and not p.classes and _before(cast, p, item.span)]
    for found in (same, blank):
        if len(found) == 1 and office.classes & (_LEADERS | {"any"}):
            return found
    return []


def _before(cast: Cast, person: Figurant, span: Span) -> bool:
    return any(m.entity == person.id and m.span.end <= span.start for m in cast.mentions())


def _office_itself(cast: Cast, item: Pending, office: Office) -> None:
    """An office of a state whose holder the article does not name."""
    held = sorted(office.classes)[0]
    name = item.span.of(cast.text)
    member = cast.add(Figurant(f"{item.code}_{held}", "person", [name], "office", item.code))
    cast.point(member, item.span, "epithet", "office of a state", 0.5)


def _nearest(cast: Cast, fits: list[Figurant], span: Span) -> Figurant:
    ids = {p.id: p for p in fits}
    before = [m for m in cast.mentions() if m.entity in ids and m.span.end <= span.start]
    return ids[before[-1].entity] if before else fits[0]


def _body(cast: Cast, item: Pending, lines: list[Line]) -> None:
    kind = item.body or ""
    if kind in ("state_media", "agency"):
        return _medium(cast, item)
    code = _owner(cast, item, lines) or _named_so(cast, item)
    name = item.span.of(cast.text)
    if code:
        member = cast.add(Figurant(f"{code}_{kind}", "organisation", [name], kind, code))
        cast.point(member, item.span, "group", f"body+owner:{kind}", 0.7)
    else:
        member = cast.add(Figurant(kind, "group", [name], kind))
        cast.point(member, item.span, "group", f"body:{kind}", 0.5)
    return None


def _named_so(cast: Cast, item: Pending) -> str | None:
    """``a Presidência`` where the article names ``Presidência de Serrália`` and no other presidency: that state."""
    noun = item.span.of(cast.text).lower()
    fits = {
        m.country
        for m in cast.members.values()
        if m.kind == item.body and m.country and any(n.lower().startswith(f"{noun} ") for n in m.names)
    }
    return fits.pop() if len(fits) == 1 and item.definite else None


def _medium(cast: Cast, item: Pending) -> None:
    """State media of a state: the one named in the article where it is one, else the state's media as such."""
    plural = item.span.of(cast.text).split()[0].endswith("s") or " agencies" in item.span.of(cast.text)
    named = [
        m
        for m in cast.members.values()
        if m.kind in ("agency", "medium") and m.country == item.code and m.state_controlled
    ]
    if len(named) == 1 and not plural:
        cast.point(named[0], item.span, "epithet", "state medium named here", 0.8)
    elif item.code and item.body == "state_media":
        name = item.span.of(cast.text)
        member = cast.add(Figurant(f"{item.code}_state_media", "organisation", [name], "medium", item.code, True))
        cast.point(member, item.span, "group", "state media of a state")


def _owner(cast: Cast, item: Pending, lines: list[Line]) -> str | None:
    """The state of a body that names none: with a possessive, the first state or person of its sentence; for troops that a
    state named before them in the clause sends (no article), that state."""
    if not item.possessed and (item.body != "military" or item.definite):
        return None
    line = next(line for line in lines if line.span.contains(item.span))
    here = [
        m
        for m in cast.mentions()
        if line.span.contains(m.span) and m.span.end <= item.span.start and m.form != "demonym"
    ]
    if not item.possessed:
        here = [m for m in here if m.type == "state" and not _led(line, m)][:1]
    return next((c for m in here if (c := cast.members[m.entity].country) and m.type != "place"), None)


def _led(line: Line, mention: Mention) -> bool:
    """True when a preposition stands before ``mention``."""
    i = line.index(mention.span.start) - 1
    return i >= 0 and line.words[i].lower in line.known.locative | line.known.of


class _Focus:
    """Pronouns and definite plurals, sentence by sentence."""

    def __init__(self, cast: Cast, lines: list[Line], passage: Passage) -> None:
        self.cast, self.lines = cast, lines
        self.words = pointing(passage.lang)
        self.text = passage.text
        self.genders: dict[str, bool] = {}

    def run(self) -> None:
        """Resolve left to right, so that what is resolved can be pointed back at."""
        for at, line in enumerate(self.lines):
            for span, kind in self.words.find(line.low, line.words):
                if not any(m.span.overlaps(span) for m in self._in(line.span)):
                    self._point(at, span, kind.kind)

    def _in(self, span: Span) -> list[Mention]:
        return self.cast.within(span)

    def _point(self, at: int, span: Span, kind: str) -> None:
        if kind in ("masculine", "feminine"):
            found = self._person(at, span, kind == "feminine")
            form = "pronoun"
        elif kind == "plural":
            found, form = self._pair(at, span, ("person", "state"), 1), "pronoun"
        elif kind == "persons":
            found, form = self._pair(at, span, ("person",)), "epithet"
        elif kind == "states":
            found, form = self._states(at, span), "epithet"
        elif kind == "partitive":
            found, form = self._group(at, span), "pronoun"
        elif kind == "state":
            found, form = self._country(at, span), "epithet"
        else:
            found, form = self._medium(at, span), "epithet"
        for member in found:
            self.cast.point(member, span, form, f"focus:{kind}", 0.7 if len(found) == 1 else 0.6)

    def _back(self, at: int, span: Span, reach: int = _REACH) -> Iterable[list[Mention]]:
        """Mentions before ``span``: of its own sentence, then of the sentences before, nearest sentence first."""
        yield [m for m in self._in(self.lines[at].span) if m.span.end <= span.start]
        for line in self.lines[max(0, at - reach) : at][::-1]:
            yield self._in(line.span)

    def _person(self, at: int, span: Span, feminine: bool) -> list[Figurant]:
        """The person in focus: the first named in the nearest sentence where one, of no other gender, is more than what a
        preposition leads ("a book about Nara Lopes"); else the first of those."""
        led: list[Figurant] = []
        for mentions, line in zip(self._back(at, span), self.lines[max(0, at - _REACH) : at + 1][::-1], strict=False):
            people = [m for m in mentions if m.type == "person" and self._agrees(m.entity, feminine)]
            for mention in people:
                if not _led(line, mention):
                    if len({m.entity for m in people}) == 1:
                        self.genders.setdefault(mention.entity, feminine)
                    return [self.cast.members[mention.entity]]
                led.append(self.cast.members[mention.entity])
        return led[:1]

    def _agrees(self, entity: str, feminine: bool) -> bool:
        """Whether a pronoun of that gender can stand for the person, by title and by the pronouns before."""
        person = self.cast.members[entity]
        told = self.genders.get(entity, True if person.feminine else False if person.classes and feminine else None)
        return told is None or told == feminine

    def _group(self, at: int, span: Span) -> list[Figurant]:
        """``600 deles``: the body of people last named."""
        for mentions in self._back(at, span, 1):
            found = [self.cast.members[m.entity] for m in mentions if m.form == "group"]
            if found:
                return found[-1:]
        return []

    def _pair(self, at: int, span: Span, types: tuple[str, ...], reach: int = _REACH) -> list[Figurant]:
        """Two entities of one type that the nearest sentence names; the first of ``types`` that has two."""
        for mentions in self._back(at, span, reach):
            for kind in types:
                ids = list(dict.fromkeys(m.entity for m in mentions if m.type == kind and m.form in _STRONG))
                if len(ids) >= 2:
                    return [self.cast.members[key] for key in ids[:2]]
        return []

    def _states(self, at: int, span: Span) -> list[Figurant]:
        """The last two states that stand in one sentence, those named before those only told by an adjective."""
        for mentions in self._back(at, span):
            strong = [c for m in mentions if m.form != "demonym" and m.type != "place" and (c := self._code(m))]
            codes = list(dict.fromkeys(strong))
            if len(codes) >= 2:
                return [self._state(c) for c in codes[:2]]
        usual = Counter(c for m in self.cast.mentions() if m.type != "place" and (c := self._code(m)))
        return [self._state(c) for c, _ in usual.most_common(2)] if len(usual) > 1 else []

    def _country(self, at: int, span: Span) -> list[Figurant]:
        """``o país``: the state last named, but not the one whose citizen is the subject of the clause."""
        line = self.lines[at]
        near = [m for m in self._in(line.span) if m.span.end <= span.start and m.type == "person"]
        own = self.cast.members[near[-1].entity].country if near else None
        for mentions in self._back(at, span):
            for m in reversed(mentions):
                code = self._code(m)
                if code and code != own and m.type == "state" and m.form != "demonym":
                    return [self._state(code)]
        return []

    def _medium(self, at: int, span: Span) -> list[Figurant]:
        for mentions in self._back(at, span):
            named = [self.cast.members[m.entity] for m in mentions]
            found = [m for m in named if m.kind in ("agency", "medium", "outlet")]
            if found:
                return found[-1:]
        return []

    def _code(self, mention: Mention) -> str | None:
        return self.cast.members[mention.entity].country

    def _state(self, code: str) -> Figurant:

        return self.cast.add(
            Figurant(code, "state", [state_name(code, self.lines[0].lang, self.lines[0].world)], None, code)
        )
