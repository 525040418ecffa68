"""Pages by address: asked for politely, one host at a time, and never from inside a network that was not meant."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, NamedTuple, Self
from urllib.parse import urljoin, urlsplit

import msgspec

from meada.errors import SourceError, TooLargeError, UnreadableError, UnsupportedError
from meada.settings import Limits
from meada.sources.capture import Capture
from meada.sources.single import Circumstance, make

__all__ = ["AGENT", "Answer", "Fetcher", "Manners", "Validators", "address"]

AGENT = "meada (news reader; one page at a time)"
_KEPT = frozenset(
    ("content-type", "content-language", "date", "last-modified", "etag", "link", "server", "x-robots-tag")
)
_REDIRECTS = 5
_ROBOTS = 512 * 1024
"""What of a robots.txt is read at most (RFC 9309, section 2.5)."""


class Manners(msgspec.Struct, frozen=True, kw_only=True):
    """How pages are asked for. ``delay``: seconds between two requests to one host, more where its robots.txt says so;
    ``patience``: the longest such delay that is kept, seconds; ``timeout``: of one request. ``private``: allow addresses of
    private networks and this machine."""

    delay: float = 1.0
    patience: float = 60.0
    timeout: float = 30.0
    private: bool = False
    agent: str = AGENT


class Validators(NamedTuple):
    """What an earlier answer said of its version: sent along, so that what did not change is not sent again."""

    etag: str | None = None
    modified: str | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What an address gave. ``body`` is None where nothing changed since ``validators``; ``url`` is where redirects led."""

    url: str
    body: bytes | None
    headers: dict[str, str]
    validators: Validators
    at: str


def address(text: str) -> bool:
    """True for what is an address on the web, not a path."""
    return text.lower().startswith(("http://", "https://"))


