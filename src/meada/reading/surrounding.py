"""What stands before a name and tells its kind: a company's noun, a verb that accuses, a preposition of place, an article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Literal

from meada.reading.cast import Cast, Figurant, slug
from meada.reading.mention import EntityType
from meada.reading.phrase import Line
from meada.span import Span

__all__ = ["Surroundings", "Tell", "acronym_after", "tell"]

Tell = Literal["organisation", "agent", "place", "articled", "bare"]


def tell(line: Line, i: int, acts: bool) -> Tell:
    """What the words before the name at word ``i`` tell. ``acts``: a finite verb follows, which makes a word that may be an
    article or a preposition (Portuguese ``a``) the article of a subject."""
    if not i or line.gap(i).strip():
        return "bare"
    known, before = line.known, line.words[i - 1].lower
    if before in known.company:
        return "organisation"
    if i > 1 and line.words[i - 2].lower in known.company and not line.gap(i - 1).strip() and _adjective(line, i - 1):
        return "organisation"
    if _accused(line, i):
        return "agent"
    if before in known.inside:
        return "place"
    if i > 1 and before in known.of and line.words[i - 2].lower in known.settled and not line.gap(i - 1).strip():
        return "place"
    return "articled" if before in known.articled and (acts or before not in known.either) else "bare"


def _accused(line: Line, i: int) -> bool:
    """``accuses Ferrolita``, ``acusa a Ferrolita``, ``acusó a Ferrolita``: somebody, never a place. An article is passed
    over."""
    known, last = line.known, line.words[i - 1].lower
    if last in known.accusing:
        return True
    if i < 2 or line.gap(i - 1).strip():
        return False
    verb = line.words[i - 2].lower
    return f"{verb} {last}" in known.accusing or (last in known.articled and verb in known.accusing)


def _adjective(line: Line, i: int) -> bool:
    """True for a word that can qualify a noun before it ("sindicato mineiro"), in languages that put it there."""
    known, word = line.known, line.words[i].lower
    return not line.heads_last and word not in known.of | known.articled | known.locative | known.conjunction


def acronym_after(line: Line, end: int, name: str) -> Span | None:
    """The short name in brackets right after ``name`` (which ends before word ``end``) and made of its letters in order:
    ``Simor`` in ``Sindicato dos Moageiros do Orá (Simor)``."""
    if end >= len(line.words) or not re.fullmatch(r"\s\(", line.gap(end)):
        return None
    word = line.slice(end, end + 1)
    short, after = word.of(line.text), line.gap(end + 1)
    if after[:1] not in (")", ",") or not short[0].isupper() or len(short) < 2 or (" " in name and short in name):
        return None
    letters, left = iter(slug(name)), slug(short)
    return word if left[0] == slug(name)[0] and all(c in letters for c in left) else None


class Surroundings:
    """The tells of the names of one article that no title, label or head word has settled."""

    def __init__(self) -> None:
        self.seen: defaultdict[str, Counter[Tell]] = defaultdict(Counter)

    def note(self, key: str, found: Tell) -> None:
        """Count one more tell for the entity ``key``."""
        self.seen[key][found] += 1

    def agent(self, key: str) -> bool:
        """Whether something says that ``key`` is somebody: a firm's noun before it, or a verb that accuses it."""
        return bool(self.seen[key]["organisation"] or self.seen[key]["agent"])

    def kind(self, key: str) -> EntityType | None:
        """What the tells make of ``key``: a place or an organisation, None where nothing speaks against a person."""
        tells = self.seen.get(key, Counter())
        if tells["organisation"]:
            return "organisation"
        if tells["place"]:
            return "place"
        return "organisation" if tells["articled"] and tells["articled"] >= tells["bare"] else None

    def settle(self, cast: Cast) -> None:
        """Give the people of ``cast`` whom nothing but their capitals made people the kind that the tells say."""
        people = [p.id for p in cast.persons() if p.id in self.seen and _unproved(p)]
        cast.retype({key: kind for key in people if (kind := self.kind(key))})


def _unproved(person: Figurant) -> bool:
    return not person.classes and person.kind is None and not person.feminine
