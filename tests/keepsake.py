"""What the program makes of the example pages, to be reviewed in the diff: ``python tests/keepsake.py`` rewrites the files.

They guard against changes nobody meant; they claim no accuracy. What the pages hold stands in ``examples/planted.json``.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from meada import flow
from meada.export.gather import gather
from meada.export.material import Document, Material
from meada.span import Span
from meada.store import Store

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
GOLDEN = ROOT / "tests" / "keepsake"


def gathered() -> Material:
    """The example pages through the whole way, in the order of their names."""
    tools = flow.Tools.load(registry=EXAMPLES / "meada.toml", models=False)
    with Store.temporary() as store:
        verdicts = list(flow.add([EXAMPLES / "pages"], store, tools))
        assert all(v.status == "added" for v in verdicts), [v for v in verdicts if v.status != "added"]
        flow.weave(store, tools)
        return gather(store)


def article(document: Document) -> dict[str, Any]:
    """One article in the fields that a person would check against the page."""
    made, text = document.article, document.text

    def words(span: Span | None) -> str | None:
        return " ".join(span.of(text).split()) if span else None

    return {
        "roles": dict(sorted(Counter(block.role for block in document.page.blocks).items())),
        "headline": words(made.headline),
        "standfirst": words(made.standfirst),
        "bylines": [byline.name for byline in made.bylines],
        "published": made.published.iso if made.published else None,
        "basis": made.published.basis if made.published else None,
        "outlet": made.outlet.name if made.outlet else None,
        "agency": made.agency.name if made.agency else None,
        "variant": made.variant,
        "body": [len(span) for span in made.body],
        "pointers": [f"{p.rank}. {words(p.span)}" for p in made.pointers],
        "scars": [words(scar.span) for scar in made.scars],
        "attributions": [
            f"{a.type} | {a.speaker} | {' … '.join(words(s) or '' for s in a.content)}"
            for a in document.reading.attributions
        ],
        "figures": [
            f"{words(f.span)} = {f.bound} {f.value:g} {f.unit}" for f in document.reading.figures if f.value is not None
        ],
        "times": [f"{words(t.span)} = {t.value}" for t in document.reading.times],
        "events": [f"{e.type} | {words(e.trigger)} | {e.modality}" for e in document.reading.events],
    }


def record(material: Material) -> dict[str, Any]:
    """The stories in labels, and how many links of each kind they hold."""
    labels = {d.capture: d.label for d in material.documents}
    return {
        "stories": [
            {
                "articles": [labels[page] for page in story.pages],
                "families": sorted(
                    [f"{labels[c.page]} {c.label}" for c in family.copies]
                    for family in story.families
                    if len(family.copies) > 1
                ),
                "episodes": len(story.episodes),
            }
            for story in material.stories
        ],
        "links": dict(sorted(Counter(f"{k.relation} {k.level}" for k in material.links()).items())),
    }


def files(material: Material) -> dict[str, str]:
    """The golden files by name."""
    out = {f"{Path(d.origin).stem}.json": article(d) for d in material.documents} | {"record.json": record(material)}
    return {name: json.dumps(value, ensure_ascii=False, indent=1) + "\n" for name, value in out.items()}


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    made = files(gathered())
    for path in GOLDEN.glob("*.json"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (GOLDEN / name).write_text(text, encoding="utf-8")
    print(f"{len(made)} files in {GOLDEN.relative_to(ROOT)}")
