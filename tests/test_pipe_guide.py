"""``docs/pipe.md`` names every field that the steps give, and no other."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from meada.pipe import STEPS, run

GUIDE = (Path(__file__).parents[1] / "docs/pipe.md").read_text("utf-8")
HTML = (
    "<html lang=pt-BR><head><title>Ponte reabre</title></head><body><h1>Ponte de Arraial reabre</h1><p>A prefeita Lídia Prado "
    "disse a Rui Salto, segundo a Rádio Serra, que pelo menos 300 pessoas cruzaram a ponte de Arraial na terça-feira.</p>"
    "<p>“Ninguém vai dar a volta pela serra”, afirmou ela. O presidente da Kestóvia visitou Arraial em 5 de março de 2026.</p>"
    "</body></html>"
)
TEXT = " ".join(re.sub(r"<[^>]+>", " ", HTML.partition("<body>")[2]).split())
GIVEN = {
    "page": {"id": "1", "html": HTML},
    "parse": {"id": "1", "text": TEXT, "lang": "pt"},
    "read": {"id": "1", "text": TEXT, "lang": "pt", "published": "2026-03-05"},
    "episode": {"id": "1", "title": "Ponte de Arraial reabre", "text": TEXT, "lang": "pt", "date": "2026-03-05"},
    "compare": {"id": "1", "a": {"text": TEXT}, "b": {"text": TEXT}},
}


def outputs(step: str) -> str:
    """The cell of the table that says what ``step`` gives."""
    row = next(line for line in GUIDE.splitlines() if line.startswith(f"| `{step}` |"))
    return row.split(" | ")[2]


def named(step: str) -> dict[str, set[str]]:
    """Fields that the guide names: at the top, and inside each list of objects."""
    cell = outputs(step)
    found = {"": {m[1] for code in re.findall(r"`([^`]+)`", cell) if (m := re.match(r"(\w+)(?::|$)", code))}}
    for head in re.finditer(r"`(\w+): \[\{", cell):
        found[head[1]] = _fields(cell[head.end() :])
    return found


def _fields(text: str) -> set[str]:
    """The names before the brace that closes; what stands in brackets of its own is left out."""
    depth, flat = 0, ""
    for char in text:
        if char in "[{":
            depth += 1
        elif char in "]}":
            depth -= 1
            if depth < 0:
                break
        elif depth == 0:
            flat += char
    return {part.split(":")[0].strip() for part in flat.split(",")}


def given(step: str) -> dict[str, Any]:
    (line,) = run(step, [json.dumps(GIVEN[step]).encode()])
    out = json.loads(line)
    assert isinstance(out, dict)
    assert "error" not in out, out
    return out


EXPLAINED = {"text", "until", "head", "episode", "same", "none"}
"""Names that a cell explains once more: fields of a list, and values."""


@pytest.mark.parametrize("step", GIVEN)
def test_the_guide_names_what_the_step_gives(step: str) -> None:
    out, says = given(step), named(step)
    assert set(out) == says[""] - (EXPLAINED - set(out))
    lists = {name for name, value in out.items() if isinstance(value, list) and value and isinstance(value[0], dict)}
    assert lists == set(says) - {""}
    for name in lists:
        assert set().union(*out[name]) == says[name], name


def test_every_step_has_its_line_and_its_example() -> None:
    assert {*STEPS, "episode"} == set(GIVEN)
    assert set(re.findall(r"^\| `(\w+)` \|", GUIDE, re.MULTILINE)) == set(GIVEN)
