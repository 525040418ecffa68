"""Who signs: people only, never the outlet, an agency or a desk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from meada.article.article import Byline
from meada.article.fold import fold
from meada.article.registry import Registry
from meada.lang.table import resource
from meada.page.page import BODY, Block, Candidate, Page
from meada.span import Span

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
    )


def people(line: str, registry: Registry, *, refused: frozenset[str] = frozenset(), loose: bool = False) -> list[str]:
    """The people that the byline ``line`` names, in its order, as written there.

    ``refused`` are folded names of the page's own outlet. With ``loose`` a single word or a name in lower case counts as
    a person too (metadata that declares a person), else two words with capitals are needed.
    """
    found: list[str] = []
    for part in _parts(_NOISE.sub(" ", line[:_LONGEST_BYLINE])):
        if _is_person(part, registry, refused, loose=loose) and part not in found:
            found.append(part)
    return found


def _parts(line: str) -> Iterator[str]:
    for row in line.splitlines():
        for place, piece in enumerate(_PART.split(row)):
            rest = _strip_opener(piece.strip(_EDGE), first=place == 0)
            yield from (part.strip(_EDGE) for part in _joined(rest.split()))


def _joined(tokens: list[str]) -> Iterator[str]:
    """``tokens`` cut at conjunctions that part two full names: "Ana Reis e Rui Sá" is two people, "Ana Costa e Silva" one."""
    conjunctions, start = _words().conjunctions, 0
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
    Where metadata and byline share a person metadata give the list (they leave out photographers and roles). With
    neither, ``author`` metadata that nothing shows are not taken: readers were not told.
    """
    shown = _shown(page, registry, refused)
    declared = _declared(page, registry, refused)
    folded_text = f" {fold(page.text)} "
    for candidates, names in declared:
        visible = [name for name in names if f" {fold(name)} " in folded_text]
        if visible and (not shown or {fold(n) for n in visible} & {fold(n) for n, _ in shown}):
            return tuple(_byline(page, name, candidates[0], shown) for name in visible), candidates
    taken = [
        Candidate(field="author", value=name, raw=span.of(page.text), where="text", span=span) for name, span in shown
    ]
    return tuple(Byline(name=name, span=span) for name, span in shown), taken


def _byline(page: Page, name: str, source: Candidate, shown: list[tuple[str, Span]]) -> Byline:
    folded = fold(name)
    for seen, span in shown:
        if fold(seen) == folded:
            return Byline(name=name, span=span)
    start = page.text.find(name)
    if start >= 0:
        return Byline(name=name, span=Span(start, start + len(name)))
    return Byline(name=name, where=source.where)


def _shown(page: Page, registry: Registry, refused: frozenset[str]) -> list[tuple[str, Span]]:
    found: list[tuple[str, Span]] = []
    for block in _near(page):
        text = block.span.of(page.text)
        for name in people(text, registry, refused=refused):
            at = text.find(name)
            if at >= 0 and all(fold(name) != fold(other) for other, _ in found):
                found.append(
                    (
                        name,
                        block.span.shift(0)
                        if at < 0
                        else Span(block.span.start + at, block.span.start + at + len(name)),
                    )
                )
    return found


def _near(page: Page) -> Iterable[Block]:
    """Byline blocks before or inside the body, or right after it; else those anywhere."""
    body = [index for index, block in enumerate(page.blocks) if block.role in BODY]
    last = body[-1] + 3 if body else len(page.blocks)
    blocks = [block for block in page.blocks[:last] if block.role == "byline"]
    return blocks or [block for block in page.blocks if block.role == "byline"]


_PREFERRED = ("Article.author", "Posting.author", "Article.creator", "author")


def _declared(page: Page, registry: Registry, refused: frozenset[str]) -> list[tuple[list[Candidate], list[str]]]:
    """Groups of author candidates of one kind with the people they name: JSON-LD first, then head, then elements."""
    groups: dict[tuple[int, str], list[Candidate]] = {}
    for candidate in page.candidates:
        if candidate.field == "author" and not candidate.where.endswith("Organization"):
            place = candidate.where.split("@")[0]
            groups.setdefault((_rank(place), place), []).append(candidate)
    out = []
    for _, candidates in sorted(groups.items(), key=lambda item: item[0]):
        names: list[str] = []
        for candidate in candidates:
            loose = candidate.where.endswith("@Person")
            for name in people(candidate.value, registry, refused=refused, loose=loose):
                if fold(name) not in map(fold, names):
                    names.append(name)
        if names:
            out.append((candidates, names))
    return out


def _rank(place: str) -> int:
    kind, _, rest = place.partition(":")
    if kind == "jsonld":
        return 0 if "Article" in rest or "Posting" in rest or "Report" in rest else 3
    return {"meta": 1, "rel": 2}.get(kind, 4)
