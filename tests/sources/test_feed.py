from __future__ import annotations

import pytest

from meada.errors import EmptyError, UnsupportedError
from meada.sources.feed import feed, items

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Gazeta</title>
<item><title>A ponte</title><link>https://gazeta.example/a</link><pubDate>Thu, 05 Mar 2026 10:00:00 GMT</pubDate></item>
<item><title>De novo</title><link>https://gazeta.example/a</link></item>
<item><title>Sem endereco</title></item><item><title>Fora</title><link>javascript:alert(1)</link></item>
<item><title>O porto</title><link>/b</link></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title><entry><title>A</title><link href="https://g.example/a"/></entry></feed>"""


def test_the_addresses_of_a_feed_once_each() -> None:
    found = items(RSS, "https://gazeta.example/rss")
    assert [one.url for one in found] == ["https://gazeta.example/a", "https://gazeta.example/b"]
    assert (found[0].title, found[0].published) == ("A ponte", "Thu, 05 Mar 2026 10:00:00 GMT")
    assert [one.url for one in items(ATOM)] == ["https://g.example/a"]


def test_feeds_are_told_by_how_they_begin() -> None:
    assert feed(RSS)
    assert feed(ATOM)
    assert not feed(b"<!doctype html><html><body><p>feed</p></body></html>")


def test_what_is_no_feed_or_leads_nowhere_is_refused() -> None:
    with pytest.raises(UnsupportedError):
        items(b"<html><body>nada</body></html>")
    with pytest.raises(EmptyError):
        items(b'<rss version="2.0"><channel><title>G</title></channel></rss>')
