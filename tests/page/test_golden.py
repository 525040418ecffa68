"""Golden pages: invented outlets, expected roles kept beside them. `python tests/page/test_golden.py` rewrites the expected
files; review them in the diff."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from meada.page import Page, from_html, from_text

PLACE = Path(__file__).parent / "golden"
PAGES = sorted(path for path in PLACE.iterdir() if path.suffix in (".html", ".txt"))


def read(path: Path) -> Page:
    source = path.read_text("utf-8")
    return from_text(source) if path.suffix == ".txt" else from_html(source)


def told(page: Page) -> dict[str, object]:
    """What a reviewer wants to see: each block with its role, and the list and rank of foreign headlines."""
    return {
        "lang": page.lang,
        "blocks": [
            [block.role, block.span.of(page.text), *([block.list, block.rank] if block.rank else [])]
            for block in page.blocks
        ],
        "candidates": [[c.field, c.value, c.where] for c in page.candidates],
    }


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_golden_page(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert json.loads(json.dumps(told(read(path)))) == expected


if __name__ == "__main__":
    for page in PAGES:
        kept = json.dumps(told(read(page)), ensure_ascii=False, indent=1)
        page.with_suffix(".json").write_text(kept + "\n", "utf-8")
