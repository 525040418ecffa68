"""Which agency is credited, and where: a photo credit is none, nor a sentence that quotes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from weakref import WeakKeyDictionary

from meada.article.article import Agency, Outlet
from meada.article.entry import AgencyEntry
from meada.article.extent import extent
from meada.article.notice import Notices, notices
from meada.article.outlet import addresses
from meada.article.registry import Registry
from meada.page.page import BODY, Candidate, Page
from meada.span import Span

__all__ = ["find_agency"]

_PART = re.compile(r"\s[-–—|•·]\s|[|;\n•·]|\.\s")
_SHORT = 120
_DATELINE = 160
_OWNED = re.compile(r"(?:©|\(c\)|copyright)[\s\d,.:–-]*(?:by\s|the\s)?\s*$", re.IGNORECASE)
_SIGNS = re.compile(r"^(?:©|\(c\)|copyright|[^:]{2,30}:)\s*", re.IGNORECASE)
_AROUND = 5
"""How many blocks before the headline and after the text belong to the article."""


def find_agency(page: Page, outlet: Outlet | None, registry: Registry) -> tuple[Agency | None, Candidate | None]:
    """The agency credited and the candidate that told.

    In order: a credit line, copyright line or byline; a dateline in the first paragraphs ("LISBOA (Agência) –"); a credit
    at the end of the last; metadata (source, author); a folder of the address. An agency on its own pages is their
    outlet; a newsroom that others print is no agency there.
    """
    words = notices(page.lang)
    hosts = [address.split("/")[2].removeprefix("www.") for address in addresses(page)]
    own = {entry.id for entry in registry.agencies.values() if _is_own(entry, hosts, outlet)}
    for span, basis in _places(page):
        if (hit := _credit(page, span, basis, words, registry)) and not (
            hit[0].id in own and hit[0].kind == "newsroom"
        ):
            entry, cue = hit
            raw = cue.of(page.text)
            return _agency(entry, "dateline" if basis == "dateline" else "credit", cue), Candidate(
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


def _is_own(entry: AgencyEntry, hosts: list[str], outlet: Outlet | None) -> bool:
    if outlet is not None and outlet.id in _site_ids(entry):
        return True
    if outlet is not None and outlet.id is not None:
        return any(host == domain for host in hosts for domain in entry.domains)
    return any(host == domain or host.endswith(f".{domain}") for host in hosts for domain in entry.domains)


def _site_ids(entry: AgencyEntry) -> tuple[str, ...]:
    """Ids under which the registry holds the agency's own site as an outlet."""
    return (entry.id, f"{entry.id}-site", entry.id.removesuffix("-newsroom"))


def _places(page: Page) -> Iterator[tuple[Span, str]]:
    """Where a credit may stand, best first, each with the basis it gives: only around the text, for lists hold credits too."""
    begin, end = extent(page)
    head = next((i for i, block in enumerate(page.blocks) if block.role == "headline"), min(begin, end))
    first, last = max(0, head - _AROUND), end + _AROUND
    near = [block for block in page.blocks[first : last + 1] if len(block.span) <= 300]
    for roles, basis in (
        (("agency_credit",), "credit"),
        (("byline", "dateline"), "credit"),
        (("copyright",), "copyright"),
    ):
        yield from ((block.span, basis) for block in near if block.role in roles)
    body = [block.span for block in page.blocks[begin : end + 1] if block.role in BODY]
    yield from ((Span(span.start, min(span.end, span.start + _DATELINE)), "dateline") for span in body[:2])
    yield from ((Span(max(span.start, span.end - _SHORT), span.end), "end") for span in body[-1:])
    yield from ((block.span, "cued") for block in near if block.role in ("caption", "other", "kicker", "navigation"))


def _credit(page: Page, span: Span, basis: str, words: Notices, registry: Registry) -> tuple[AgencyEntry, Span] | None:
    text = span.of(page.text)
    for match in _forms(registry).finditer(text):
        entry = _by_form(registry)[match.group()]
        at = Span(span.start + match.start(), span.start + match.end())
        if (
            basis == "credit"
            and not _is_photo(text, match.start(), words)
            and not _is_chained(text, match.start(), registry)
        ):
            return entry, at
        if basis == "copyright" and _is_owner(text, match.start(), match.end()):
            return entry, at
        if basis == "cued" and match.group() == text.strip(" ()/.*"):
            return entry, at
        if (
            basis == "cued"
            and _is_cued(text, match.start(), match.end(), words)
            and not _is_photo(text, match.start(), words)
        ):
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


def _is_chained(text: str, start: int, registry: Registry) -> bool:
    """Behind a person and a slash ("Rui Melo/Agência"): a picture's credit."""
    if text[start - 1 : start] != "/":
        return False
    before = _PART.split(text[: start - 1])[-1].split("/")[-1].strip(" ©()")
    return registry.agency(before) is None


def _is_owner(text: str, start: int, end: int) -> bool:
    """The owner of a copyright line: right after its sign and year, and no part of a chain of picture desks."""
    return _OWNED.search(text[:start]) is not None and text[end : end + 1] != "/"


def _is_cued(text: str, start: int, end: int, words: Notices) -> bool:
    """A word that credits, then the form: with a colon ("Fonte: Agência"), or at the end of a short line ("O Farol com
    Agência")."""
    cue = text[:start].rstrip()
    closing = len(text) <= _SHORT and not text[end:].strip(" .)")
    if not cue.endswith(":") and not closing:
        return False
    stop = len(cue.removesuffix(":"))
    return any(m.end() == stop and not cue[: m.start()][-1:].isalpha() for m in words.credit_cue.finditer(cue))


def _is_dateline(text: str, start: int, end: int) -> bool:
    """ "LISBOA, 3 mar (Agência) –", "(Agência) -", "Agência – …": the form in brackets or alone, then a dash."""
    before, after = text[:start], text[end:]
    if before.rstrip().endswith(("(", "[")):
        return re.match(r"[^()\[\]]{0,25}[)\]]\s*[-–—.:]", after) is not None
    if before.endswith("/") and after[:1] == "/":
        return not before[:-1].strip() or before[-2:-1].isspace()
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
        forms = {bare: entry for entry in registry.agencies.values() for form in entry.forms if (bare := _bare(form))}
        ordered = sorted(forms, key=len, reverse=True)
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)" if ordered else r"(?!)")
        _FORMS[registry] = (pattern, forms)
    return _FORMS[registry]


def _bare(form: str) -> str:
    """A credit form without the sign, cue or slashes that a user's registry may write with it."""
    return _SIGNS.sub("", form).strip(" /()[]-–—")


def _forms(registry: Registry) -> re.Pattern[str]:
    return _compiled(registry)[0]


def _by_form(registry: Registry) -> dict[str, AgencyEntry]:
    return _compiled(registry)[1]


def _declared(page: Page, registry: Registry, own: set[str]) -> tuple[Agency | None, Candidate | None]:
    for field in ("agency", "author"):
        for candidate in page.candidates:
            if candidate.field != field or candidate.where.startswith("text"):
                continue
            entry = registry.agency(candidate.value)
            if entry is not None and entry.id not in own:
                return _agency(entry, "metadata"), candidate
    for address in addresses(page):
        if (entry := registry.by_folder(address)) and entry.id not in own:
            return _agency(entry, "address"), Candidate(field="agency", value=entry.name, raw=address, where="address")
    return None, None
