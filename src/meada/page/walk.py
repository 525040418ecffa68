"""The visible text of a tree: blocks in order, and where each character stands in the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from lxml import etree

from meada.page.bound import over
from meada.page.draft import Draft
from meada.page.mark import marks
from meada.page.page import Segment
from meada.settings import Limits

__all__ = ["Text", "walk"]

_LIMITS = Limits()
_SILENT = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video", "map",
    "head", "select", "datalist", "textarea", "applet", "noframes", "source", "track", "param", "area", "title", "meta", "link",
))  # fmt: skip
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr", "input", "amp-img", "picture",
))  # fmt: skip
_STRONG = frozenset(("b", "strong", "em", "i", "u"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_WHOLE = _HEADINGS | {"p"}
_TITLED = frozenset(("h1", "h2"))
_CELLS = frozenset(("a", "span", "time", "label"))
_NAMING = frozenset(("class", "id", "role", "itemprop"))
_HIDDEN = frozenset(("hidden", "aria-hidden", "style"))
_RUN = re.compile(r"\S+(?:\s\S+)*")
_SEPARATOR = re.compile(r"[\s|/·•›»:–-]*\Z")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


class Text(msgspec.Struct, frozen=True):
    """``text`` of the page, its ``drafts`` in order, and ``segments`` that map it to the tree."""

    text: str
    drafts: list[Draft]
    segments: list[Segment]


class _Frame(msgspec.Struct, gc=False):
    """An open element. ``inner`` are the marks of the inline elements between it and its block."""

    element: etree._Element
    children: Iterator[etree._Element]
    path: str
    tag: str
    block: bool
    own: int
    inner: int
    near: int
    above: int
    depth: int
    number: int
    story: int
    kind: int
    href: str | None
    strong: bool
    names: dict[str, int] | None = None
    texts: int = 0
    spoke: bool = False


class _Writer:
    """Gathers pieces of text (text, its element, which text node of it) into blocks."""

    def __init__(self, limits: Limits, where: str | None) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.limits, self.where = limits, where
        self.drafts: list[Draft] = []
        self.segments: list[Segment] = []
        self.pieces: list[tuple[str, _Frame, int]] = []

    def take(self, text: str | None, frame: _Frame) -> None:
        """Adds the next text node of ``frame`` to the block in hand."""
        if text:
            frame.texts += 1
            if not text.isspace():
                frame.spoke = True
            elif not self.pieces:
                return
            self.pieces.append((text, frame, frame.texts))

    def close(self, blocks: list[_Frame]) -> None:
        """Ends the block in hand, a block of the innermost of ``blocks``."""
        pieces = self.pieces
        if not pieces:
            return
        self.pieces = []
        start = at = self.length + 1 if self.drafts else 0
        words: list[str] = []
        spaced, linked, strong, inner, links, href = False, 0, 0, -1, 0, None
        for raw, frame, nth in pieces:
            ended = 0
            for run in _RUN.finditer(raw):
                if (spaced or run.start() > ended) and words:
                    words.append(" ")
                    at += 1
                found, ended, spaced = run.group(), run.end(), False
                words.append(found if found.isascii() and "\n" not in found else " ".join(found.split()))
                self.segments.append(Segment(at, len(found), f"{frame.path}/text()[{nth}]", run.start()))
                at += len(found)
                strong += len(found) if frame.strong else 0
                if frame.href is not None:
                    linked += len(found)
                    links += frame.href != href
                    href = frame.href
            spaced = spaced or ended < len(raw)
            if ended:
                inner &= frame.inner
        if not words:
            return
        if self.drafts:
            self.parts.append("\n")
        text = "".join(words)
        self.parts.append(text)
        self.length = at
        if at > self.limits.characters:
            raise over("characters", self.limits.characters, self.where)
        if len(self.drafts) >= self.limits.blocks:
            raise over("blocks", self.limits.blocks, self.where)
        whole = href if links == 1 and linked * 10 >= 9 * len(text) else None
        self.drafts.append(_draft(text, start, blocks, inner, linked, links, whole, strong))


def _draft(
    text: str, start: int, blocks: list[_Frame], inner: int, linked: int, links: int, href: str | None, strong: int
) -> Draft:
    frame = blocks[-1]
    return Draft(
        text=text,
        start=start,
        node=frame.path,
        tag=frame.tag,
        own=frame.own | inner,
        near=frame.near,
        above=frame.above,
        linked=linked,
        links=links,
        href=href,
        strong=strong,
        depth=frame.depth,
        group=blocks[-2].number if len(blocks) > 1 else 0,
        pile=blocks[-3].number if len(blocks) > 2 else 0,
        kind=frame.kind,
        story=frame.story,
    )


class _Walk:
    """One walk: the ``opened`` elements and, among them, the ``blocks``."""

    def __init__(self, top: etree._Element, path: str, limits: Limits, where: str | None) -> None:
        self.writer = _Writer(limits, where)
        self.limits = limits
        self.count = 0
        self.met = 0
        first = _Frame(top, iter(top), path, str(top.tag), True, 0, 0, 0, 0, 0, 0, 0, 0, None, False)
        self.blocks, self.opened = [first], [first]
        self.writer.take(top.text, first)

    def run(self) -> Text:
        writer, opened = self.writer, self.opened
        while opened:
            frame = opened[-1]
            child = next(frame.children, None)
            if child is None:
                self.leave()
                continue
            self.met += 1
            if self.met > self.limits.elements:
                raise over("elements", self.limits.elements, self.writer.where)
            tag = child.tag
            if not isinstance(tag, str):
                writer.take(child.tail, frame)
                continue
            if frame.names is None:
                frame.names = {}
            nth = frame.names[tag] = frame.names.get(tag, 0) + 1
            if tag in _SILENT:
                writer.take(child.tail, frame)
            elif tag == "br" or tag == "hr":
                self.cut(frame)
                writer.take(child.tail, frame)
            elif not len(child) and not child.text:
                if tag not in _INLINE:
                    writer.close(self.blocks)
                writer.take(child.tail, frame)
            else:
                self.enter(frame, child, tag, nth)
        return Text("".join(writer.parts), writer.drafts, writer.segments)

    def cut(self, frame: _Frame) -> None:
        """A line break: the end of a block, or white space inside a heading."""
        if self.blocks[-1].tag in _HEADINGS:
            self.writer.pieces.append((" ", frame, 0))
        else:
            self.writer.close(self.blocks)

    def enter(self, parent: _Frame, child: etree._Element, tag: str, nth: int) -> None:
        frame = self.open(parent, child, tag, nth)
        writer = self.writer
        if frame.block:
            if writer.pieces:
                writer.close(self.blocks)
            self.blocks.append(frame)
        elif tag in _CELLS and parent.block and not parent.spoke and _cuts(parent.tag, child, tag):
            writer.close(self.blocks)
        if text := child.text:
            writer.take(text, frame)
        self.opened.append(frame)

    def leave(self) -> None:
        done = self.opened.pop()
        if done.block:
            if self.writer.pieces:
                self.writer.close(self.blocks)
            self.blocks.pop()
        if self.opened and (tail := done.element.tail):
            self.writer.take(tail, self.opened[-1])

    def open(self, parent: _Frame, child: etree._Element, tag: str, nth: int) -> _Frame:
        self.count += 1
        words, hidden, href = "", False, parent.href
        for name, value in child.items():
            if name in _NAMING:
                words = f"{words} {value}"
            elif name == "href":
                href = value if tag == "a" else href
            elif name in _HIDDEN:
                hidden = hidden or name == "hidden" or value == "true" or _HIDING.search(value) is not None
        own = marks(tag, words, hidden)
        block = tag not in _INLINE
        blocks = self.blocks
        return _Frame(
            child,
            iter(child),
            f"{parent.path}/{tag}[{nth}]",
            tag,
            block,
            own,
            0 if block else parent.inner | own,
            parent.own | (blocks[-2].own if len(blocks) > 1 else 0),
            parent.above | own,
            parent.depth + 1,
            self.count,
            self.count if tag == "article" else parent.story,
            hash((parent.kind, tag, words)),
            href,
            parent.strong or tag in _STRONG,
        )


def _cuts(parent: str, child: etree._Element, tag: str) -> bool:
    """Whether ``child`` begins a block inside its block ``parent``: a cell of a menu or card, the title after a kicker."""
    if parent in _TITLED:
        mark = not len(child) and _SEPARATOR.match(child.text or "") is not None
        return tag == "span" and not mark and bool(child.get("class")) and _apart(child, tag)
    return parent not in _WHOLE and _apart(child, tag)


def _apart(child: etree._Element, tag: str) -> bool:
    """Whether ``child`` and the link or label just before it are neighbours, not words of one sentence."""
    before = child.getprevious()
    if before is None or before.tag not in _CELLS or _SEPARATOR.match(before.tail or "") is None:
        return False
    return tag == before.tag == "a" or child.get("class") != before.get("class")


def walk(root: etree._Element, limits: Limits = _LIMITS, where: str | None = None) -> Text:
    """The blocks of ``root`` in document order, without recursion: time and memory are linear in the tree.

    A block ends where a block element begins or ends, at a line break outside headings, and between neighbouring links or
    labels that share a parent without text of its own (menus, card footers; a kicker and a title in one heading, which
    differ in class). Inside a block white space is folded to one
    space; each white space character kept stands for one in the text node. Text that is never shown (scripts, styles,
    templates, option lists) is left out; text hidden by style is kept, since pages hide whole articles. Raises
    `TooLargeError` as soon as there are more characters, blocks or elements than ``limits`` allows.
    """
    top = root if root.tag == "body" else root.find("body")
    name = str(root.tag)
    if top is None:
        return _Walk(root, f"/{name}", limits, where).run()
    return _Walk(top, "/body" if top is root else f"/{name}/body", limits, where).run()
