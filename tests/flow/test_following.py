from __future__ import annotations

from meada import flow
from meada.flow.follow import Follower
from meada.sources.fetch import Fetcher, Manners
from meada.store import Store
from website import site


def _page(title: str) -> str:
    words = (
        "A prefeitura de Serra Alta fechou a ponte na segunda-feira, disse a Defesa Civil, e ninguém ficou ferido. " * 3
    )
    return f"<!doctype html><html lang=pt><body><article><h1>{title}</h1><p>{words}</p></article></body></html>"


def test_a_feed_is_followed_and_known_pages_are_not_asked_for_again() -> None:
    with site() as web, Store.temporary() as store, Fetcher(Manners(private=True, delay=0)) as fetcher:
        links = [web.page(path, _page(path)) for path in ("/a", "/b")] + [web.url + "/gone"]
        entries = "".join(f"<item><link>{link}</link></item>" for link in links)
        rss = web.page(
            "/rss", f"<rss version='2.0'><channel>{entries}</channel></rss>", "application/rss+xml", etag='"1"'
        )
        follower = Follower(store, flow.Tools.load(models=False), fetcher)
        first = list(follower.visit([rss]))
        assert [(v.origin.removeprefix(web.url), v.status) for v in first] == [
            ("/a", "added"), ("/b", "added"), ("/gone", "failed"),
        ]  # fmt: skip
        assert first[2].code == "unreadable"
        web.asked.clear()
        again = list(follower.visit([rss, links[0]]))
        assert [v.status for v in again] == ["known", "known", "failed", "known"]
        assert web.paths() == ["/rss", "/gone"]
        assert web.asked[0][1]["if-none-match"] == '"1"'
        assert [c.via for c in store.captures()] == ["http", "http"]


def test_a_feed_that_is_none_is_a_verdict() -> None:
    with Store.temporary() as store, Fetcher(Manners(private=True)) as fetcher:
        found = list(Follower(store, flow.Tools.load(models=False), fetcher).feed(b"<html></html>", "feed.xml"))
    assert [(v.origin, v.status, v.code) for v in found] == [("feed.xml", "failed", "unsupported")]
