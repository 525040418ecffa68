"""What kind of page it is beside an article: a live blog, behind a paywall, cut short, an index."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from meada.article.notice import notices
from meada.article.outlet import addresses
from meada.page.page import BODY, Page

__all__ = ["flags"]

_WHOLE = 1500
"""Characters of text from which words about subscriptions are a pitch, not a wall."""
_ELLIPSIS = re.compile(r"(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.)\Z")


def flags(page: Page) -> tuple[str, ...]:
    """The page's own flags and those that its metadata and words give: ``index``, ``live``, ``paywall``, ``truncated``."""
    found = set(page.flags)
    if _is_live(page):
        found.add("live")
    if _is_walled(page):
        found.add("paywall")
    if _is_cut(page):
        found.add("truncated")
    return tuple(sorted(found))


def _is_live(page: Page) -> bool:
    words = notices(page.lang)
    if any("LiveBlog" in c.value for c in page.candidates if c.field == "type"):
        return True
    if any(words.live_address.search(urlsplit(address).path) for address in addresses(page)):
        return True
    heads = (block for block in page.blocks if block.role in ("kicker", "headline"))
    return any(
        (match := words.live_words.search(block.span.of(page.text))) is not None
        and (block.role == "kicker" or match.start() == 0 or match.group().endswith(":"))
        for block in heads
    )


def _is_walled(page: Page) -> bool:
    if any(c.field == "free" and c.value.lower() in ("false", "no", "0", "locked", "metered") for c in page.candidates):
        return True
    words = notices(page.lang)
    body = [index for index, block in enumerate(page.blocks) if block.role in BODY]
    near = page.blocks[body[0] : body[-1] + 6] if body else ()
    if sum(len(page.blocks[index].span) for index in body) > _WHOLE and not _is_cut(page):
        return False
    asking = ("advertisement", "newsletter", "legal", "other", "body")
    return any(b.role in asking and words.paywall.search(b.span.of(page.text)[:400]) for b in near)


def _is_cut(page: Page) -> bool:
    """The last paragraph stops in the middle: dots or "read more" instead of an end."""
    last = next((block for block in reversed(page.blocks) if block.role == "body"), None)
    if last is None:
        return False
    text = last.span.of(page.text).rstrip()
    return bool(_ELLIPSIS.search(text)) or notices(page.lang).truncated.search(text[-60:]) is not None
