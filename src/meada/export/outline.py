"""A dossier before it is set: chapters of quoted lines, the notes they lead to, and the list of captures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from meada.export.care import denials
from meada.export.citation import Citation, cite
from meada.export.fold import Folded, brief, fold
from meada.export.fragment import link
from meada.export.material import Material
from meada.export.standing import Standing
from meada.i18n import N_, Words
from meada.record.statement import Statement

__all__ = ["Chapter", "Line", "Note", "Outline", "Section", "outline", "state"]

_ORDER = ("corroborates", "repeats", "coincides", "updates", "contradicts", "tension", "complements")
_HEADS = {
    "corroborates": N_("Agree"),
    "repeats": N_("Repeat"),
    "coincides": N_("Coincide, no source cited"),
    "updates": N_("Update"),
    "contradicts": N_("Contradict or deny"),
    "tension": N_("In tension"),
    "complements": N_("Complete each other"),
}
_STATES = {
    "machine": N_("by machine, not checked"),
    "confirmed": N_("confirmed by {who}"),
    "rejected": N_("rejected by {who}"),
    "edited": N_("edited by {who}"),
    "added": N_("added by {who}"),
    "merged": N_("joined by {who}"),
    "unsure": N_("left open by {who}"),
}


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A footnote: the statement, its source, the characters it takes (``12–40, 60–71``), the address that opens the page
    there, its standing, and the numbers of the notes that deny it."""

    number: int
    statement: Statement
    citation: Citation
    characters: str
    link: str | None
    standing: Standing
    denied: tuple[int, ...] = ()


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Sides of quoted words, each with the numbers of its notes; ``origins`` is None where none are counted. Lines of a
    table have ``figure`` or ``who`` beside their one side."""

    sides: tuple[tuple[str, tuple[int, ...]], ...]
    origins: int | None = None
    figure: str | None = None
    who: tuple[str, ...] = ()


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A heading (a message to translate) and its lines; ``columns`` are the headings of a table, empty for a list."""

    head: str
    lines: tuple[Line, ...]
    columns: tuple[str, ...] = ()


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """One story. ``articles`` and ``families`` are counted."""

    title: str
    articles: int
    families: int
    sections: tuple[Section, ...]


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """All of it. ``captures`` are the sources in the order they were added."""

    chapters: tuple[Chapter, ...]
    notes: tuple[Note, ...]
    captures: tuple[Citation, ...]


def outline(materials: Iterable[Material]) -> Outline:
    """The dossier of ``materials``: what agrees, repeats, changes and is denied, the figures, and who said what."""
    notes, captures = _Notes(), dict[str, Citation]()
    chapters: list[Chapter] = []
    for material in materials:
        notes.turn(material)
        chapters += [_chapter(material, at, notes) for at in range(len(material.stories))]
        captures |= {d.capture: cite(d) for d in material.documents}
    return Outline(chapters=tuple(chapters), notes=notes.notes(), captures=tuple(captures.values()))


class _Notes:
    """Notes numbered in the order in which they are called."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._found: list[Note] = []

    def turn(self, material: Material) -> None:
        self._material, self._documents = material, material.by_page()
        self._denials = denials(material)

    def mark(self, statement: Statement) -> int:
        if statement.id not in self._numbers:
            number = self._numbers[statement.id] = len(self._numbers) + 1
            self._found.append(self._note(number, statement))
            denied = tuple(self.mark(by) for by in self._denials.get(statement.id, ()))
            self._found[number - 1] = msgspec.structs.replace(self._found[number - 1], denied=denied)
        return self._numbers[statement.id]

    def marks(self, statements: Iterable[Statement]) -> tuple[int, ...]:
        return tuple(map(self.mark, statements))

    def notes(self) -> tuple[Note, ...]:
        return tuple(self._found)

    def _note(self, number: int, statement: Statement) -> Note:
        document = self._documents[statement.page]
        citation = cite(document)
        return Note(
            number=number,
            statement=statement,
            citation=citation,
            characters=", ".join(f"{e.span.start}–{e.span.end}" for e in statement.evidence),
            link=link(citation.url, document.text, statement.evidence[0].span),
            standing=self._material.standing(statement.id),
        )


def state(standing: Standing, words: Words) -> str:
    """A standing in words: "by machine, not checked", "confirmed by Ana Prado"."""
    return words(_STATES[standing.state], who=standing.who or words("not stated"))


def _chapter(material: Material, at: int, notes: _Notes) -> Chapter:
    story = material.stories[at]
    pages = set(story.pages) & set(material.by_page())
    own: Mapping[str, Statement] = {s.id: s for s in material.statements() if s.page in pages}
    sections = [*_links(material, own, notes), *_figures(material, own.values(), notes)]
    sections += _said(material, own.values(), notes)
    return Chapter(
        title=material.title or story.title,
        articles=len(pages),
        families=sum(any(c.page in pages for c in f.copies) for f in story.families),
        sections=tuple(sections),
    )


def _links(material: Material, own: Mapping[str, Statement], notes: _Notes) -> list[Section]:
    links = [k for k in material.links() if k.a in own and k.b in own]
    folded = fold(links, tuple(own.values()))
    found = {relation: [f for f in folded if f.relation == relation] for relation in _ORDER}
    return [
        Section(head=_HEADS[relation], lines=tuple(_link(f, notes) for f in lines))
        for relation, lines in found.items()
        if lines
    ]


def _link(link: Folded, notes: _Notes) -> Line:
    """Each side in its shortest words, with a note for every statement of it; agreement with its origins counted."""
    n = len(link.origins)
    counted = link.relation == "corroborates" or (link.relation == "repeats" and n == 1)
    sides = tuple((brief(side), notes.marks(side)) for side in link.sides)
    return Line(sides=sides, origins=n if counted else None)


def _figures(material: Material, own: Iterable[Statement], notes: _Notes) -> list[Section]:
    names = {e.id: e.name for e in material.entities()}
    lines = [
        Line(
            sides=((brief([s]), (notes.mark(s),)),),
            figure=s.figure.words,
            who=tuple(names.get(c.entity, c.entity) for c in s.chain if c.role in ("speaker", "medium") and c.entity),
        )
        for s in own
        if s.figure and s.figure.unit
    ]
    heads = (N_("Figure"), N_("Quote"), N_("Who says"))
    return [Section(head=N_("Figures"), lines=tuple(lines), columns=heads)] if lines else []


def _said(material: Material, own: Iterable[Statement], notes: _Notes) -> list[Section]:
    """Claims and denials with the one who makes them named, those of one voice together."""
    names = {e.id: e.name for e in material.entities()}
    lines: dict[tuple[str, ...], list[Line]] = {}
    told: set[tuple[tuple[str, ...], str]] = set()
    for statement in own:
        who = _speakers(statement, names)
        quote = brief([statement])
        if statement.kind in ("claim", "denial") and who and (who, quote.casefold()) not in told:
            told.add((who, quote.casefold()))
            lines.setdefault(who, []).append(Line(sides=((quote, (notes.mark(statement),)),), who=who))
    rows = tuple(line for group in lines.values() for line in group)
    return [Section(head=N_("Who said what"), lines=rows, columns=(N_("Who says"), N_("Quote")))] if rows else []


def _speakers(statement: Statement, names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names.get(c.entity, c.entity) for c in statement.chain if c.role == "speaker" and c.entity)