class Fetcher:
    """Asks for pages. Use as a context manager; one thread at a time."""

    def __init__(
        self,
        manners: Manners | None = None,
        limits: Limits | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        try:
            import httpx2
        except ImportError as error:
            raise UnsupportedError("fetching is not installed", next="pip install 'meada[fetch]'") from error
        self.manners, self.limits = manners or Manners(), limits or Limits()
        self._sleep, self._clock = sleep, clock
        self._httpx = httpx2
        # No proxy of the environment: it would resolve names out of sight of the guard below.
        self._client = httpx2.Client(timeout=self.manners.timeout, trust_env=False, follow_redirects=False)
        self._robots: dict[str, Any] = {}
        self._last: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def capture(self, answer: Answer, origin: str) -> Capture:
        """The capture of an answer to the address ``origin``; raises `SourceError` where it is no page."""
        found = Circumstance(
            origin=origin,
            via="http",
            url=answer.url,
            fetched_at=answer.at,
            headers={name: value for name, value in answer.headers.items() if name in _KEPT},
            charset=_charset(answer.headers.get("content-type", "")),
            hint="html" if "html" in answer.headers.get("content-type", "") else None,
        )
        return make(answer.body or b"", found, self.limits)

    def get(self, url: str, validators: Validators | None = None) -> Answer:
        """What ``url`` gives, its redirects followed. Raises `UnsupportedError` for what is no address of the web, what its
        robots.txt forbids, or an address that is not public; `TooLargeError`; `UnreadableError` for all else."""
        for _ in range(_REDIRECTS + 1):
            self._allowed(url)
            status, headers, body = self._request(url, validators, self.limits.payload)
            if status in (301, 302, 303, 307, 308) and "location" in headers:
                url = urljoin(url, headers["location"])
                continue
            if status == 304 and validators:
                return Answer(url=url, body=None, headers=headers, validators=validators, at=_now())
            if status != 200:
                raise _refused(status)
            kept = Validators(headers.get("etag"), headers.get("last-modified"))
            return Answer(url=url, body=body, headers=headers, validators=kept, at=_now())
        raise UnreadableError("it is redirected too often", next="open it in a browser and save it")

    def _allowed(self, url: str) -> None:
        parts = _parts(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._rules(origin)
        rules = self._robots[origin]
        if rules is False or (rules and not rules.can_fetch(url, self.manners.agent)):
            raise UnsupportedError("its robots.txt asks not to read it", next="ask the outlet, or save it in a browser")

    def _rules(self, origin: str) -> Any:
        """The rules of a host; None where it has none, False where it cannot say (RFC 9309, section 2.3.1)."""
        from protego import Protego

        url = f"{origin}/robots.txt"
        for _ in range(_REDIRECTS + 1):
            try:
                status, headers, body = self._request(url, None, _ROBOTS, cut=True)
            except UnreadableError:
                return False
            if status in (301, 302, 303, 307, 308) and "location" in headers:
                url = urljoin(url, headers["location"])
                continue
            if status >= 500 or status == 429:
                return False
            return Protego.parse(body.decode("utf-8", "replace")) if status == 200 else None
        return None

    def _request(
        self, url: str, validators: Validators | None, most: int, *, cut: bool = False
    ) -> tuple[int, dict[str, str], bytes]:
        parts = _parts(url)
        at = self._public(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))
        self._wait(parts.netloc)
        headers = {"Host": parts.netloc.rpartition("@")[2], "User-Agent": self.manners.agent, "Accept-Encoding": "gzip"}
        if validators and validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators and validators.modified:
            headers["If-Modified-Since"] = validators.modified
        target = self._httpx.URL(url).copy_with(host=at)
        more = {"sni_hostname": parts.hostname} if parts.scheme == "https" else {}
        try:
            with self._client.stream("GET", target, headers=headers, extensions=more) as response:
                body = self._body(response, most, cut)
                return response.status_code, {k.lower(): v for k, v in response.headers.items()}, body
        except self._httpx.HTTPError as error:
            raise UnreadableError(
                "it cannot be reached: {why}", next="try again later", why=error or "no answer"
            ) from error

    def _body(self, response: Any, most: int, cut: bool) -> bytes:
        out, deadline = bytearray(), self._clock() + 4 * self.manners.timeout
        for part in response.iter_bytes():
            out += part
            if len(out) > most and not cut:
                raise TooLargeError(
                    "it is larger than {limit} MB", next="save the article's page alone", limit=most >> 20
                )
            if len(out) > most:
                break
            if self._clock() > deadline:
                raise UnreadableError("it is sent too slowly", next="try again later")
        return bytes(out[:most])

    def _public(self, host: str, port: int) -> str:
        """One address of ``host``, looked up once and then asked: a name that changes its mind between is no way in."""
        try:
            found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            raise UnreadableError("the host “{host}” is not known", next="check the address", host=host) from error
        if not self.manners.private and not all(_global(one) for one in found):
            raise UnsupportedError(
                "its address is not a public one", next="allow private addresses if you mean it: --private"
            )
        return found[0]

    def _wait(self, host: str) -> None:
        rules = next((r for origin, r in self._robots.items() if r and origin.endswith(f"//{host}")), None)
        asked = (rules.crawl_delay(self.manners.agent) or 0) if rules else 0
        delay = min(max(self.manners.delay, float(asked)), self.manners.patience)
        left = self._last.get(host, -1e9) + delay - self._clock()
        if left > 0:
            self._sleep(left)
        self._last[host] = self._clock()


def _parts(url: str) -> Any:
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        known = False
    if not known or parts.username is not None:
        raise UnsupportedError("it is no address that is read", next="write http:// or https:// and a host")
    return parts


def _global(text: str) -> bool:
    found = ipaddress.ip_address(text.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return found.is_global and not found.is_multicast and (inner is None or inner.is_global)


def _refused(status: int) -> SourceError:
    if status in (429, 503):
        return UnreadableError("the host asks to come back later ({status})", next="try again later", status=status)
    if status in (401, 402, 403):
        return UnreadableError(
            "the host does not show it ({status})", next="open it in a browser and save it", status=status
        )
    if status in (404, 410):
        return UnreadableError("it is not there ({status})", next="check the address", status=status)
    return UnreadableError("the host answers {status}", next="try again later", status=status)


def _charset(content_type: str) -> str | None:
    for part in content_type.split(";")[1:]:
        name, _, value = part.strip().partition("=")
        if name.lower() == "charset":
            return value.strip("\"' ") or None
    return None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
