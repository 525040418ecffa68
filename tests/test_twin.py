"""A varied twin of each of the two first pages gives the same structure: nothing is fitted to two files."""

from __future__ import annotations

import pytest

from meada import article, page
from meada.article.registry import Registry
from meada.reading.read import read
from twins import translated, wire

SEEDS = range(12)
REGISTRY = Registry.load()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_wire_page(seed: int) -> None:
    want = wire(seed)
    made = page.from_text(want.text)
    found = article.make(made, registry=REGISTRY)
    assert made.text == want.text
    assert found.headline is not None
    assert found.headline.of(want.text) == want.headline
    assert want.text[found.body[0].start : found.body[-1].end] == want.body
    assert found.published is not None
    assert (found.published.begin or "")[:16] == want.published
    assert found.published.basis == "presumed"
    assert found.published.zone == "-03:00"
    assert found.agency is not None
    assert want.agency in (
        found.agency.name,
        found.agency.cue.of(want.text).removeprefix("© ") if found.agency.cue else "",
    )
    assert tuple(span.of(want.text) for span in found.desk) == want.desk
    assert [p.span.of(want.text) for p in found.pointers] == [item for items in want.lists for item in items]
    assert [p.rank for p in found.pointers] == [n for items in want.lists for n in range(1, len(items) + 1)]
    assert found.outlet is None


@pytest.mark.parametrize("seed", SEEDS)
def test_a_translated_page(seed: int) -> None:
    want = translated(seed)
    found = article.make(page.from_text(want.text), registry=REGISTRY)
    assert found.headline is None
    assert found.standfirst is not None
    assert found.standfirst.of(want.text) == want.standfirst
    assert found.published is not None
    assert (found.published.begin, found.published.zone) == (want.published, None)
    scars = [scar.span.of(want.text) for scar in found.scars]
    assert want.scar in scars
    covered = [scar.span for scar in found.scars if scar.kind == "widget"]
    for marker in want.markers:
        at = want.text.index(marker)
        assert any(at <= span.start < at + len(marker) for span in covered)
    assert found.outlet is None or found.outlet.hypothesis
    body = "\n".join(span.of(want.text) for span in found.body)
    assert want.scar not in body
    assert not any(marker in body for marker in want.markers)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_read_in_a_wire_page(seed: int) -> None:
    want = wire(seed)
    made = page.from_text(want.text)
    found = read(made, article.make(made, registry=REGISTRY))
    end = want.text.index(want.body) + len(want.body)
    assert all(span.end <= end for a in found.attributions for span in (*a.content, *a.cue, *a.source))
    assert any(time.begin == want.local_day for time in found.times)
    names = {e.name for e in found.entities if e.type == "person"}
    assert set(want.leaders) <= names


@pytest.mark.parametrize("seed", SEEDS)
def test_figures_of_a_translated_page(seed: int) -> None:
    want = translated(seed)
    made = page.from_text(want.text)
    found = read(made, article.make(made, registry=REGISTRY))
    figures = {(f.value, f.bound): f for f in found.figures}
    assert (want.sent, "almost") in figures
    assert (want.dead, "min") in figures
    assert figures[(want.dead, "min")].attribution is not None
