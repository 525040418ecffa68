"""Noun phrases that name an office or a body of people, with the state, the name and the article around them."""

from __future__ import annotations

from typing import NamedTuple

from meada.lang.gazetteer import Form, gazetteer
from meada.lang.lexicon import Word, words
from meada.lang.people import Body, Office, bodies, offices, past
from meada.lang.world import SHIPPED, World
from meada.reading.name import NameWords, name_at, name_words
from meada.span import Span

__all__ = ["BodyPhrase", "Line", "OfficePhrase", "body_at", "office_at"]


class Line:
    """One sentence cut into words, with what is needed to look around in it."""

    def __init__(self, text: str, low: str, sentence: Span, lang: str, world: World = SHIPPED) -> None:
        self.text, self.low, self.span, self.lang = text, low, sentence, lang
        self.words: list[Word] = words(text, sentence)
        self.known: NameWords = name_words(lang)
        self._starts = {word.start: i for i, word in enumerate(self.words)}
        self.places, self.world = gazetteer(lang, world), world
        self.heads_last = "of" in self.known.links
        self._found: dict[int, tuple[Span, Form] | None] = {}

    def index(self, offset: int) -> int:
        """The index of the first word that starts at ``offset`` or after it."""
        at = self._starts.get(offset)
        return (
            at if at is not None else next((i for i, w in enumerate(self.words) if w.start >= offset), len(self.words))
        )

    def place(self, i: int) -> tuple[Span, Form] | None:
        """The gazetteer phrase that starts at word ``i``."""
        if i not in self._found:
            self._found[i] = self.places.at(self.text, self.words[i]) if i < len(self.words) else None
        return self._found[i]

    def name(self, i: int) -> int | None:
        """The index after the capitalised name that starts at word ``i``."""
        return name_at(self.text, self.words, i, self.known) if i < len(self.words) else None

    def gap(self, i: int) -> str:
        """What stands between word ``i - 1`` and word ``i``."""
        if i <= 0 or i >= len(self.words):
            return self.text[self.words[-1].end : self.span.end] if i >= len(self.words) and self.words else ""
        return self.text[self.words[i - 1].end : self.words[i].start]

    def slice(self, first: int, end: int) -> Span:
        """The span of words ``first`` to ``end`` (exclusive)."""
        return Span(self.words[first].start, self.words[end - 1].end)

    def of_state(self, i: int) -> tuple[int, Form] | None:
        """A state tied to the word before ``i``: a demonym, or ``of`` and a state, capital, building or bloc; and where
        it ends (a word index)."""
        if i >= len(self.words) or self.gap(i).strip():
            return None
        hit = self.place(i)
        if hit and (hit[1].kind == "demonym" or (hit[1].kind == "bloc" and hit[0].of(self.text).islower())):
            return self.index(hit[0].end), hit[1]
        step = i
        while step < len(self.words) and step - i < 2 and self.words[step].lower in self.known.of | self.known.definite:
            step += 1
        if step == i or step >= len(self.words):
            return None
        hit = self.place(step)
        if hit and hit[1].kind in ("state", "capital", "building", "bloc") and not self.name_goes_on(step, hit[0]):
            return self.index(hit[0].end), hit[1]
        return None

    def name_goes_on(self, i: int, place: Span) -> bool:
        """True when the capitalised name at word ``i`` is longer than ``place`` and so is another name."""
        end = self.name(i)
        if end is None:
            return False
        after = self.index(place.end)
        return end > after and self.words[after].lower not in self.known.particles | self.known.links


def _past_owner(line: Line, i: int) -> int:
    """The word after the mark of an owner (``Estonia’s president``), else ``i``."""
    marked = i < len(line.words) and line.words[i].lower == "s" and line.gap(i) in ("'", "’")
    return i + 1 if marked else i


