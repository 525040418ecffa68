"""A story as a Markdown dossier: quoted sentences only, each with a footnote that leads to its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from meada.export.fold import Folded, brief, fold
from meada.export.material import Document, Material
from meada.i18n import N_, Words
from meada.record.statement import Statement

__all__ = ["dossier"]

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


def dossier(material: Material, words: Words) -> str:
    """``material`` in Markdown, in the language of ``words``. Footnotes give outlet, title, date, address and the
    characters quoted; no body is copied."""
    notes = _Notes(material, words)
    parts = [_story(material, at, words, notes) for at in range(len(material.stories))]
    if not parts:
        parts = [words("No story yet. Add pages with: meada add FOLDER") + "\n"]
    return "\n".join([*parts, notes.text()]).rstrip() + "\n"


class _Notes:
    def __init__(self, material: Material, words: Words) -> None:
        self._documents, self._words = material.by_page(), words
        self._numbers: dict[str, int] = {}
        self._statements: list[Statement] = []

    def mark(self, statement: Statement) -> str:
        if statement.id not in self._numbers:
            self._numbers[statement.id] = len(self._numbers) + 1
            self._statements.append(statement)
        return f"[^{self._numbers[statement.id]}]"

    def text(self) -> str:
        return "\n".join(f"[^{self._numbers[s.id]}]: {self._note(s)}" for s in self._statements)

    def _note(self, statement: Statement) -> str:
        document, words = self._documents[statement.page], self._words
        title = _title(document)
        spans = ", ".join(f"{e.span.start}–{e.span.end}" for e in statement.evidence)
        return ". ".join(
            part
            for part in (
                _source(document, words),
                f"*{plain(title)}*" if title else "",
                words.moment(document.article.published),
                document.article.url or document.origin.replace("\\", "/").rpartition("/")[2],
                words("characters {spans} of the page's text, SHA-256 {hash}", spans=spans, hash=document.capture[:12]),
            )
            if part
        )


def _title(document: Document) -> str | None:
    headline = document.article.headline
    return headline.of(document.text) if headline else document.article.title


def _source(document: Document, words: Words) -> str:
    outlet, agency = document.article.outlet, document.article.agency
    name = outlet.name if outlet and not outlet.hypothesis else words("outlet not stated")
    return f"{document.label} {plain(name)}" + (f" ← {plain(agency.name)}" if agency else "")


def plain(text: str) -> str:
    """``text`` with the characters that Markdown reads as marks escaped, on one line."""
    out = " ".join(text.split())
    for mark in "\\`*_[]<>#|":
        out = out.replace(mark, "\\" + mark)
    return out


def _story(material: Material, at: int, words: Words, notes: _Notes) -> str:
    story = material.stories[at]
    pages = set(story.pages)
    own: Mapping[str, Statement] = {s.id: s for s in material.statements() if s.page in pages}
    lines = [f"# {plain(story.title) or words('Story without a title')}", ""]
    lines += [
        " · ".join(
            (
                words.count("{n} article", "{n} articles", len(pages)),
                words.count("{n} copy family", "{n} copy families", len(story.families)),
                words("among the pages held here"),
            )
        ),
        "",
    ]
    links = [k for k in material.links() if k.a in own and k.b in own and k.level == "shown"]
    folded = fold(links, tuple(own.values()))
    for relation in _ORDER:
        found = [f for f in folded if f.relation == relation]
        if found:
            lines += [f"## {words(_HEADS[relation])}", "", *(_link(f, words, notes) for f in found), ""]
    figures = [s for s in own.values() if s.figure and s.figure.unit]
    if figures:
        lines += [f"## {words('Figures')}", ""]
        lines += [f"| {words('Figure')} | {words('Quote')} | {words('Who says')} |", "|---|---|---|"]
        lines += [_figure(s, material, words, notes) for s in figures]
        lines.append("")
    return "\n".join(lines)


def _link(link: Folded, words: Words, notes: _Notes) -> str:
    """Each side in its shortest words, with a footnote for every statement of it; agreement with its origins counted."""
    sides = " · ".join(_said(side) + "".join(map(notes.mark, side)) for side in link.sides)
    n = len(link.origins)
    counted = link.relation == "corroborates" or (link.relation == "repeats" and n == 1)
    return f"- {sides}" + (f" ({words.count('{n} origin', '{n} origins', n)})" if counted else "")


def _said(statements: Sequence[Statement]) -> str:
    return f"“{plain(brief(statements))}”"


def _figure(statement: Statement, material: Material, words: Words, notes: _Notes) -> str:
    names = {e.id: e.name for e in material.entities()}
    who = [names.get(s.entity, s.entity) for s in statement.chain if s.role in ("speaker", "medium") and s.entity]
    assert statement.figure is not None
    said = ", ".join(plain(name) for name in who) or words("not stated")
    return f"| {plain(statement.figure.words)} | {_said([statement])}{notes.mark(statement)} | {said} |"
