"""A story as a Markdown dossier: quoted sentences only, each with a footnote that leads to its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from meada.export.care import chosen
from meada.export.chronicle import plain, sections
from meada.export.citation import Citation
from meada.export.history import history
from meada.export.material import Material
from meada.export.outline import Chapter, Line, Note, Section, outline, state
from meada.export.setting import Setting
from meada.export.tidy import body
from meada.export.whole import NOTICE
from meada.i18n import Words, words

__all__ = ["dossier", "manifest", "plain", "source", "write"]


def write(materials: Iterable[Material], setting: Setting) -> Iterator[bytes]:
    """The dossier, in the language of the setting; with the text of the articles at its end where that is wanted."""
    held = list(materials)
    say = words(setting.tag)
    yield _text(held, say).encode()
    if setting.full_text:
        yield f"\n## {say('Full text')}\n\n{say(NOTICE)}\n".encode()
        for document in (d for material in held for d in material.documents):
            paragraphs = "\n\n".join(plain(p) for p in body(document).split("\n\n"))
            yield f"\n### {document.label}\n\n{paragraphs}\n".encode()


def dossier(material: Material, words: Words) -> str:
    """``material`` in Markdown, in the language of ``words``. Footnotes give author, outlet, title, date, address, the
    characters quoted, and whether anyone checked it; no body is copied."""
    return _text([chosen(material, Setting())], words)


def _text(held: list[Material], words: Words) -> str:
    """Each chapter with its story over time."""
    dossier = outline(held)
    told = [history(material, at) for material in held for at in range(len(material.stories))]
    parts = [
        "\n".join([_chapter(one, words), *sections(over, words)])
        for one, over in zip(dossier.chapters, told, strict=True)
    ]
    if not parts:
        parts = [words("No story yet. Add pages with: meada add FOLDER") + "\n"]
    if dossier.captures:
        parts.append(manifest(dossier.captures, words))
    parts.append("\n".join(f"[^{note.number}]: {_note(note, words)}" for note in dossier.notes))
    return "\n".join(parts).rstrip() + "\n"


def source(citation: Citation, words: Words) -> str:
    """Label, outlet and agency in one line."""
    name = citation.outlet or words("outlet not stated")
    return f"{citation.label} {name}" + (f" ← {citation.agency}" if citation.agency else "")


def _note(note: Note, words: Words) -> str:
    citation = note.citation
    denied = "".join(f"[^{number}]" for number in note.denied)
    return ". ".join(
        part
        for part in (
            plain(", ".join(citation.authors)),
            plain(source(citation, words)),
            f"*{plain(citation.title)}*" if citation.title else "",
            words.moment(citation.published),
            f"<{note.link}>" if note.link else plain(citation.file),
            words(
                "characters {spans} of the page's text, SHA-256 {hash}",
                spans=note.characters,
                hash=citation.capture[:12],
            ),
            plain(state(note.standing, words)) + f" ({plain(note.statement.rule)})",
            words("Denied") + denied if denied else "",
        )
        if part
    )


def _chapter(chapter: Chapter, words: Words) -> str:
    counts = " · ".join(
        (
            words.count("{n} article", "{n} articles", chapter.articles),
            words.count("{n} copy family", "{n} copy families", chapter.families),
            words("among the pages held here"),
        )
    )
    lines = [f"# {plain(chapter.title) or words('Story without a title')}", "", counts, ""]
    for section in chapter.sections:
        lines += _section(section, words)
    return "\n".join(lines)


def _section(section: Section, words: Words) -> list[str]:
    head = [f"## {words(section.head)}", ""]
    if not section.columns:
        return [*head, *(_item(line, words) for line in section.lines), ""]
    titles = "| " + " | ".join(words(name) for name in section.columns) + " |"
    rule = "|" + "---|" * len(section.columns)
    return [*head, titles, rule, *(_row(line, words) for line in section.lines), ""]


def _item(line: Line, words: Words) -> str:
    sides = " · ".join(_side(quote, marks) for quote, marks in line.sides)
    counted = words.count("{n} origin", "{n} origins", line.origins) if line.origins is not None else ""
    return f"- {sides}" + (f" ({counted})" if counted else "")


def _side(quote: str, marks: tuple[int, ...]) -> str:
    return f"“{plain(quote)}”" + "".join(f"[^{number}]" for number in marks)


def _row(line: Line, words: Words) -> str:
    who = ", ".join(plain(name) for name in line.who) or words("not stated")
    said = _side(*line.sides[0])
    return f"| {plain(line.figure)} | {said} | {who} |" if line.figure is not None else f"| {who} | {said} |"


def manifest(captures: tuple[Citation, ...], words: Words) -> str:
    """The pages quoted from, each with the SHA-256 of its capture, as a table."""
    heads = (words("Article"), words("Outlet"), words("Address or file"), "SHA-256")
    lines = [f"## {words('Pages')}", "", "| " + " | ".join(heads) + " |", "|---|---|---|---|"]
    for one in captures:
        title = plain(one.title) if one.title else words("no headline")
        where = f"<{one.url}>" if one.url else plain(one.file)
        lines.append(f"| {title} | {plain(source(one, words))} | {where} | `{one.capture}` |")
    return "\n".join([*lines, ""])
