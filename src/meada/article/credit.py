"""Which agency is credited, and where: a photo credit is none, nor a sentence that quotes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from weakref import WeakKeyDictionary

from meada.article.article import Agency, Outlet
from meada.article.entry import AgencyEntry
from meada.article.notice import Notices, notices
from meada.article.outlet import addresses
from meada.article.registry import Registry
from meada.page.page import BODY, Block, Candidate, Page
from meada.span import Span

__all__ = ["find_agency"]

_PART = re.compile(r"\s[-–—|•·]\s|[|;\n•·]|\.\s")
_SHORT = 120
_DATELINE = 160
_LEAD = re.compile(r"\s*[(\[/]?\s*[-–—]?\s*[)\]/]?\s*")


def find_agency(page: Page, outlet: Outlet | None, registry: Registry) -> tuple[Agency | None, Candidate | None]:
    """The agency credited and the candidate that told.

    In order: a credit line, copyright line or byline; a dateline in the first paragraphs ("LISBOA (Agência) –"); a credit
    at the end of the last; metadata (source, author); a folder of the address. An agency on its own pages is their
    outlet; a newsroom that others print is no agency there.
    """
    words = notices(page.lang)
    own = {entry.id for entry in registry.agencies.values() if _is_own(entry, page, outlet)}
    for span, basis in _places(page):
        if (hit := _credit(page, span, basis, words, registry)) and not (
            hit[0].id in own and hit[0].kind == "newsroom"
        ):
            entry, cue = hit
            raw = cue.of(page.text)
            return _agency(entry, basis, cue), Candidate(
                field="agency", value=entry.name, raw=raw, where="text", span=cue
            )
    return _declared(page, registry, own)


def _agency(entry: AgencyEntry, basis: str, cue: Span | None = None) -> Agency:
    return Agency(
        id=entry.id,
        name=entry.name,
        basis=basis,
        cue=cue,
        country=entry.country,
        state_controlled=entry.state_controlled,
    )


def _is_own(entry: AgencyEntry, page: Page, outlet: Outlet | None) -> bool:
    if outlet is not None and outlet.id in _site_ids(entry):
        return True
    hosts = [address.split("/")[2].removeprefix("www.") for address in addresses(page)]
    if outlet is not None and outlet.id is not None:
        return any(host == domain for host in hosts for domain in entry.domains)
    return any(host == domain or host.endswith(f".{domain}") for host in hosts for domain in entry.domains)


def _site_ids(entry: AgencyEntry) -> tuple[str, ...]:
    """Ids under which the registry holds the agency's own site as an outlet."""
    return (entry.id, f"{entry.id}-site", entry.id.removesuffix("-newsroom"))


def _places(page: Page) -> Iterator[tuple[Span, str]]:
    """Where a credit may stand, best first, each with the basis it gives."""
    body = [index for index, block in enumerate(page.blocks) if block.role in BODY]
    for roles in (("agency_credit",), ("copyright", "byline", "dateline")):
        near = [block for block in page.blocks if block.role in roles and len(block.span) <= 300]
        yield from ((block.span, "credit") for block in sorted(near, key=lambda b: _distance(page, b, body)))
    for index in body[:2]:
        span = page.blocks[index].span
        yield Span(span.start, min(span.end, span.start + _DATELINE)), "dateline"
    for index in body[-1:]:
        span = page.blocks[index].span
        yield Span(max(span.start, span.end - _SHORT), span.end), "end"


def _distance(page: Page, block: Block, body: list[int]) -> int:
    if not body:
        return 0
    first, last = page.blocks[body[0]].span.start, page.blocks[body[-1]].span.end
    return max(0, first - block.span.end, block.span.start - last)


def _credit(page: Page, span: Span, basis: str, words: Notices, registry: Registry) -> tuple[AgencyEntry, Span] | None:
    text = span.of(page.text)
    for match in _forms(registry).finditer(text):
        entry = _by_form(registry)[match.group()]
        at = Span(span.start + match.start(), span.start + match.end())
        if basis == "credit" and not _is_photo(text, match.start(), words):
            return entry, at
        if basis == "dateline" and _is_dateline(text, match.start(), match.end()):
            return entry, at
        if basis == "end" and _is_closing(text, match.start(), match.end(), words):
            return entry, at
    return None


def _is_photo(text: str, start: int, words: Notices) -> bool:
    """Whether the part of the line that the form stands in is a photo credit."""
    begin = max((m.end() for m in _PART.finditer(text, 0, start)), default=0)
    photos = list(words.photo.finditer(text, begin, start))
    if not photos:
        return False
    between = text[photos[-1].end() : start]
    return words.credit_cue.search(between) is None or ":" in between or len(between) <= 4


def _is_dateline(text: str, start: int, end: int) -> bool:
    """ "LISBOA, 3 mar (Agência) –", "(Agência) -", "Agência – …": the form in brackets or alone, then a dash."""
    before, after = text[:start], text[end:]
    if before.rstrip().endswith(("(", "/", "[")):
        return re.match(r"[^()\[\]]{0,25}[)\]/]\s*(?:[-–—.:]|$)", after) is not None or after[:1] == "/"
    return not before.strip() and re.match(r"\s*[-–—]\s", after) is not None


def _is_closing(text: str, start: int, end: int, words: Notices) -> bool:
    """A credit at the very end: "(Agência)", "Com informações da Agência", "Fonte: Agência"."""
    after = text[end:].strip(" .*\"'”")
    before = text[:start].rstrip()
    if after in (")", "]", "/") and before.endswith(("(", "[", "/")):
        return True
    if after.strip(")]") or words.photo.search(before[-30:]):
        return False
    cues = list(words.credit_cue.finditer(before))
    if not cues or before[cues[-1].end() :].strip(" :"):
        return False
    cue = cues[-1]
    lead = before[: cue.start()].rstrip()
    return not lead or lead[-1] in '.!?)(*”"' or ":" in before[cue.end() :]


_FORMS: WeakKeyDictionary[Registry, tuple[re.Pattern[str], dict[str, AgencyEntry]]] = WeakKeyDictionary()


def _compiled(registry: Registry) -> tuple[re.Pattern[str], dict[str, AgencyEntry]]:
    if registry not in _FORMS:
        forms = {form: entry for entry in registry.agencies.values() for form in entry.forms}
        ordered = sorted(forms, key=len, reverse=True)
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)" if ordered else r"(?!)")
        _FORMS[registry] = (pattern, forms)
    return _FORMS[registry]


def _forms(registry: Registry) -> re.Pattern[str]:
    return _compiled(registry)[0]


def _by_form(registry: Registry) -> dict[str, AgencyEntry]:
    return _compiled(registry)[1]


def _declared(page: Page, registry: Registry, own: set[str]) -> tuple[Agency | None, Candidate | None]:
    for field in ("agency", "author"):
        for candidate in page.candidates:
            entry = registry.agency(candidate.value) if candidate.field == field else None
            if entry is not None and entry.id not in own:
                return _agency(entry, "metadata"), candidate
    for address in addresses(page):
        if (entry := registry.by_folder(address)) and entry.id not in own:
            return _agency(entry, "address"), Candidate(field="agency", value=entry.name, raw=address, where="address")
    return None, None
