"""What a quotation owes its source: author, outlet, title, date and address."""

from __future__ import annotations

import base64
import uuid

import msgspec

from meada.export.material import Document
from meada.moment import Moment

__all__ = ["Citation", "capture_uri", "cite", "urn"]

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "tag:meada,2026:item")


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """``label`` is the article's short name (``A1``), ``capture`` the SHA-256 of the saved page. What the page does not
    tell is None. An outlet that only the layout suggests is not told."""

    label: str
    authors: tuple[str, ...]
    outlet: str | None
    agency: str | None
    title: str | None
    url: str | None
    published: Moment | None
    updated: Moment | None
    fetched: str | None
    added: str | None
    capture: str
    file: str
    lang: str | None

    @property
    def date(self) -> str | None:
        """The day of publication, ``2025-08-12``; None where it is not known to the day."""
        begin = self.published.begin if self.published else None
        return begin[:10] if begin and len(begin) >= 10 else None

    @property
    def instant(self) -> str | None:
        """The time of publication with its offset, as RFC 3339 wants it; None where time of day or zone is not known."""
        return instant(self.published)


def instant(moment: Moment | None) -> str | None:
    """``moment`` as RFC 3339 wants it, to the second; None where time of day or zone is not known."""
    iso = moment.iso if moment else None
    if moment is None or iso is None or "T" not in iso or moment.zone is None:
        return None
    if moment.granularity != "minute":
        return None
    begin, zone = moment.begin or "", "Z" if moment.zone in ("Z", "+00:00", "UTC") else moment.zone
    if len(zone) not in (1, 6):
        return None
    return (begin if len(begin) > 16 else begin + ":00") + zone


def cite(document: Document) -> Citation:
    """The citation of ``document``."""
    article = document.article
    outlet = article.outlet if article.outlet and not article.outlet.hypothesis else None
    headline = article.headline.of(document.text) if article.headline else article.title
    return Citation(
        label=document.label,
        authors=tuple(dict.fromkeys(byline.name for byline in article.bylines)),
        outlet=outlet.name if outlet else None,
        agency=article.agency.name if article.agency else None,
        title=" ".join(headline.split()) if headline else None,
        url=article.url if article.url and article.url.startswith(("http://", "https://")) else None,
        published=article.published,
        updated=article.updated,
        fetched=document.page.fetched_at,
        added=document.added,
        capture=document.capture,
        file=document.origin.replace("\\", "/").rpartition("/")[2],
        lang=article.variant if article.variant not in (None, "mixed") else article.lang,
    )


def urn(id: str) -> str:
    """A name for the item ``id`` that is the same in every export and on every machine (RFC 9562, version 5)."""
    return uuid.uuid5(_NAMESPACE, id).urn


def capture_uri(capture: str) -> str:
    """The capture by its SHA-256, as RFC 6920 names things by their hash: ``ni:///sha-256;…``."""
    return "ni:///sha-256;" + base64.urlsafe_b64encode(bytes.fromhex(capture)).decode().rstrip("=")
