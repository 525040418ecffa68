"""Who signs: people only, never the outlet, an agency or a desk."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import msgspec

from meada.article.article import Byline
from meada.article.extent import extent
from meada.article.fold import fold
from meada.article.registry import Registry
from meada.lang.table import resource
from meada.page.page import Block, Candidate, Page
from meada.span import Span
from meada.when.printed import printed_dates

__all__ = ["bylines", "people"]

_PART = re.compile(r"[;|/•·,]|\s[-–—]\s|\s&\s|\s(?=[^\W\d_]+:)")
_EDGE = " .:…*–—-|"
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’‑-](?=[^\W\d_]))*\.?")
_NOISE = re.compile(r"\([^)]{0,80}\)|\[[^\]]{0,80}\]|[\w.+-]+@[\w.-]+|https?://\S+|@\w+|\d.*", re.DOTALL)
_LONGEST_BYLINE = 300


class _Words(msgspec.Struct, frozen=True):
    openers: re.Pattern[str]
    places: frozenset[str]
    place_openers: frozenset[str]
    conjunctions: frozenset[str]
    particles: frozenset[str]
    refused: frozenset[str]
    helpers: re.Pattern[str]
    degrees: frozenset[str]
    cuts: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = resource("byline")
    openers = sorted((re.escape(word).replace(r"\ ", r"\s+") for word in data["openers"]), key=len, reverse=True)
    return _Words(
        openers=re.compile(rf"(?:{'|'.join(openers)})(?:\s*:\s*|\s+)"),
        places=frozenset(data["places"]),
        place_openers=frozenset(data["place_openers"]),
        conjunctions=frozenset(data["conjunctions"]),
        particles=frozenset(data["particles"]),
        refused=frozenset(data["collective"]) | frozenset(data["roles"]),
        helpers=re.compile(rf"(?:{'|'.join(data['helpers'])})(?:\s|$)"),
        degrees=frozenset(data["degrees"]),
        cuts=frozenset(data["cuts"]),
    )


def people(line: str, registry: Registry, *, refused: frozenset[str] = frozenset(), loose: bool = False) -> list[str]:
    """The people that the byline ``line`` names, in its order, as written there.

    ``refused`` are folded names of the page's own outlet. With ``loose`` a single word or a name in lower case counts as
    a person too (metadata that declares a person), else two words with capitals are needed.
    """
    found: list[str] = []
    line = line[:_LONGEST_BYLINE]
    for shown in reversed(printed_dates(line)):
        line = f"{line[: shown.span.start]} | {line[shown.span.end :]}"
    for part in _parts(_NOISE.sub(" ", line)):
        if _is_person(part, registry, refused, loose=loose) and part not in found:
            found.append(part)
    return found


def _parts(line: str) -> Iterator[str]:
    for row in line.splitlines():
        for place, piece in enumerate(_PART.split(row)):
            rest = _strip_opener(piece.strip(_EDGE), first=place == 0)
            yield from (_trimmed(part.split()) for part in _joined(rest.split()))


def _trimmed(tokens: list[str]) -> str:
    """A name without degrees behind it and without what follows "for" ("Ana Reis PhD", "Ana Reis For The Mast")."""
    words = _words()
    cut = next((i for i, token in enumerate(tokens) if i >= 2 and fold(token) in words.cuts), len(tokens))
    while cut > 2 and fold(tokens[cut - 1]).replace(" ", "") in words.degrees:
        cut -= 1
    return " ".join(tokens[:cut]).strip(_EDGE)


def _joined(tokens: list[str]) -> Iterator[str]:
    """``tokens`` cut at conjunctions that part two full names: "Ana Reis e Rui Sá" is two people, "Ana Costa e Silva" one."""
    conjunctions, start = _words().conjunctions, 0
    while tokens and tokens[0].islower() and fold(tokens[0]) in conjunctions:
        tokens = tokens[1:]
    for place, token in enumerate(tokens):
        if (
            token.islower()
            and fold(token) in conjunctions
            and _full(tokens[start:place])
            and _full(tokens[place + 1 :])
        ):
            yield " ".join(tokens[start:place])
            start = place + 1
    yield " ".join(tokens[start:])


def _full(tokens: list[str]) -> bool:
    return sum(token[:1].isupper() for token in tokens) >= 2


def _strip_opener(piece: str, *, first: bool) -> str:
    if not first and fold(piece.split(" ", 1)[0]) in _words().place_openers:
        return piece
    plain = "".join(_plain(c) for c in piece).casefold()
    match = _words().openers.match(plain) if len(plain) == len(piece) else None
    return piece[match.end() :].lstrip() if match else piece


@lru_cache(maxsize=1024)
def _plain(character: str) -> str:
    return (fold(character) or character)[:1]


def _is_person(part: str, registry: Registry, refused: frozenset[str], *, loose: bool) -> bool:
    words = _words()
    tokens = part.split()
    if not (1 if loose else 2) <= len(tokens) <= 7 or len(part) < 4 or not all(_WORD.fullmatch(t) for t in tokens):
        return False
    folded = [fold(token) for token in tokens]
    if folded[0] in words.place_openers and not (loose and tokens[0][:1].isupper()):
        return False
    whole = " ".join(folded)
    if whole in words.places or whole in refused or registry.names_outlet(part) or words.refused.intersection(folded):
        return False
    capital = [token[:1].isupper() or not token[:1].islower() for token in tokens]
    if loose and not any(capital):
        return len(tokens) >= 2
    return capital[0] and capital[-1] and all(c or f in words.particles for c, f in zip(capital, folded, strict=True))


def bylines(page: Page, registry: Registry, refused: frozenset[str]) -> tuple[tuple[Byline, ...], list[Candidate]]:
    """The people who sign the page, and the candidates they were taken from.

    What the page shows decides: names in byline blocks, and names that metadata declare if the page shows them too.
    Where both speak of the same people metadata give the list (they leave out photographers and roles), unless one line
    names them all and more. With neither, ``author`` metadata that nothing shows are not taken: readers were not told.
    """
    blocks = _near(page)
    shown = _shown(page, blocks, registry, refused)
    printed = fold(" ".join(block.span.of(page.text) for block in blocks)).replace(" ", "")
    everything = f" {fold(page.text)} "
    helping = _helpers(page, blocks)
    for candidates, names in _declared(page, registry, refused):
        signing = [name for name in names if f" {fold(name)} " in everything and fold(name) not in helping]
        seen = [name for name in signing if fold(name).replace(" ", "") in printed]
        if seen or (signing and not shown):
            if fuller := _fuller(shown, seen, blocks):
                shown = fuller
                break
            elements = candidates[0].where.startswith(_ELEMENTS)
            names = seen if elements and seen else signing
            return tuple(_byline(page, name, candidates[0], shown) for name in names), candidates
    shown = [item for item in shown if fold(item[0]) not in helping] or shown
    taken = [
        Candidate(field="author", value=name, raw=span.of(page.text), where="text:byline", span=span)
        for name, span in shown
    ]
    return tuple(Byline(name=name, span=span) for name, span in shown), taken


_ELEMENTS = ("itemprop", "rel")
_Shown = list[tuple[str, Span]]
_AFTER = 3
"""How many blocks after the headline's text begins, or after its end, may still sign it."""


