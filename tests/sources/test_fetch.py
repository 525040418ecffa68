from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from meada.errors import SourceError, TooLargeError, UnreadableError, UnsupportedError
from meada.settings import Limits
from meada.sources.fetch import Fetcher, Manners, Validators
from website import Site, site

PAGE = "<!doctype html><html><body><p>A ponte de Serra Alta caiu, disse a prefeita.</p></body></html>"


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as made:
        yield made


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(Manners(private=True, delay=0), Limits(payload=20_000)) as made:
        yield made


def test_a_page_becomes_a_capture_with_its_circumstances(web: Site, fetcher: Fetcher) -> None:
    url = web.page("/a", PAGE, etag='"1"')
    found = fetcher.capture(fetcher.get(url), url)
    assert (found.payload, found.via, found.url, found.origin) == (PAGE.encode(), "http", url, url)
    assert found.headers["etag"] == '"1"'
    assert found.fetched_at is not None


def test_robots_are_asked_once_and_kept(web: Site, fetcher: Fetcher) -> None:
    web.page("/robots.txt", "User-agent: *\nDisallow: /closed/\n", "text/plain")
    with pytest.raises(UnsupportedError, match=r"robots\.txt"):
        fetcher.get(web.page("/closed/a", PAGE))
    fetcher.get(web.page("/open/a", PAGE))
    assert [path for path, _ in web.asked] == ["/robots.txt", "/open/a"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (503, False), (429, False)])
def test_a_host_that_cannot_say_its_rules_is_left_alone(
    web: Site, fetcher: Fetcher, status: int, allowed: bool
) -> None:
    web.replies["/robots.txt"] = (status, {}, b"")
    url = web.page("/a", PAGE)
    if allowed:
        fetcher.get(url)
    else:
        with pytest.raises(UnsupportedError):
            fetcher.get(url)
    assert web.paths() == (["/a"] if allowed else [])


def test_redirects_are_followed_and_each_is_checked(web: Site, fetcher: Fetcher) -> None:
    web.page("/robots.txt", "User-agent: *\nDisallow: /closed/\n", "text/plain")
    web.replies["/a"] = (302, {"Location": "/b"}, b"")
    web.replies["/loop"] = (302, {"Location": "/loop"}, b"")
    web.replies["/in"] = (302, {"Location": "/closed/a"}, b"")
    web.replies["/file"] = (302, {"Location": "file:///etc/passwd"}, b"")
    web.page("/b", PAGE)
    assert fetcher.get(web.url + "/a").url == web.url + "/b"
    with pytest.raises(UnreadableError, match="redirected"):
        fetcher.get(web.url + "/loop")
    for path in ("/in", "/file"):
        with pytest.raises(UnsupportedError):
            fetcher.get(web.url + path)


def test_what_did_not_change_is_not_sent_again(web: Site, fetcher: Fetcher) -> None:
    def reply(headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        same = (
            headers.get("if-none-match") == '"7"'
            and headers.get("if-modified-since") == "Thu, 05 Mar 2026 10:00:00 GMT"
        )
        return (
            (304, {}, b"") if same else (200, {"ETag": '"7"', "Last-Modified": "Thu, 05 Mar 2026 10:00:00 GMT"}, b"x")
        )

    web.replies["/feed"] = reply
    first = fetcher.get(web.url + "/feed")
    assert first.validators == Validators('"7"', "Thu, 05 Mar 2026 10:00:00 GMT")
    assert fetcher.get(web.url + "/feed", first.validators).body is None


def test_what_is_too_large_is_not_read_to_its_end(web: Site, fetcher: Fetcher) -> None:
    with pytest.raises(TooLargeError):
        fetcher.get(web.page("/a", "a" * 50_000))


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500, 503])
def test_every_refusal_says_what_to_do(web: Site, fetcher: Fetcher, status: int) -> None:
    web.replies["/a"] = (status, {}, b"")
    with pytest.raises(UnreadableError) as caught:
        fetcher.get(web.url + "/a")
    assert str(status) in caught.value.what
    assert caught.value.next


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/",
        "http://",
        "http://[",
        "file:///etc/passwd",
        "http://a:b@127.0.0.1/",
        "http://a.example:99999/",
        "a.html",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(UnsupportedError):
        fetcher.get(url)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.0.0.8", "192.168.1.1", "169.254.169.254", "172.16.3.4", "0.0.0.0", "[::1]", "[fe80::1]", "[::ffff:127.0.0.1]",
     "[fd00::1]", "224.0.0.1", "localhost", "2130706433"],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(web: Site, host: str) -> None:
    port = web.url.rpartition(":")[2]
    web.page("/a", PAGE)
    with Fetcher(Manners(delay=0)) as fetcher, pytest.raises(SourceError):
        fetcher.get(f"http://{host}:{port}/a")
    assert web.asked == []


def test_a_name_that_leads_inside_is_refused_whatever_it_is_called(web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def lookup(host: str, port: int, **more: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, 1, 6, "", (address, port)) for address in ("93.184.216.34", "127.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    with Fetcher(Manners(delay=0)) as fetcher, pytest.raises(UnsupportedError, match="public"):
        fetcher.get("http://outlet.example/a")
    assert web.asked == []


def test_requests_to_one_host_are_apart_as_it_asks(web: Site) -> None:
    web.page("/robots.txt", "User-agent: *\nCrawl-delay: 9\n", "text/plain")
    slept: list[float] = []
    now = [100.0]

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    with Fetcher(Manners(private=True, delay=2), sleep=sleep, clock=lambda: now[0]) as fetcher:
        fetcher.get(web.page("/a", PAGE))
        fetcher.get(web.page("/b", PAGE))
    assert slept == [9.0, 9.0]