class OfficePhrase(NamedTuple):
    """``a ministra das Finanças de Serrália, Nair Pontes``: ``span`` without the name, ``name`` apart; ``noun`` are the words
    for the office alone, ``former`` says that it is no longer held."""

    span: Span
    office: Office
    state: Form | None
    body: Span | None
    name: tuple[int, int] | None
    definite: bool
    indefinite: bool
    end: int
    noun: str = ""
    former: bool = False


def office_at(line: Line, i: int) -> OfficePhrase | None:
    """The office or epithet whose words start at word ``i`` (or a demonym before it, where adjectives come first)."""
    state, start = None, i
    if line.heads_last and (hit := line.place(i)) and hit[1].kind in ("demonym", "state", "bloc", "building"):
        state, i = hit[1], _past_owner(line, line.index(hit[0].end))
        if i >= len(line.words) or line.gap(i) != " ":
            return None
    found = offices(line.lang).at(line.low, line.words[i])
    if found is None:
        return None
    end = line.index(found[0].end)
    body = None
    if tied := line.of_state(end):
        end, state = tied[0], tied[1]
    elif inner := _of_body(line, end):
        end, body = inner
        state = state or _state_inside(line, body)
    before = line.words[start - 1].lower if start and not line.gap(start).strip() else ""
    definite, indefinite = before in line.known.definite, before in line.known.indefinite
    first = start - 1 if definite else start
    return OfficePhrase(
        line.slice(first, end), found[1], state, body, _name_after(line, end), definite, indefinite, end,
        found[0].of(line.low), past(line.low, found[0].start, line.lang),
    )  # fmt: skip


def _of_body(line: Line, i: int) -> tuple[int, Span] | None:
    """``do Banco Central``: the organisation that an office belongs to."""
    step = i
    while step < len(line.words) and step - i < 2 and line.words[step].lower in line.known.of | line.known.definite:
        step += 1
    if step == i or line.gap(i).strip():
        return None
    end = line.name(step)
    return (end, line.slice(step, end)) if end else None


def _state_inside(line: Line, span: Span) -> Form | None:
    for i in range(line.index(span.start), line.index(span.end)):
        if (hit := line.place(i)) and hit[1].kind in ("state", "demonym", "building"):
            return hit[1]
    return None


def _name_after(line: Line, i: int) -> tuple[int, int] | None:
    """The word range of a personal name right after word ``i - 1``, a comma allowed."""
    if i >= len(line.words) or line.gap(i) not in (" ", ", "):
        return None
    end = line.name(i)
    if end is None or line.words[end - 1].end - line.words[i].start < 2:
        return None
    hit = line.place(i)
    if hit and line.index(hit[0].end) >= end and hit[1].kind != "city":
        return None
    return None if line.known.type_of(line.slice(i, end).of(line.text)) == "organisation" else (i, end)


class BodyPhrase(NamedTuple):
    """``os soldados norte-coreanos``, ``a agência de notícias russa Sputnik``."""

    span: Span
    body: Body
    state: Form | None
    official: bool
    name: tuple[int, int] | None
    possessed: bool
    end: int


def body_at(line: Line, i: int) -> BodyPhrase | None:
    """The body of people whose words start at word ``i``."""
    state, start = None, i
    if line.heads_last and (hit := line.place(i)) and hit[1].kind in ("demonym", "state", "bloc"):
        state, i = hit[1], _past_owner(line, line.index(hit[0].end))
        if i >= len(line.words) or line.gap(i) != " ":
            return None
    found = bodies(line.lang).at(line.low, line.words[i])
    if found is None:
        return None
    end, official = line.index(found[0].end), found[1].kind == "state_media"
    for _ in range(3):
        if end < len(line.words) and not line.gap(end).strip() and line.words[end].lower in line.known.official:
            end, official = end + 1, True
        elif tied := line.of_state(end):
            end, state = tied[0], state or tied[1]
        else:
            break
    possessed = start > 0 and line.words[start - 1].lower in line.known.possessive
    named = found[1].kind in ("agency", "state_media") and not line.gap(end).strip()
    name = _name_after(line, end) if named else None
    return BodyPhrase(line.slice(start, end), found[1], state, official, name, possessed, end)