def _fuller(shown: _Shown, declared: list[str], blocks: list[Block]) -> _Shown:
    """The printed names of one line that holds all declared ones and more; else nothing."""
    wanted = {fold(name) for name in declared}
    for block in blocks:
        inside = [item for item in shown if block.span.contains(item[1])]
        if wanted and wanted < {fold(name) for name, _ in inside}:
            return inside
    return []


def _helpers(page: Page, blocks: list[Block]) -> frozenset[str]:
    """Folded names after "Contributions from", "Edited by": they helped, others sign."""
    openers = _words().helpers
    found: set[str] = set()
    opened = False
    for block in blocks:
        text = block.span.of(page.text)
        folded = fold(text)
        match = openers.match(folded)
        rest = folded[match.end() :].strip() if match else folded
        if match or opened:
            found.update(part.strip() for part in re.split(r" and | e | y |,", rest) if part.strip())
            found.update(
                filter(None, map(fold, re.split(r"[,;]| and | e | y ", text[match.end() :] if match else text)))
            )
        opened = bool(match) and not rest
    return frozenset(found)


def _byline(page: Page, name: str, source: Candidate, shown: _Shown) -> Byline:
    folded = fold(name)
    for seen, span in shown:
        if fold(seen) == folded:
            return Byline(name=span.of(page.text), span=span)
    start = page.text.find(name)
    if start >= 0:
        return Byline(name=name, span=Span(start, start + len(name)))
    return Byline(name=name, where=source.where)


