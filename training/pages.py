"""Train the block classifier, or measure it with no outlet on both sides.

usage: python training/pages.py measure|ship html|lines [--data FOLDER] [--out FOLDER] [--quick]

``measure`` writes the system output of every set to ``--out`` (``SET.jsonl``, ready for ``score.py pages`` or ``lines``), each
page by models that saw no page of its outlet. ``ship`` learns from all sets and writes
``src/meada/resources/blocks_html.npz`` or ``blocks_lines.npz``. Needs LightGBM (the ``train`` extra) and the gold data.
"""

from __future__ import annotations

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import fit
import forest
import gold
import numpy as np

from meada.page.role import assign

HTML = ("scrapinghub", "fundus", "naeb", "wcxb_articles", "pt_pages", "trafilatura_eval")
LINES = ("lines_scrapinghub", "lines_fundus", "lines_naeb", "lines_wcxb_articles")
ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("measure", "ship"))
    parser.add_argument("kind", choices=("html", "lines"))
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "pages")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "pages")
    parser.add_argument("--quick", action="store_true", help="ten fits instead of twenty: for comparing features only")
    args = parser.parse_args()
    names = HTML if args.kind == "html" else LINES
    read = gold.sheet if args.kind == "html" else gold.lined
    with ProcessPoolExecutor(2) as pool:
        sheets = [
            sheet
            for name in names
            for row in [gold.load(args.data / f"{name}.jsonl.gz")]
            for sheet in pool.map(read, row, [name] * len(row), chunksize=8)
            if sheet is not None
        ]
    learned = [sheet for sheet in sheets if (sheet.y >= 0).all()]
    if args.what == "ship":
        forest.write(ROOT / "src" / "meada" / "resources" / f"blocks_{args.kind}.npz", fit.final(learned))
        return
    odds = fit.cross_validate(learned, [s for s in sheets if (s.y < 0).any()], strict=not args.quick)
    args.out.mkdir(parents=True, exist_ok=True)
    for name in names:
        with (args.out / f"{name}.jsonl").open("w", encoding="utf-8") as out:
            for sheet in sheets:
                if sheet.set == name:
                    out.write(json.dumps(output(sheet, odds[sheet.id]), ensure_ascii=False) + "\n")


def output(sheet: gold.Sheet, odds: tuple[np.ndarray, np.ndarray]) -> dict:
    """One page as `meada pipe page` gives it, as far as roles go."""
    body, lead = ([float(p) for p in part] for part in odds)
    verdicts = assign(sheet.drafts, sheet.shapes, sheet.hints, body, sheet.candidates, lead=lead)
    pairs = list(zip(sheet.drafts, verdicts, strict=True))

    def of(*roles: str) -> list[str]:
        return [draft.text for draft, verdict in pairs if verdict.role in roles]

    return {
        "id": sheet.id,
        "body": "\n".join(of("body", "subhead")),
        "headline": " ".join(of("headline")),
        "standfirst": " ".join(of("standfirst")),
        "blocks": [{"role": v.role, "start": d.start, "end": d.start + len(d.text)} for d, v in pairs],
    }


if __name__ == "__main__":
    main()
