"""A dossier as one HTML file that needs nothing else: no script, no font, no image; made to be read, printed and sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from meada import __version__
from meada.export.citation import Citation
from meada.export.dossier import source
from meada.export.material import Document, Material
from meada.export.outline import Chapter, Line, Note, Section, outline, state
from meada.export.setting import Setting
from meada.export.tidy import body
from meada.export.whole import NOTICE
from meada.i18n import Words, words

__all__ = ["foot", "head", "manifest", "titled", "write"]

STYLE = """\
:root{--ink:#1d1b16;--soft:#5b564c;--line:#d8d2c4;--paper:#fffdf8;--link:#1f4e79;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--ink:#ece7dc;--soft:#b3ab9c;--line:#4a463d;--paper:#1b1a17;--link:#9cc3e8}}
*{box-sizing:border-box}
html{font:17px/1.55 Georgia,"Noto Serif","Times New Roman",serif;color:var(--ink);background:var(--paper)}
body{max-width:44rem;margin:0 auto;padding:2rem 1.25rem 4rem;overflow-wrap:break-word;hyphens:auto}
h1{font-size:1.7rem;line-height:1.2;margin:2.5rem 0 .25rem;text-wrap:balance}
h2{font-size:1.1rem;margin:2rem 0 .5rem;padding-bottom:.2rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:1.5rem 0 .5rem}
p{margin:.4rem 0}.meta,footer,.notes,.manifest{color:var(--soft);font-size:.86rem}
a{color:var(--link)}ul,ol{padding-left:1.4rem}li{margin:.45rem 0}
q{quotes:"“" "”" "‘" "’"}sup{line-height:0;font-size:.7em}sup a{text-decoration:none;padding:.3em .15em}
.sides q+sup+.vs{color:var(--soft)}
table{border-collapse:collapse;width:100%;font-size:.93rem;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem .4rem 0;border-bottom:1px solid var(--line)}
.wide{overflow-x:auto}code{font:.78rem/1.4 ui-monospace,"Liberation Mono",monospace;overflow-wrap:anywhere}
.state{white-space:nowrap}:target{background:#f6e7a8;color:#1d1b16}
@page{margin:2cm 1.8cm}
@media print{html{font-size:10.5pt;background:#fff;color:#000}body{max-width:none;padding:0}a{color:inherit}
h1,h2,h3{break-after:avoid}li,tr{break-inside:avoid}.notes a[href^="http"]::after{content:" ‹" attr(href) "›";
overflow-wrap:anywhere}}
"""


def write(materials: Iterable[Material], setting: Setting) -> Iterator[bytes]:
    """The dossier in the language of the setting; with the text of the articles at its end where that is wanted."""
    held, say = list(materials), words(setting.tag)
    found = outline(held)
    first = found.chapters[0].title if found.chapters else ""
    yield head(first or say("Story without a title"), setting).encode()
    for chapter in found.chapters:
        yield _chapter(chapter, say).encode()
    if not found.chapters:
        yield f"<p>{escape(say('No story yet. Add pages with: meada add FOLDER'))}</p>\n".encode()
    yield _notes(found.notes, say).encode()
    yield manifest(found.captures, say).encode()
    if setting.full_text:
        yield f"<h2>{escape(say('Full text'))}</h2>\n<p>{escape(say(NOTICE))}</p>\n".encode()
        for document in (d for material in held for d in material.documents):
            yield _full(document).encode()
    yield foot(setting, say).encode()


def head(title: str, setting: Setting) -> str:
    """The beginning of a file that is called ``title`` and fetches nothing."""
    # `default-src 'none'`: whatever is opened here, nothing is fetched and nothing runs.
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="{setting.tag}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="meada {__version__}">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
    )


def foot(setting: Setting, words: Words) -> str:
    """The end of the file: what it is, and what made it."""
    when = words.date(setting.at, "minute") if setting.at else ""
    said = escape(words("Quoted from the pages listed, among the pages held here. Nothing here says what is true."))
    made = f"meada {__version__}" + (f" · {when} UTC" if when else "")
    return f"</main>\n<footer><p>{said}</p>\n<p>{made}</p></footer>\n</body>\n</html>\n"


def _chapter(chapter: Chapter, words: Words) -> str:
    counts = " · ".join(
        (
            words.count("{n} article", "{n} articles", chapter.articles),
            words.count("{n} copy family", "{n} copy families", chapter.families),
            words("among the pages held here"),
        )
    )
    title = escape(" ".join(chapter.title.split()) or words("Story without a title"))
    head = f'<section>\n<h1>{title}</h1>\n<p class="meta">{escape(counts)}</p>\n'
    return head + "".join(_section(section, words) for section in chapter.sections) + "</section>\n"


def _section(section: Section, words: Words) -> str:
    head = f"<h2>{escape(words(section.head))}</h2>\n"
    if not section.columns:
        return head + "<ul>\n" + "".join(f"<li>{_line(line, words)}</li>\n" for line in section.lines) + "</ul>\n"
    titles = "".join(f'<th scope="col">{escape(words(name))}</th>' for name in section.columns)
    rows = "".join(f"<tr>{_cells(line, words)}</tr>\n" for line in section.lines)
    return (
        f'{head}<div class="wide"><table>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n'
    )


def _line(line: Line, words: Words) -> str:
    sides = ' <span class="vs">·</span> '.join(_side(quote, marks) for quote, marks in line.sides)
    counted = words.count("{n} origin", "{n} origins", line.origins) if line.origins is not None else ""
    return f'<span class="sides">{sides}</span>' + (
        f' <span class="meta">({escape(counted)})</span>' if counted else ""
    )


def _side(quote: str, marks: tuple[int, ...]) -> str:
    return f"<q>{escape(' '.join(quote.split()))}</q>" + "".join(map(_mark, marks))


def _mark(number: int) -> str:
    return f'<sup><a href="#n{number}">{number}</a></sup>'


def _cells(line: Line, words: Words) -> str:
    who = escape(", ".join(line.who) or words("not stated"))
    said = _side(*line.sides[0])
    if line.figure is None:
        return f"<td>{who}</td><td>{said}</td>"
    return f"<td>{escape(line.figure)}</td><td>{said}</td><td>{who}</td>"


def _notes(notes: tuple[Note, ...], words: Words) -> str:
    if not notes:
        return ""
    items = "".join(f'<li id="n{note.number}">{_note(note, words)}</li>\n' for note in notes)
    return f'<section class="notes">\n<h2>{escape(words("Notes"))}</h2>\n<ol>\n{items}</ol>\n</section>\n'


def _note(note: Note, words: Words) -> str:
    citation = note.citation
    characters = words(
        "characters {spans} of the page's text, SHA-256 {hash}", spans=note.characters, hash=citation.capture[:12]
    )
    denied = f"{escape(words('Denied'))} {''.join(map(_mark, note.denied))}" if note.denied else ""
    parts = (
        escape(", ".join(citation.authors)),
        escape(source(citation, words)),
        titled(citation, note.link),
        escape(words.moment(citation.published)),
        "" if note.link else escape(citation.file),
        escape(characters),
        f'<span class="state">{escape(state(note.standing, words))}</span> ({escape(note.statement.rule)})',
        denied,
    )
    return ". ".join(part for part in parts if part)


def titled(citation: Citation, link: str | None) -> str:
    """The title as a link that opens the page at the quote."""
    title = escape(citation.title or citation.url or "")
    cited = f"<cite>{title}</cite>" if title else ""
    return f'<a href="{escape(link)}" rel="noreferrer">{cited}</a>' if link and title else cited


def manifest(captures: tuple[Citation, ...], words: Words) -> str:
    """The pages quoted from, each with the SHA-256 of its capture."""
    if not captures:
        return ""
    heads = (words("Article"), words("Outlet"), words("Address or file"), "SHA-256")
    titles = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    rows = "".join(
        f"<tr><td>{escape(one.title or words('no headline'))}</td><td>{escape(source(one, words))}</td>"
        f"<td>{_where(one)}</td><td><code>{one.capture}</code></td></tr>\n"
        for one in captures
    )
    return (
        f'<section class="manifest">\n<h2>{escape(words("Pages"))}</h2>\n<div class="wide"><table>\n'
        f"<thead><tr>{titles}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n</section>\n"
    )


def _where(one: Citation) -> str:
    if one.url is None:
        return escape(one.file)
    return f'<a href="{escape(one.url)}" rel="noreferrer">{escape(one.url)}</a>'


def _full(document: Document) -> str:
    paragraphs = "".join(f"<p>{escape(part)}</p>\n" for part in body(document).split("\n\n"))
    return f"<article>\n<h3>{document.label}</h3>\n{paragraphs}</article>\n"