def _shown(page: Page, blocks: list[Block], registry: Registry, refused: frozenset[str]) -> _Shown:
    found: _Shown = []
    for block in blocks:
        text = block.span.of(page.text)
        for name in people(_parted(page, block), registry, refused=refused):
            at = text.find(name)
            if at >= 0 and all(fold(name) != fold(other) for other, _ in found):
                found.append((name, Span(block.span.start + at, block.span.start + at + len(name))))
    return found


def _parted(page: Page, block: Block) -> str:
    """The block's text with a bar between neighbouring text nodes that touch or hold a full name each: links a name."""
    first = bisect.bisect_left(page.segments, block.span.start, key=lambda segment: segment.start)
    pieces: list[str] = []
    for segment in page.segments[first : first + 40]:
        if segment.start >= block.span.end:
            break
        pieces.append(page.text[segment.start : segment.start + segment.length])
    if len(pieces) < 2:
        return block.span.of(page.text)
    out = pieces[0]
    for before, after in pairwise(pieces):
        out += (" | " if _full(before.split()) or _full(after.split()) else " ") + after
    return out


def _near(page: Page) -> list[Block]:
    """Byline blocks from the headline to the first paragraphs; else those inside the text or right after it."""
    first, last = extent(page)
    signed = [(place, block) for place, block in enumerate(page.blocks) if block.role == "byline"]
    if first > last:
        return [block for _, block in signed[:_AFTER]]
    head = next((i for i, block in enumerate(page.blocks) if block.role == "headline"), 0)
    before = [block for place, block in signed if head - 5 <= place <= first + _AFTER]
    after = [block for place, block in signed if first < place <= last + _AFTER]
    return before or after or ([block for _, block in signed] if len(signed) <= _AFTER else [])


def _declared(page: Page, registry: Registry, refused: frozenset[str]) -> list[tuple[list[Candidate], list[str]]]:
    """Groups of author candidates of one kind with the people they name: JSON-LD first, then head, then elements."""
    groups: dict[tuple[int, str], list[Candidate]] = {}
    for candidate in page.candidates:
        if candidate.field != "author" or candidate.where.startswith("text"):
            continue
        place, _, kind = candidate.where.partition("@")
        if "Person" in kind or "Organization" not in kind:
            groups.setdefault((_rank(place), place), []).append(candidate)
    out = []
    for _, candidates in sorted(groups.items(), key=lambda item: item[0]):
        names: list[str] = []
        for candidate in candidates:
            loose = "Person" in candidate.where.partition("@")[2]
            for name in people(candidate.value, registry, refused=refused, loose=loose):
                if fold(name) not in map(fold, names):
                    names.append(name)
        if names:
            out.append((candidates, names))
    return out


def _rank(place: str) -> int:
    kind, _, rest = place.partition(":")
    if kind == "jsonld":
        return 0 if any(word in rest for word in ("Article", "Posting", "Report")) else 3
    return {"meta": 1, "rel": 2}.get(kind, 4)
