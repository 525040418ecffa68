"""Chosen passages to be read: Markdown with footnotes, and one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from meada.export.citation import Citation
from meada.export.dossier import manifest as table
from meada.export.dossier import plain, source
from meada.export.outline import state
from meada.export.paper import foot, head, manifest, titled
from meada.export.selection import Denial, Passage, Selection
from meada.export.setting import Setting
from meada.i18n import N_, Words, words

__all__ = ["html", "markdown"]

LOST = N_("its words are no longer found on the page")
GONE = N_("the article is no longer in this store")
_PLACE = N_("characters {spans} of the page's text, SHA-256 {hash}")


def markdown(selection: Selection, setting: Setting) -> Iterator[bytes]:
    """One quotation a passage, its note under it, its source as a footnote; the pages with their SHA-256 at the end."""
    say = words(setting.tag)
    yield f"# {plain(selection.title)}\n\n".encode()
    if not selection.passages:
        yield f"{say('Nothing has been chosen yet.')}\n".encode()
    for one in selection.passages:
        who = f"{plain(', '.join(one.who))}: " if one.who else ""
        yield f"{one.number}. {who}“{plain(one.words)}”[^{one.number}]\n\n".encode()
        for denial in one.denials:
            yield f"   {plain(_denied(denial, say))}\n\n".encode()
        for line in one.note.splitlines():
            yield f"   > {plain(line)}\n".encode()
        yield b"\n" if one.note else b""
    if selection.captures:
        yield table(selection.captures, say).encode() + b"\n"
    for one in selection.passages:
        yield f"[^{one.number}]: {_footnote(one, say)}\n".encode()


def _denied(denial: Denial, words: Words) -> str:
    who = ", ".join(denial.who) or words("not stated")
    return f"{words('Denied')}: “{denial.words}” ({who}, {source(denial.citation, words)})"


def _footnote(one: Passage, words: Words) -> str:
    citation = one.citation
    if citation is None:
        return f"{one.label}. {words(GONE)}"
    parts = (
        plain(", ".join(citation.authors)),
        plain(source(citation, words)),
        f"*{plain(citation.title)}*" if citation.title else "",
        words.moment(citation.published),
        f"<{one.link}>" if one.link else plain(citation.file),
        *(plain(part) for part in _standing(one, citation, words)),
    )
    return ". ".join(part for part in parts if part)


def _standing(one: Passage, citation: Citation, words: Words) -> tuple[str, ...]:
    """Where its characters stand, and how what was read in them stands."""
    if not one.spans:
        return (words(LOST),)
    placed = words(_PLACE, spans=one.characters, hash=citation.capture[:12])
    return (placed, f"{state(one.standing, words)} ({one.rule})") if one.rule else (placed,)


def html(selection: Selection, setting: Setting) -> Iterator[bytes]:
    """The same as one page that prints well."""
    say = words(setting.tag)
    yield head(selection.title, setting).encode()
    yield f"<h1>{escape(selection.title)}</h1>\n".encode()
    if not selection.passages:
        yield f"<p>{escape(say('Nothing has been chosen yet.'))}</p>\n".encode()
    yield b"<ol>\n"
    for one in selection.passages:
        yield _item(one, say).encode()
    yield b"</ol>\n"
    yield manifest(selection.captures, say).encode()
    yield foot(setting, say).encode()


def _item(one: Passage, words: Words) -> str:
    lang = f' lang="{escape(one.citation.lang)}"' if one.citation and one.citation.lang else ""
    who = f"{escape(', '.join(one.who))}: " if one.who else ""
    denied = "".join(f'<p class="meta">{escape(_denied(d, words))}</p>' for d in one.denials)
    note = "".join(f"<p>{escape(line)}</p>" for line in one.note.splitlines() if line.strip())
    return f'<li>{who}<q{lang}>{escape(one.words)}</q>{denied}{note}<p class="meta">{_source(one, words)}</p></li>\n'


def _source(one: Passage, words: Words) -> str:
    citation = one.citation
    if citation is None:
        return escape(f"{one.label}. {words(GONE)}")
    parts = (
        escape(", ".join(citation.authors)),
        escape(source(citation, words)),
        titled(citation, one.link),
        escape(words.moment(citation.published)),
        "" if one.link else escape(citation.file),
        *(escape(part) for part in _standing(one, citation, words)),
    )
    return ". ".join(part for part in parts if part)
