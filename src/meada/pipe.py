"""`meada pipe STEP`: the same work over JSON lines, without a store. Fields as ``docs/pipe.md`` lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from itertools import islice
from typing import Any

import msgspec

from meada.errors import MeadaError
from meada.flow import Tools
from meada.page.page import Block
from meada.span import Span

__all__ = ["STEPS", "run"]

_CHUNK = 16
_AHEAD = 8

Line = dict[str, Any]


def run(step: str, lines: Iterable[bytes], *, jobs: int = 1) -> Iterator[bytes]:
    """One output line for each input line, in order. A bad line gives ``{"id": …, "error": …}`` and the run goes on.

    ``episode`` reads all input first, since its labels are final only then. ``jobs`` processes share the other steps.
    """
    numbered = ((n, line) for n, line in enumerate(lines, 1) if line.strip())
    if step == "episode":
        yield from _episodes([_decoded(n, line) for n, line in numbered])
        return
    if jobs < 2:
        for n, line in numbered:
            yield _line(step, n, line)
        return
    yield from _pooled(step, numbered, jobs)


def _pooled(step: str, numbered: Iterator[tuple[int, bytes]], jobs: int) -> Iterator[bytes]:
    """Chunks in order, with a bounded number under way, so that memory does not grow with the input."""
    with ProcessPoolExecutor(jobs) as pool:
        waiting = []
        while True:
            chunk = list(islice(numbered, _CHUNK))
            if chunk:
                waiting.append(pool.submit(_lines, step, chunk))
            if waiting and (not chunk or len(waiting) >= jobs * _AHEAD):
                yield from waiting.pop(0).result()
            if not chunk and not waiting:
                return


def _lines(step: str, chunk: list[tuple[int, bytes]]) -> list[bytes]:
    return [_line(step, n, line) for n, line in chunk]


def _line(step: str, number: int, line: bytes) -> bytes:
    given = _decoded(number, line)
    if "error" in given:
        return msgspec.json.encode(given)
    key = given.get("id")
    try:
        out = {"id": key} | STEPS[step](given)
    except (MeadaError, KeyError, TypeError, ValueError) as error:
        out = {"id": key, "error": _said(error, number)}
    return msgspec.json.encode(out)


def _decoded(number: int, line: bytes) -> Line:
    try:
        given = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return {"id": None, "error": f"line {number} is not JSON: {error}"}
    if not isinstance(given, dict):
        return {"id": None, "error": f"line {number} is not a JSON object"}
    return given


def _said(error: Exception, number: int) -> str:
    if isinstance(error, KeyError):
        return f"line {number} has no field {error}"
    return f"line {number}: {error}"


@lru_cache(maxsize=1)
def _tools() -> Tools:
    return Tools.load()


def _page(given: Line) -> Line:
    from meada import article, page

    known = {"url": given.get("url"), "fetched": given.get("fetched"), "lang": given.get("lang")}
    make, source = (page.from_html, "html") if given.get("html") is not None else (page.from_text, "text")
    made = make(given[source], **known)
    return article.as_pipe(made, article.make(made, registry=_tools().registry))


def _parse(given: Line) -> Line:
    from meada.lang.pipe import parse_record

    return parse_record(given)


def _read(given: Line) -> Line:
    from meada.page.language import detect
    from meada.reading.pipe import as_pipe
    from meada.reading.read import read_text

    tools = _tools()
    blocks, lang = given.get("blocks"), given.get("lang") or detect(given["text"]) or ""
    made = read_text(
        given["text"],
        lang,
        published=given.get("published"),
        zone=given.get("zone"),
        blocks=[Block(role=b["role"], span=Span(b["start"], b["end"])) for b in blocks] if blocks is not None else None,
        parser=tools.parser(lang),
    )
    return as_pipe(made)


def _compare(given: Line) -> Line:
    from meada.record.passages import compare

    made = compare(given["a"], given["b"])
    return {"relation": made.relation, "reasons": list(made.reasons)}


def _episodes(given: list[Line]) -> Iterator[bytes]:
    from meada.story.stream import label

    labels = iter(label([line for line in given if "error" not in line]))
    for line in given:
        yield msgspec.json.encode(line if "error" in line else {"id": line.get("id")} | next(labels))


STEPS: dict[str, Callable[[Line], Line]] = {"page": _page, "parse": _parse, "read": _read, "compare": _compare}
"""The steps that work a line at a time."""
