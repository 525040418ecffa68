"""Completes and checks ``planted.json``: `python examples/plant.py`, or `--check` to write nothing.

The record is written by hand: which words of which page say what, and how statements relate. This script only finds each
quote in its page and notes where it stands. In ``.txt`` files `start` and `end` are code points, end exclusive, into the
file; in HTML files a quote is found in the words that a browser shows, and no offset is kept, since offsets there belong to
whoever made the text. A quote that is missing, or stands twice, is an error.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import html

HERE = Path(__file__).resolve().parent
PLANTED = HERE / "planted.json"
SKIPPED = {"head", "script", "style", "template", "noscript"}
INLINE = {"a", "b", "em", "i", "span", "strong", "small", "sup", "sub"}


def _walk(node: Any, out: list[str]) -> None:
    if not isinstance(node.tag, str) or node.tag in SKIPPED:
        return
    edge = "" if node.tag in INLINE else "\n"
    out.append(edge + (node.text or ""))
    for child in node:
        _walk(child, out)
        out.append(child.tail or "")
    out.append(edge)


@lru_cache(maxsize=128)
def visible(path: Path) -> str:
    """The words a page shows: a ``.txt`` file as it is; of HTML the text, blocks parted by newlines, spaces collapsed."""
    raw = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        return raw
    pieces: list[str] = []
    _walk(html.document_fromstring(raw), pieces)
    lines = (re.sub(r"\s+", " ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def locate(path: Path, quote: str) -> tuple[int, int]:
    """Where ``quote`` stands in the visible text; raises `ValueError` unless it stands there exactly once."""
    text = visible(path)
    if (times := text.count(quote)) != 1:
        raise ValueError(f"{path.name}: stands {times} times: {quote!r}")
    start = text.index(quote)
    return start, start + len(quote)


def _fill(item: dict[str, Any], path: Path) -> None:
    """Adds ``anchor`` and ``sha1`` to a quote, and its offsets where the file is text."""
    start, end = locate(path, item["quote"])
    item["anchor"] = item["quote"][:60]
    item["sha1"] = hashlib.sha1(item["quote"].encode(), usedforsecurity=False).hexdigest()[:12]
    if path.suffix == ".txt":
        item["start"], item["end"] = start, end


def _range(item: dict[str, Any], path: Path) -> None:
    """Checks a stretch given by its first and last words; adds its offsets where the file is text."""
    start, end = locate(path, item["first"])[0], locate(path, item["last"])[1]
    if end <= start:
        raise ValueError(f"{path.name}: ends before it begins: {item['first']!r}")
    if path.suffix == ".txt":
        item["start"], item["end"] = start, end


def _document(doc: dict[str, Any]) -> None:
    path = HERE / doc["file"]
    if path.suffix == ".txt":
        text = visible(path)
        doc["chars"] = len(text)
        doc["sha1"] = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
    for name in ("headline", "standfirst"):
        if doc[name]:
            _fill(doc[name], path)
    _range(doc["body"], path)
    for stretch in doc["debris"]:
        _range(stretch, path)
    for pointer in doc["pointers"]:
        _fill(pointer, path)
    for quote in (*doc.get("scars", []), *doc.get("corrections", [])):
        _fill(quote, path)
    if doc["published"]["surface"]:
        locate(path, doc["published"]["surface"])


def _words(record: dict[str, Any], path: Path) -> None:
    """Checks that a figure stands in its evidence, and the words of a time on the page."""
    figure, time = record.get("figure"), record["time"]
    if figure and not any(figure["quote"] in evidence["quote"] for evidence in record["evidence"]):
        raise ValueError(f"{record['id']}: figure outside its evidence: {figure['quote']!r}")
    if time and time.get("expr") and time["expr"] not in visible(path):
        raise ValueError(f"{record['id']}: time not on the page: {time['expr']!r}")


def complete(planted: dict[str, Any]) -> dict[str, Any]:
    """``planted`` with every quote located. Raises `ValueError` naming the first page and quote that do not fit."""
    paths = {name: HERE / doc["file"] for name, doc in planted["documents"].items()}
    for doc in planted["documents"].values():
        _document(doc)
    for record in planted["records"]:
        path = paths[record["doc"]]
        for evidence in record["evidence"]:
            _fill(evidence, path)
        for step in record["chain"]:
            if "cue" in step:
                _fill(step["cue"], path)
        _words(record, path)
    for trap in planted["traps"]:
        for span in trap["spans"]:
            _fill(span, paths[span["doc"]])
    return planted


def main(arguments: list[str]) -> int:
    """Writes the completed record, or with ``--check`` says whether the one on disk is complete."""
    before = PLANTED.read_text(encoding="utf-8")
    after = json.dumps(complete(json.loads(before)), ensure_ascii=False, indent=1) + "\n"
    if "--check" in arguments:
        return int(before != after)
    PLANTED.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
