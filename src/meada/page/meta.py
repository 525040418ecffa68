"""What a page says of itself in its head and marked-up elements. Collected here, weighed in `meada.article`.

Fields: ``headline``, ``standfirst``, ``author``, ``published``, ``updated``, ``created``, ``section``, ``crumb``, ``tag``,
``outlet``, ``organization``, ``agency``, ``canonical``, ``url``, ``lang``, ``locale``, ``type``, ``free`` (``false``: behind
a paywall), ``alternate`` (``hreflang address``), ``image``, ``feed``, ``generator``.
``where``: ``jsonld:NewsArticle.datePublished``, ``meta:og:title``, ``title``, ``h1``, ``time``, ``link:canonical``,
``html:lang``, ``itemprop:datePublished``, ``rel:author``, ``img:alt``.
"""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from meada.lang.table import resource
from meada.page import jsonld
from meada.page.page import Candidate
from meada.page.shape import folded

__all__ = ["collect", "told"]

_MOST = 400
_LONGEST = 400_000


@lru_cache(maxsize=2)
def _fields(part: str) -> dict[str, str]:
    return {name: field for field, names in resource("metadata")[part].items() for name in names}


def collect(root: etree._Element) -> list[Candidate]:
    """Every candidate in document order within its kind: head first, then JSON-LD, then elements of the body."""
    found = [*_head(root), *_scripts(root), *_elements(root)]
    return _unique(found)[:_MOST]


def told(found: list[Candidate]) -> tuple[list[Candidate], str]:
    """``found`` without the text of the article that JSON-LD gives, and that text, its words folded."""
    bodies = [item.value for item in found if item.field == "body"]
    kept = [item for item in found if item.field != "body"] if bodies else found
    return kept, folded(max(bodies, key=len, default="")[:_LONGEST])


def _unique(found: list[Candidate]) -> list[Candidate]:
    seen: set[tuple[str, str, str]] = set()
    kept: list[Candidate] = []
    for item in found:
        key = (item.field, item.value, item.where)
        if item.value and key not in seen:
            seen.add(key)
            kept.append(item)
    return kept


def _made(field: str, raw: str | None, where: str) -> list[Candidate]:
    value = " ".join((raw or "").split())[:2000]
    return [Candidate(field=field, value=value, raw=(raw or "")[:2000], where=where)] if value else []


def _head(root: etree._Element) -> list[Candidate]:
    props = _fields("itemprop")
    found = _made("lang", root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"), "html:lang")
    for element in root.iter("title", "meta", "link", "base"):
        tag = element.tag
        if tag == "title":
            parent = element.getparent()
            if parent is None or parent.tag != "svg":
                found += _made("headline", "".join(map(str, element.itertext())), "title")
        elif tag == "meta":
            name = element.get("property") or element.get("name") or element.get("http-equiv") or ""
            field = _fields("meta").get(name.lower())
            if field:
                found += _made(field, element.get("content"), f"meta:{name.lower()}")
            elif element.get("itemprop") in props:
                prop = str(element.get("itemprop"))
                found += _made(props[prop], element.get("content"), f"itemprop:{prop}")
        else:
            found += _link(element)
    return found


def _link(element: etree._Element) -> list[Candidate]:
    rel, href = (element.get("rel") or "").lower(), element.get("href")
    if rel == "canonical":
        return _made("canonical", href, "link:canonical")
    if rel == "alternate" and element.get("hreflang"):
        return _made("alternate", f"{element.get('hreflang')} {href}", "link:alternate")
    if rel == "alternate" and "rss" in (element.get("type") or ""):
        return _made("feed", href, "link:alternate")
    return []


def _scripts(root: etree._Element) -> list[Candidate]:
    return [
        candidate
        for element in root.iter("script")
        if "ld+json" in (element.get("type") or "").lower() and element.text
        for candidate in jsonld.candidates(element.text)
    ]


def _elements(root: etree._Element) -> list[Candidate]:
    props = _fields("itemprop")
    found: list[Candidate] = []
    for element in root.iter("h1", "time"):
        if element.tag == "h1":
            found += _made("headline", _inner(element), "h1")
        else:
            field = "updated" if element.get("itemprop") == "dateModified" else "published"
            found += _made(field, element.get("datetime") or _inner(element), "time")
    for element in root.iterfind(".//body//*[@itemprop]"):
        prop = element.get("itemprop", "")
        if prop in props and element.tag != "time" and element.tag != "meta":
            found += _made(
                props[prop], element.get("content") or element.get("datetime") or _inner(element), f"itemprop:{prop}"
            )
    for element in root.iterfind(".//a[@rel]"):
        if "author" in (element.get("rel") or "").split():
            found += _made("author", _inner(element), "rel:author")
    return found


def _inner(element: etree._Element) -> str:
    """The first 2,000 characters of the text in ``element``; elements around many others do not read them all."""
    parts: list[str] = []
    size = 0
    for part in element.itertext():
        parts.append(str(part))
        size += len(part)
        if size >= 2000:
            break
    return "".join(parts)[:2000]
