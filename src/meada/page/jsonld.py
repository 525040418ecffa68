"""What a page's JSON-LD says of the article."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from meada.page.page import Candidate

__all__ = ["candidates"]

_ARTICLE = re.compile(r"Article|Posting|Report|LiveBlog|WebPage|VideoObject|CreativeWork|Review|Recipe")
_RANK = re.compile(r"Article|Posting|Report|LiveBlog|Review")
_NAMES = {
    "datePublished": "published", "dateModified": "updated", "headline": "headline", "alternativeHeadline": "headline",
    "description": "standfirst", "articleSection": "section", "dateCreated": "created", "inLanguage": "lang",
    "isAccessibleForFree": "free", "mainEntityOfPage": "canonical", "url": "url", "articleBody": "body",
}  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x1f]+")
_HALF = re.compile(r"[\ud800-\udfff]")
_MOST = 2_000_000


def candidates(source: str) -> list[Candidate]:
    """Candidates from one ``application/ld+json`` script; nothing when it cannot be read as JSON.

    ``where`` is ``jsonld:Type.property``; dates and names keep their ``raw`` form. Depth and number of nodes are bounded.
    """
    found: list[Candidate] = []
    for node in _nodes(source):
        kind = _kind(node)
        if _ARTICLE.search(kind):
            found.extend(_article(node, kind))
        elif kind in ("BreadcrumbList",):
            found.extend(_crumbs(node))
        elif kind.endswith("Organization"):
            found.extend(_named("organization", node, f"jsonld:{kind}"))
    return found


def _nodes(source: str) -> Iterator[dict[str, Any]]:
    if len(source) > _MOST:
        return
    text = source.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    text = text.removeprefix("//<![CDATA[").removeprefix("<![CDATA[").removesuffix("//]]>").removesuffix("]]>")
    try:
        data = json.loads(text)
    except ValueError:
        try:
            data = json.loads(_CONTROL.sub(" ", text))
        except (ValueError, RecursionError):
            return
    except RecursionError:
        return
    if "\\ud" in text.lower():  # an escape can be half a character, which no encoding carries
        data = json.loads(_HALF.sub("\ufffd", json.dumps(data, ensure_ascii=False)))
    queue: list[Any] = [data]
    seen = 0
    while queue and seen < 400:
        item = queue.pop(0)
        seen += 1
        if isinstance(item, list):
            queue.extend(item[:100])
        elif isinstance(item, dict):
            yield item
            queue.extend(item[key] for key in ("@graph", "mainEntity", "itemListElement") if key in item)


def _kind(node: dict[str, Any]) -> str:
    kind = node.get("@type", "")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)


def _article(node: dict[str, Any], kind: str) -> Iterator[Candidate]:
    where = f"jsonld:{kind.replace(' ', '+')}"
    if _RANK.search(kind):
        yield Candidate(field="type", value=kind, raw=kind, where=where)
    for key, field in _NAMES.items():
        for value in _values(node.get(key)):
            yield Candidate(field=field, value=_clean(value), raw=value, where=f"{where}.{key}")
    for key, field in (
        ("author", "author"),
        ("creator", "author"),
        ("publisher", "outlet"),
        ("sourceOrganization", "agency"),
    ):
        for entry in _entries(node.get(key)):
            yield from _named(field, entry, f"{where}.{key}")


def _entries(value: object) -> list[Any]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items[:50] if isinstance(item, dict | str)]


def _named(field: str, entry: object, where: str) -> Iterator[Candidate]:
    """A person or organisation: an object with a name, or the name itself; the type stands after ``@`` in ``where``."""
    kind, names = "", []
    if isinstance(entry, dict):
        kind, names = _kind(entry), _values(entry.get("name"))
    elif isinstance(entry, str):
        names = [entry]
    for name in names:
        if name.strip():
            yield Candidate(field=field, value=_clean(name), raw=name, where=f"{where}@{kind}" if kind else where)


def _crumbs(node: dict[str, Any]) -> Iterator[Candidate]:
    items = node.get("itemListElement")
    for item in items[:20] if isinstance(items, list) else ():
        if isinstance(item, dict):
            inner = item.get("item")
            name = item.get("name") or (inner.get("name") if isinstance(inner, dict) else None)
            if isinstance(name, str) and name.strip():
                yield Candidate(field="crumb", value=_clean(name), raw=name, where="jsonld:BreadcrumbList")


def _values(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, bool):
        return [str(value).lower()]
    if isinstance(value, list):
        return [text for item in value[:20] for text in _values(item)]
    if isinstance(value, dict):
        return _values(value.get("@id") or value.get("name") or value.get("@value"))
    return []


def _clean(value: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]{1,200}>", "", value)).split())
